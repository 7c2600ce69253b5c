//! What says that a town is meant: the words before, a capital, its size, the question asked.

use super::{Cue, Reader};
use crate::text::{Kind, Word, is_stop_word};

/// Towns of this size are meant even where their name stands among everyday words…
const FAMOUS_FROM: u32 = 15_000;
/// …but for these.
const MANY_MEANINGS: &[&str] = &[
    "tours",
    "sens",
    "vienne",
    "orange",
    "gap",
    "grasse",
    "colombes",
    "cognac",
    "port",
    "tampon",
    "possession",
    "garde",
    "lilas",
    "salon",
    "cannet",
    "macon",
    "romans",
];

impl Reader<'_, '_> {
    /// How sure a name is, `None` when nothing says that a town is meant.
    pub(super) fn name_score(&self, indices: &[u32], start: usize, end: usize) -> Option<f32> {
        let population = indices
            .iter()
            .map(|index| self.population(*index))
            .max()
            .unwrap_or(0);
        let words = &self.sentence.words[start..end];
        let letters: usize = words.iter().map(|word| word.text.len()).sum();
        let several = words.iter().filter(|word| word.kind != Kind::Sign).count() > 1;
        let content = words.iter().rfind(|word| word.kind == Kind::Word)?;
        // "ça me" is not Came, "tout le monde" is not Toutlemonde
        let names = words.iter().filter(|word| word.kind != Kind::Sign);
        if several
            && names
                .clone()
                .all(|word| is_stop_word(&word.text) || word.text == "monde")
        {
            return None;
        }
        let famous = population >= FAMOUS_FROM && !MANY_MEANINGS.contains(&content.text.as_str());
        let common = !several_real_words(words) && !famous && (self.common)(&content.text);
        let capital =
            content.capital && self.sentence.original.chars().any(char::is_lowercase) && start > 0;
        let alone = end - start == self.sentence.words.len();
        let cue = self.cue(start);
        if self.expected && (alone || cue >= Cue::Strong || !common) {
            return Some(if alone || cue >= Cue::Strong {
                0.97
            } else {
                0.85
            });
        }
        if common || letters <= 3 {
            let big = letters >= 3 && population >= 10_000;
            return match cue {
                Cue::Certain if capital || big || !common => Some(0.85),
                Cue::Strong if capital || (big && !common) => Some(0.8),
                _ => None,
            };
        }
        match cue {
            Cue::Certain => Some(0.95),
            Cue::Strong if capital || population >= 2_000 || several => Some(0.92),
            Cue::Weak
                if (capital && (population >= 1_000 || real_words(words) > 2))
                    || population >= 20_000 =>
            {
                Some(0.82)
            }
            // nothing else is called Saint-Cirq-Lapopie
            Cue::None
                if several_real_words(words) && (population >= 1_000 || real_words(words) > 2) =>
            {
                Some(0.8)
            }
            Cue::None if alone && population >= 1_000 => Some(0.85),
            Cue::None if capital && population >= 5_000 => Some(0.8),
            Cue::None if population >= 25_000 => Some(0.76),
            _ => None,
        }
    }

    pub(super) fn cue(&self, start: usize) -> Cue {
        const CERTAIN: &[&str] = &[
            "vers",
            "habite",
            "habite a",
            "habite au",
            "habite sur",
            "habite vers",
            "habites",
            "vis a",
            "vis au",
            "vis sur",
            "vit a",
            "pres de",
            "pres d",
            "pres du",
            "pres des",
            "cote de",
            "cote d",
            "cote du",
            "autour de",
            "autour d",
            "autour du",
            "alentours de",
            "ville",
            "ville de",
            "ville :",
            "region de",
            "proche de",
            "proche d",
            "banlieue de",
            "loin de",
            "commune de",
            "suis de",
            "viens de",
            "suis a",
            "suis sur",
            "suis vers",
            "suis au",
            "bouge a",
            "demenage a",
            "installe a",
            "chercher a",
            "cherche a",
            "cherche sur",
            "cherche vers",
            "aller a",
            "habitant a",
            "habitant",
            "loge a",
            "rayon de",
            "depuis",
            "secteur de",
            "agglo de",
            "agglomeration de",
        ];
        const STRONG: &[&str] = &["a", "au", "aux"];
        const WEAK: &[&str] = &[
            "de", "d", "du", "des", "sur", "en", "dans", "region", "entre", "et", "ou", ",", "(",
        ];
        if self.sentence.preceded_by(start, CERTAIN) {
            Cue::Certain
        } else if self.sentence.preceded_by(start, STRONG) {
            Cue::Strong
        } else if self.sentence.preceded_by(start, WEAK) {
            Cue::Weak
        } else {
            Cue::None
        }
    }

    /// "pas Lille, Lens", "plus à Metz".
    pub(super) fn refused(&self, start: usize) -> bool {
        const REFUSALS: &[&str] = &[
            "pas", "pas a", "pas sur", "pas vers", "plus a", "plus sur", "sauf", "sauf a",
            "et non", "et non a", "non pas", "pas de",
        ];
        self.sentence.preceded_by(start, REFUSALS)
    }
}

/// "Saint-Étienne" is no common word even though its parts may be; "le bar" is one.
fn several_real_words(words: &[Word]) -> bool {
    let words = words.iter().filter(|word| {
        word.kind == Kind::Word && !matches!(word.text.as_str(), "le" | "la" | "les" | "l")
    });
    words.count() > 1
}

fn real_words(words: &[Word]) -> usize {
    let words = words.iter();
    words
        .filter(|word| word.kind == Kind::Word && !is_stop_word(&word.text))
        .count()
}
