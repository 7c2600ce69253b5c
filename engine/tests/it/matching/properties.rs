//! Ranking as a pure function.

use std::collections::HashSet;

use jiff::civil::date;
use proptest::prelude::*;
use tandem_engine::matching::{
    Bookable, EmployersNearby, Match, TradeSource, Wishes, rank_employers, rank_trainings,
};
use tandem_index::{CentreId, Employer, HiringTrade, Hit, Session, TradeLink, Training};
use tandem_models::{AgeBand, DiplomaLevel, Reach, SchoolStage, StartWish, TravelMode};

use super::supply::{HOME, TODAY, bakery, hit, recruiting, rome, training, wished};

const TRADES: [&str; 4] = ["D1102", "D1104", "G1602", "M1805"];

fn level() -> impl Strategy<Value = Option<DiplomaLevel>> {
    prop::option::of((3_u8..=8).prop_map(|number| DiplomaLevel::from_number(number).unwrap()))
}

fn distance() -> impl Strategy<Value = Option<f64>> {
    prop_oneof![
        1 => Just(None),
        6 => (0.0_f64..150.0).prop_map(Some),
        1 => (0.0_f64..20_000.0).prop_map(Some),
    ]
}

fn some_training(id: usize) -> impl Strategy<Value = Hit<Training>> {
    (
        distance(),
        level(),
        prop::collection::vec(prop::sample::select(&TRADES[..]), 0..4),
        prop::collection::vec(-400_i32..800, 0..3),
        prop::collection::vec(0_u8..14, 0..3),
        prop::option::of(0_u32..100),
        0_u8..4,
        0_u8..12,
    )
        .prop_map(
            move |(km, level, romes, starts, months, capacity, kind, centre)| {
                let mut made = training(&format!("t{id:03}"), km.unwrap_or(1.0).min(1_000.0));
                made.level = level;
                made.romes = romes.into_iter().map(rome).collect();
                made.sessions = starts
                    .into_iter()
                    .map(|days| Session {
                        start: TODAY.checked_add(jiff::Span::new().days(days)).unwrap(),
                        end: None,
                    })
                    .collect();
                made.entry_months = months;
                made.capacity = capacity;
                made.is_remote = kind == 0;
                made.trade_link = if kind == 1 {
                    TradeLink::Title
                } else {
                    TradeLink::Certification
                };
                made.centre = CentreId(format!("centre-{centre}"));
                hit(made, km)
            },
        )
}

fn some_employer(number: usize) -> impl Strategy<Value = Hit<Employer>> {
    (
        distance(),
        prop::collection::vec((prop::sample::select(&TRADES[..]), 0.0_f32..=1.0), 0..4),
        prop::option::of(0.0_f32..=1.0),
        prop::option::of(prop::sample::select(vec![
            "0 salarié",
            "1 ou 2 salariés",
            "1 000 salariés",
            "?",
        ])),
        any::<bool>(),
    )
        .prop_map(move |(km, trades, score, size, is_recruiting)| {
            let number = u32::try_from(number).unwrap() + 1;
            let mut made = if is_recruiting {
                recruiting(number, 1.0)
            } else {
                bakery(number, 1.0)
            };
            made.trades = trades
                .into_iter()
                .map(|(code, affinity)| HiringTrade {
                    rome: rome(code),
                    affinity,
                })
                .collect();
            made.hiring_score = score;
            made.size = size.map(str::to_owned);
            hit(made, km)
        })
}

fn many<S: Strategy>(make: impl Fn(usize) -> S) -> impl Strategy<Value = Vec<S::Value>> {
    let all: Vec<S> = (0..12).map(make).collect();
    (all, 0_usize..=12).prop_map(|(mut all, count)| {
        all.truncate(count);
        all
    })
}

fn wishes() -> impl Strategy<Value = Wishes> {
    let stage = prop::sample::select(vec![
        None,
        Some(SchoolStage::NoDiploma),
        Some(SchoolStage::Troisieme),
        Some(SchoolStage::Cap),
        Some(SchoolStage::Terminale),
        Some(SchoolStage::BacPlus3),
    ]);
    let reach = prop::sample::select(vec![
        None,
        Some(Reach::Kilometres(0)),
        Some(Reach::Kilometres(15)),
        Some(Reach::Minutes(0)),
        Some(Reach::Minutes(45)),
        Some(Reach::Anywhere),
    ]);
    let mode = prop::sample::select(vec![
        None,
        Some(TravelMode::Walk),
        Some(TravelMode::Bike),
        Some(TravelMode::Bus),
        Some(TravelMode::Train),
        Some(TravelMode::Car),
    ]);
    let start = prop::sample::select(vec![
        None,
        Some(StartWish::Asap),
        Some(StartWish::Whenever),
        Some(StartWish::From(date(2027, 9, 1))),
        Some(StartWish::From(date(2020, 9, 1))),
    ]);
    let trades = prop::collection::vec((prop::sample::select(&TRADES[..]), -0.5_f32..1.5), 0..3);
    (
        stage,
        level(),
        reach,
        mode,
        start,
        trades,
        any::<bool>(),
        any::<bool>(),
    )
        .prop_map(
            |(
                level_now,
                target_level,
                reach,
                travel_mode,
                start,
                trades,
                is_home_known,
                is_young,
            )| Wishes {
                trades: trades
                    .into_iter()
                    .map(|(code, fit)| wished(code, fit, TradeSource::Named))
                    .collect(),
                home: is_home_known.then_some(HOME),
                reach,
                travel_mode,
                level_now,
                target_level,
                age_band: is_young.then_some(AgeBand::From15To17),
                start,
                ..Wishes::default()
            },
        )
}

