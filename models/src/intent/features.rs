//! A sentence as hashed counts of words, pairs of words, pieces of words, and slots.

use super::distress::{self, Danger};
use crate::facts::is_level_word;
use crate::text::{self, Kind, Sentence, of_length_one, pieces, rarity, stem, summed};

/// Number of columns; a power of two.
pub(super) const COLUMNS: usize = 1 << 15;

/// Columns with their values; of length one as a vector.
pub(super) type Features = Vec<(u32, f32)>;

/// Which words name a trade: told by the caller, who knows the trades.
pub(super) type IsTrade<'a> = &'a dyn Fn(&str) -> bool;

const WORD: u8 = 1;
const PAIR: u8 = 2;
const PIECE: u8 = 3;
const ROOT: u8 = 4;
const SLOT: u8 = 6;
const SHAPE: u8 = 7;

/// Said before anything else, or for courtesy: they hide what is wanted.
const COURTESIES: &[&str] = &[
    "bonjour",
    "salut",
    "coucou",
    "bonsoir",
    "hello",
    "hey",
    "yo",
    "wesh",
    "madame",
    "monsieur",
    "stp",
    "svp",
    "alors",
    "euh",
    "bah",
    "ben",
    "bon",
    "voila",
    "du coup",
    "s il te plait",
    "s il vous plait",
    "frere",
    "frr",
    "excusez moi",
    "excuse moi",
];
/// Fewest words that must be left beside courtesies.
const SAYS_MORE: usize = 3;
/// Longest sentence looked at, in words.
const LONGEST: usize = 60;

fn column(kind: u8, parts: &[&[u8]]) -> u32 {
    text::column(COLUMNS, kind, parts)
}

/// The words that count: numbers are alike, courtesies go when enough is left.
fn words<'a>(sentence: &'a Sentence) -> Vec<&'a str> {
    let courteous = courtesies(sentence);
    let keep = |position: usize| {
        let word = &sentence.words[position];
        word.kind != Kind::Sign || word.text == "?"
    };
    let left = (0..sentence.words.len())
        .filter(|position| keep(*position) && !courteous[*position])
        .count();
    (0..sentence.words.len())
        .filter(|position| keep(*position) && (left < SAYS_MORE || !courteous[*position]))
        .map(|position| {
            let word = &sentence.words[position];
            if word.kind == Kind::Number {
                "#"
            } else {
                word.text.as_str()
            }
        })
        .take(LONGEST)
        .collect()
}

fn courtesies(sentence: &Sentence) -> Vec<bool> {
    let mut marks = vec![false; sentence.words.len()];
    for start in 0..marks.len() {
        for courtesy in COURTESIES {
            if let Some(end) = sentence.starts(start, courtesy) {
                marks[start..end].fill(true);
            }
        }
    }
    marks
}

/// How much each column tells: columns that few sentences have tell more.
#[derive(Debug)]
pub(super) struct Columns {
    rarity: Vec<f32>,
}

impl Columns {
    /// Counts in how many sentences each column stands; gives the features of each sentence too.
    pub(super) fn learn<'s, 't: 's>(
        sentences: impl Iterator<Item = &'s Sentence<'t>>,
        is_trade: IsTrade,
    ) -> (Self, Vec<Features>) {
        let read: Vec<Features> = sentences.map(|sentence| raw(sentence, is_trade)).collect();
        let rarity = rarity(&read, COLUMNS);
        let columns = Self { rarity };
        let features = read.into_iter().map(|raw| columns.weighed(raw)).collect();
        (columns, features)
    }

    /// Features of a sentence.
    pub(super) fn of(&self, sentence: &Sentence, is_trade: IsTrade) -> Features {
        self.weighed(raw(sentence, is_trade))
    }

    fn weighed(&self, mut features: Features) -> Features {
        for (column, value) in &mut features {
            // a second time tells little more
            *value = value.min(1.0 + 0.5 * (*value - 1.0)) * self.rarity[*column as usize];
        }
        of_length_one(features)
    }
}

fn raw(sentence: &Sentence, is_trade: IsTrade) -> Features {
    let words = words(sentence);
    let mut features: Features = Vec::with_capacity(words.len() * 16);
    let mut before = "^";
    for word in &words {
        features.push((column(WORD, &[word.as_bytes()]), 1.0));
        features.push((column(ROOT, &[stem(word).as_bytes()]), 0.8));
        let pair = [before.as_bytes(), word.as_bytes()];
        features.push((column(PAIR, &pair), 0.9));
        before = word;
        if is_level_word(word) {
            features.push((column(SLOT, &[b"level"]), 0.7));
        } else if is_trade(word) {
            features.push((column(SLOT, &[b"trade"]), 0.7));
        }
        pieces(word, |piece| features.push((column(PIECE, &[piece]), 0.5)));
    }
    features.push((column(PAIR, &[before.as_bytes(), b"$"]), 0.9));
    let length: &[u8] = match words.len() {
        0..=1 => b"one",
        2..=3 => b"few",
        4..=8 => b"some",
        _ => b"many",
    };
    features.push((column(SHAPE, &[length]), 0.4));
    if distress::danger(sentence) != Danger::None {
        features.push((column(SLOT, &[b"danger"]), 1.0));
    }
    summed(features)
}
