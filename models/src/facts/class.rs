//! School classes: "en 3e", "terminale STMG", "2nde", "sans diplôme".

use crate::levels::SchoolStage;
use crate::text::{Kind, Sentence};

/// Say a class by themselves.
const NAMES: &[(&str, SchoolStage)] = &[
    ("sans diplome", SchoolStage::NoDiploma),
    ("aucun diplome", SchoolStage::NoDiploma),
    ("pas de diplome", SchoolStage::NoDiploma),
    ("pas de diplomes", SchoolStage::NoDiploma),
    ("pas d diplome", SchoolStage::NoDiploma),
    ("pas diplome", SchoolStage::NoDiploma),
    ("zero diplome", SchoolStage::NoDiploma),
    ("rien comme diplome", SchoolStage::NoDiploma),
    ("arrete l ecole", SchoolStage::NoDiploma),
    ("quitte l ecole", SchoolStage::NoDiploma),
    ("lache l ecole", SchoolStage::NoDiploma),
    ("arrete les cours", SchoolStage::NoDiploma),
    ("decroche", SchoolStage::NoDiploma),
    ("descolarise", SchoolStage::NoDiploma),
    ("descolarisee", SchoolStage::NoDiploma),
    ("terminale", SchoolStage::Terminale),
    ("terminal", SchoolStage::Terminale),
    ("tle", SchoolStage::Terminale),
    ("brevet des colleges", SchoolStage::Troisieme),
    ("prepa metiers", SchoolStage::Troisieme),
    ("segpa", SchoolStage::Troisieme),
];

/// Say a class after "en", "ma", "au"…
const NEED_A_CUE: &[(&str, SchoolStage)] = &[
    ("term", SchoolStage::Terminale),
    ("seconde", SchoolStage::Seconde),
    ("premiere", SchoolStage::Premiere),
    ("troisieme", SchoolStage::Troisieme),
    ("quatrieme", SchoolStage::NoDiploma),
    ("cinquieme", SchoolStage::NoDiploma),
    ("brevet", SchoolStage::Troisieme),
    ("dnb", SchoolStage::Troisieme),
    ("fac", SchoolStage::Bac),
    ("l1", SchoolStage::Bac),
    ("l 1", SchoolStage::Bac),
    ("l2", SchoolStage::Bac),
    ("l 2", SchoolStage::Bac),
    ("l3", SchoolStage::BacPlus2),
    ("l 3", SchoolStage::BacPlus2),
    ("college", SchoolStage::Troisieme),
];

/// Who names a school after these teaches or works there.
const AT_WORK: &[&str] = &[
    "prof",
    "professeur",
    "professeure",
    "enseigner",
    "enseignant",
    "enseignante",
    "cours au",
    "travailler au",
    "bosser au",
    "surveillant",
    "surveillante",
    "pion",
    "pionne",
    "travailler dans un",
    "bosser dans un",
];

/// Class that begins at `position`, and the position after it.
pub(super) fn at(
    sentence: &Sentence,
    position: usize,
    asked: bool,
) -> Option<(SchoolStage, usize)> {
    let here = sentence.preceded_by(
        position,
        &[
            "en",
            "de",
            "classe de",
            "ma",
            "la",
            "apres la",
            "apres ma",
            "niveau",
            "sors de",
            "suis en",
            "finis ma",
            "termine ma",
            "eleve de",
            "classe",
        ],
    );
    if let Some(word) = sentence.words.get(position)
        && word.kind == Kind::Number
    {
        return numbered_class(sentence, position, asked, here);
    }
    for (name, stage) in NAMES {
        if let Some(end) = sentence.starts(position, name) {
            let end = end
                + usize::from(matches!(
                    sentence.at(end),
                    "stmg"
                        | "stl"
                        | "std2a"
                        | "sti2d"
                        | "st2s"
                        | "generale"
                        | "techno"
                        | "pro"
                        | "l"
                        | "es"
                        | "s"
                ));
            return Some((*stage, end));
        }
    }
    for (name, stage) in NEED_A_CUE {
        let Some(end) = sentence.starts(position, name) else {
            continue;
        };
        let held = sentence.preceded_by(
            position,
            &[
                "j ai le",
                "j ai mon",
                "au",
                "j ai juste le",
                "le",
                "mon",
                "apres le",
                "a la",
                "j ai que le",
                "juste le",
                "que le",
            ],
        );
        // "prof au collège" names where somebody works
        let works_there = *name == "college" && sentence.has_any(AT_WORK);
        let year = matches!(
            sentence.at(end),
            "annee" | "fois" | "chance" | "transformation" | "partie" | "main" | "ligne" | "langue"
        );
        // "17 ans, seconde, à Metz": in a row of facts
        let in_a_row = matches!(sentence.before(position, 1), "" | ",")
            && matches!(sentence.at(end), "" | ",")
            && sentence.words.len() > 1;
        if !year
            && !works_there
            && (here
                || in_a_row
                || asked
                || (held && matches!(*name, "brevet" | "dnb" | "fac" | "college")))
        {
            return Some((*stage, end));
        }
    }
    None
}

/// "3e", "2nde", "1ère"; never an arrondissement, a rank or a number of years.
fn numbered_class(
    sentence: &Sentence,
    position: usize,
    asked: bool,
    here: bool,
) -> Option<(SchoolStage, usize)> {
    let number: u8 = sentence.at(position).parse().ok()?;
    let suffix = sentence
        .words
        .get(position + 1)
        .filter(|word| word.glued || matches!(word.text.as_str(), "eme" | "ieme" | "ere" | "nde"));
    let suffix = suffix.map_or("", |word| word.text.as_str());
    let stage = match (number, suffix) {
        (2, "nde" | "nd" | "de" | "e" | "eme") => SchoolStage::Seconde,
        (1, "ere" | "re" | "er") => SchoolStage::Premiere,
        (3, "e" | "eme" | "ieme" | "em" | "") => SchoolStage::Troisieme,
        (4..=6, "e" | "eme" | "ieme" | "em") => SchoolStage::NoDiploma,
        _ => return None,
    };
    let bare = suffix.is_empty();
    let end = position + 1 + usize::from(!bare);
    let other = matches!(
        sentence.at(end),
        "annee" | "arrondissement" | "fois" | "etage" | "ans" | "mois" | "km" | "minutes"
    ) || matches!(sentence.before(position, 1), "paris" | "lyon" | "marseille");
    let strong = matches!(suffix, "nde" | "ere" | "re" | "eme" | "e");
    if other
        || (bare
            && !(asked
                || sentence.preceded_by(position, &["classe de", "suis en", "en classe de"])))
    {
        return None;
    }
    (here || asked || strong && matches!(suffix, "nde")).then_some((stage, end))
}
