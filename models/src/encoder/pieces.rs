//! Cuts words into the pieces of the table: the likeliest way, letter by letter.

use fst::Map;
use fst::raw::Output;

/// Log-probability of a letter that no piece holds.
const UNKNOWN: f32 = -30.0;
/// What stands before the first letter of a word.
const START: char = '\u{2581}';

/// Known pieces, with their number and log-probability.
#[derive(Debug, Default)]
pub(super) struct Pieces {
    /// Walked letter by letter: one walk finds every piece that begins at a letter.
    numbers: Map<Vec<u8>>,
    scores: Vec<f32>,
}

impl Pieces {
    pub(super) fn new(pieces: impl Iterator<Item = (Box<str>, f32)>) -> Self {
        let (names, scores): (Vec<Box<str>>, Vec<f32>) = pieces.unzip();
        let mut numbered: Vec<(Box<str>, u64)> = names.into_iter().zip(0..).collect();
        numbered.sort();
        numbered.dedup_by(|next, kept| next.0 == kept.0);
        Self {
            numbers: Map::from_iter(
                numbered
                    .iter()
                    .map(|(name, number)| (name.as_bytes(), *number)),
            )
            .unwrap_or_default(),
            scores,
        }
    }

    /// Number of each piece that `text` begins with, and the byte where it ends; short ones first.
    fn begun<'a>(&'a self, text: &'a str) -> impl Iterator<Item = (u32, usize)> + 'a {
        let fst = self.numbers.as_fst();
        let mut bytes = text.bytes().enumerate();
        let mut node = fst.root();
        let mut output = Output::zero();
        std::iter::from_fn(move || {
            loop {
                let (at, byte) = bytes.next()?;
                let transition = node.transition(node.find_input(byte)?);
                output = output.cat(transition.out);
                node = fst.node(transition.addr);
                if node.is_final() {
                    let number = output.cat(node.final_output()).value();
                    return Some((u32::try_from(number).ok()?, at + 1));
                }
            }
        })
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
        // best way to reach each byte: log-probability, where the last piece began, which it was
        let mut best: Vec<(f32, usize, Option<u32>)> =
            vec![(f32::NEG_INFINITY, 0, None); text.len() + 1];
        best[0].0 = 0.0;
        for (from, letter) in text.char_indices() {
            let mut reach = |to: usize, piece: Option<u32>, score: f32| {
                let reached = best[from].0 + score;
                if reached > best[to].0 {
                    best[to] = (reached, from, piece);
                }
            };
            reach(from + letter.len_utf8(), None, UNKNOWN);
            for (piece, length) in self.begun(&text[from..]) {
                reach(from + length, Some(piece), self.scores[piece as usize]);
            }
        }
        let first = found.len();
        let mut at = text.len();
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
