//! Proposals out of an index: widening, filters, diversity.

use tandem_engine::matching::{
    Bookable, Proposals, TradeSource, Widened, Wishes, explain, propose_for, top_reasons,
};
use tandem_index::{CentreId, Employer, Searcher, Training};
use tandem_models::{DiplomaLevel, Reach, SchoolStage, TravelMode};

use super::supply::{TODAY, baker, bakery, recruiting, rome, training, wished};

fn ask(wishes: &Wishes, trainings: Vec<Training>, employers: Vec<Employer>) -> Proposals {
    let searcher = Searcher::in_memory(trainings, employers);
    propose_for(wishes, None, &searcher, &Bookable::new(), TODAY)
}

fn ids(proposals: &Proposals) -> Vec<&str> {
    proposals
        .trainings
        .iter()
        .map(|found| found.item.id.as_str())
        .collect()
}

fn within(km: u16) -> Wishes {
    Wishes {
        reach: Some(Reach::Kilometres(km)),
        ..baker()
    }
}

#[test]
fn what_is_within_reach_is_proposed_and_nothing_is_widened() {
    let found = ask(
        &within(20),
        vec![training("near", 8.0), training("far", 45.0)],
        vec![],
    );
    assert_eq!(ids(&found), ["near"]);
    assert!(found.widened.is_empty());
}

#[test]
fn circles_grow_step_by_step_and_it_is_told() {
    for (reach, km, expected) in [
        (5, 7.0, 10),
        (10, 15.0, 20),
        (12, 15.0, 20),
        (20, 25.0, 30),
        (30, 45.0, 60),
        (10, 90.0, 100),
    ] {
        let found = ask(
            &within(reach),
            vec![training("a", km), training("b", km + 100.0)],
            vec![],
        );
        assert_eq!(ids(&found), ["a"], "{reach} km");
        assert_eq!(found.widened, [Widened::Radius(expected)]);
    }
}

#[test]
fn beyond_a_hundred_kilometres_the_five_nearest_are_proposed() {
    let far = (0..8).map(|number| training(&format!("t{number}"), 150.0 + f64::from(number)));
    let found = ask(&within(30), far.collect(), vec![]);
    assert_eq!(found.trainings.len() + found.set_aside.len(), 5);
    assert_eq!(found.widened, [Widened::NearestAnywhere]);
    assert!(
        found
            .trainings
            .iter()
            .all(|found| found.distance_km.unwrap() < 155.0)
    );
}

#[test]
fn neighbouring_trades_come_last_and_are_told() {
    let mut pastry = training("pastry", 15.0);
    pastry.romes = vec![rome("D1104")];
    let searcher = Searcher::in_memory(vec![pastry], vec![]);
    let neighbours = Wishes {
        trades: vec![wished("D1104", 0.5, TradeSource::Neighbour)],
        ..within(10)
    };
    let found = propose_for(
        &within(10),
        Some(&neighbours),
        &searcher,
        &Bookable::new(),
        TODAY,
    );
    assert_eq!(ids(&found), ["pastry"]);
    assert_eq!(found.widened, [Widened::NearTrades, Widened::Radius(20)]);
    assert!(
        explain(&found.trainings[0])
            .iter()
            .any(|reason| reason.starts_with("métier voisin"))
    );
}

#[test]
fn a_level_that_only_follows_the_class_gives_way_before_distance() {
    let wishes = Wishes {
        level_now: Some(SchoolStage::Bac),
        ..within(20)
    };
    let mut far = training("far", 300.0);
    far.level = Some(DiplomaLevel::Five);
    let found = ask(&wishes, vec![training("near", 8.0), far.clone()], vec![]);
    assert_eq!(ids(&found), ["near"]);
    assert_eq!(found.widened, [Widened::AnyLevel]);

    let aimed = Wishes {
        target_level: Some(DiplomaLevel::Five),
        ..wishes
    };
    let found = ask(&aimed, vec![training("near", 8.0), far], vec![]);
    assert_eq!(ids(&found), ["far"]);
    assert_eq!(found.widened, [Widened::NearestAnywhere]);
}

#[test]
fn trainings_without_a_level_are_always_kept() {
    let mut unknown = training("unknown", 5.0);
    unknown.level = None;
    let mut high = training("high", 5.0);
    high.level = Some(DiplomaLevel::Six);
    let found = ask(
        &within(20),
        vec![unknown, high, training("cap", 5.0)],
        vec![],
    );
    assert_eq!(ids(&found), ["cap", "unknown"]);
}

