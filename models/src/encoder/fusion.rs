//! Joins what the words name with what the phrases mean.

use std::sync::Arc;

use super::{Encoder, Near, Phrases, Side};
use crate::ids::RomeCode;
use crate::meaning::{Span, TradeCandidate};
use crate::trades::Domain;

/// From this score on the words are sure, and the encoder is not asked.
const WORDS_ARE_SURE: f32 = 0.9;
/// Below this a trade is not worth asking about.
const POSSIBLE: f32 = 0.35;
/// A trade is never taken without asking on nearness alone.
const ASKED: f32 = 0.74;
/// What one standard deviation of nearness above the mean of all trades adds to a score.
const OF_ONE_DEVIATION: f32 = 0.13;
/// Deviations that any nearest trade reaches by chance.
const BY_CHANCE: f32 = 1.0;
/// Most candidates given.
const MOST: usize = 8;

/// An encoder and what it makes of the phrases of every trade.
#[derive(Debug, Clone)]
pub(crate) struct Meant {
    encoder: Arc<dyn Encoder>,
    phrases: Arc<Phrases>,
}

impl Meant {
    pub(crate) fn new(domains: &[Domain], encoder: Arc<dyn Encoder>) -> Self {
        Self {
            phrases: Arc::new(Phrases::of(domains, encoder.as_ref())),
            encoder,
        }
    }

    /// Reorders and completes `wanted` by the meaning of `said`, unless the words are sure.
    pub(crate) fn complete(
        &self,
        wanted: &mut Vec<TradeCandidate>,
        said: &str,
        span: Span,
        label: &dyn Fn(RomeCode) -> Option<String>,
    ) {
        let best = wanted.first().map_or(0.0, |trade| trade.score);
        if best >= WORDS_ARE_SURE {
            return;
        }
        let Some(vector) = self.encoder.encode(&[said], Side::Said).pop() else {
            return;
        };
        let near = deviations(self.phrases.nearest(&vector));
        let added = |rome: RomeCode| {
            near.iter()
                .find(|near| near.rome == rome)
                .map_or(0.0, added)
        };
        for near in near.iter().take(MOST) {
            if added(near.rome) >= POSSIBLE
                && wanted.iter().all(|held| held.rome != near.rome)
                && let Some(label) = label(near.rome)
            {
                wanted.push(TradeCandidate {
                    rome: near.rome,
                    label,
                    score: 0.0,
                    span,
                });
            }
        }
        let mut joined: Vec<(f32, TradeCandidate)> = wanted
            .drain(..)
            .map(|trade| (trade.score + added(trade.rome), trade))
            .collect();
        joined.sort_by(|(one, _), (other, _)| other.total_cmp(one));
        // the order is told by the scores: one that overtakes a surer one brings it down to be asked about
        let mut most = 1.0_f32;
        for (score, mut trade) in joined.into_iter().take(MOST) {
            most = most.min(trade.score.max(score.min(ASKED)));
            trade.score = most;
            wanted.push(trade);
        }
    }
}

fn added(near: &Near) -> f32 {
    OF_ONE_DEVIATION * (near.score - BY_CHANCE).max(0.0)
}

/// Scores as standard deviations above the mean of all trades: what can be compared between encoders.
fn deviations(mut near: Vec<Near>) -> Vec<Near> {
    let (sum, squares, count) =
        near.iter()
            .fold((0.0, 0.0, 0.0_f32), |(sum, squares, count), near| {
                (
                    sum + near.score,
                    squares + near.score * near.score,
                    count + 1.0,
                )
            });
    let mean = sum / count.max(1.0);
    let deviation = (squares / count.max(1.0) - mean * mean).max(1e-9).sqrt();
    for one in &mut near {
        one.score = (one.score - mean) / deviation;
    }
    near
}
