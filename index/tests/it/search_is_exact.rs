//! The index answers what reading every document would.

use proptest::prelude::*;
use tandem_index::{Attendance, Query, Searcher, Tombstones, Training, TrainingId, Words};
use tandem_models::{DiplomaLevel, Point};

use crate::supplies::{METZ, training};

const ROMES: [&str; 4] = ["D1102", "D1202", "F1602", "M1805"];
const LEVELS: [Option<DiplomaLevel>; 4] = [
    None,
    Some(DiplomaLevel::Three),
    Some(DiplomaLevel::Four),
    Some(DiplomaLevel::Seven),
];

prop_compose! {
    fn any_training()(
        number in 0..60_u32,
        romes in prop::sample::subsequence(ROMES.to_vec(), 0..3),
        level in prop::sample::select(LEVELS.to_vec()),
        // a coarse grid makes equal distances frequent
        (north, east) in (-6..6_i32, -6..6_i32),
        is_placed in prop::bool::weighted(0.9),
        is_remote in prop::bool::weighted(0.2),
    ) -> Training {
        let point = Point {
            lat: METZ.lat + f64::from(north) * 0.1,
            lon: METZ.lon + f64::from(east) * 0.1,
        };
        let mut made =
            training(&format!("t{number}"), "CAP Boulanger", &romes, is_placed.then_some(point));
        made.level = level;
        made.is_remote = is_remote;
        made
    }
}

fn by_reading_everything(supply: &[Training], query: &Query) -> Vec<(TrainingId, Option<f64>)> {
    let mut kept: std::collections::BTreeMap<&TrainingId, &Training> =
        std::collections::BTreeMap::default();
    for training in supply {
        kept.insert(&training.id, training);
    }
    let mut found: Vec<(TrainingId, Option<f64>)> = Vec::new();
    for training in kept.into_values() {
        let km = query
            .around
            .zip(training.location.point)
            .map(|(a, b)| a.km_to(b))
            .filter(|_| !training.is_remote);
        let is_near = match (query.around, query.radius_km) {
            _ if training.is_remote => query.attendance != Attendance::OnSite,
            _ if query.attendance == Attendance::Remote => false,
            (Some(_), Some(radius)) => km.is_some_and(|km| km <= radius),
            _ => true,
        };
        let has_level = query.levels.is_empty()
            || training
                .level
                .is_none_or(|level| query.levels.contains(&level));
        let has_trade =
            query.romes.is_empty() || training.romes.iter().any(|r| query.romes.contains(r));
        if is_near && has_level && has_trade {
            found.push((training.id.clone(), km));
        }
    }
    found.sort_by(|a, b| {
        let far = f64::INFINITY;
        a.1.unwrap_or(far)
            .total_cmp(&b.1.unwrap_or(far))
            .then_with(|| a.0.cmp(&b.0))
    });
    found.truncate(query.limit);
    found
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn every_hit_in_the_circle_none_missing_in_order(
        supply in prop::collection::vec(any_training(), 0..60),
        romes in prop::sample::subsequence(ROMES.to_vec(), 0..3),
        levels in prop::sample::subsequence(
            vec![DiplomaLevel::Three, DiplomaLevel::Four, DiplomaLevel::Five], 0..3),
        radius_km in prop::option::of(0.0..90.0_f64),
        is_around in prop::bool::weighted(0.9),
        has_words in any::<bool>(),
        words in prop::sample::select(vec![Words::Most, Words::All]),
        attendance in prop::sample::select(
            vec![Attendance::Any, Attendance::OnSite, Attendance::Remote]),
        limit in 0..70_usize,
    ) {
        let query = Query {
            text: has_words.then(|| "boulanger".to_owned()),
            words,
            romes: romes.iter().map(|rome| rome.parse().unwrap()).collect(),
            around: is_around.then_some(METZ),
            radius_km,
            attendance,
            levels,
            limit,
        };
        let hits = Searcher::in_memory(supply.clone(), Vec::new()).trainings(&query);
        let found: Vec<(TrainingId, Option<f64>)> =
            hits.iter().map(|hit| (hit.item.id.clone(), hit.distance_km)).collect();
        prop_assert_eq!(found, by_reading_everything(&supply, &query));
        prop_assert!(hits.iter().all(|hit| (hit.score > 0.0) == has_words));
    }
}

#[test]
fn a_search_without_anything_to_search_is_empty() {
    let query = Query {
        limit: 10,
        ..Query::default()
    };
    assert!(
        Searcher::in_memory(Vec::new(), Vec::new())
            .trainings(&query)
            .is_empty()
    );
    assert!(Searcher::default().employers(&query).is_empty());
}

#[test]
fn what_is_taken_away_is_hidden_at_once_and_only_that() {
    let supply = ["a", "b", "c"].map(|id| training(id, "CAP Boulanger", &["D1102"], Some(METZ)));
    let searcher = Searcher::in_memory(supply.to_vec(), Vec::new());
    let gone = TrainingId("b".to_owned());
    let mut tombstones = Tombstones::default();
    tombstones.trainings.insert(gone.clone());
    tombstones
        .trainings
        .insert(TrainingId("never seen".to_owned()));
    let without = searcher.without(&tombstones);
    let query = Query {
        limit: 2,
        ..Query::default()
    };
    let ids: Vec<String> = without
        .trainings(&query)
        .iter()
        .map(|hit| hit.item.id.to_string())
        .collect();
    assert_eq!(ids, ["a", "c"]);
    assert!(without.training(&gone).is_none());
    assert!(searcher.training(&gone).is_some());
}
