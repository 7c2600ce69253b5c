//! How near the phrases of each trade lie to a sentence: every phrase is looked at.

use super::{Encoder, Side, Vector};
use crate::ids::RomeCode;
use crate::trades::Domain;

/// How much the nearest phrase of a trade counts beside the mean of its nearest few.
const NEAREST: f32 = 0.4;
/// How many of a trade's phrases are averaged.
const FEW: usize = 4;

/// The phrases of every trade as vectors.
#[derive(Debug)]
pub struct Phrases {
    dimensions: usize,
    /// Row after row, in [`STEPS`].
    vectors: Vec<i16>,
    /// Each trade with its rows, in order.
    trades: Vec<(RomeCode, std::ops::Range<usize>)>,
}

impl Phrases {
    /// Label, day, titles and phrases of each trade.
    pub fn of(domains: &[Domain], encoder: &dyn Encoder) -> Self {
        let mut texts: Vec<&str> = Vec::new();
        let mut trades = Vec::new();
        for trade in domains.iter().flat_map(|domain| &domain.trades) {
            let first = texts.len();
            texts.extend([trade.label.as_str(), trade.day.as_str()]);
            texts.extend(trade.phrases.iter().map(String::as_str));
            texts.extend(trade.titles.iter().flat_map(|title| title.split(" / ")));
            trades.push((trade.rome, first..texts.len()));
        }
        let rows = encoder.encode(&texts, Side::Described);
        let dimensions = rows.first().map_or(0, Vec::len);
        Self {
            dimensions,
            vectors: rows
                .iter()
                .flatten()
                .map(|value| in_steps(*value))
                .collect(),
            trades,
        }
    }

    /// How near the phrases of each trade lie, comparable between trades for one encoder, not between encoders;
    /// nothing for a sentence without a word that is known.
    pub fn nearness(&self, sentence: &Vector) -> Vec<(RomeCode, f32)> {
        if sentence.len() != self.dimensions || sentence.iter().all(|value| *value == 0.0) {
            return Vec::new();
        }
        let sentence: Vec<i16> = sentence.iter().map(|value| in_steps(*value)).collect();
        self.trades
            .iter()
            .map(|(rome, rows)| (*rome, self.score(&sentence, rows.clone())))
            .collect()
    }

    fn score(&self, sentence: &[i16], rows: std::ops::Range<usize>) -> f32 {
        let rows = rows.start * self.dimensions..rows.end * self.dimensions;
        let mut best = [f32::NEG_INFINITY; FEW];
        for row in self.vectors[rows].chunks_exact(self.dimensions) {
            let mut cosine = dot(row, sentence);
            for held in &mut best {
                if cosine > *held {
                    std::mem::swap(held, &mut cosine);
                }
            }
        }
        let (sum, count) = best
            .iter()
            .filter(|held| held.is_finite())
            .fold((0.0, 0.0), |(sum, count), held| {
                (sum + held, count + 1.0_f32)
            });
        NEAREST * best[0] + (1.0 - NEAREST) * sum / count.max(1.0)
    }
}

/// The cosine of two rows: whole numbers are multiplied and added several at once. Rows of length one cannot
/// add up to more than an `i32` holds.
#[expect(clippy::cast_precision_loss, reason = "far fewer digits are needed")]
fn dot(one: &[i16], other: &[i16]) -> f32 {
    // wrapping: nothing to check, so that the processor may take many at once
    let sum = one.iter().zip(other).fold(0_i32, |sum, (a, b)| {
        sum.wrapping_add(i32::from(*a).wrapping_mul(i32::from(*b)))
    });
    sum as f32 / (STEPS * STEPS)
}

/// Values of rows of length one are kept in so many steps.
const STEPS: f32 = 16_384.0;

#[expect(clippy::cast_possible_truncation, reason = "held between -1 and 1")]
fn in_steps(value: f32) -> i16 {
    (value.clamp(-1.0, 1.0) * STEPS).round() as i16
}
