//! Words near a misspelt one, among sorted words.
//!
//! One letter added, lost, changed, or two neighbours swapped is one edit. The words are read
//! in order and share the work of their common beginnings; a beginning that is too far already
//! is skipped with all that begins so. The first letter is trusted: people seldom miss
//! it, and it spares nine tenths of the reading.

use super::bytes::Texts;

/// Longest word compared; longer ones are no words.
const LONGEST: usize = 32;

/// What of a known word must look like the typed one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ends {
    /// All of it.
    Whole,
    /// Its beginning: the word is being typed.
    Open,
}

/// A known word, or its beginning, near the typed one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Near {
    /// Position of the word.
    pub(crate) position: usize,
    /// Bytes of it that were compared.
    pub(crate) length: usize,
    /// Edits apart.
    pub(crate) edits: u8,
}

/// Edits forgiven in a word of so many letters: two in long ones.
pub(crate) fn forgiven(letters: usize) -> u8 {
    match letters {
        0..=3 => 0,
        4..=7 => 1,
        _ => 2,
    }
}

/// Calls back for the known words within so many edits, in order. With [`Ends::Open`], the
/// shortest near beginning counts, and of all words that share it only the first is named.
pub(crate) fn near(
    words: &Texts,
    typed: &[u8],
    edits: u8,
    ends: Ends,
    mut found: impl FnMut(Near),
) {
    let Some(first) = typed.first().filter(|_| typed.len() <= LONGEST) else {
        return;
    };
    let mut table = Table::new(typed, edits);
    let mut previous: &[u8] = &[];
    // letters shared with the previous word from which on nothing is worth reading
    let mut settled = usize::MAX;
    for position in first_of(words, *first)..words.len() {
        let word = words.bytes(position);
        if word.first() != Some(first) {
            break;
        }
        let shared = previous
            .iter()
            .zip(word)
            .take_while(|(left, right)| left == right)
            .count();
        previous = word;
        if shared >= settled {
            continue;
        }
        settled = usize::MAX;
        let word = word.get(..LONGEST).unwrap_or(word);
        for length in shared.min(LONGEST) + 1..=word.len() {
            let (here, best) = table.extend(word, length);
            if best > edits {
                settled = length;
                break;
            }
            if ends == Ends::Open && here <= edits {
                settled = length;
                found(Near {
                    position,
                    length,
                    edits: here,
                });
                break;
            }
        }
        if settled == usize::MAX && ends == Ends::Whole {
            let here = table.at_end(word.len());
            if here <= edits {
                found(Near {
                    position,
                    length: word.len(),
                    edits: here,
                });
            }
        }
    }
}

fn first_of(words: &Texts, first: u8) -> usize {
    let (mut low, mut high) = (0, words.len());
    while low < high {
        let middle = usize::midpoint(low, high);
        if words.bytes(middle).first() < Some(&first) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    low
}

/// Rows of edit distances, one for each letter of the known word.
struct Table<'a> {
    typed: &'a [u8],
    edits: u8,
    rows: Box<[[u8; LONGEST + 1]; LONGEST + 1]>,
}

impl<'a> Table<'a> {
    fn new(typed: &'a [u8], edits: u8) -> Self {
        let mut rows = Box::new([[u8::MAX / 2; LONGEST + 1]; LONGEST + 1]);
        for (column, cell) in (0_u8..).zip(rows[0].iter_mut()) {
            *cell = column;
        }
        Self { typed, edits, rows }
    }

    fn at_end(&self, length: usize) -> u8 {
        self.rows[length][self.typed.len()]
    }

