//! The trades whose phrases lie nearest to a sentence: every phrase is looked at.

use super::{Encoder, Side, Vector};
use crate::ids::RomeCode;
use crate::trades::Domain;

/// How much the nearest phrase of a trade counts beside the mean of its nearest few.
const NEAREST: f32 = 0.7;
/// How many of a trade's phrases are averaged.
const FEW: usize = 3;

/// A trade near to a sentence.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Near {
    /// The trade.
    pub rome: RomeCode,
    /// How near its phrases lie: comparable between trades for one encoder, not between encoders.
    pub score: f32,
}

/// The phrases of every trade as vectors.
#[derive(Debug)]
pub struct Phrases {
    dimensions: usize,
    /// Row after row.
    vectors: Vec<f32>,
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
            vectors: rows.into_iter().flatten().collect(),
            trades,
        }
    }

    /// Every trade, nearest first; nothing for a sentence without a word that is known.
    pub fn nearest(&self, sentence: &Vector) -> Vec<Near> {
        if sentence.len() != self.dimensions || sentence.iter().all(|value| *value == 0.0) {
            return Vec::new();
        }
        let mut near: Vec<Near> = self
            .trades
            .iter()
            .map(|(rome, rows)| Near {
                rome: *rome,
                score: self.score(sentence, rows.clone()),
            })
            .collect();
        near.sort_by(|one, other| {
            other
                .score
                .total_cmp(&one.score)
                .then(one.rome.cmp(&other.rome))
        });
        near
    }

    fn score(&self, sentence: &[f32], rows: std::ops::Range<usize>) -> f32 {
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

/// Eight sums side by side, so that the processor may do them at once.
fn dot(one: &[f32], other: &[f32]) -> f32 {
    let mut sums = [0.0_f32; 8];
    for (a, b) in one.chunks(8).zip(other.chunks(8)) {
        for ((sum, a), b) in sums.iter_mut().zip(a).zip(b) {
            *sum += a * b;
        }
    }
    sums.iter().sum()
}
