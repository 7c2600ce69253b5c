//! Spellings within a few typos of a word, as an automaton that walks a transducer.
//!
//! A typo is a letter added, left out, replaced, or two neighbours swapped. Rows are computed as the
//! walk goes: nothing is built beforehand, so that a look-up costs microseconds.

use fst::Automaton;

/// Longest word that typos are looked for in, bytes.
const LONGEST: usize = 30;

/// How many typos a word of that length may carry.
pub(crate) fn allowed_typos(word: &str) -> u8 {
    match word.len() {
        0..=4 => 0,
        5..=8 => 1,
        _ => 2,
    }
}

/// Accepts keys within `bound` typos of a word, with the same first letter.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Typos<'a> {
    word: &'a [u8],
    bound: u8,
}

impl<'a> Typos<'a> {
    /// For a folded word; `None` when it is too long to look for.
    pub(crate) fn of(word: &'a str, bound: u8) -> Option<Self> {
        (!word.is_empty() && word.len() <= LONGEST).then_some(Self {
            word: word.as_bytes(),
            bound,
        })
    }
}

/// Rows of the edit distance after the bytes read so far.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Rows {
    now: [u8; LONGEST + 1],
    previous: [u8; LONGEST + 1],
    last: u8,
    depth: u8,
    alive: bool,
}

impl Automaton for Typos<'_> {
    type State = Rows;

    fn start(&self) -> Rows {
        let mut now = [0; LONGEST + 1];
        for (cell, distance) in now.iter_mut().zip(0_u8..) {
            *cell = distance;
        }
        Rows {
            now,
            previous: now,
            last: 0,
            depth: 0,
            alive: true,
        }
    }

    fn is_match(&self, state: &Rows) -> bool {
        state.alive && state.now[self.word.len()] <= self.bound
    }

    fn can_match(&self, state: &Rows) -> bool {
        state.alive
    }

    fn accept(&self, state: &Rows, byte: u8) -> Rows {
        if !state.alive || (state.depth == 0 && self.word[0] != byte) {
            return Rows {
                alive: false,
                ..*state
            };
        }
        let mut row = [0; LONGEST + 1];
        row[0] = state.now[0].saturating_add(1);
        let mut best = row[0];
        for (index, letter) in self.word.iter().enumerate() {
            let replaced = state.now[index] + u8::from(*letter != byte);
            let mut cell = replaced.min(state.now[index + 1] + 1).min(row[index] + 1);
            if index > 0 && state.depth > 0 && *letter == state.last && self.word[index - 1] == byte
            {
                cell = cell.min(state.previous[index - 1] + 1);
            }
            row[index + 1] = cell;
            best = best.min(cell);
        }
        Rows {
            now: row,
            previous: state.now,
            last: byte,
            depth: state.depth.saturating_add(1),
            alive: best <= self.bound,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use fst::{IntoStreamer, Set, Streamer};

    #[test]
    fn typos_are_bounded_and_keep_the_first_letter() {
        let set = Set::from_iter(["boulanger", "coiffeur", "moulanger", "soudeur"]).unwrap();
        let near = |word: &str, bound| {
            let mut stream = set.search(Typos::of(word, bound).unwrap()).into_stream();
            let mut found = Vec::new();
            while let Some(key) = stream.next() {
                found.push(String::from_utf8(key.to_vec()).unwrap());
            }
            found
        };
        assert_eq!(near("bolunager", 2), ["boulanger"]);
        assert_eq!(near("coifeur", 1), ["coiffeur"]);
        assert!(near("poudeur", 1).is_empty());
    }
}