    /// Fills the row of the word's first `length` letters; answers the distance of these
    /// letters to the whole typed word, and the least that longer words can have.
    fn extend(&mut self, word: &[u8], length: usize) -> (u8, u8) {
        let letter = word[length - 1];
        let columns = self.typed.len();
        // only cells so near the diagonal can be within the edits
        let band = usize::from(self.edits) + 1;
        let (start, end) = (
            length.saturating_sub(band).max(1),
            (length + band).min(columns),
        );
        let mut row = [u8::MAX / 2; LONGEST + 1];
        row[0] = u8::try_from(length).unwrap_or(u8::MAX / 2);
        let mut best = row[0];
        let above = &self.rows[length - 1];
        for column in start..=end {
            let same = self.typed[column - 1] == letter;
            let mut cell = (above[column - 1] + u8::from(!same))
                .min(above[column] + 1)
                .min(row[column - 1] + 1);
            if length > 1
                && column > 1
                && self.typed[column - 2] == letter
                && self.typed[column - 1] == word[length - 2]
            {
                cell = cell.min(self.rows[length - 2][column - 2] + 1);
            }
            row[column] = cell;
            best = best.min(cell);
        }
        // two letters that only look wrong may turn out to be swapped
        let swapped = above.iter().take(columns + 1).min().copied();
        let best = best.min(swapped.unwrap_or(best).saturating_add(1));
        self.rows[length] = row;
        (self.rows[length][columns], best)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use tantivy::directory::OwnedBytes;

    use super::super::bytes::text_parts;
    use super::*;

    fn texts(words: &[String]) -> Texts {
        let (bytes, ends) = text_parts(words.iter().map(String::as_bytes));
        Texts::new(OwnedBytes::new(bytes), OwnedBytes::new(ends))
    }

    fn edits_between(one: &[u8], other: &[u8]) -> usize {
        let mut rows = vec![vec![0; other.len() + 1]; one.len() + 1];
        for i in 0..=one.len() {
            for j in 0..=other.len() {
                rows[i][j] = match (i, j) {
                    (0, _) => j,
                    (_, 0) => i,
                    _ => {
                        let step = usize::from(one[i - 1] != other[j - 1]);
                        let mut cell = (rows[i - 1][j - 1] + step)
                            .min(rows[i - 1][j] + 1)
                            .min(rows[i][j - 1] + 1);
                        if i > 1
                            && j > 1
                            && one[i - 1] == other[j - 2]
                            && one[i - 2] == other[j - 1]
                        {
                            cell = cell.min(rows[i - 2][j - 2] + 1);
                        }
                        cell
                    }
                };
            }
        }
        rows[one.len()][other.len()]
    }

    proptest! {
        #[test]
        fn the_words_within_the_edits_and_only_they_are_found(
            words in prop::collection::btree_set("[ab]{1}[abc]{0,7}", 0..40),
            typed in "[ab]{1}[abc]{2,7}",
            edits in 0..3_u8,
        ) {
            let words: Vec<String> = words.into_iter().collect();
            let mut found = Vec::new();
            near(&texts(&words), typed.as_bytes(), edits, Ends::Whole, |near| {
                found.push((words[near.position].clone(), usize::from(near.edits)));
            });
            let expected: Vec<(String, usize)> = words
                .iter()
                .filter(|word| word.as_bytes()[0] == typed.as_bytes()[0])
                .map(|word| (word.clone(), edits_between(word.as_bytes(), typed.as_bytes())))
                .filter(|(_, apart)| *apart <= usize::from(edits))
                .collect();
            prop_assert_eq!(found, expected);
        }

        #[test]
        fn beginnings_named_are_near_and_none_is_missed(
            words in prop::collection::btree_set("a[abc]{0,7}", 0..40),
            typed in "a[abc]{2,5}",
            edits in 0..3_u8,
        ) {
            let words: Vec<String> = words.into_iter().collect();
            let mut found = Vec::new();
            near(&texts(&words), typed.as_bytes(), edits, Ends::Open, |near| {
                found.push((&words[near.position][..near.length], near.edits));
            });
            for (beginning, apart) in &found {
                let exact = edits_between(beginning.as_bytes(), typed.as_bytes());
                prop_assert_eq!(exact, usize::from(*apart));
            }
            for word in &words {
                let is_near = (1..=word.len()).any(|length| {
                    edits_between(&word.as_bytes()[..length], typed.as_bytes()) <= usize::from(edits)
                });
                let is_named = found.iter().any(|(beginning, _)| word.starts_with(beginning));
                prop_assert_eq!(is_near, is_named, "{}", word);
            }
        }
    }
}