fn bookable() -> Bookable {
    HashSet::from([CentreId("centre-1".into()), CentreId("centre-2".into())])
}

fn around() -> EmployersNearby {
    let employers: Vec<Hit<Employer>> = (1..=9)
        .map(|number| {
            let km = f64::from(number);
            let made = if number % 3 == 0 {
                recruiting(number, km)
            } else {
                bakery(number, km)
            };
            hit(made, Some(km))
        })
        .collect();
    EmployersNearby::new(30, &employers)
}

fn ranked_trainings(wishes: &Wishes, hits: &[Hit<Training>]) -> Vec<(String, f32)> {
    rank_trainings(wishes, hits, &around(), &bookable(), TODAY)
        .iter()
        .map(|found| (found.item.id.to_string(), found.score))
        .collect()
}

fn check_scores<T>(ranked: &[Match<T>]) -> Result<(), TestCaseError> {
    for found in ranked {
        prop_assert!(found.score.is_finite() && (0.0..=1.0).contains(&found.score));
        let shares: f32 = found
            .components
            .iter()
            .map(|component| component.weight)
            .sum();
        prop_assert!((shares - 1.0).abs() < 1e-5, "shares sum to {shares}");
        let sum: f32 = found
            .components
            .iter()
            .map(|component| component.weight * component.value)
            .sum();
        prop_assert!((sum - found.score).abs() < 1e-5);
        for component in &found.components {
            prop_assert!((0.0..=1.0).contains(&component.value), "{component:?}");
            prop_assert!(
                component
                    .reason
                    .as_ref()
                    .is_none_or(|reason| !reason.is_empty())
            );
        }
    }
    prop_assert!(ranked.is_sorted_by(|one, next| one.score >= next.score));
    Ok(())
}

proptest! {
    #[test]
    fn the_order_of_the_candidates_does_not_matter(
        wishes in wishes(),
        (trainings, shuffled) in many(some_training).prop_flat_map(|hits| (Just(hits.clone()), Just(hits).prop_shuffle())),
        (employers, mixed) in many(some_employer).prop_flat_map(|hits| (Just(hits.clone()), Just(hits).prop_shuffle())),
    ) {
        prop_assert_eq!(
            ranked_trainings(&wishes, &trainings),
            ranked_trainings(&wishes, &shuffled)
        );
        let keys = |hits: &[Hit<Employer>]| -> Vec<(String, f32)> {
            rank_employers(&wishes, hits, TODAY)
                .iter()
                .map(|found| (found.item.siret.to_string(), found.score))
                .collect()
        };
        prop_assert_eq!(keys(&employers), keys(&mixed));
    }

    #[test]
    fn adding_distance_never_raises_a_score(
        wishes in wishes(),
        trainings in many(some_training),
        employers in many(some_employer),
        more_km in 0.0_f64..500.0,
    ) {
        for found in trainings {
            let further = Hit { distance_km: found.distance_km.map(|km| km + more_km), ..found.clone() };
            let score = |hit| ranked_trainings(&wishes, &[hit])[0].1;
            prop_assert!(score(further) <= score(found));
        }
        for found in employers {
            let further = Hit { distance_km: found.distance_km.map(|km| km + more_km), ..found.clone() };
            let score = |hit| rank_employers(&wishes, &[hit], TODAY)[0].score;
            prop_assert!(score(further) <= score(found));
        }
    }

    #[test]
    fn scores_are_shares_of_one(
        wishes in wishes(),
        trainings in many(some_training),
        employers in many(some_employer),
    ) {
        check_scores(&rank_trainings(&wishes, &trainings, &around(), &bookable(), TODAY))?;
        check_scores(&rank_employers(&wishes, &employers, TODAY))?;
    }

    #[test]
    fn one_candidate_more_changes_no_other_score(
        wishes in wishes(),
        trainings in many(some_training),
    ) {
        let all = ranked_trainings(&wishes, &trainings);
        for found in &trainings {
            let alone = ranked_trainings(&wishes, std::slice::from_ref(found));
            prop_assert!(all.contains(&alone[0]));
        }
    }

    #[test]
    fn a_posted_need_comes_before_a_guess_at_equal_merit(
        wishes in wishes(),
        found in some_employer(0),
        day in 0_i32..2_000,
    ) {
        let today = TODAY.checked_add(jiff::Span::new().days(day)).unwrap();
        let wishes = Wishes { trades: vec![wished("D1102", 1.0, TradeSource::Named)], ..wishes };
        let mut likely = (*found.item).clone();
        likely.offers.clear();
        let mut posted = recruiting(2, 1.0);
        posted.trades.clone_from(&likely.trades);
        posted.size.clone_from(&likely.size);
        posted.hiring_score = likely.hiring_score;
        let ranked = rank_employers(
            &wishes,
            &[hit(likely, found.distance_km), hit(posted, found.distance_km)],
            today,
        );
        prop_assert!(!ranked[0].item.offers.is_empty());
    }

    #[test]
    fn equal_employers_take_turns(first in 1_u32..400_000, other in 400_001_u32..900_000) {
        let hits = [hit(bakery(first, 5.0), Some(5.0)), hit(bakery(other, 5.0), Some(5.0))];
        let wishes = Wishes { home: Some(HOME), ..Wishes::default() };
        let firsts: HashSet<String> = (0..40)
            .map(|day| {
                let today = TODAY.checked_add(jiff::Span::new().days(day)).unwrap();
                rank_employers(&wishes, &hits, today)[0].item.siret.to_string()
            })
            .collect();
        prop_assert_eq!(firsts.len(), 2);
    }
}
