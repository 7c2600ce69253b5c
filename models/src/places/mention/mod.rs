//! Towns in a sentence: by postal code, by name, in short, misspelt.
//!
//! Many communes bear common words (Y, Sens, Cuisine, Rue): a name counts when something says that a
//! town is meant: "à", "vers", "j'habite", a capital, or the question just asked.

mod area;
mod cues;
mod guess;

use super::names::{key_of, key_of_words};
use super::{Commune, Places};
use crate::meaning::{Expected, Found, PlaceMention};
use crate::text::{Kind, Sentence, fold};

/// What was read about the place.
#[derive(Debug, Default)]
pub(crate) struct PlaceReading {
    /// The town.
    pub(crate) place: Option<Found<PlaceMention>>,
    /// Text that stands where a town should and names none.
    pub(crate) unknown: Option<Found<String>>,
    /// Words that the town took, as a range.
    pub(crate) words: Option<(usize, usize)>,
}

/// Longest name, in words.
const LONGEST: usize = 8;
/// A homonym this many times smaller than the best reading is not asked about.
const OVERSHADOWED: u32 = 10;
/// Most homonyms given.
const MOST_HOMONYMS: usize = 7;

/// How plainly the words before say that a town comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Cue {
    None,
    /// "de", "sur", "en".
    Weak,
    /// "à", "vers", "au".
    Strong,
    /// "j'habite", "près de", or a town was asked for.
    Certain,
}

struct Reader<'r, 'a> {
    places: &'r Places,
    sentence: &'r Sentence<'a>,
    taken: &'r [bool],
    expected: bool,
    common: &'r dyn Fn(&str) -> bool,
}

#[derive(Debug)]
struct Reading {
    indices: Vec<u32>,
    start: usize,
    end: usize,
    score: f32,
}

/// Reads the town of a sentence. `taken` marks words that other facts hold; `common` tells words that
/// are more often something else than a town.
pub(crate) fn read_place(
    places: &Places,
    sentence: &Sentence,
    taken: &[bool],
    expected: Option<Expected>,
    common: &dyn Fn(&str) -> bool,
) -> PlaceReading {
    let expected = expected == Some(Expected::Place);
    let reader = Reader {
        places,
        sentence,
        taken,
        expected,
        common,
    };
    let mut best: Option<Reading> = None;
    let mut position = 0;
    while position < sentence.words.len() {
        let found = reader
            .postal_code(position)
            .or_else(|| reader.name(position));
        match found {
            Some(reading) => {
                position = reading.end.max(position + 1);
                if best.as_ref().is_none_or(|best| reading.score > best.score) {
                    best = Some(reading);
                }
            }
            None => position += 1,
        }
    }
    // "dans la Creuse", though a village is called La Creuse; never "Denain, dans le 59"
    if let Some(area) = (0..sentence.words.len()).find_map(|position| reader.area(position))
        && best
            .as_ref()
            .is_none_or(|best| best.start + 1 >= area.start && area.start < best.end)
    {
        best = Some(area);
    }
    let cut = best.as_ref().is_some_and(|best| {
        let short = reader.expected && sentence.words.len() <= LONGEST;
        reader.goes_on(best.end) || short && best.end - best.start < sentence.words.len()
    });
    let longer = |found: &Reading| {
        best.as_ref()
            .is_none_or(|best| found.start <= best.start && best.end < found.end)
    };
    let guessed = (best.is_none() || cut).then(|| reader.misspelt()).flatten();
    match guessed.filter(longer).or(best) {
        Some(reading) => {
            let place = reader.mention(&reading);
            PlaceReading {
                place,
                unknown: None,
                words: Some((reading.start, reading.end)),
            }
        }
        None => PlaceReading {
            unknown: reader.unknown(),
            ..PlaceReading::default()
        },
    }
}

impl Reader<'_, '_> {
    /// "Celles" of "celles sur bele": the name seems to go on.
    fn goes_on(&self, end: usize) -> bool {
        let next = self.sentence.at(end);
        if next == "-" && self.hyphen_at(end) {
            return true;
        }
        matches!(
            next,
            "sur"
                | "en"
                | "les"
                | "lez"
                | "le"
                | "la"
                | "l"
                | "de"
                | "du"
                | "des"
                | "d"
                | "sous"
                | "aux"
                | "et"
        ) || matches!(next, "saint" | "sainte")
    }

