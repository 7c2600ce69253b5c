//! Cuts words into the pieces of the table: the likeliest way, letter by letter.

use std::collections::HashMap;

/// Longest piece looked for, in letters.
const LONGEST: usize = 16;
/// Log-probability of a letter that no piece holds.
const UNKNOWN: f32 = -30.0;
/// What stands before the first letter of a word.
const START: char = '\u{2581}';

/// Known pieces, with their number and log-probability.
#[derive(Debug, Default)]
pub(super) struct Pieces {
    known: HashMap<Box<str>, (u32, f32)>,
}

impl Pieces {
    pub(super) fn new(pieces: impl Iterator<Item = (Box<str>, f32)>) -> Self {
        let numbered = (0..).zip(pieces);
        Self {
            known: numbered
                .map(|(number, (piece, score))| (piece, (number, score)))
                .collect(),
        }
    }

    /// Numbers of the pieces of a text, signs left out.
    pub(super) fn cut(&self, text: &str) -> Vec<u32> {
        let lower = text.to_lowercase().replace('œ', "oe").replace('æ', "ae");
        let mut found = Vec::new();
        for word in lower.split(|letter: char| !letter.is_alphanumeric()) {
            if !word.is_empty() {
                self.cut_word(word, &mut found);
            }
        }
        found
    }

    fn cut_word(&self, word: &str, found: &mut Vec<u32>) {
        let text: String = std::iter::once(START).chain(word.chars()).collect();
        let mut starts: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
        starts.push(text.len());
        let letters = starts.len() - 1;
        // best way to reach each letter: log-probability, where the last piece began, which it was
        let mut best: Vec<(f32, usize, Option<u32>)> =
            vec![(f32::NEG_INFINITY, 0, None); letters + 1];
        best[0].0 = 0.0;
        for from in 0..letters {
            for to in from + 1..=letters.min(from + LONGEST) {
                let (piece, score) = match self.known.get(&text[starts[from]..starts[to]]) {
                    Some((piece, score)) => (Some(*piece), *score),
                    None if to == from + 1 => (None, UNKNOWN),
                    None => continue,
                };
                let reached = best[from].0 + score;
                if reached > best[to].0 {
                    best[to] = (reached, from, piece);
                }
            }
        }
        let first = found.len();
        let mut at = letters;
        while at > 0 {
            let (_, from, piece) = best[at];
            found.extend(piece);
            at = from;
        }
        found[first..].reverse();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_likeliest_pieces_are_taken_and_unknown_letters_passed_over() {
        let pieces = [
            ("▁chat", -5.0),
            ("▁ch", -3.0),
            ("at", -3.0),
            ("s", -2.0),
            ("▁", -4.0),
        ];
        let pieces = Pieces::new(
            pieces
                .into_iter()
                .map(|(piece, score)| (piece.into(), score)),
        );
        assert_eq!(pieces.cut("Chats"), [0, 3]);
        assert_eq!(pieces.cut("s, chat!"), [4, 3, 0]);
        assert_eq!(pieces.cut("ж"), [4]);
    }
}