#[test]
fn what_was_rejected_is_not_proposed() {
    let mut shop = training("shop", 2.0);
    shop.romes = vec![rome("D1106"), rome("D1102")];
    let wishes = Wishes {
        not_trades: vec![rome("D1106")],
        ..within(20)
    };
    let found = ask(&wishes, vec![shop, training("cap", 9.0)], vec![]);
    assert_eq!(ids(&found), ["cap"]);
}

#[test]
fn without_a_home_the_trade_still_ranks() {
    let wishes = Wishes {
        home: None,
        ..baker()
    };
    let mut other = training("other", 5.0);
    other.romes = vec![rome("G1602"), rome("D1102")];
    let found = ask(
        &wishes,
        vec![other, training("cap", 400.0)],
        vec![bakery(1, 3.0)],
    );
    assert_eq!(ids(&found), ["cap", "other"]);
    assert!(found.widened.is_empty());
    assert!(
        found
            .trainings
            .iter()
            .all(|found| found.distance_km.is_none())
    );
    assert_eq!(found.employers.len(), 1);
}

#[test]
fn no_centre_stands_more_than_three_times_in_ten_rows() {
    let mut supply = Vec::new();
    for number in 0..40 {
        let mut made = training(&format!("t{number:02}"), 1.0 + f64::from(number) / 10.0);
        let centre = if number < 20 { 0 } else { number % 7 };
        made.centre = CentreId(format!("centre-{centre}"));
        supply.push(made);
    }
    let found = ask(&within(30), supply, vec![]);
    assert!(found.trainings.len() >= 20);
    for rows in found.trainings.windows(10) {
        for row in rows {
            let same = rows
                .iter()
                .filter(|other| other.item.centre == row.item.centre)
                .count();
            assert!(same <= 3);
        }
    }
    assert!(!found.set_aside.is_empty());
}

#[test]
fn a_centre_alone_shows_its_three_best_and_keeps_the_others_for_more() {
    let supply = (0..8).map(|number| {
        let mut made = training(&format!("t{number}"), 3.0);
        made.centre = CentreId("alone".into());
        made
    });
    let found = ask(&within(30), supply.collect(), vec![]);
    assert_eq!((found.trainings.len(), found.set_aside.len()), (3, 5));
}

#[test]
fn the_same_title_at_the_same_centre_is_shown_once() {
    let mut one = training("one", 3.0);
    one.title = "CAP Boulanger".into();
    let mut twin = training("twin", 4.0);
    twin.title = "CAP  boulanger".into();
    twin.centre = one.centre.clone();
    let found = ask(&within(30), vec![twin, one], vec![]);
    assert_eq!(ids(&found), ["one"]);
    assert!(found.set_aside.is_empty());
}

#[test]
fn employers_around_home_are_counted_once_for_each_training() {
    let employers: Vec<Employer> = (1..=6)
        .map(|number| bakery(number, f64::from(number)))
        .chain([recruiting(7, 9.0), bakery(8, 80.0)])
        .collect();
    let found = ask(&baker(), vec![training("cap", 8.0)], employers);
    assert!(explain(&found.trainings[0]).contains(
        &"7 employeurs de ce métier à moins de 30 km, dont 1 qui recrute en ce moment".to_owned()
    ));
    assert_eq!(found.employers.len(), 7);
    assert!(!found.employers[0].item.offers.is_empty());
}

#[test]
fn nothing_to_propose_is_an_empty_answer() {
    let found = ask(&baker(), vec![], vec![]);
    assert!(found.trainings.is_empty() && found.employers.is_empty() && found.pairs.is_empty());
}

fn remote(id: &str, km: f64) -> Training {
    Training {
        is_remote: true,
        ..training(id, km)
    }
}

#[test]
fn a_training_at_a_distance_is_found_whatever_the_circle() {
    let found = ask(
        &within(20),
        vec![training("near", 8.0), remote("by post", 500.0)],
        vec![],
    );
    let mut ids = ids(&found);
    ids.sort_unstable();
    assert_eq!(ids, ["by post", "near"]);
    assert!(found.widened.is_empty());
    let far = found
        .trainings
        .iter()
        .find(|one| one.item.is_remote)
        .unwrap();
    assert_eq!(far.distance_km, None, "nobody travels there");
    let reasons = explain(far).join(" ");
    assert!(reasons.contains("à distance"), "{reasons}");
}

