//! Words found exactly as they are typed: all of them, whole, in titles or keywords.
//!
//! Every word is a list of documents in order of place (see `near`). The rarest word's list is
//! walked within the circle; each document met is looked up in the lists of the other words. A
//! word that stands nowhere is read as the known words nearest to it.
//!
//! Tantivy is left here too: it reads the rare word's documents of all France before the first
//! distance is known. Measured on 60,000 trainings, text + 30 km + level, top 20, one thread, in
//! one run: 6 µs in the middle here (`tandem bench`, whole items read), 202 µs for plain Tantivy
//! asked from Python.

use super::analyzer;
use super::near::{List, Lists, Walk, doc_of, is_strong};
use super::select::{Candidate, Filter, best};
use super::spelling::{Ends, forgiven, near};
use crate::query::{Attendance, Query};

/// Words beyond this number are not read.
const MOST_WORDS: usize = 16;
/// Known words that a misspelt one may stand for.
const MOST_READINGS: usize = 8;
/// How much more a word counts in a title.
const IN_TITLE: f32 = 4.0;

/// One typed word: the lists of what it may mean, and how much it says.
struct Word<'a> {
    lists: Vec<List<'a>>,
    weight: f32,
}

impl Word<'_> {
    fn entries(&self) -> usize {
        self.lists.iter().map(List::len).sum()
    }

    /// What a document scores for this word; `None` when it does not hold it.
    fn score(&self, doc: u32) -> Option<f32> {
        let entries = self.lists.iter().filter_map(|list| list.entry_of(doc));
        let is_in_title = entries.map(is_strong).max()?;
        Some(if is_in_title {
            self.weight * IN_TITLE
        } else {
            self.weight
        })
    }
}

/// A text read word by word.
pub(crate) struct Typing<'a> {
    words: Vec<Word<'a>>,
}

impl<'a> Typing<'a> {
    /// Reads a text; `None` when it holds no word.
    pub(crate) fn read(text: &str, lists: &'a Lists) -> Option<Self> {
        let mut typed = analyzer::tokens(&mut analyzer::flat(), text);
        typed.sort_unstable_by(|(_, one), (_, other)| one.cmp(other));
        typed.dedup_by(|(_, one), (_, other)| one == other);
        let words: Vec<Word<'a>> = typed
            .iter()
            .take(MOST_WORDS)
            .map(|(_, word)| read_word(word, lists))
            .collect();
        (!words.is_empty()).then_some(Self { words })
    }

    /// Documents of any of the trades that hold every word, the best first.
    pub(crate) fn search(
        &self,
        trades: &[List<'_>],
        query: &Query,
        filter: &Filter<'_>,
    ) -> Vec<Candidate> {
        let Some(rarest) = self.words.iter().min_by_key(|word| word.entries()) else {
            return Vec::new();
        };
        let is_in_trades = |doc: u32| {
            query.romes.is_empty() || trades.iter().any(|list| list.entry_of(doc).is_some())
        };
        let mut found: Vec<Candidate> = Vec::new();
        let mut take = |entry: u32| {
            let doc = doc_of(entry);
            if !filter.passes(doc) {
                return;
            }
            let mut score = 0.0;
            for word in &self.words {
                match word.score(doc) {
                    Some(more) => score += more,
                    None => return,
                }
            }
            if is_in_trades(doc)
                && let Some(candidate) = filter.placed(doc, score)
            {
                found.push(candidate);
            }
        };
        for list in &rarest.lists {
            match query.around.zip(query.radius_km) {
                Some((around, km)) => {
                    if query.attendance != Attendance::Remote {
                        Walk::new(filter.columns, around, km).within(list, &mut take);
                    }
                    list.elsewhere().for_each(&mut take);
                }
                None => list.entries().for_each(&mut take),
            }
        }
        if rarest.lists.len() > 1 {
            found.sort_unstable_by_key(|candidate| candidate.doc);
            found.dedup_by_key(|candidate| candidate.doc);
        }
        best(found, query.limit)
    }
}

fn read_word<'a>(word: &str, lists: &'a Lists) -> Word<'a> {
    let mut found: Vec<List<'a>> = lists.find(word).into_iter().collect();
    if found.is_empty() {
        found = misspelt(word, lists);
    }
    let entries: usize = found.iter().map(List::len).sum();
    let every = lists.find(super::shelf::EVERY).map_or(0, |list| list.len());
    #[expect(clippy::cast_precision_loss, reason = "a rough weight")]
    let weight = (1.0 + every as f32 / (1 + entries) as f32).ln();
    Word {
        lists: found,
        weight,
    }
}

/// Known words within the fewest edits that find any.
fn misspelt<'a>(word: &str, lists: &'a Lists) -> Vec<List<'a>> {
    for edits in 1..=forgiven(word.len()) {
        let mut found = Vec::new();
        near(lists.keys(), word.as_bytes(), edits, Ends::Whole, |near| {
            if found.len() < MOST_READINGS {
                found.extend(lists.at(near.position));
            }
        });
        if !found.is_empty() {
            return found;
        }
    }
    Vec::new()
}
