//! What is stored comes back to the letter.

use jiff::civil::Date;
use proptest::prelude::*;
use tandem_index::{Employer, HiringTrade, Offer, OfferId, Searcher, Session, Training};
use tandem_models::{DiplomaLevel, Point};

use crate::supplies::{employer, training};

fn text() -> impl Strategy<Value = String> {
    // a small choice makes texts repeat, a free one does not
    prop_oneof!["[a-c]{0,2}", "\\PC{0,40}"]
}

fn date() -> impl Strategy<Value = Date> {
    (1_900..2_100_i16, 1..13_i8, 1..29_i8)
        .prop_map(|(year, month, day)| Date::new(year, month, day).unwrap())
}

fn point() -> impl Strategy<Value = Option<Point>> {
    prop::option::of((-90.0..90.0_f64, -180.0..180.0_f64).prop_map(|(lat, lon)| Point { lat, lon }))
}

fn level() -> impl Strategy<Value = Option<DiplomaLevel>> {
    (0..9_u8).prop_map(DiplomaLevel::from_number)
}

prop_compose! {
    fn any_training()(
        number in 0..1_000_u32,
        texts in prop::array::uniform4(text()),
        maybe in prop::array::uniform4(prop::option::of(text())),
        place in point(),
        level in level(),
        sessions in prop::collection::vec((date(), prop::option::of(date())), 0..3),
        capacity in prop::option::of(any::<u32>()),
        is_remote in any::<bool>(),
    ) -> Training {
        let [title, centre_name, city, keywords] = texts;
        let [diploma, cfd, rncp, address] = maybe;
        let mut made = training(&format!("t{number}"), &title, &["D1102"], place);
        made.location.city = city;
        made.location.address = address;
        made.sessions = sessions.into_iter().map(|(start, end)| Session { start, end }).collect();
        Training { diploma, cfd, rncp, centre_name, keywords, level, capacity, is_remote, ..made }
    }
}

prop_compose! {
    fn any_employer()(
        name in text(),
        maybe in prop::array::uniform6(prop::option::of(text())),
        place in point(),
        affinities in prop::collection::vec(0.0..1.0_f32, 0..4),
        hiring_score in prop::option::of(0.0..1.0_f32),
        offers in prop::collection::vec((text(), level(), prop::option::of(date())), 0..3),
    ) -> Employer {
        let [naf, activity, size, mail, phone, postal_code] = maybe;
        let mut made = employer("33405590200046", &name, &[], place);
        made.location.postal_code = postal_code;
        made.location.insee = Some("2A004".parse().unwrap());
        let trade = |affinity| HiringTrade { rome: "F1602".parse().unwrap(), affinity };
        made.trades = affinities.into_iter().map(trade).collect();
        made.offers = offers
            .into_iter()
            .map(|(title, level, start)| Offer {
                id: OfferId(format!("o:{title}")),
                title,
                romes: vec!["D1102".parse().unwrap()],
                level,
                start,
            })
            .collect();
        Employer { naf, activity, size, mail, phone, hiring_score, ..made }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]
    #[test]
    fn trainings_and_employers_come_back_as_they_went_in(
        trainings in prop::collection::btree_map(0..9_u32, any_training(), 0..6),
        baker in any_employer(),
    ) {
        let trainings: Vec<Training> = trainings.into_values().collect();
        let searcher = Searcher::in_memory(trainings.clone(), vec![baker.clone()]);
        // of several of one key the last is kept
        for (at, training) in trainings.iter().enumerate() {
            if trainings[at + 1..].iter().all(|later| later.id != training.id) {
                prop_assert_eq!(&*searcher.training(&training.id).unwrap(), training);
            }
        }
        prop_assert_eq!(&*searcher.employer(&baker.siret).unwrap(), &baker);
    }
}
