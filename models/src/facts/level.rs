//! The class or diploma a person has, and the diploma they aim at.
//!
//! A class ("en 3e", "terminale") is where they are. A diploma is an aim unless the words before say
//! that it is held or under way ("j'ai un bac pro", "après mon CAP", "en deuxième année de BTS").

use super::{Facts, Taken, class};
use crate::levels::{DiplomaLevel, SchoolStage};
use crate::meaning::{Context, Expected, Found};
use crate::text::{Sentence, number_at};

/// Diplomas, longest first among those that begin alike.
const DIPLOMAS: &[(&str, DiplomaLevel)] = &[
    ("brevet professionnel", DiplomaLevel::Four),
    ("bac professionnel", DiplomaLevel::Four),
    ("baccalaureat professionnel", DiplomaLevel::Four),
    ("bac technologique", DiplomaLevel::Four),
    ("bac techno", DiplomaLevel::Four),
    ("bac general", DiplomaLevel::Four),
    ("bac pro", DiplomaLevel::Four),
    ("bts agricole", DiplomaLevel::Five),
    ("btsa", DiplomaLevel::Five),
    ("bts", DiplomaLevel::Five),
    ("deust", DiplomaLevel::Five),
    ("dut", DiplomaLevel::Five),
    ("titre pro", DiplomaLevel::Three),
    ("licence pro", DiplomaLevel::Six),
    ("licence professionnelle", DiplomaLevel::Six),
    ("licence", DiplomaLevel::Six),
    ("bachelor", DiplomaLevel::Six),
    ("but", DiplomaLevel::Six),
    ("diplome d ingenieur", DiplomaLevel::Seven),
    ("ecole d ingenieurs", DiplomaLevel::Seven),
    ("ecole d ingenieur", DiplomaLevel::Seven),
    ("ecole d inge", DiplomaLevel::Seven),
    ("ingenieur par alternance", DiplomaLevel::Seven),
    ("bac professionnelle", DiplomaLevel::Four),
    ("master", DiplomaLevel::Seven),
    ("mastere", DiplomaLevel::Seven),
    ("mba", DiplomaLevel::Seven),
    ("doctorat", DiplomaLevel::Eight),
    ("cap agricole", DiplomaLevel::Three),
    ("capa", DiplomaLevel::Three),
    ("cap", DiplomaLevel::Three),
    ("bep", DiplomaLevel::Three),
    ("bepa", DiplomaLevel::Three),
    ("bpa", DiplomaLevel::Three),
    ("bp", DiplomaLevel::Four),
    ("bma", DiplomaLevel::Four),
    ("btm", DiplomaLevel::Four),
    ("bpjeps", DiplomaLevel::Four),
    ("bac", DiplomaLevel::Four),
    ("baccalaureat", DiplomaLevel::Four),
];

/// Lead to no apprenticeship: who names one has it, or is about to.
const OF_SCHOOL: &[&str] = &[
    "bac stmg",
    "bac st 2 s",
    "bac sti 2 d",
    "bac stl",
    "bac std 2 a",
    "bac techno",
    "bac technologique",
    "bac general",
    "bac es",
    "bac s",
    "bac l",
];

/// Words of level in a training title that say nothing about the trade.
pub(crate) fn is_level_word(word: &str) -> bool {
    matches!(
        word,
        "cap"
            | "bac"
            | "pro"
            | "bp"
            | "bts"
            | "btsa"
            | "bep"
            | "mc"
            | "bma"
            | "btm"
            | "bm"
            | "tp"
            | "titre"
            | "professionnel"
            | "professionnelle"
            | "brevet"
            | "licence"
            | "master"
            | "mention"
            | "complementaire"
            | "diplome"
            | "certificat"
            | "aptitude"
            | "baccalaureat"
            | "dut"
            | "but"
            | "deust"
            | "bachelor"
            | "technicien"
            | "superieur"
            | "cqp"
            | "niveau"
            | "capa"
    )
}

