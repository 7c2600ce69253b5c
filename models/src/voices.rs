//! Joins the voices that speak for a trade: what the words name, what was learnt from our phrases, and what
//! an encoder finds near in meaning.

use std::collections::HashMap;
use std::sync::Arc;

use crate::encoder::{Encoder, Phrases, Side, StaticEncoder};
use crate::ids::RomeCode;
use crate::learnt::LearntTrades;
use crate::meaning::{Expected, Span, TradeCandidate};
use crate::text::is_stop_word;
use crate::trades::Domain;

/// From this score on the words name a trade, and no other voice is asked.
const NAMED: f32 = 0.95;
/// From this score on few words keep their trade first: the voices only bring in what may be meant too.
const WORDS_LEAD: f32 = 0.85;
/// How many words that say something are few: "bosser dans l'informatique" names a trade, a longer sentence
/// tells what is done.
const FEW: usize = 3;
/// Below this a trade is not worth asking about.
const POSSIBLE: f32 = 0.35;
/// From this score on words speak of a trade, whatever was asked.
const LIKELY: f32 = 0.5;
/// Trades this near to the best one may be meant as well ("l'informatique").
const NEAR: f32 = 0.12;
/// What a trade scores that other voices than the words make likely (its share among what all add up to, per unit of
/// their weights, as a chance): from [`FAINT`] when it is not likely at
/// all to [`ASKED`] when no other is. Six chances in ten make 0.55.
const FAINT: f32 = 0.265;
const ASKED: f32 = 0.74;
/// What one standard deviation above the mean of all trades adds to a score, of what was learnt. Of 0.2, 0.35 and
/// 0.5 for it and 0.1, 0.2 and 0.35 for the table, tried on tests/judged, none put the right trade first more than
/// a sentence or two more often than another: the lowest that lose nothing are kept.
const OF_WHAT_WAS_LEARNT: f32 = 0.2;
/// The same of the whole encoder.
#[cfg(feature = "bert")]
pub(crate) const OF_THE_WHOLE: f32 = 0.4;
/// The same of the table of pieces, which knows less.
pub(crate) const OF_THE_TABLE: f32 = 0.2;
/// Deviations that any trade reaches by chance.
const BY_CHANCE: f32 = 1.0;
/// Score of the learnt voice from which a sentence is about a trade though its words name none: nineteen in
/// twenty activities lie above.
const ABOUT_A_TRADE: f32 = 0.24;
/// The same where nothing had been asked of trades: what is said is likelier something else.
const ABOUT_A_TRADE_UNASKED: f32 = 0.4;
/// Most candidates given.
const MOST: usize = 8;

/// Trades with a number each.
pub(crate) type PerTrade = Vec<(RomeCode, f32)>;

/// An encoder and what it makes of the phrases of every trade.
#[derive(Debug, Clone)]
struct Meant {
    encoder: Arc<dyn Encoder>,
    phrases: Arc<Phrases>,
}

/// Everything but the words that name a trade.
#[derive(Debug, Clone)]
pub(crate) struct Voices {
    learnt: LearntTrades,
    meant: Option<Meant>,
}

/// The part of a sentence in which trades are looked for.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Said<'a> {
    /// As typed.
    pub(crate) text: &'a str,
    /// Folded.
    pub(crate) words: &'a [&'a str],
    /// Whether one of them stands in our data: letters typed at random may be like anything.
    pub(crate) known: bool,
    /// Where it stands.
    pub(crate) span: Span,
    /// What had been asked before.
    pub(crate) expected: Option<Expected>,
}

impl Voices {
    pub(crate) fn new(learnt: LearntTrades) -> Self {
        Self {
            learnt,
            meant: None,
        }
    }

    /// What the program carries: the learnt trades, and the table of pieces as encoder. Both embedded files are
    /// checked by their own tests.
    pub(crate) fn embedded(domains: &[Domain]) -> Option<Self> {
        let mut voices = Self::new(LearntTrades::embedded().ok()?);
        if let Ok(table) = StaticEncoder::embedded() {
            voices.hear(domains, Arc::new(table));
        }
        Some(voices)
    }

    /// Another encoder: every phrase is encoded, now.
    pub(crate) fn hear(&mut self, domains: &[Domain], encoder: Arc<dyn Encoder>) {
        self.meant = Some(Meant {
            phrases: Arc::new(Phrases::of(domains, encoder.as_ref())),
            encoder,
        });
    }

