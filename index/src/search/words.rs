//! Words typed → a query on titles, names and codes.
//!
//! Every word is one clause: the best of its stem, its forms, its code reading, its synonyms
//! (`DisjunctionMax`, tie 0.1). Up to two words must all be found; of three or four one may be
//! missing; above, three quarters must be found. A word found nowhere is read again with one
//! typo, on titles only, its first two letters kept.

use tantivy::query::{
    BooleanQuery, BoostQuery, ConstScoreQuery, DisjunctionMaxQuery, Occur, PhraseQuery, Query,
    TermQuery, TermSetQuery,
};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{Searcher, Term};

use super::analyzer;
use super::schema::Fields;
use super::synonyms;

/// Words beyond this number are not read: nobody types them, only machines do.
const MOST_WORDS: usize = 16;
/// Shortest word read with a typo.
const TYPO_FROM: usize = 5;
/// Shortest single word completed as a prefix.
const PREFIX_FROM: usize = 4;
/// Share of the lesser readings of a word in its score.
const TIE: f32 = 0.1;

const CODE: f32 = 10.0;
const TITLE_FLAT: f32 = 8.0;
const TITLE: f32 = 7.0;
const NAME: f32 = 6.0;
const SYNONYM: f32 = 6.0;
const ABOUT: f32 = 2.0;
const DIPLOMA: f32 = 2.0;
/// Constant scores: a guess never beats a word found as typed.
const PREFIX: f32 = 0.5;
const TYPO: f32 = 0.3;

/// The query for these words; `None` when they say nothing ("le", "?", "apprentissage").
pub(crate) fn query(text: &str, fields: &Fields, searcher: &Searcher) -> Option<Box<dyn Query>> {
    if let Some(code) = whole_code(text) {
        return Some(term(fields.code, &code));
    }
    let reader = Reader { fields, searcher };
    let mut words: Vec<String> = analyzer::tokens(&mut analyzer::flat(), text)
        .into_iter()
        .map(|(_, word)| word)
        .filter(|word| !synonyms::is_empty_word(word))
        .take(MOST_WORDS)
        .collect();
    words.dedup();
    let (diplomas, trades): (Vec<&String>, Vec<&String>) =
        words.iter().partition(|word| synonyms::is_diploma(word));

    let mut clauses: Vec<(Occur, Box<dyn Query>)> = Vec::new();
    let diploma_occur = if trades.is_empty() {
        Occur::Must
    } else {
        Occur::Should
    };
    for word in diplomas {
        clauses.push((diploma_occur, reader.diploma(word)));
    }
    if !trades.is_empty() {
        let is_alone = trades.len() == 1;
        let mut readings: Vec<(Occur, Box<dyn Query>)> = Vec::new();
        for word in &trades {
            readings.push((Occur::Should, reader.word(word, is_alone)));
        }
        let needed = required(trades.len());
        let by_word: Box<dyn Query> = Box::new(BooleanQuery::with_minimum_required_clauses(
            readings, needed,
        ));
        clauses.push((Occur::Must, reader.or_as_a_whole(by_word, &trades)));
    }
    (!clauses.is_empty()).then(|| Box::new(BooleanQuery::new(clauses)) as Box<dyn Query>)
}

/// How many of so many words must be found.
fn required(words: usize) -> usize {
    match words {
        0..=2 => words,
        3 | 4 => words - 1,
        _ => (words * 3).div_ceil(4),
    }
}

/// The text as one code: 14 digits however they are grouped, an RNCP, UAI, CFD or NAF code.
pub(crate) fn whole_code(text: &str) -> Option<String> {
    let code: String = text
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '.' | '-'))
        .collect::<String>()
        .to_uppercase();
    let digits = code.bytes().filter(u8::is_ascii_digit).count();
    let ends_with_letter = code.ends_with(|c: char| c.is_ascii_uppercase());
    let is_code = match code.len() {
        14 | 8 if digits == code.len() => true,
        8 => digits == 7 && ends_with_letter,
        5 => digits == 4 && ends_with_letter,
        _ => false,
    } || code
        .strip_prefix("RNCP")
        .is_some_and(|number| !number.is_empty() && number.len() == digits);
    is_code.then_some(code)
}

fn term(field: Field, text: &str) -> Box<dyn Query> {
    let term = Term::from_field_text(field, text);
    Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs))
}

fn boosted(query: Box<dyn Query>, boost: f32) -> Box<dyn Query> {
    Box::new(BoostQuery::new(query, boost))
}

fn best_of(mut readings: Vec<Box<dyn Query>>) -> Box<dyn Query> {
    match readings.pop() {
        Some(only) if readings.is_empty() => only,
        Some(last) => {
            readings.push(last);
            Box::new(DisjunctionMaxQuery::with_tie_breaker(readings, TIE))
        }
        None => Box::new(tantivy::query::EmptyQuery),
    }
}

struct Reader<'a> {
    fields: &'a Fields,
    searcher: &'a Searcher,
}

