//! "dans la Creuse", "en Bretagne", "dans le 59": an area stands for its largest town.

use super::{Reader, Reading};
use crate::text::{Kind, fold};

/// What comes before an area and before no town.
const CUES: &[&str] = &[
    "dans le",
    "dans la",
    "dans l",
    "dans les",
    "en",
    "departement de la",
    "departement de l",
    "departement du",
    "departement des",
    "departement de",
    "departement",
    "region",
];

/// What comes before the number of a département.
const NUMBER_CUES: &[&str] = &["dans le", "departement", "departement du"];

impl Reader<'_, '_> {
    /// The area that begins here.
    pub(super) fn area(&self, position: usize) -> Option<Reading> {
        if !self.is_free(position) {
            return None;
        }
        let (inside, end) = self
            .departement_number(position)
            .or_else(|| self.area_name(position))?;
        let largest = (0_u32..)
            .map_while(|index| self.places.at(index).map(|commune| (index, commune)))
            .filter(|(_, commune)| inside.iter().any(|code| *code == commune.departement))
            .max_by_key(|(_, commune)| commune.population)
            .map(|(index, _)| index)?;
        Some(Reading {
            indices: vec![largest],
            start: position,
            end,
            score: 0.96,
        })
    }

    /// "59" of "dans le 59".
    fn departement_number(&self, position: usize) -> Option<(Vec<&str>, usize)> {
        let word = self.sentence.words.get(position)?;
        let is_number = word.kind == Kind::Number && (2..=3).contains(&word.text.len());
        if !is_number || !self.sentence.preceded_by(position, NUMBER_CUES) {
            return None;
        }
        let departement = self.places.departement(&word.text)?;
        Some((vec![departement.code.as_str()], position + 1))
    }

    /// The départements of the longest name of an area that begins here.
    fn area_name(&self, position: usize) -> Option<(Vec<&str>, usize)> {
        if !self.sentence.preceded_by(position, CUES) {
            return None;
        }
        let ends = |name: &str| {
            let words = fold(name).replace(['-', '\''], " ");
            self.sentence.starts(position, &words)
        };
        let departements = self.places.departements();
        let named = departements.iter().filter_map(|departement| {
            Some((vec![departement.code.as_str()], ends(&departement.name)?))
        });
        let regions = self.places.regions().iter().filter_map(|region| {
            let inside = departements
                .iter()
                .filter(|departement| departement.region == region.code)
                .map(|departement| departement.code.as_str())
                .collect();
            Some((inside, ends(&region.name)?))
        });
        named.chain(regions).max_by_key(|(_, end)| *end)
    }
}
