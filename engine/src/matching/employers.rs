//! Ranking of employers.

use jiff::civil::Date;
use tandem_index::{Employer, Hit};

use crate::matching::components::travel::Whereabouts;
use crate::matching::components::{hiring, rotation, size, trade, travel};
use crate::matching::trainings::best_first;
use crate::matching::weights::EMPLOYER_TRAVEL;
use crate::matching::{Match, Wishes};

/// Ranks employers already found, best first.
///
/// Pure: the order of the candidates does not matter. What differs from day to day is the small
/// rotation drawn from `today`.
pub fn rank_employers(
    wishes: &Wishes,
    candidates: &[Hit<Employer>],
    today: Date,
) -> Vec<Match<Employer>> {
    let mut ranked: Vec<Match<Employer>> = candidates
        .iter()
        .map(|hit| {
            let employer = &*hit.item;
            let whereabouts = Whereabouts::new(wishes, hit.distance_km);
            let components = vec![
                trade::of_employer(wishes, employer),
                hiring::component(wishes, employer),
                travel::component(EMPLOYER_TRAVEL, wishes, whereabouts),
                size::component(employer),
                rotation::component(employer, today),
            ];
            Match::new(hit.item.clone(), components, hit.distance_km)
        })
        .collect();
    ranked.sort_by(|one, other| {
        best_first(one, other).then_with(|| one.item.siret.cmp(&other.item.siret))
    });
    ranked
}
