//! Whether the diploma follows on from where the person stands, or is the one they aim at.

use tandem_index::Training;
use tandem_models::{DiplomaLevel, SchoolStage};

use crate::french;
use crate::matching::weights::LEVEL;
use crate::matching::{Component, Wishes};

/// A training without level: some admit everybody, some do not.
const UNKNOWN: f32 = 0.6;

/// What can only be entered with a diploma that they do not have yet.
pub(in crate::matching) const LATER: f32 = 0.05;

/// Said of it.
const AFTER_A_CAP: &str = "se prépare après un CAP du métier : d'abord le CAP, puis celui-ci";

/// How diplomas that follow a CAP begin, in titles and in the names of diplomas (Code de
/// l'éducation, D337-95 for the BP, D337-139 for the MC). Those of sport and of farming
/// admit otherwise.
const AFTER_A_CAP_BEGINS: [&str; 6] = [
    "bp ",
    "brevet professionnel ",
    "mc ",
    "mention complementaire ",
    "btm ",
    "brevet technique des metiers ",
];

/// Names that begin the same and admit otherwise.
const ADMITS_OTHERWISE: [&str; 3] = ["jeunesse", "agric", "jeps"];

/// Whether a CAP comes first: a BP or an MC for who has no diploma yet.
pub(in crate::matching) fn needs_a_cap_first(wishes: &Wishes, training: &Training) -> bool {
    let has_none = matches!(
        wishes.level_now,
        Some(
            SchoolStage::NoDiploma
                | SchoolStage::Troisieme
                | SchoolStage::Seconde
                | SchoolStage::Premiere
        )
    );
    has_none
        && std::iter::once(&training.title)
            .chain(&training.diploma)
            .any(|name| follows_a_cap(name))
}

fn follows_a_cap(name: &str) -> bool {
    let name = format!("{} ", french::fold(name));
    AFTER_A_CAP_BEGINS
        .iter()
        .any(|start| name.starts_with(start))
        && !ADMITS_OTHERWISE.iter().any(|other| name.contains(other))
}

/// The component.
pub(in crate::matching) fn component(wishes: &Wishes, training: &Training) -> Component {
    if needs_a_cap_first(wishes, training) {
        return LEVEL.component(LATER, Some(AFTER_A_CAP.to_owned()));
    }
    let Some(level) = training.level else {
        return LEVEL.component(UNKNOWN, None);
    };
    match (wishes.target_level, wishes.level_now) {
        (Some(target), _) => {
            let steps = level.number().abs_diff(target.number());
            let name = level_name(level);
            match steps {
                0 => LEVEL.component(1.0, Some(format!("{name}, comme tu le veux"))),
                1 => LEVEL.component(0.45, Some(format!("{name}, proche de ce que tu vises"))),
                _ => LEVEL.component(0.15, Some(format!("{name}, autre que ce que tu vises"))),
            }
        }
        (None, Some(stage)) => {
            let (value, reason) = after(stage, level);
            LEVEL.component(value, Some(reason))
        }
        (None, None) => LEVEL.component(UNKNOWN, None),
    }
}

/// How well a level follows a class or diploma, and in which words.
fn after(stage: SchoolStage, level: DiplomaLevel) -> (f32, String) {
    use DiplomaLevel::{Eight, Five, Four, Seven, Six, Three};
    let name = level_name(level);
    let opens = |value: f32, from: &str| (value, format!("{name}, {from}"));
    match (stage, level) {
        (SchoolStage::NoDiploma, Three) => opens(1.0, "accessible sans diplôme"),
        (SchoolStage::NoDiploma, Four) => opens(0.7, "accessible selon ton parcours"),
        (SchoolStage::Troisieme, Three | Four) => opens(1.0, "accessible après la 3e"),
        (SchoolStage::Seconde | SchoolStage::Premiere, Four) => {
            opens(1.0, "accessible depuis ta classe")
        }
        (SchoolStage::Seconde | SchoolStage::Premiere, Three) => {
            opens(0.8, "accessible depuis ta classe")
        }
        (SchoolStage::Cap, Four) => opens(1.0, "la suite d'un CAP"),
        (SchoolStage::Cap, Three) => {
            opens(0.7, "un autre CAP, souvent plus court après le premier")
        }
        (SchoolStage::Terminale | SchoolStage::Bac, Five) => opens(1.0, "accessible avec le bac"),
        (SchoolStage::Terminale | SchoolStage::Bac, Six) => opens(0.95, "accessible avec le bac"),
        (SchoolStage::BacPlus2, Six) => opens(1.0, "la suite d'un bac+2"),
        (SchoolStage::BacPlus2, Seven) => opens(0.6, "accessible dans certaines écoles"),
        (SchoolStage::BacPlus3, Seven) => opens(1.0, "la suite d'un bac+3"),
        (SchoolStage::BacPlus3, Six) => opens(0.75, "pour te spécialiser"),
        (SchoolStage::BacPlus5, Seven) => opens(1.0, "pour te spécialiser"),
        (SchoolStage::BacPlus5, Eight) => opens(0.8, "la suite d'un bac+5"),
        _ if stage.level().is_some_and(|held| level <= held) => {
            opens(0.45, "tu as déjà ce niveau : c'est souvent plus court")
        }
        _ => opens(0.1, "plus haut que ce qui suit ta classe"),
    }
}

/// A level in words that need no table.
pub(in crate::matching) fn level_name(level: DiplomaLevel) -> &'static str {
    match level {
        DiplomaLevel::Three => "niveau CAP",
        DiplomaLevel::Four => "niveau bac",
        DiplomaLevel::Five => "niveau bac+2",
        DiplomaLevel::Six => "niveau bac+3",
        DiplomaLevel::Seven => "niveau bac+5",
        DiplomaLevel::Eight => "niveau doctorat",
    }
}