    /// Reorders and completes what the words name, unless they are sure.
    pub(crate) fn complete(
        &self,
        wanted: &mut Vec<TradeCandidate>,
        said: Said,
        label: &dyn Fn(RomeCode) -> Option<String>,
    ) {
        let best = wanted.first().map_or(0.0, |trade| trade.score);
        if best >= NAMED {
            return;
        }
        // of an answer to another question, only words that name a trade tell one
        let enough = match said.expected {
            Some(Expected::Trade) => ABOUT_A_TRADE,
            None => ABOUT_A_TRADE_UNASKED,
            Some(_) if best < LIKELY => return,
            Some(_) => 0.0,
        };
        if best == 0.0 && !said.known {
            return;
        }
        let learnt = self.learnt.scores(said.words);
        let nearest = learnt.iter().map(|(_, score)| *score).fold(0.0, f32::max);
        if best == 0.0 && nearest < enough {
            return;
        }
        let mut added = Added::default();
        added.hear(OF_WHAT_WAS_LEARNT, deviations(learnt));
        if let Some(meant) = &self.meant {
            added.hear(meant.encoder.weight(), meant.deviations(said.text));
        }
        added.bring_in(wanted, said.span, label);
        let few = said.words.iter().filter(|word| !is_stop_word(word)).count() <= FEW;
        let lead = if few && best >= WORDS_LEAD {
            Lead::Words
        } else {
            Lead::All
        };
        added.join(wanted, lead);
    }
}

impl Meant {
    fn deviations(&self, said: &str) -> PerTrade {
        match self.encoder.encode(&[said], Side::Said).pop() {
            Some(vector) => deviations(self.phrases.nearness(&vector)),
            None => Vec::new(),
        }
    }
}

/// Who puts a trade first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Lead {
    /// The words that name it.
    Words,
    /// Words and voices together.
    All,
}

/// What the voices add to each trade.
#[derive(Debug, Default)]
struct Added {
    to: HashMap<RomeCode, f32>,
    weights: f32,
}

impl Added {
    fn hear(&mut self, weight: f32, voice: PerTrade) {
        if !voice.is_empty() {
            self.weights += weight;
        }
        for (rome, by) in voice {
            *self.to.entry(rome).or_default() += weight * (by - BY_CHANCE).max(0.0);
        }
    }

    /// Brings in the likeliest trades that the words did not name.
    fn bring_in(
        &self,
        wanted: &mut Vec<TradeCandidate>,
        span: Span,
        label: &dyn Fn(RomeCode) -> Option<String>,
    ) {
        let mut likely: Vec<(RomeCode, f32)> = self
            .to
            .iter()
            .map(|(rome, score)| (*rome, *score))
            .filter(|(_, score)| *score >= POSSIBLE)
            .collect();
        likely.sort_by(|(one, high), (other, low)| low.total_cmp(high).then(one.cmp(other)));
        for (rome, _) in likely.into_iter().take(MOST) {
            if wanted.iter().all(|held| held.rome != rome)
                && let Some(label) = label(rome)
            {
                wanted.push(TradeCandidate {
                    rome,
                    label,
                    score: 0.0,
                    span,
                });
            }
        }
    }

    /// Puts first the trade for which words and voices together say most. Where it is among the best by its words,
    /// each trade is as sure as the surer of both; where it is not, chances alone tell how sure each is. Words that
    /// lead keep their trade first.
    fn join(&self, wanted: &mut Vec<TradeCandidate>, lead: Lead) {
        let named = wanted.first().map_or(0.0, |trade| trade.score);
        let mut joined: Vec<(f32, TradeCandidate)> = wanted
            .drain(..)
            .map(|trade| {
                let added = self.to.get(&trade.rome).copied().unwrap_or_default();
                (trade.score + added, trade)
            })
            .collect();
        joined.sort_by(|(one, _), (other, _)| other.total_cmp(one));
        let best = joined.first().map_or(0.0, |(total, _)| *total);
        let chance = |total: f32| ((total - best) / self.weights.max(1e-6)).exp();
        let all: f32 = joined.iter().map(|(total, _)| chance(*total)).sum();
        let agree = joined
            .first()
            .is_some_and(|(_, trade)| trade.score >= named - NEAR)
            || lead == Lead::Words;
        wanted.extend(joined.into_iter().map(|(total, mut trade)| {
            let likely = FAINT + (ASKED - FAINT) * chance(total) / all;
            trade.score = if agree {
                trade.score.max(likely)
            } else {
                likely
            };
            trade
        }));
        if lead == Lead::Words {
            wanted.sort_by(|one, other| other.score.total_cmp(&one.score));
        } else if let Some((first, others)) = wanted.split_first_mut() {
            others.sort_by(|one, other| other.score.total_cmp(&one.score));
            first.score = others
                .iter()
                .fold(first.score, |most, one| most.max(one.score));
        }
        wanted.truncate(MOST);
    }
}

/// Scores as standard deviations above the mean of all trades: what can be compared between voices.
#[expect(clippy::cast_precision_loss, reason = "a count of trades")]
pub(crate) fn deviations(mut scores: PerTrade) -> PerTrade {
    let count = (scores.len() as f32).max(1.0);
    let mean = scores.iter().map(|(_, score)| score).sum::<f32>() / count;
    let spread = scores.iter().map(|(_, score)| (score - mean).powi(2));
    let deviation = (spread.sum::<f32>() / count).max(1e-9).sqrt();
    for (_, score) in &mut scores {
        *score = (*score - mean) / deviation;
    }
    scores
}
