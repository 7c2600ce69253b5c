//! Trades of a training's title, read without small talk.

use super::lexicon::Lexicon;
use super::reading::candidate;
use super::score::{Content, Style, score};
use crate::facts::is_level_word;
use crate::meaning::TradeCandidate;
use crate::text::{Kind, Sentence, is_stop_word};

/// Most candidates given.
const MOST: usize = 8;
/// What a catalogue line must reach to point to a trade.
const ENOUGH: f32 = 0.3;

/// Words of a title that never say the trade.
fn is_noise(word: &str) -> bool {
    is_level_word(word)
        || matches!(
            word,
            "apprentissage"
                | "possible"
                | "option"
                | "parcours"
                | "specialite"
                | "mention"
                | "domaine"
                | "titre"
                | "alternance"
                | "an"
                | "ans"
                | "niveau"
                | "annee"
                | "etat"
        )
}

/// Trades that a title points to, best first.
pub(crate) fn trades_of_title(lexicon: &Lexicon, title: &str) -> Vec<TradeCandidate> {
    let sentence = Sentence::read(title);
    let content = |keep: &dyn Fn(&str) -> bool| -> Vec<Content> {
        sentence
            .words
            .iter()
            .enumerate()
            .filter(|(_, word)| {
                word.kind != Kind::Sign && !is_stop_word(&word.text) && keep(&word.text)
            })
            .filter_map(|(position, word)| {
                Some(Content {
                    position,
                    known: lexicon.known(&word.text)?,
                })
            })
            .collect()
    };
    let mut scored = score(lexicon, &content(&|word| !is_noise(word)), Style::Catalogue);
    if scored.is_empty() {
        scored = score(lexicon, &content(&|_| true), Style::Catalogue);
    }
    let best = scored.first().map_or(0.0, |best| best.score);
    scored
        .iter()
        .filter(|one| one.score >= ENOUGH && one.score >= 0.6 * best)
        .take(MOST)
        .filter_map(|one| candidate(lexicon, &sentence, one))
        .collect()
}