const HELD: &[&str] = &[
    "j ai",
    "j ai un",
    "j ai une",
    "j ai mon",
    "j ai le",
    "j ai deja un",
    "j ai deja le",
    "j ai deja mon",
    "j ai eu mon",
    "j ai eu le",
    "j ai eu un",
    "j ai obtenu un",
    "j ai obtenu mon",
    "j ai obtenu le",
    "j ai fait un",
    "j ai passe un",
    "j ai passe mon",
    "j ai passe le",
    "j ai valide un",
    "j ai valide mon",
    "titulaire d un",
    "titulaire du",
    "diplome d un",
    "diplomee d un",
    "apres un",
    "apres mon",
    "apres le",
    "apres",
    "sors d un",
    "sors de",
    "sors du",
    "j ai juste le",
    "j ai juste un",
    "j ai juste mon",
    "j ai arrete mon",
    "j ai arrete le",
    "j ai arrete un",
    "je suis en",
    "suis en",
    "actuellement en",
    "je finis mon",
    "je termine mon",
    "je finis un",
    "je termine un",
    "finis mon",
    "termine mon",
    "je fais un",
    "je fais actuellement un",
    "je passe mon",
    "je prepare mon",
    "en",
    "niveau",
    "annee de",
    "annee",
    "j ai seulement un",
    "j ai seulement le",
    "j ai que le",
    "j ai qu un",
    "avec un",
    "avec mon",
    "ayant un",
    "mon",
    "le",
    "possede un",
    "j ai rate mon",
    "ai le",
    "ai un",
    "ai mon",
];

/// Held markers too loose to trust when the sentence says that something is wanted.
const LOOSE: &[&str] = &[
    "en", "mon", "le", "avec un", "apres", "j ai", "annee", "niveau",
];

const WANTED: &[&str] = &[
    "veux",
    "voudrais",
    "cherche",
    "recherche",
    "aimerais",
    "aimerai",
    "souhaite",
    "interesse",
    "interessee",
    "faire un",
    "preparer un",
    "passer un",
    "viser",
    "vise",
    "pour faire",
    "integrer",
    "inscrire",
    "inscription",
    "envie",
    "trouver",
    "trouve moi",
    "formation",
    "apprentissage",
    "alternance",
];

pub(super) fn read(sentence: &Sentence, context: Context, taken: &mut Taken, facts: &mut Facts) {
    let asked = context.expected == Some(Expected::Level);
    let mut position = 0;
    while position < sentence.words.len() {
        if !taken.is_free(position) {
            position += 1;
            continue;
        }
        if let Some((stage, end)) = class::at(sentence, position, asked) {
            let end = end_of_class(sentence, stage, end);
            taken.mark(position, end);
            // "j'ai arrêté l'école après ma seconde": the class says more
            let vague = facts
                .level_now
                .as_ref()
                .is_some_and(|now| now.value == SchoolStage::NoDiploma);
            if facts.level_now.is_none() || vague {
                facts.level_now = Some(Found {
                    value: stage,
                    score: 0.92,
                    span: sentence.span(position, end),
                });
            }
            position = end;
        } else if let Some((level, end)) = diploma(sentence, position) {
            note_diploma(sentence, position, end, level, asked, facts);
            taken.mark(position, end);
            position = end;
        } else {
            position += 1;
        }
    }
}

/// "terminale bac pro", "2nde bac pro": the diploma says which class, nothing more.
fn end_of_class(sentence: &Sentence, stage: SchoolStage, end: usize) -> usize {
    let is_lycee = matches!(
        stage,
        SchoolStage::Seconde | SchoolStage::Premiere | SchoolStage::Terminale
    );
    match diploma(sentence, end) {
        Some((DiplomaLevel::Four, after)) if is_lycee => after,
        _ => end,
    }
}

