//! Ranking of trainings.

use std::cmp::Ordering;

use jiff::civil::Date;
use tandem_index::{Hit, Training};

use crate::matching::components::travel::Whereabouts;
use crate::matching::components::{employers, level, quality, slots, start, trade, travel};
use crate::matching::weights::TRAVEL;
use crate::matching::{Bookable, EmployersNearby, Match, Wishes};

/// Ranks trainings already found, best first: every one of them, duplicates and all.
///
/// Pure: the order of the candidates does not matter. At equal scores the nearer comes first, then
/// the smaller id.
pub fn rank_trainings(
    wishes: &Wishes,
    candidates: &[Hit<Training>],
    nearby: &EmployersNearby,
    bookable: &Bookable,
    today: Date,
) -> Vec<Match<Training>> {
    let mut ranked: Vec<Match<Training>> = candidates
        .iter()
        .map(|hit| {
            let training = &*hit.item;
            let whereabouts = if training.is_remote {
                Whereabouts::Remote
            } else {
                Whereabouts::new(wishes, hit.distance_km)
            };
            let components = vec![
                trade::of_training(wishes, training),
                travel::component(TRAVEL, wishes, whereabouts),
                level::component(wishes, training),
                start::component(wishes, training, today),
                employers::component(wishes, training, nearby),
                slots::component(training, bookable),
                quality::component(),
            ];
            Match::new(hit.item.clone(), components, hit.distance_km)
        })
        .collect();
    ranked
        .sort_by(|one, other| best_first(one, other).then_with(|| one.item.id.cmp(&other.item.id)));
    ranked
}

/// Higher score, then nearer.
pub(super) fn best_first<T>(one: &Match<T>, other: &Match<T>) -> Ordering {
    let distance = |found: &Match<T>| found.distance_km.unwrap_or(f64::INFINITY);
    other
        .score
        .total_cmp(&one.score)
        .then_with(|| distance(one).total_cmp(&distance(other)))
}