    fn is_free(&self, position: usize) -> bool {
        !self.taken.get(position).copied().unwrap_or(true)
    }

    fn postal_code(&self, position: usize) -> Option<Reading> {
        let word = self.sentence.words.get(position)?;
        if word.kind != Kind::Number || word.text.len() != 5 || !self.is_free(position) {
            return None;
        }
        let served: Vec<u32> = self.places.postal.get(&word.text)?.clone();
        let mut reading = Reading {
            indices: served,
            start: position,
            end: position + 1,
            score: 0.97,
        };
        // "57000 Metz"
        if let Some((indices, end)) = self.longest_name(position + 1) {
            let both: Vec<u32> = indices
                .iter()
                .copied()
                .filter(|index| reading.indices.contains(index))
                .collect();
            if !both.is_empty() {
                reading = Reading {
                    indices: both,
                    end,
                    score: 0.99,
                    ..reading
                };
            }
        }
        Some(reading)
    }

    /// Longest name that begins here, with the position after it.
    fn longest_name(&self, start: usize) -> Option<(Vec<u32>, usize)> {
        let mut words: Vec<&str> = Vec::with_capacity(LONGEST);
        let mut best = None;
        for position in start..(start + 2 * LONGEST).min(self.sentence.words.len()) {
            let word = &self.sentence.words[position];
            if !self.is_free(position) || words.len() == LONGEST {
                break;
            }
            if word.kind == Kind::Sign {
                if matches!(word.text.as_str(), "-" | "/") && !words.is_empty() {
                    continue;
                }
                break;
            }
            if word.text == "cedex" {
                break;
            }
            words.push(&word.text);
            if word.kind == Kind::Number && self.is_measure(position) {
                break;
            }
            let known = self.places.names.known_as(&key_of_words(&words));
            if !known.is_empty() {
                best = Some((known.to_vec(), position + 1));
            }
        }
        best
    }

    /// A hyphen between two words, without spaces.
    fn hyphen_at(&self, position: usize) -> bool {
        let word = self.sentence.words.get(position);
        let next = self.sentence.words.get(position.wrapping_add(1));
        match (word, next) {
            (Some(hyphen), Some(next)) => {
                hyphen.text == "-"
                    && hyphen.glued
                    && next.kind == Kind::Word
                    && next.span.start == hyphen.span.end
            }
            _ => false,
        }
    }

    /// A number with a unit: "16 ans", "20 km".
    fn is_measure(&self, position: usize) -> bool {
        matches!(
            self.sentence.at(position + 1),
            "ans" | "an" | "km" | "minutes" | "h" | "heures" | "heure" | "euros"
        )
    }

    fn name(&self, start: usize) -> Option<Reading> {
        let first = self.sentence.words.get(start)?;
        if first.kind == Kind::Sign || !self.is_free(start) {
            return None;
        }
        if first.kind == Kind::Number {
            return self.arrondissement_first(start);
        }
        // a part of a hyphenated name names nothing by itself
        if self.hyphen_at(start.wrapping_sub(1)) {
            return None;
        }
        // "du côté de Nice" is not "Denicé"
        if !first.capital
            && matches!(
                first.text.as_str(),
                "de" | "d"
                    | "du"
                    | "des"
                    | "a"
                    | "en"
                    | "vers"
                    | "sur"
                    | "au"
                    | "aux"
                    | "et"
                    | "m"
                    | "t"
                    | "s"
                    | "n"
                    | "c"
                    | "j"
                    | "qu"
            )
        {
            return None;
        }
        let (indices, end) = self.longest_name(start)?;
        if self.hyphen_at(end) {
            return None;
        }
        if self.refused(start) {
            return None;
        }
        // what follows may say that it is a town: "Tours, Indre-et-Loire"
        let (narrowed, after, sure) = self.narrow(indices, end);
        let score = if sure {
            0.98
        } else {
            self.name_score(&narrowed, start, end)?
        };
        Some(Reading {
            indices: narrowed,
            start,
            end: self.after_arrondissement(after),
            score,
        })
    }

