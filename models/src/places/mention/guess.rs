//! Where a town must stand and no name fits as written: a typo, or a town unknown to us.

use super::{Cue, LONGEST, Reader, Reading};
use crate::meaning::{Found, Span};
use crate::places::names::key_of_words;
use crate::text::{Kind, allowed_typos, is_stop_word};

/// Cost of a word left out, in typos.
const LEFT_OUT: usize = 2;

impl Reader<'_, '_> {
    /// A misspelt name where a town must stand.
    pub(super) fn misspelt(&self) -> Option<Reading> {
        let mut best: Option<(usize, u32, Reading)> = None;
        for start in 0..self.sentence.words.len() {
            let word = &self.sentence.words[start];
            let cue = self.cue(start);
            let asked = self.expected && self.sentence.words.len() <= LONGEST;
            // a bare answer: one word, or a compound name
            let bare = start == 0 && self.sentence.words.len() <= 4;
            if word.kind != Kind::Word
                || !self.is_free(start)
                || (cue < Cue::Strong && !asked && !bare)
                || self.refused(start)
            {
                continue;
            }
            let mut words: Vec<&str> = Vec::new();
            for position in start..(start + 2 * LONGEST).min(self.sentence.words.len()) {
                let word = &self.sentence.words[position];
                if word.kind == Kind::Sign && word.text == "-" {
                    continue;
                }
                if word.kind != Kind::Word || !self.is_free(position) {
                    break;
                }
                words.push(&word.text);
                if words.iter().all(|word| self.is_everyday(word))
                    || is_stop_word(words[words.len() - 1])
                {
                    continue;
                }
                let whole = position + 1 == self.sentence.words.len();
                if bare && cue < Cue::Strong && !asked && !whole {
                    continue;
                }
                let key = key_of_words(&words);
                let allowed = allowed_typos(&key);
                let near = if allowed == 0 {
                    Vec::new()
                } else {
                    self.places.names.near(&key, allowed)
                };
                // "bordo", "toulouze": as it sounds, for towns that people know
                let sounds = self.places.names.sounding(&key);
                for (distance, indices) in near.into_iter().chain(sounds) {
                    let Some(commune) = indices.first().and_then(|index| self.places.at(*index))
                    else {
                        continue;
                    };
                    let least = if asked || cue == Cue::Certain {
                        100
                    } else if cue >= Cue::Strong {
                        5_000
                    } else {
                        20_000
                    };
                    if commune.population < least {
                        continue;
                    }
                    // a word left out of the name costs more than a typo
                    let cost = distance + LEFT_OUT * self.left_out(start, position + 1, asked);
                    let better = best.as_ref().is_none_or(|(least, population, reading)| {
                        let (length, held) = (position + 1 - start, reading.end - reading.start);
                        cost < *least
                            || cost == *least
                                && (length > held
                                    || length == held && commune.population > *population)
                    });
                    if better {
                        let score = 0.86 - 0.08 * if distance > 1 { 1.0 } else { 0.0 };
                        let reading = Reading {
                            indices: indices.to_vec(),
                            start,
                            end: position + 1,
                            score,
                        };
                        best = Some((cost, commune.population, reading));
                    }
                }
            }
        }
        best.map(|(_, _, reading)| {
            let (indices, end, _) = self.narrow(reading.indices, reading.end);
            Reading {
                indices,
                end,
                ..reading
            }
        })
    }

    /// Words around a reading that seem to be of the same name.
    fn left_out(&self, start: usize, end: usize, asked: bool) -> usize {
        let words = |range: std::ops::Range<usize>| {
            range
                .filter(|at| self.sentence.words[*at].kind == Kind::Word && self.is_free(*at))
                .count()
        };
        if asked {
            return words(0..start) + words(end..self.sentence.words.len());
        }
        usize::from(self.goes_on(end)) + usize::from(self.hyphen_at(start.wrapping_sub(1)))
    }

    /// A word that says something else more often than it names a town.
    fn is_everyday(&self, word: &str) -> bool {
        is_stop_word(word) || (self.common)(word)
    }

    /// What stands after "j'habite à", or the whole short answer to "où ?".
    pub(super) fn unknown(&self) -> Option<Found<String>> {
        let words = &self.sentence.words;
        let after = [
            "habite a",
            "habite vers",
            "vis a",
            "pres de",
            "cote de",
            "ville de",
            "habite au",
            "habite",
        ]
        .iter()
        .find_map(|cue| self.sentence.find(cue).map(|(_, end)| end))
        .filter(|start| self.is_free(*start));
        let (start, end) = match after {
            Some(start) => {
                let end = (start..words.len())
                    .find(|position| {
                        words[*position].kind == Kind::Sign && self.sentence.at(*position) != "-"
                            || !self.is_free(*position)
                            || matches!(self.sentence.at(*position), "et" | "je" | "j" | "mais")
                    })
                    .unwrap_or(words.len());
                (start, end.min(start + 5))
            }
            None if self.expected && words.len() <= 5 && !words.is_empty() => (
                0,
                words.iter().rposition(|word| word.kind != Kind::Sign)? + 1,
            ),
            None => return None,
        };
        let span: Span = self.sentence.span(start, end);
        let text = self.sentence.original.get(span.start..span.end)?.trim();
        let letters = text
            .chars()
            .filter(|letter| letter.is_alphanumeric())
            .count();
        let says_something = words.get(start..end)?.iter().any(|word| {
            word.kind != Kind::Sign
                && word.text.len() >= 3
                && !is_stop_word(&word.text)
                && !(self.common)(&word.text)
        });
        (letters >= 3 && says_something).then(|| Found {
            value: text.to_owned(),
            score: 0.6,
            span,
        })
    }
}
