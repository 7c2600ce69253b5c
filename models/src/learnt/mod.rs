//! Trades learnt from what we say of them: for sentences that tell an activity and name no trade.
//!
//! A linear reading over words, pairs of words and pieces of words, learnt from the labels, days, phrases
//! and titles of models/data/trades. It is learnt ahead, since learning takes seconds, and kept beside the
//! phrases as `models/data/learnt.bin.gz`; after a change of the phrases
//! `cargo run --release -p tandem-models --example learn_trades` makes it anew (a test says so).

mod features;
mod file;
mod training;

use crate::data;
use crate::ids::RomeCode;
use crate::voices::PerTrade;
use features::{counted, weighed};

pub use file::TableError;

const EMBEDDED: &[u8] = include_bytes!("../../data/learnt.bin.gz");

/// A weight of fewer units is left out: without them the file is half as long, and as many judged sentences are
/// read as they should.
const SLIGHT: u8 = 4;

/// What each column says for and against each trade.
#[derive(Debug, Clone, PartialEq)]
pub struct LearntTrades {
    /// Of the texts it was learnt from.
    fingerprint: u64,
    trades: Vec<RomeCode>,
    rarity: Vec<f32>,
    /// Where the weights of each column begin; one more at the end.
    starts: Vec<u32>,
    /// Positions in `trades`, rising within a column.
    places: Vec<u16>,
    /// In units of `unit`.
    weights: Vec<i8>,
    unit: f32,
}

impl LearntTrades {
    /// The table that the program carries.
    ///
    /// # Errors
    /// When the embedded file is damaged.
    pub fn embedded() -> Result<Self, TableError> {
        Self::read(EMBEDDED)
    }

    /// Learns from the embedded phrases: some seconds.
    pub fn learnt_anew() -> Self {
        training::learn(&data::domains().unwrap_or_default())
    }

    /// Rounds to small integers; the slightest are left out.
    #[expect(
        clippy::cast_possible_truncation,
        reason = "rounded within ±127; positions of some hundred trades"
    )]
    fn of(fingerprint: u64, trades: Vec<RomeCode>, rarity: &[f32], weights: &[Vec<f32>]) -> Self {
        let most = weights
            .iter()
            .flatten()
            .fold(0.0_f32, |most, weight| most.max(weight.abs()));
        let unit = (most / 127.0).max(f32::MIN_POSITIVE);
        let (mut starts, mut places, mut rounded) = (vec![0], Vec::new(), Vec::new());
        for row in weights {
            for (place, weight) in row.iter().enumerate() {
                let units = (weight / unit).round() as i8;
                if units.unsigned_abs() >= SLIGHT {
                    places.push(place as u16);
                    rounded.push(units);
                }
            }
            starts.push(places.len() as u32);
        }
        Self {
            fingerprint,
            trades,
            rarity: rarity
                .iter()
                .map(|value| file::kept_rarity(*value))
                .collect(),
            starts,
            places,
            weights: rounded,
            unit,
        }
    }

    /// What each trade scores; nothing for no word. A sentence that is like the phrases of a trade scores 0.5 and
    /// more, one of unknown words 0.
    pub(crate) fn scores(&self, words: &[&str]) -> PerTrade {
        if words.is_empty() {
            return Vec::new();
        }
        let mut scores = vec![0.0_f32; self.trades.len()];
        for (column, value) in weighed(counted(words), &self.rarity) {
            let column = column as usize;
            let held = self.starts[column] as usize..self.starts[column + 1] as usize;
            let value = value * self.unit;
            for (place, weight) in self.places[held.clone()].iter().zip(&self.weights[held]) {
                scores[usize::from(*place)] += value * f32::from(*weight);
            }
        }
        self.trades.iter().copied().zip(scores).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_table_was_learnt_from_the_phrases_of_today() {
        let (trades, said) = training::taught(&data::domains().unwrap());
        assert_eq!(
            LearntTrades::embedded().unwrap().fingerprint,
            training::fingerprint(&trades, &said),
            "phrases changed: cargo run --release -p tandem-models --example learn_trades"
        );
    }

    #[test]
    fn an_activity_that_no_phrase_tells_in_these_words_finds_its_trade() {
        let learnt = LearntTrades::embedded().unwrap();
        let said = [
            "pétrir", "avec", "de", "la", "farine", "avant", "le", "jour",
        ];
        let folded: Vec<String> = said.iter().map(|word| crate::text::fold(word)).collect();
        let words: Vec<&str> = folded.iter().map(String::as_str).collect();
        let near = learnt.scores(&words);
        let best = near.iter().max_by(|one, other| one.1.total_cmp(&other.1));
        assert_eq!(
            best.map(|(rome, _)| rome.to_string()).as_deref(),
            Some("D1102")
        );
    }
}
