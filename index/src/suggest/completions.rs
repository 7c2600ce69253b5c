//! The four kinds of things that are completed.

use std::collections::BTreeMap;

use tandem_models::Understander;

use super::Suggester;
use crate::query::Searcher;

/// Titles, diplomas, towns and employers, ready to be completed.
#[derive(Debug, Default)]
pub struct Completions {
    /// Trades by their labels and titles; those taught most come first.
    pub titles: Suggester,
    /// Titles of trainings; those taught at most places come first.
    pub diplomas: Suggester,
    /// Communes; the largest come first.
    pub towns: Suggester,
    /// Names of employers; those with most establishments come first.
    pub employers: Suggester,
}

impl Completions {
    /// What this program knows of trades and towns, and what an index holds.
    pub fn of(understander: &Understander, searcher: &Searcher) -> Self {
        let mut taught = BTreeMap::new();
        let mut diplomas = BTreeMap::new();
        searcher.each_training(|training| {
            for rome in &training.romes {
                *taught.entry(*rome).or_insert(0.0) += 1.0;
            }
            *diplomas.entry(training.title).or_insert(0.0) += 1.0;
        });
        let mut employers = BTreeMap::new();
        searcher.each_employer(|employer| {
            *employers.entry(employer.name).or_insert(0.0) += 1.0;
        });
        let domains = understander.domains().iter();
        let titles = domains.flat_map(|domain| &domain.trades).flat_map(|trade| {
            let weight = taught.get(&trade.rome).copied().unwrap_or(0.0);
            // the name of the trade before its other titles
            let label = (trade.label.clone(), weight + 0.5);
            let others = trade.titles.iter().filter(|title| **title != trade.label);
            std::iter::once(label).chain(others.map(move |title| (title.clone(), weight)))
        });
        let towns = understander.places().communes().iter();
        Self {
            titles: Suggester::new(titles),
            diplomas: Suggester::new(diplomas),
            towns: Suggester::new(
                towns.map(|commune| (commune.name.clone(), f64::from(commune.population))),
            ),
            employers: Suggester::new(employers),
        }
    }
}
