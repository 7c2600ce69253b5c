//! A training and an employer that go together.

use std::collections::HashSet;

use tandem_index::{Employer, Training};
use tandem_models::RomeCode;

use crate::matching::components::hiring::is_recruiting;
use crate::matching::components::travel::distance_phrase;
use crate::matching::{Match, Pair, Wishes};

/// Trainings and employers looked at.
const TRAININGS: usize = 30;
const EMPLOYERS: usize = 100;
/// Without a home, an employer must be so near the training, in kilometres.
const NEAR_EACH_OTHER_KM: f64 = 30.0;

/// The best pairs: the same wished trade, both within `radius_km` of home (a training at a distance
/// always is); without a home, near each other. No training and no employer stands twice.
pub fn best_pairs(
    wishes: &Wishes,
    trainings: &[Match<Training>],
    employers: &[Match<Employer>],
    radius_km: f64,
    limit: usize,
) -> Vec<Pair> {
    let mut found: Vec<(f32, &Match<Training>, &Match<Employer>)> = Vec::new();
    for training in trainings.iter().take(TRAININGS) {
        for employer in employers.iter().take(EMPLOYERS) {
            let is_pair = share_a_trade(wishes, &training.item, &employer.item)
                && are_within_reach(wishes, training, employer, radius_km);
            if is_pair {
                found.push(((training.score * employer.score).sqrt(), training, employer));
            }
        }
    }
    found.sort_by(|one, other| {
        other
            .0
            .total_cmp(&one.0)
            .then_with(|| one.1.item.id.cmp(&other.1.item.id))
            .then_with(|| one.2.item.siret.cmp(&other.2.item.siret))
    });
    let mut taken_trainings = HashSet::new();
    let mut taken_employers = HashSet::new();
    let mut pairs = Vec::new();
    for (score, training, employer) in found {
        if pairs.len() >= limit {
            break;
        }
        let is_new = !taken_trainings.contains(&training.item.id)
            && !taken_employers.contains(&employer.item.siret);
        if is_new {
            taken_trainings.insert(&training.item.id);
            taken_employers.insert(&employer.item.siret);
            pairs.push(Pair {
                training: training.clone(),
                employer: employer.clone(),
                score,
                reason: reason(wishes, training, employer),
            });
        }
    }
    pairs
}

fn share_a_trade(wishes: &Wishes, training: &Training, employer: &Employer) -> bool {
    let hires_for = |rome: &RomeCode| {
        employer.trades.iter().any(|trade| trade.rome == *rome)
            || employer
                .offers
                .iter()
                .any(|offer| offer.romes.contains(rome))
    };
    training.romes.iter().any(|rome| {
        (wishes.trades.is_empty() || wishes.wish_for(*rome).is_some()) && hires_for(rome)
    })
}

fn are_within_reach(
    wishes: &Wishes,
    training: &Match<Training>,
    employer: &Match<Employer>,
    radius_km: f64,
) -> bool {
    let is_near = |distance: Option<f64>| distance.is_some_and(|km| km <= radius_km);
    if wishes.home.is_some() {
        return is_near(employer.distance_km)
            && (training.item.is_remote || is_near(training.distance_km));
    }
    match (training.item.location.point, employer.item.location.point) {
        (Some(school), Some(work)) => school.km_to(work) <= NEAR_EACH_OTHER_KM,
        _ => false,
    }
}

fn reason(wishes: &Wishes, training: &Match<Training>, employer: &Match<Employer>) -> String {
    let hires = if is_recruiting(wishes, &employer.item) {
        "recrute en ce moment"
    } else {
        "travaille dans ce métier"
    };
    let way = |distance: Option<f64>| {
        distance
            .filter(|_| wishes.home.is_some())
            .map(|km| distance_phrase(wishes, km))
    };
    let work = way(employer.distance_km).map_or_else(String::new, |way| format!(", {way}"));
    let school = match way(training.distance_km) {
        _ if training.item.is_remote => "les cours se suivent à distance".to_owned(),
        Some(way) => format!("les cours sont {way}"),
        None => format!("les cours sont à {}", training.item.location.city),
    };
    format!("L'entreprise {hires}{work} ; {school}.")
}
