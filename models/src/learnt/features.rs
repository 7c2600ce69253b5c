//! Words as columns: each word, each pair of neighbours, each piece of a word.

use crate::text::{Kind, Sentence, column, of_length_one, pieces, summed};

/// Number of columns; a power of two.
pub(super) const COLUMNS: usize = 1 << 16;

/// Columns with their values.
pub(super) type Features = Vec<(u32, f32)>;

const WORD: u8 = 1;
const PAIR: u8 = 2;
const PIECE: u8 = 3;

/// Longest sentence looked at, in words.
const LONGEST: usize = 60;

/// The words of a text that is said of a trade.
pub(super) fn words<'a>(sentence: &'a Sentence) -> Vec<&'a str> {
    let said = sentence
        .words
        .iter()
        .filter(|word| word.kind != Kind::Sign)
        .map(|word| word.text.as_str());
    said.collect()
}

/// How often each column stands in `words`; more than once tells little more.
pub(super) fn counted(words: &[&str]) -> Features {
    let words = words.get(..words.len().min(LONGEST)).unwrap_or_default();
    let mut features: Features = Vec::with_capacity(words.len() * 16);
    let mut before = "^";
    for word in words.iter().copied() {
        features.push((column(COLUMNS, WORD, &[word.as_bytes()]), 1.0));
        let pair = [before.as_bytes(), word.as_bytes()];
        features.push((column(COLUMNS, PAIR, &pair), 1.0));
        pieces(word, |piece| {
            features.push((column(COLUMNS, PIECE, &[piece]), 1.0));
        });
        before = word;
    }
    if !words.is_empty() {
        features.push((column(COLUMNS, PAIR, &[before.as_bytes(), b"$"]), 1.0));
    }
    let mut features = summed(features);
    for (_, count) in &mut features {
        *count = 1.0 + count.ln();
    }
    features
}

/// Weighed by the rarity of each column, of length one.
pub(super) fn weighed(mut features: Features, rarity: &[f32]) -> Features {
    for (column, value) in &mut features {
        *value *= rarity.get(*column as usize).copied().unwrap_or_default();
    }
    of_length_one(features)
}