fn note_diploma(
    sentence: &Sentence,
    start: usize,
    end: usize,
    level: DiplomaLevel,
    asked: bool,
    facts: &mut Facts,
) {
    let span = sentence.span(start, end);
    let refused = sentence.preceded_by(
        start,
        &[
            "pas de",
            "pas un",
            "pas le",
            "pas mon",
            "pas",
            "sans",
            "pas eu le",
            "pas eu mon",
            "rate mon",
            "rate le",
            "sans le",
        ],
    );
    let wanted = sentence.has_any(WANTED);
    // "DUT info en poche": the speciality may stand between
    let done = matches!(sentence.at(end), "obtenu" | "valide" | "acquis")
        || (end..end + 3).any(|after| sentence.starts(after, "en poche").is_some())
        || OF_SCHOOL
            .iter()
            .any(|name| sentence.starts(start, name).is_some());
    // "23 ans, Nîmes, bac": said of oneself, in a row of facts
    let row = sentence.at(end) == ","
        && (start == 0 || sentence.before(start, 1) == ",")
        && end == start + 1
        && matches!(sentence.at(start), "bac" | "baccalaureat");
    let held = done
        || row
        || sentence.preceded_by(start, HELD)
            && !(wanted
                && sentence.preceded_by(start, LOOSE)
                && !sentence.preceded_by(
                    start,
                    &[
                        "j ai",
                        "j ai mon",
                        "j ai le",
                        "ai le",
                        "ai mon",
                        "suis en",
                        "apres",
                        "apres mon",
                        "apres le",
                        "apres un",
                        "annee",
                        "annee de",
                    ],
                ));
    if refused {
        // "j'ai pas le bac": still in the class before
        if facts.level_now.is_none()
            && matches!(level, DiplomaLevel::Four)
            && sentence.has_any(&["j ai pas", "ai pas", "sans le bac", "sans bac", "pas eu"])
        {
            facts.level_now = Some(Found {
                value: SchoolStage::Premiere,
                score: 0.55,
                span,
            });
        }
        return;
    }
    if held || asked {
        let stage = stage_of(level, sentence, start);
        if facts.level_now.is_none() || !asked {
            facts.level_now.get_or_insert(Found {
                value: stage,
                score: 0.9,
                span,
            });
        }
    } else if facts.target_level.is_none() {
        facts.target_level = Some(Found {
            value: level,
            score: 0.9,
            span,
        });
    }
}

fn stage_of(level: DiplomaLevel, sentence: &Sentence, start: usize) -> SchoolStage {
    let first_year = sentence.preceded_by(
        start,
        &[
            "1 ere annee de",
            "premiere annee de",
            "1 ere annee",
            "premiere annee",
        ],
    );
    match level {
        DiplomaLevel::Three => SchoolStage::Cap,
        DiplomaLevel::Four if first_year => SchoolStage::Seconde,
        DiplomaLevel::Four => SchoolStage::Bac,
        DiplomaLevel::Five => SchoolStage::BacPlus2,
        DiplomaLevel::Six => SchoolStage::BacPlus3,
        DiplomaLevel::Seven | DiplomaLevel::Eight => SchoolStage::BacPlus5,
    }
}

fn diploma(sentence: &Sentence, position: usize) -> Option<(DiplomaLevel, usize)> {
    // "bac +2"
    if sentence.at(position) == "bac"
        && (sentence.at(position + 1) == "+" || sentence.at(position + 1) == "plus")
    {
        let (years, end) = number_at(sentence, position + 2)?;
        let level = match years {
            1 => DiplomaLevel::Four,
            2 => DiplomaLevel::Five,
            3 | 4 => DiplomaLevel::Six,
            5 | 6 => DiplomaLevel::Seven,
            _ => return None,
        };
        return Some((level, end));
    }
    let (name, level, end) = DIPLOMAS.iter().find_map(|(name, level)| {
        sentence
            .starts(position, name)
            .map(|end| (*name, *level, end))
    })?;
    // "mon but", "le but": an aim, not the diploma
    if name == "but"
        && !(sentence.words[position].capital || sentence.preceded_by(position, &["un", "en"]))
    {
        return None;
    }
    if name == "licence" && matches!(sentence.at(end), "4" | "iv") {
        return None;
    }
    (name != "titre pro").then_some((level, end))
}