#[test]
fn a_training_at_a_distance_does_not_stop_the_circles_from_growing() {
    let found = ask(
        &within(10),
        vec![training("near", 25.0), remote("by post", 500.0)],
        vec![],
    );
    assert_eq!(found.widened, [Widened::Radius(30)]);
    assert_eq!(found.trainings.len(), 2);
}

#[test]
fn the_trade_at_a_distance_comes_before_a_neighbouring_trade() {
    let found = ask(&within(10), vec![remote("by post", 500.0)], vec![]);
    assert_eq!(ids(&found), ["by post"]);
    assert!(found.widened.is_empty());
}

#[test]
fn a_bp_waits_for_its_cap_unless_there_is_nothing_else() {
    let bp = |id: &str, km: f64| Training {
        title: "BP Boulanger".into(),
        diploma: Some("Brevet professionnel (Education nationale)".into()),
        level: Some(DiplomaLevel::Four),
        ..training(id, km)
    };
    let supply = vec![bp("bp", 8.0), training("cap", 25.0)];
    let found = ask(&within(20), supply.clone(), vec![]);
    assert_eq!(ids(&found), ["cap"], "further, and open after the 3e");
    assert_eq!(found.widened, [Widened::Radius(30)]);

    let with_a_cap = Wishes {
        level_now: Some(SchoolStage::Cap),
        ..within(20)
    };
    assert_eq!(ids(&ask(&with_a_cap, supply, vec![])), ["bp"]);

    let alone = ask(&within(20), vec![bp("bp", 8.0)], vec![]);
    assert_eq!(ids(&alone), ["bp"]);
    let said = top_reasons(&alone.trainings[0]);
    assert!(
        said.iter().any(|reason| reason.contains("après un CAP")),
        "{said:?}"
    );
}

#[test]
fn a_bp_of_sport_asks_for_no_cap() {
    let mut sport = training("sport", 8.0);
    sport.title = "BP JEPS activités de la forme".into();
    sport.diploma =
        Some("Brevet professionnel de la jeunesse, de l'éducation populaire et du sport".into());
    sport.level = Some(DiplomaLevel::Four);
    let found = ask(&within(20), vec![sport, training("cap", 9.0)], vec![]);
    assert_eq!(found.trainings.len(), 2);
}

#[test]
fn hours_on_a_bus_never_come_first_and_are_said_to_be_too_far() {
    let bus = Wishes {
        travel_mode: Some(TravelMode::Bus),
        reach: Some(Reach::Minutes(30)),
        ..baker()
    };
    // nothing nearer than an hour by bus, and the furthest is the best in everything else
    let mut hour = training("hour", 35.0);
    hour.romes = vec![rome("D1106"), rome("D1102")];
    hour.level = None;
    let far = training("far", 58.0);
    let found = ask(&bus, vec![far.clone(), hour], vec![recruiting(1, 2.0)]);
    assert_eq!(ids(&found), ["hour", "far"]);
    assert!(found.trainings[0].score < found.trainings[1].score);
    let said = top_reasons(&found.trainings[1]);
    assert!(said.iter().any(|reason| reason.contains("trop loin en bus")
        && reason.contains("internat")
        && !reason.contains(" h ")));

    let alone = ask(&bus, vec![far], vec![recruiting(1, 2.0)]);
    assert_eq!(ids(&alone), ["far"]);
    assert!(alone.pairs.is_empty(), "no duo that nobody could live with");
}

#[test]
fn a_neighbour_that_answers_nothing_is_not_shown() {
    let wishes = Wishes {
        level_now: Some(SchoolStage::Bac),
        ..within(10)
    };
    let neighbours = Wishes {
        trades: vec![wished("D1104", 0.5, TradeSource::Neighbour)],
        ..wishes.clone()
    };
    let pastry = |romes: &[&str], level: DiplomaLevel, km: f64| Training {
        romes: romes.iter().map(|code| rome(code)).collect(),
        level: Some(level),
        ..training("neighbour", km)
    };
    let count = |training: Training| {
        let searcher = Searcher::in_memory(vec![training], vec![]);
        let bookable = Bookable::new();
        let found = propose_for(&wishes, Some(&neighbours), &searcher, &bookable, TODAY);
        found.trainings.len()
    };
    let five = DiplomaLevel::Five;
    assert_eq!(count(pastry(&["D1104"], five, 40.0)), 1);
    assert_eq!(count(pastry(&["D1106", "D1104"], five, 40.0)), 0, "aside");
    assert_eq!(count(pastry(&["D1104"], DiplomaLevel::Three, 40.0)), 0);
    assert_eq!(count(pastry(&["D1104"], five, 400.0)), 0, "far away");
}
