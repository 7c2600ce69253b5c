//! Reading the data over: phrases that two trades claim, trades with too few phrases, phrases that the
//! whole reading sends elsewhere.

use std::collections::BTreeMap;

use crate::ids::RomeCode;
use crate::meaning::Context;
use crate::text::{fold, is_stop_word, stem};
use crate::understanding::Understander;

/// Fewest phrases that a trade should have.
pub const ENOUGH_PHRASES: usize = 10;

/// A phrase of a trade that is read as another trade.
#[derive(Debug, Clone, PartialEq)]
pub struct Astray {
    /// The trade that has it.
    pub rome: RomeCode,
    /// The phrase.
    pub phrase: String,
    /// The trade read first, if any.
    pub read: Option<RomeCode>,
    /// Place of the trade among those read, if it is among them at all.
    pub place: Option<usize>,
}

/// What should be looked at in models/data/trades.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Review {
    /// Phrases with the same words in several trades.
    pub claimed: Vec<(String, Vec<RomeCode>)>,
    /// Trades with too few phrases, and how many they have.
    pub thin: Vec<(RomeCode, usize)>,
    /// Phrases that do not lead to their own trade first.
    pub astray: Vec<Astray>,
    /// Phrases read.
    pub phrases: usize,
}

/// Reads every trade's phrases over.
pub fn review(understander: &Understander, context: &Context) -> Review {
    let mut review = Review::default();
    let mut claims: BTreeMap<String, (String, Vec<RomeCode>)> = BTreeMap::new();
    let trades = understander
        .domains()
        .iter()
        .flat_map(|domain| &domain.trades);
    for trade in trades {
        if trade.phrases.len() < ENOUGH_PHRASES {
            review.thin.push((trade.rome, trade.phrases.len()));
        }
        for phrase in &trade.phrases {
            review.phrases += 1;
            let claim = claims
                .entry(key(phrase))
                .or_insert_with(|| (phrase.clone(), Vec::new()));
            if !claim.1.contains(&trade.rome) {
                claim.1.push(trade.rome);
            }
            let read = understander.understand(phrase, context).trades;
            let place = read.iter().position(|found| found.rome == trade.rome);
            if place != Some(0) {
                review.astray.push(Astray {
                    rome: trade.rome,
                    phrase: phrase.clone(),
                    read: read.first().map(|first| first.rome),
                    place,
                });
            }
        }
    }
    review.claimed = claims
        .into_values()
        .filter(|(_, romes)| romes.len() > 1)
        .collect();
    review
}

/// The roots of a phrase, in order of the alphabet.
fn key(phrase: &str) -> String {
    let folded = fold(phrase);
    let mut roots: Vec<&str> = folded
        .split(' ')
        .filter(|word| !word.is_empty() && !is_stop_word(word))
        .map(stem)
        .collect();
    roots.sort_unstable();
    roots.dedup();
    roots.join(" ")
}
