//! What begins no label, read again: words in another order, shortened, misspelt.

use super::Suggester;
use crate::search::spelling::{Ends, Near, forgiven, near};

/// Readings tried of one word, and of the whole.
const MOST_READINGS: usize = 6;
const MOST_WHOLES: usize = 12;
/// Keys read when words stand in another order.
const MOST_KEYS: usize = 4_096;

/// Words written short in the names of towns.
const SHORT: [(&str, &str); 2] = [("st", "saint"), ("ste", "sainte")];

impl Suggester {
    /// Adds the labels of the first way of reading that finds any.
    pub(super) fn read_again(&self, typed: &str, limit: usize, found: &mut Vec<u32>) {
        let mut words: Vec<&str> = typed.split(' ').collect();
        for word in &mut words {
            let long = SHORT.iter().find(|(short, _)| short == word);
            *word = long.map_or(*word, |(_, long)| long);
        }
        self.keys.best(&self.folded, &words.join(" "), limit, found);
        if found.is_empty() {
            self.in_any_order(&words, limit, found);
        }
        if found.is_empty() {
            self.misspelt(&words, limit, found);
        }
    }

    /// Labels that hold a word for each word typed, each begun by it.
    fn in_any_order(&self, words: &[&str], limit: usize, found: &mut Vec<u32>) {
        if words.len() < 2 {
            return;
        }
        let ranges = words.iter().map(|word| self.keys.range(&self.folded, word));
        let Some(rarest) = ranges.min_by_key(ExactSizeIterator::len) else {
            return;
        };
        let begins = |label: u32, word: &&str| {
            let text = self.folded.text(label as usize);
            text.split(' ').any(|known| known.starts_with(word))
        };
        let mut labels: Vec<u32> = self
            .keys
            .labels(rarest)
            .take(MOST_KEYS)
            .filter(|label| words.iter().all(|word| begins(*label, word)))
            .collect();
        labels.sort_unstable();
        labels.dedup();
        found.extend(labels.into_iter().take(limit));
    }

    /// Labels begun by the known words nearest to those typed.
    fn misspelt(&self, words: &[&str], limit: usize, found: &mut Vec<u32>) {
        let mut wholes = vec![String::new()];
        for (position, word) in words.iter().enumerate() {
            let ends = if position + 1 == words.len() {
                Ends::Open
            } else {
                Ends::Whole
            };
            let readings = self.readings(word, ends);
            wholes = wholes
                .iter()
                .flat_map(|whole| {
                    let separator = if whole.is_empty() { "" } else { " " };
                    readings
                        .iter()
                        .map(move |reading| format!("{whole}{separator}{reading}"))
                })
                .take(MOST_WHOLES)
                .collect();
        }
        let mut labels = Vec::new();
        for whole in &wholes {
            let mut some = Vec::new();
            self.keys.best(&self.folded, whole, limit, &mut some);
            labels.append(&mut some);
        }
        labels.sort_unstable();
        labels.dedup();
        found.extend(labels.into_iter().take(limit));
        if found.is_empty() && words.len() > 1 {
            for whole in &wholes {
                let words: Vec<&str> = whole.split(' ').collect();
                self.in_any_order(&words, limit, found);
                if !found.is_empty() {
                    return;
                }
            }
        }
    }

    /// Known words, or beginnings of them, within the fewest edits that give any.
    fn readings(&self, word: &str, ends: Ends) -> Vec<&str> {
        for edits in 0..=forgiven(word.len()) {
            let mut readings: Vec<&str> = Vec::new();
            near(&self.words, word.as_bytes(), edits, ends, |near: Near| {
                if readings.len() < MOST_READINGS {
                    let known = self.words.text(near.position);
                    readings.extend(known.get(..near.length));
                }
            });
            if !readings.is_empty() {
                return readings;
            }
        }
        Vec::new()
    }
}
