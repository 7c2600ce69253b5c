//! What is said of a proposal.

use std::collections::HashSet;

use jiff::civil::date;
use tandem_engine::matching::{
    Bookable, EmployersNearby, Match, TradeSource, Wishes, explain, rank_employers, rank_trainings,
    top_reasons,
};
use tandem_index::{Session, Training};
use tandem_models::{DiplomaLevel, Reach, SchoolStage, StartWish, TravelMode};

use super::supply::{TODAY, baker, bakery, hit, recruiting, training, wished};

fn only(wishes: &Wishes, training: Training, km: Option<f64>) -> Match<Training> {
    let found = [hit(training, km)];
    let mut ranked = rank_trainings(
        wishes,
        &found,
        &EmployersNearby::unknown(),
        &Bookable::new(),
        TODAY,
    );
    ranked.remove(0)
}

fn says(wishes: &Wishes, training: Training, km: Option<f64>, expected: &str) {
    let reasons = explain(&only(wishes, training, km));
    assert!(
        reasons.iter().any(|reason| reason == expected),
        "{expected:?} not in {reasons:?}"
    );
}

#[test]
fn a_full_proposal_gives_every_reason_in_plain_words() {
    let mut wishes = baker();
    wishes.travel_mode = Some(TravelMode::Bus);
    let mut cap = training("a", 12.0);
    cap.entry_months = vec![9];
    cap.capacity = Some(12);
    let bookable: Bookable = HashSet::from([cap.centre.clone()]);
    let mut around: Vec<_> = (1..=5)
        .map(|number| hit(bakery(number, 3.0), Some(3.0)))
        .collect();
    around.push(hit(recruiting(6, 4.0), Some(4.0)));
    let nearby = EmployersNearby::new(30, &around);
    let ranked = rank_trainings(&wishes, &[hit(cap, Some(12.0))], &nearby, &bookable, TODAY);
    let mut reasons = explain(&ranked[0]);
    assert_eq!(top_reasons(&ranked[0]).len(), 3);
    assert!(
        top_reasons(&ranked[0])
            .iter()
            .any(|reason| reason.starts_with("à 12 km"))
    );
    reasons.sort();
    assert_eq!(
        reasons,
        [
            "6 employeurs de ce métier à moins de 30 km, dont 1 qui recrute en ce moment",
            "c'est le métier que tu cherches : métier D1102",
            "débute en septembre, 12 places",
            "niveau CAP, accessible après la 3e",
            "tu peux prendre rendez-vous en ligne",
            "à 12 km, environ 40 min en bus",
        ]
    );
}

#[test]
fn how_far_is_said_as_far_as_it_is_known() {
    let mut wishes = baker();
    says(&wishes, training("a", 12.0), Some(12.2), "à 12 km");
    says(
        &wishes,
        training("a", 0.4),
        Some(0.4),
        "tout près de chez toi",
    );
    wishes.travel_mode = Some(TravelMode::Car);
    says(
        &wishes,
        training("a", 12.0),
        Some(12.0),
        "à 12 km, environ 30 min en voiture",
    );
    says(
        &wishes,
        training("a", 60.0),
        Some(60.0),
        "à 60 km, environ 1 h 15 en voiture",
    );
    says(
        &wishes,
        training("a", 90.0),
        Some(90.0),
        "à 90 km, trop loin en voiture tous les jours : prévois un logement sur place (internat, foyer)",
    );
    says(&wishes, training("a", 400.0), Some(400.0), "à 400 km");
    wishes.travel_mode = Some(TravelMode::Walk);
    says(
        &wishes,
        training("a", 12.0),
        Some(12.0),
        "à 12 km, loin à pied",
    );
    let mut remote = training("a", 12.0);
    remote.is_remote = true;
    says(
        &wishes,
        remote,
        Some(12.0),
        "à distance : tu suis les cours de chez toi",
    );
}

#[test]
fn nothing_is_said_about_travel_when_home_is_unknown() {
    let wishes = Wishes {
        home: None,
        travel_mode: Some(TravelMode::Bus),
        ..baker()
    };
    let found = only(&wishes, training("a", 12.0), None);
    assert!(
        explain(&found)
            .iter()
            .all(|reason| !reason.contains("km") && !reason.contains("bus"))
    );
    assert!(found.score > 0.5);
}

#[test]
fn quality_is_not_mentioned_while_it_is_unknown() {
    let found = only(&baker(), training("a", 12.0), Some(12.0));
    let quality = found
        .components
        .iter()
        .find(|component| component.name == "quality")
        .unwrap();
    assert_eq!((quality.value, quality.reason.as_deref()), (0.5, None));
}