impl Reader<'_> {
    fn diploma(&self, word: &str) -> Box<dyn Query> {
        best_of(vec![
            boosted(term(self.fields.diploma, word), DIPLOMA),
            boosted(term(self.fields.title_flat, word), DIPLOMA),
        ])
    }

    fn word(&self, word: &str, is_alone: bool) -> Box<dyn Query> {
        let fields = self.fields;
        let mut readings = Vec::new();
        let mut is_known = false;
        let mut add = |field: Field, text: &str, boost: f32| {
            let found = Term::from_field_text(field, text);
            if self.searcher.doc_freq(&found).is_ok_and(|count| count > 0) {
                readings.push(boosted(term(field, text), boost));
                is_known = true;
            }
        };
        for (rank, form) in synonyms::forms(word).iter().enumerate() {
            // another gender or number counts a little less than the word as typed
            let share = if rank == 0 { 1.0 } else { 0.9 };
            add(fields.title_flat, form, TITLE_FLAT * share);
            if rank == 0 {
                add(fields.name, form, NAME);
            }
        }
        for (_, stem) in analyzer::tokens(&mut analyzer::stemmed(), word) {
            add(fields.title, &stem, TITLE);
            add(fields.about, &stem, ABOUT);
        }
        add(fields.code, &word.to_uppercase(), CODE);
        let phrases = synonyms::synonyms(word);
        readings.extend(phrases.iter().filter_map(|phrase| self.phrase(phrase)));
        let is_short = word.chars().count() < PREFIX_FROM;
        if is_alone && !is_short {
            self.constant(&mut readings, PREFIX, |known| known.starts_with(word), word);
        }
        if !is_known && phrases.is_empty() && word.chars().count() >= TYPO_FROM {
            self.constant(
                &mut readings,
                TYPO,
                |known| is_one_edit_away(word, known),
                word,
            );
        }
        best_of(readings)
    }

    /// The words taken together when they mean something as a whole ("petite enfance").
    fn or_as_a_whole(&self, by_word: Box<dyn Query>, words: &[&String]) -> Box<dyn Query> {
        if words.len() < 2 {
            return by_word;
        }
        let whole = words
            .iter()
            .map(|word| word.as_str())
            .collect::<Vec<_>>()
            .join(" ");
        let mut readings = vec![by_word];
        readings.extend(
            synonyms::synonyms(&whole)
                .iter()
                .filter_map(|phrase| self.phrase(phrase)),
        );
        best_of(readings)
    }

    fn phrase(&self, phrase: &str) -> Option<Box<dyn Query>> {
        let field = self.fields.title_flat;
        let terms: Vec<(usize, Term)> = analyzer::tokens(&mut analyzer::flat(), phrase)
            .into_iter()
            .map(|(position, word)| (position, Term::from_field_text(field, &word)))
            .collect();
        match terms.as_slice() {
            [] => None,
            [(_, only)] => {
                let single = TermQuery::new(only.clone(), IndexRecordOption::WithFreqs);
                Some(boosted(Box::new(single), SYNONYM))
            }
            _ => Some(boosted(
                Box::new(PhraseQuery::new_with_offset(terms)),
                SYNONYM,
            )),
        }
    }

    /// Adds the title words that share the first two letters and pass the check.
    fn constant(
        &self,
        readings: &mut Vec<Box<dyn Query>>,
        score: f32,
        check: impl Fn(&str) -> bool,
        word: &str,
    ) {
        let Some(prefix) = word.get(..2) else { return };
        let field = self.fields.title_flat;
        let mut found = Vec::new();
        for segment in self.searcher.segment_readers() {
            let Ok(index) = segment.inverted_index(field) else {
                continue;
            };
            let Ok(mut stream) = index.terms().range().ge(prefix).into_stream() else {
                continue;
            };
            while stream.advance() {
                let Ok(known) = std::str::from_utf8(stream.key()) else {
                    continue;
                };
                if !known.starts_with(prefix) {
                    break;
                }
                if known != word && check(known) {
                    found.push(Term::from_field_text(field, known));
                }
            }
        }
        if !found.is_empty() {
            let any: Box<dyn Query> = Box::new(TermSetQuery::new(found));
            readings.push(Box::new(ConstScoreQuery::new(any, score)));
        }
    }
}

/// Whether two words differ by one letter added, lost, changed, or two neighbours swapped.
fn is_one_edit_away(one: &str, other: &str) -> bool {
    let (mut short, mut long): (Vec<char>, Vec<char>) =
        (one.chars().collect(), other.chars().collect());
    if short.len() > long.len() {
        std::mem::swap(&mut short, &mut long);
    }
    if long.len() - short.len() > 1 {
        return false;
    }
    let same = short
        .iter()
        .zip(&long)
        .take_while(|(left, right)| left == right)
        .count();
    let (short, long) = (&short[same..], &long[same..]);
    if long.is_empty() {
        return true;
    }
    if short.len() < long.len() {
        return short == &long[1..];
    }
    let is_changed = short[1..] == long[1..];
    let is_swapped =
        short.len() >= 2 && short[0] == long[1] && short[1] == long[0] && short[2..] == long[2..];
    is_changed || is_swapped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_typo_is_one_typo() {
        for near in [
            "boulnager",
            "boulangr",
            "boulangger",
            "boulanger",
            "bouranger",
        ] {
            assert!(is_one_edit_away(near, "boulanger"), "{near}");
        }
        for far in ["bolangr", "boucher", "boulangerie"] {
            assert!(!is_one_edit_away(far, "boulanger"), "{far}");
        }
    }

    #[test]
    fn codes_are_seen_however_they_are_grouped() {
        for (typed, code) in [
            ("334 055 902 00046", Some("33405590200046")),
            ("rncp 9757", Some("RNCP9757")),
            ("0442085c", Some("0442085C")),
            ("10.71C", Some("1071C")),
            ("16020001", Some("16020001")),
            ("boulanger", None),
            ("cap 2020", None),
            ("C++", None),
        ] {
            assert_eq!(whole_code(typed).as_deref(), code, "{typed}");
        }
    }

    #[test]
    fn most_words_must_be_found() {
        let needed: Vec<usize> = (1..=8).map(required).collect();
        assert_eq!(needed, [1, 2, 2, 3, 4, 5, 6, 6]);
    }
}
