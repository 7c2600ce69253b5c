//! What is being typed, completed: titles, diplomas, towns, employers.
//!
//! Labels are found by the beginning of any of their words; those that begin with what is typed
//! come first, then by weight, then in the order of the alphabet. What begins nothing is read
//! again: words in another order, then one typo in words of four letters, two from eight on.
//!
//! No list of completions is kept for each beginning. Everything that begins alike lies together
//! in one sorted array (`keys`) and a table of least ranks over it gives the best of any
//! stretch one by one, however long the stretch is: one letter costs what ten cost.

mod completions;
mod keys;
mod reading;

use tandem_models::fold;
use tantivy::directory::OwnedBytes;

use crate::search::bytes::{Texts, text_parts};
pub use completions::Completions;
use keys::Keys;

/// Labels that can be completed.
pub struct Suggester {
    labels: Texts,
    /// Folded, with a space between words; same positions.
    folded: Texts,
    numbers: Vec<u32>,
    keys: Keys,
    /// Every word of the labels once, sorted.
    words: Texts,
}

/// A label that completes what is typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Suggestion<'a> {
    /// The label.
    pub label: &'a str,
    /// Its position among those given when the suggester was made.
    pub number: u32,
}

impl std::fmt::Debug for Suggester {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("Suggester")
            .field("labels", &self.labels.len())
            .finish_non_exhaustive()
    }
}

impl Default for Suggester {
    fn default() -> Self {
        Self::new(std::iter::empty())
    }
}

impl Suggester {
    /// A suggester of these labels, each with its weight: heavier ones come first.
    pub fn new(labels: impl IntoIterator<Item = (String, f64)>) -> Self {
        let mut entries: Vec<(u32, String, f64)> = (0_u32..)
            .zip(labels)
            .map(|(number, (label, weight))| (number, label, weight))
            .collect();
        entries.sort_by(|one, other| {
            let by_weight = other.2.total_cmp(&one.2);
            by_weight.then_with(|| (&one.1, one.0).cmp(&(&other.1, other.0)))
        });
        let folded: Vec<String> = entries.iter().map(|(_, label, _)| fold(label)).collect();
        let mut words: Vec<&str> = folded.iter().flat_map(|label| label.split(' ')).collect();
        words.sort_unstable();
        words.dedup();
        let texts = |texts: &mut dyn Iterator<Item = &str>| {
            let (bytes, ends) = text_parts(texts.map(str::as_bytes));
            Texts::new(OwnedBytes::new(bytes), OwnedBytes::new(ends))
        };
        Self {
            labels: texts(&mut entries.iter().map(|(_, label, _)| label.as_str())),
            keys: Keys::new(&folded),
            words: texts(&mut words.iter().copied().filter(|word| !word.is_empty())),
            folded: texts(&mut folded.iter().map(String::as_str)),
            numbers: entries.iter().map(|(number, _, _)| *number).collect(),
        }
    }

    /// How many labels.
    pub fn len(&self) -> usize {
        self.labels.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The best completions of what is typed, at most so many. Nothing typed completes nothing.
    pub fn complete(&self, typed: &str, limit: usize) -> Vec<Suggestion<'_>> {
        let typed = fold(typed);
        if typed.is_empty() || limit == 0 {
            return Vec::new();
        }
        let mut found = Vec::with_capacity(limit);
        self.keys.best(&self.folded, &typed, limit, &mut found);
        if found.is_empty() {
            self.read_again(&typed, limit, &mut found);
        }
        found
            .into_iter()
            .map(|position| Suggestion {
                label: self.labels.text(position as usize),
                number: self.numbers.get(position as usize).copied().unwrap_or(0),
            })
            .collect()
    }
}