    /// "le 7e à Lyon", "18e arrondissement de Paris".
    fn arrondissement_first(&self, start: usize) -> Option<Reading> {
        let number = self.sentence.at(start);
        let mut next = start + 1;
        let ordinal = matches!(self.sentence.at(next), "e" | "eme" | "er" | "ieme");
        if !ordinal {
            return None;
        }
        next += 1;
        while matches!(
            self.sentence.at(next),
            "arrondissement" | "arr" | "de" | "a" | "du"
        ) {
            next += 1;
        }
        let town = self.sentence.at(next);
        if !matches!(town, "paris" | "lyon" | "marseille") {
            return None;
        }
        let indices = self
            .places
            .names
            .known_as(&key_of_words(&[town, number]))
            .to_vec();
        (!indices.is_empty()).then_some(Reading {
            indices,
            start,
            end: next + 1,
            score: 0.95,
        })
    }

    fn after_arrondissement(&self, end: usize) -> usize {
        let mut end = end;
        while matches!(self.sentence.at(end), "arrondissement" | "arr" | "cedex")
            || (self.sentence.before(end, 1) == "cedex"
                && self
                    .sentence
                    .words
                    .get(end)
                    .is_some_and(|w| w.kind == Kind::Number))
        {
            end += 1;
        }
        end
    }

    /// "Saint-Denis (93)", "Valence dans la Drôme", "Lens 62300": keeps what fits.
    fn narrow(&self, indices: Vec<u32>, end: usize) -> (Vec<u32>, usize, bool) {
        let mut next = end;
        while matches!(
            self.sentence.at(next),
            "(" | "," | "-" | "dans" | "en" | "le" | "la" | "l" | "les" | "du" | "au" | "de" | "d"
        ) && next < end + 4
        {
            next += 1;
        }
        let keep = |test: &dyn Fn(&Commune) -> bool| -> Vec<u32> {
            indices
                .iter()
                .copied()
                .filter(|index| self.places.at(*index).is_some_and(test))
                .collect()
        };
        if let Some(word) = self.sentence.words.get(next)
            && word.kind == Kind::Number
            && !self.is_measure(next)
        {
            let kept = match word.text.len() {
                5 => keep(&|commune| commune.postal_codes.contains(&word.text)),
                2 | 3 => keep(&|commune| commune.departement == word.text),
                _ => Vec::new(),
            };
            if !kept.is_empty() {
                return (kept, next + 1, true);
            }
        }
        if next > end {
            for departement in self.places.departements() {
                let name = fold(&departement.name);
                let Some(after) = self.sentence.starts(next, &name) else {
                    continue;
                };
                let kept = keep(&|commune| commune.departement == departement.code);
                if !kept.is_empty() {
                    return (kept, after, true);
                }
            }
        }
        (indices, end, false)
    }

    fn mention(&self, reading: &Reading) -> Option<Found<PlaceMention>> {
        let best = self.places.at(*reading
            .indices
            .iter()
            .max_by_key(|index| self.population(**index))?)?;
        // who writes a whole name means no longer one: Saint-Étienne is not Saint-Étienne-du-Rouvray
        let typed: Vec<&str> = self.sentence.words[reading.start..reading.end]
            .iter()
            .filter(|word| word.kind != Kind::Sign)
            .map(|word| word.text.as_str())
            .collect();
        let name = key_of(&best.name);
        let is_whole = key_of_words(&typed) == name;
        let homonyms = reading
            .indices
            .iter()
            .filter_map(|index| self.places.at(*index))
            .filter(|other| other.insee != best.insee)
            .filter(|other| !is_whole || key_of(&other.name) == name)
            .filter(|other| other.population.saturating_mul(OVERSHADOWED) >= best.population)
            .take(MOST_HOMONYMS)
            .map(|other| other.insee)
            .collect();
        let value = PlaceMention {
            insee: best.insee,
            name: best.name.clone(),
            homonyms,
        };
        Some(Found {
            value,
            score: reading.score,
            span: self.sentence.span(reading.start, reading.end),
        })
    }

    fn population(&self, index: u32) -> u32 {
        self.places
            .at(index)
            .map_or(0, |commune| commune.population)
    }
}
