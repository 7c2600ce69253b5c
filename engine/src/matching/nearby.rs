//! Employers around home, counted by trade once, so that each training only looks numbers up.

use std::collections::HashMap;

use tandem_index::{Employer, Hit};
use tandem_models::RomeCode;

use crate::matching::Wishes;

/// Employers around home.
#[derive(Debug, Clone, Default)]
pub struct EmployersNearby {
    /// Kilometres; `None`: home is not known, nothing is counted.
    radius_km: Option<u32>,
    /// Positions of the employers of a trade, ascending.
    by_trade: HashMap<RomeCode, Vec<u32>>,
    /// Positions of those that recruit for a trade, ascending.
    recruiting: HashMap<RomeCode, Vec<u32>>,
}

impl EmployersNearby {
    /// Counts employers found within that radius in kilometres.
    pub fn new(radius_km: u32, employers: &[Hit<Employer>]) -> Self {
        let mut counted = Self {
            radius_km: Some(radius_km),
            ..Self::default()
        };
        for (position, hit) in (0_u32..).zip(employers) {
            for trade in &hit.item.trades {
                note(&mut counted.by_trade, trade.rome, position);
            }
            for rome in hit.item.offers.iter().flat_map(|offer| &offer.romes) {
                note(&mut counted.by_trade, *rome, position);
                note(&mut counted.recruiting, *rome, position);
            }
        }
        counted
    }

    /// Nothing is known about employers.
    pub fn unknown() -> Self {
        Self::default()
    }

    /// Radius in kilometres, when home is known.
    pub(super) fn radius_km(&self) -> Option<u32> {
        self.radius_km
    }

    /// Employers of those of these trades that are wished (all of them when no trade is), and how
    /// many of them recruit. Each employer counts once.
    pub(super) fn count(&self, wishes: &Wishes, romes: &[RomeCode]) -> (usize, usize) {
        let wanted: Vec<RomeCode> = romes
            .iter()
            .copied()
            .filter(|rome| wishes.trades.is_empty() || wishes.wish_for(*rome).is_some())
            .collect();
        (
            distinct(&self.by_trade, &wanted),
            distinct(&self.recruiting, &wanted),
        )
    }
}

fn note(table: &mut HashMap<RomeCode, Vec<u32>>, rome: RomeCode, position: u32) {
    let positions = table.entry(rome).or_default();
    if positions.last() != Some(&position) {
        positions.push(position);
    }
}

/// How many positions are named by at least one of these trades.
fn distinct(table: &HashMap<RomeCode, Vec<u32>>, romes: &[RomeCode]) -> usize {
    let lists: Vec<&Vec<u32>> = romes.iter().filter_map(|rome| table.get(rome)).collect();
    match lists[..] {
        [] => 0,
        [only] => only.len(),
        _ => {
            let mut all: Vec<u32> = lists.into_iter().flatten().copied().collect();
            all.sort_unstable();
            all.dedup();
            all.len()
        }
    }
}
