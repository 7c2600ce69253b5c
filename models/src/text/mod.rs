//! From what was typed to plain words that can be compared, each knowing where it came from.
//!
//! Accents, ligatures, capitals, apostrophes, emoji, letters held down ("saluuut") and SMS spelling
//! are undone; every word keeps its byte span in the original, so that facts can be shown, masked or
//! corrected in place.

mod columns;
mod emoji;
mod fold;
mod numbers;
mod sms;
mod sound;
mod stem;
mod typos;

pub(crate) use columns::{column, of_length_one, pieces, rarity, summed};
pub use fold::fold;
pub(crate) use numbers::number_at;
pub(crate) use sound::sound;
pub(crate) use stem::{is_stop_word, stem};
pub(crate) use typos::{Typos, allowed_typos};

use crate::meaning::Span;

/// What a word is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Letters.
    Word,
    /// Digits.
    Number,
    /// One sign.
    Sign,
}

/// One word, folded to lower-case ASCII.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Word {
    /// Folded form.
    pub(crate) text: String,
    /// Where it stands in the original; several words share one span when "jveux" became "je veux".
    pub(crate) span: Span,
    /// What it is made of.
    pub(crate) kind: Kind,
    /// No space between it and the word before ("20km", "3e").
    pub(crate) glued: bool,
    /// It began with a capital.
    pub(crate) capital: bool,
}

/// A sentence as words.
#[derive(Debug, Clone)]
pub(crate) struct Sentence<'a> {
    /// What was typed.
    pub(crate) original: &'a str,
    /// Its words and signs.
    pub(crate) words: Vec<Word>,
}

/// Longer messages are read up to here: nobody explains themselves in more.
const MAX_BYTES: usize = 4_000;

impl<'a> Sentence<'a> {
    /// Reads a text; never fails.
    pub(crate) fn read(original: &'a str) -> Self {
        let end = floor_char_boundary(original, MAX_BYTES);
        let words = sms::expand(&fold::words(&original[..end]));
        Self { original, words }
    }

    /// Folded word at that position; empty outside the sentence.
    pub(crate) fn at(&self, position: usize) -> &str {
        self.words
            .get(position)
            .map_or("", |word| word.text.as_str())
    }

    /// Folded word `back` places before `position`; empty outside.
    pub(crate) fn before(&self, position: usize, back: usize) -> &str {
        position
            .checked_sub(back)
            .map_or("", |index| self.at(index))
    }

    /// Whether the words from `position` on are those of `pattern`, separated by spaces.
    pub(crate) fn starts(&self, position: usize, pattern: &str) -> Option<usize> {
        // most patterns differ in their first word: told before anything is split
        let rest = pattern.strip_prefix(self.at(position))?;
        if !rest.is_empty() && !rest.starts_with(' ') {
            return None;
        }
        let mut next = position;
        for wanted in pattern.split(' ') {
            // a sign such as "-" between words does not count
            while next > position && matches!(self.at(next), "-" | "'") {
                next += 1;
            }
            if self.at(next) != wanted {
                return None;
            }
            next += 1;
        }
        Some(next)
    }

    /// First place where `pattern` stands, as a range of words.
    pub(crate) fn find(&self, pattern: &str) -> Option<(usize, usize)> {
        (0..self.words.len()).find_map(|start| self.starts(start, pattern).map(|end| (start, end)))
    }

    /// Whether one of `patterns` stands somewhere.
    pub(crate) fn has_any(&self, patterns: &[&str]) -> bool {
        patterns.iter().any(|pattern| self.find(pattern).is_some())
    }

    /// Whether one of `patterns` ends right before `position`.
    pub(crate) fn preceded_by(&self, position: usize, patterns: &[&str]) -> bool {
        patterns.iter().any(|pattern| {
            let mut at = position;
            for wanted in pattern.rsplit(' ') {
                loop {
                    let Some(previous) = at.checked_sub(1) else {
                        return false;
                    };
                    at = previous;
                    if !matches!(self.at(at), "-" | "'") {
                        break;
                    }
                }
                if self.at(at) != wanted {
                    return false;
                }
            }
            true
        })
    }

    /// Span of a range of words; empty at the end of the text when the range is empty.
    pub(crate) fn span(&self, start: usize, end: usize) -> Span {
        let slice = self.words.get(start..end.max(start)).unwrap_or_default();
        match (slice.first(), slice.last()) {
            (Some(first), Some(last)) => Span {
                start: first.span.start,
                end: last.span.end,
            },
            _ => Span {
                start: self.original.len(),
                end: self.original.len(),
            },
        }
    }

    /// Span of the whole sentence without the spaces around.
    pub(crate) fn whole(&self) -> Span {
        let start = self.original.len() - self.original.trim_start().len();
        Span {
            start,
            end: self.original.trim_end().len().max(start),
        }
    }

    /// Words only, signs left out.
    pub(crate) fn plain(&self) -> impl Iterator<Item = &str> {
        self.words
            .iter()
            .filter(|word| word.kind != Kind::Sign)
            .map(|word| word.text.as_str())
    }
}

fn floor_char_boundary(text: &str, at: usize) -> usize {
    let mut end = at.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(text: &str) -> String {
        Sentence::read(text)
            .words
            .iter()
            .map(|word| word.text.clone())
            .collect::<Vec<_>>()
            .join(" ")
    }

    #[test]
    fn spelling_of_every_day_is_undone() {
        for (typed, expected) in [
            ("J’ai 16 ans", "j ai 16 ans"),
            ("jveux être mécano", "je veux etre mecano"),
            ("20km", "20 km"),
            ("saluuuut", "salut"),
            ("cœur", "coeur"),
            ("chui en 3ème", "je suis en 3 eme"),
            ("1h30", "1 h 30"),
            ("g 17 ans", "j ai 17 ans"),
            ("c'est bon 👍", "c est bon oui"),
        ] {
            assert_eq!(folded(typed), expected, "{typed}");
        }
    }

    #[test]
    fn words_remember_where_they_were_typed() {
        let text = "je vis à Évry, près d'ici";
        let sentence = Sentence::read(text);
        let position = sentence
            .words
            .iter()
            .position(|word| word.text == "evry")
            .unwrap();
        let span = sentence.span(position, position + 1);
        assert_eq!(&text[span.start..span.end], "Évry");
    }
}
