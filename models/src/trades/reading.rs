//! Trades wanted and trades rejected in a sentence.

use std::borrow::Cow;

use super::lexicon::{Lexicon, meant};
use super::score::{Content, POSSIBLE, SURE, Scored, Style, bit, score};
use crate::meaning::TradeCandidate;
use crate::text::{Kind, Sentence, is_stop_word};

/// Most candidates given.
const MOST: usize = 8;

/// What a sentence says of trades.
#[derive(Debug, Default)]
pub(crate) struct TradeReading {
    pub(crate) wanted: Vec<TradeCandidate>,
    pub(crate) rejected: Vec<TradeCandidate>,
    /// The best of those wanted is a title, and most of what is said.
    pub(crate) titled: bool,
}

/// Reads trades on the words that are free, `rejected` telling for each whether it is refused.
pub(crate) fn read_trades(
    lexicon: &Lexicon,
    sentence: &Sentence,
    taken: &[bool],
    rejected: &[bool],
) -> TradeReading {
    // "ni la vente ni la cuisine" refuses two things, not the sale of kitchens
    let part = |position: usize| -> usize {
        let links = sentence.words.iter().take(position);
        links
            .filter(|word| matches!(word.text.as_str(), "ni" | "et" | "ou" | "," | "." | ";"))
            .count()
    };
    let content = |wanted: bool| -> Vec<Content> {
        sentence
            .words
            .iter()
            .enumerate()
            .map(|(position, word)| (position, word, said(sentence, position)))
            .filter(|(position, word, text)| {
                word.kind != Kind::Sign
                    && !taken.get(*position).copied().unwrap_or(false)
                    && rejected.get(*position).copied().unwrap_or(false) != wanted
                    && !is_stop_word(text)
            })
            .filter_map(|(position, _, text)| {
                Some(Content {
                    position,
                    known: lexicon.known(&text)?,
                })
            })
            .collect()
    };
    let wanted = content(true);
    let refused = content(false);
    let rejected = best_of(
        refused
            .chunk_by(|one, other| part(one.position) == part(other.position))
            .flat_map(|refused| {
                candidates(lexicon, sentence, &score(lexicon, refused, Style::Talk))
            }),
    );
    let scored = score(lexicon, &wanted, Style::Talk);
    let titled = scored.first().is_some_and(|best| {
        let covered = wanted
            .iter()
            .filter(|one| best.mask & bit(one.position) != 0);
        best.titled && 2 * covered.count() >= wanted.len()
    });
    let mut wanted = candidates(lexicon, sentence, &scored);
    // what is refused by name is not proposed for a word that it shares with what is wanted
    wanted.retain(|one| {
        let refused = rejected.iter().find(|other| other.rome == one.rome);
        refused.is_none_or(|refused| refused.score < SURE || one.score > refused.score)
    });
    TradeReading {
        wanted,
        rejected,
        titled,
    }
}

/// The word as phrases have it: "3D" is one.
fn said<'a>(sentence: &'a Sentence, position: usize) -> Cow<'a, str> {
    let word = &sentence.words[position];
    match sentence.words.get(position + 1) {
        Some(letter)
            if word.kind == Kind::Number
                && letter.glued
                && letter.kind == Kind::Word
                && letter.text.len() == 1 =>
        {
            Cow::Owned(format!("{}{}", word.text, letter.text))
        }
        after => Cow::Borrowed(meant(
            sentence.before(position, 1),
            &word.text,
            after.map_or("", |after| &after.text),
        )),
    }
}

/// Each trade once, best first.
fn best_of(candidates: impl Iterator<Item = TradeCandidate>) -> Vec<TradeCandidate> {
    let mut best: Vec<TradeCandidate> = Vec::new();
    for candidate in candidates {
        match best.iter_mut().find(|held| held.rome == candidate.rome) {
            Some(held) if held.score < candidate.score => *held = candidate,
            Some(_) => {}
            None => best.push(candidate),
        }
    }
    best.sort_by(|one, other| other.score.total_cmp(&one.score));
    best.truncate(2 * MOST);
    best
}

fn candidates(lexicon: &Lexicon, sentence: &Sentence, scored: &[Scored]) -> Vec<TradeCandidate> {
    // beside a sure reading, a faint one on the same words is noise
    let sure: u64 = scored
        .iter()
        .filter(|one| one.score >= SURE)
        .fold(0, |mask, one| mask | one.mask);
    scored
        .iter()
        .filter(|one| one.score >= POSSIBLE && (one.score >= 0.5 || one.mask & sure == 0))
        .take(MOST)
        .filter_map(|one| candidate(lexicon, sentence, one))
        .collect()
}

/// A scored trade with its name and the words that led to it.
pub(super) fn candidate(
    lexicon: &Lexicon,
    sentence: &Sentence,
    scored: &Scored,
) -> Option<TradeCandidate> {
    let named = lexicon.trades.get(scored.trade as usize)?;
    let start = scored.mask.trailing_zeros() as usize;
    let end = 64 - scored.mask.leading_zeros() as usize;
    let span = if scored.mask == 0 {
        sentence.whole()
    } else {
        sentence.span(start, end)
    };
    Some(TradeCandidate {
        rome: named.rome,
        label: named.label.clone(),
        score: scored.score,
        span,
    })
}
