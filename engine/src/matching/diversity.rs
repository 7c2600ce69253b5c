//! A list in which nobody fills the page.

use std::collections::{HashMap, HashSet};
use std::hash::Hash;

use tandem_index::{Employer, Training};

use crate::matching::Match;

/// Rows looked at together.
const PAGE: usize = 10;
/// A centre stands at most so many times in any ten rows.
const PER_CENTRE: usize = 3;
/// A firm (SIREN) stands at most so many times in any ten rows.
const PER_FIRM: usize = 2;

/// What is shown, and what was left out only because its like stands there already.
pub(super) struct Diversified<T> {
    /// Best first.
    pub(super) shown: Vec<Match<T>>,
    /// Best first.
    pub(super) set_aside: Vec<Match<T>>,
}

/// Drops second rows of the same title at the same centre and spreads centres, best first.
pub(super) fn diversify_trainings(
    ranked: Vec<Match<Training>>,
    limit: usize,
) -> Diversified<Training> {
    let mut seen = HashSet::new();
    let distinct = ranked
        .into_iter()
        .filter(|found| seen.insert((folded(&found.item.title), found.item.centre.clone())))
        .collect();
    spread(distinct, limit, PER_CENTRE, |training: &Training| {
        training.centre.clone()
    })
}

/// Spreads the establishments of one firm, best first.
pub(super) fn diversify_employers(
    ranked: Vec<Match<Employer>>,
    limit: usize,
) -> Diversified<Employer> {
    spread(ranked, limit, PER_FIRM, |employer: &Employer| {
        employer.siret.as_str().chars().take(9).collect::<String>()
    })
}

/// Takes the best that does not stand `most` times in the nine rows before; what never gets its
/// turn is set aside.
fn spread<T, K: Eq + Hash>(
    ranked: Vec<Match<T>>,
    limit: usize,
    most: usize,
    key: impl Fn(&T) -> K,
) -> Diversified<T> {
    let mut waiting: Vec<(K, Match<T>)> = ranked
        .into_iter()
        .map(|found| (key(&found.item), found))
        .collect();
    let mut shown: Vec<(K, Match<T>)> = Vec::new();
    while shown.len() < limit {
        let window = &shown[shown.len().saturating_sub(PAGE - 1)..];
        let mut counts: HashMap<&K, usize> = HashMap::new();
        for (row_key, _) in window {
            *counts.entry(row_key).or_default() += 1;
        }
        let has_room = |row: &(K, Match<T>)| counts.get(&row.0).is_none_or(|count| *count < most);
        let Some(next) = waiting.iter().position(has_room) else {
            break;
        };
        shown.push(waiting.remove(next));
    }
    waiting.truncate(limit);
    let rows = |list: Vec<(K, Match<T>)>| list.into_iter().map(|(_, found)| found).collect();
    Diversified {
        shown: rows(shown),
        set_aside: rows(waiting),
    }
}

/// Lower case, single spaces: "CAP  Boulanger" is "cap boulanger".
fn folded(title: &str) -> String {
    title
        .to_lowercase()
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}