#[test]
fn a_start_is_told_by_month_then_by_year_and_never_in_the_past() {
    let starting = |start| {
        let mut cap = training("a", 1.0);
        cap.sessions = vec![
            Session {
                start: date(2020, 9, 1),
                end: None,
            },
            Session { start, end: None },
        ];
        cap
    };
    let wishes = baker();
    says(
        &wishes,
        starting(date(2026, 11, 30)),
        Some(1.0),
        "débute le 30 novembre",
    );
    says(
        &wishes,
        starting(date(2027, 9, 1)),
        Some(1.0),
        "débute en septembre",
    );
    says(
        &wishes,
        starting(date(2027, 11, 2)),
        Some(1.0),
        "débute en novembre 2027",
    );
    let past = only(&wishes, starting(date(2026, 11, 23)), Some(1.0));
    assert!(
        explain(&past)
            .iter()
            .all(|reason| !reason.contains("débute"))
    );
}

#[test]
fn the_start_that_suits_best_is_the_one_told() {
    let mut cap = training("a", 1.0);
    cap.sessions = [date(2027, 1, 4), date(2027, 9, 1)]
        .map(|start| Session { start, end: None })
        .to_vec();
    let soon = Wishes {
        start: Some(StartWish::Asap),
        ..baker()
    };
    says(&soon, cap.clone(), Some(1.0), "débute en janvier");
    let later = Wishes {
        start: Some(StartWish::From(date(2027, 9, 1))),
        ..baker()
    };
    says(&later, cap, Some(1.0), "débute en septembre");
}

#[test]
fn levels_follow_the_class_or_the_wish() {
    let at = |level| Training {
        level: Some(level),
        ..training("a", 1.0)
    };
    let stage = |stage| Wishes {
        level_now: Some(stage),
        ..baker()
    };
    says(
        &stage(SchoolStage::Cap),
        at(DiplomaLevel::Four),
        Some(1.0),
        "niveau bac, la suite d'un CAP",
    );
    says(
        &stage(SchoolStage::Bac),
        at(DiplomaLevel::Five),
        Some(1.0),
        "niveau bac+2, accessible avec le bac",
    );
    says(
        &stage(SchoolStage::Bac),
        at(DiplomaLevel::Three),
        Some(1.0),
        "niveau CAP, tu as déjà ce niveau : c'est souvent plus court",
    );
    let aimed = Wishes {
        target_level: Some(DiplomaLevel::Five),
        ..stage(SchoolStage::Troisieme)
    };
    says(
        &aimed,
        at(DiplomaLevel::Five),
        Some(1.0),
        "niveau bac+2, comme tu le veux",
    );
}

#[test]
fn a_neighbouring_trade_is_always_told_on_the_card() {
    let mut wishes = baker();
    wishes.trades = vec![wished("D1102", 0.5, TradeSource::Neighbour)];
    let mut cap = training("a", 1.0);
    cap.entry_months = vec![12];
    let reasons = top_reasons(&only(&wishes, cap, Some(1.0)));
    assert!(
        reasons.contains(&"métier voisin de celui que tu cherches : métier D1102".to_owned()),
        "{reasons:?}"
    );
}

#[test]
fn an_employer_that_recruits_says_for_what_and_a_likely_one_does_not_pretend() {
    let ranked = rank_employers(
        &baker(),
        &[
            hit(bakery(1, 5.0), Some(5.0)),
            hit(recruiting(2, 5.0), Some(5.0)),
        ],
        TODAY,
    );
    assert!(explain(&ranked[0]).contains(&"recrute en ce moment : Apprenti boulanger".to_owned()));
    let likely = explain(&ranked[1]);
    assert!(
        likely
            .iter()
            .any(|reason| reason.starts_with("pas d'annonce")),
        "{likely:?}"
    );
}

#[test]
fn minutes_become_a_radius_through_the_means_of_travel() {
    let radius = |mode, minutes| {
        Wishes {
            reach: Some(Reach::Minutes(minutes)),
            travel_mode: mode,
            ..baker()
        }
        .radius_km()
        .unwrap()
    };
    assert!(radius(Some(TravelMode::Bike), 30) < radius(Some(TravelMode::Bus), 30));
    assert!(radius(Some(TravelMode::Bus), 30) < radius(Some(TravelMode::Car), 30));
    assert!((10.0..20.0).contains(&radius(Some(TravelMode::Car), 30)));
    assert!(radius(Some(TravelMode::Walk), 5) >= 3.0);
    assert_eq!(
        Wishes {
            reach: Some(Reach::Kilometres(20)),
            ..baker()
        }
        .radius_km(),
        Some(20.0)
    );
    assert_eq!(
        Wishes {
            reach: Some(Reach::Anywhere),
            ..baker()
        }
        .radius_km(),
        None
    );
}
