//! The reasons of a proposal, in the order in which they are worth telling.

use crate::matching::components::level::LATER;
use crate::matching::weights::ordinary;
use crate::matching::{Component, Match};

/// Reasons on a card.
const ON_A_CARD: usize = 3;

/// Every reason of a proposal, for "pourquoi": first what lifts it most above an ordinary one.
pub fn explain<T>(proposal: &Match<T>) -> Vec<String> {
    told(proposal)
        .into_iter()
        .map(|(_, reason)| reason.to_owned())
        .collect()
}

/// The three reasons to show on a card. How far it is, that a trade is only a neighbour of the one
/// asked for, and that another diploma comes first, are always among them.
pub fn top_reasons<T>(proposal: &Match<T>) -> Vec<String> {
    let reasons = told(proposal);
    let (due, free): (Vec<_>, Vec<_>) =
        reasons.iter().partition(|(component, _)| is_due(component));
    let mut chosen: Vec<&(&Component, &str)> =
        due.into_iter().chain(free).take(ON_A_CARD).collect();
    chosen.sort_by(|one, other| by_lift(one.0, other.0));
    chosen
        .into_iter()
        .map(|(_, reason)| (*reason).to_owned())
        .collect()
}

fn told<T>(proposal: &Match<T>) -> Vec<(&Component, &str)> {
    let mut reasons: Vec<(&Component, &str)> = proposal
        .components
        .iter()
        .filter_map(|component| Some((component, component.reason.as_deref()?)))
        .collect();
    reasons.sort_by(|one, other| by_lift(one.0, other.0));
    reasons
}

fn by_lift(one: &Component, other: &Component) -> std::cmp::Ordering {
    lift(other)
        .total_cmp(&lift(one))
        .then_with(|| one.name.cmp(other.name))
}

fn lift(component: &Component) -> f32 {
    component.weight * (component.value - ordinary(component.name))
}

fn is_due(component: &Component) -> bool {
    match component.name {
        "travel" => true,
        "trade" => component.value <= NEIGHBOUR_AT_MOST,
        "level" => component.value <= LATER,
        _ => false,
    }
}

/// A neighbouring trade fits half as well as the one asked for, at most.
const NEIGHBOUR_AT_MOST: f32 = 0.5;
