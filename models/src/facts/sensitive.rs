//! Health, religion and justice: seen so that they are masked, never used.

use crate::meaning::{Found, SensitiveKind};
use crate::text::Sentence;

/// Said of oneself or not, these are personal.
const HEALTH: &[&str] = &[
    "rqth",
    "mdph",
    "handicape",
    "handicapee",
    "mon handicap",
    "un handicap",
    "situation de handicap",
    "dyslexique",
    "dyslexie",
    "dyspraxique",
    "dyspraxie",
    "dysphasie",
    "dyscalculie",
    "dysorthographie",
    "tdah",
    "tda",
    "autiste",
    "autisme",
    "asperger",
    "depressif",
    "depressive",
    "depression",
    "bipolaire",
    "schizophrene",
    "anorexie",
    "anorexique",
    "boulimie",
    "diabetique",
    "diabete",
    "epileptique",
    "epilepsie",
    "asthme",
    "asthmatique",
    "cancer",
    "sida",
    "seropositif",
    "seropositive",
    "enceinte",
    "je suis malade",
    "ma maladie",
    "une maladie",
    "mon psy",
    "psychiatre",
    "psychiatrie",
    "hopital de jour",
    "sourd",
    "sourde",
    "malentendant",
    "malentendante",
    "malvoyant",
    "aveugle",
    "fauteuil roulant",
    "crises d angoisse",
    "crise d angoisse",
    "phobie scolaire",
    "allergique",
    "j ai une scoliose",
    "mal de dos",
    "mon traitement",
    "antidepresseurs",
    "addiction",
    "je suis en arret maladie",
    "hospitalise",
    "hospitalisee",
];

/// Said of oneself whatever one would like to work at.
const OWN_HEALTH: &[&str] = &[
    "rqth",
    "mdph",
    "mon handicap",
    "ma maladie",
    "mon traitement",
];

/// When these stand in the sentence, health words tell of the people one would work with.
const WORK_WITH: &[&str] = &[
    "m occuper",
    "aider",
    "accompagner",
    "soigner",
    "travailler avec",
    "travailler dans",
    "bosser avec",
    "aupres de",
    "aupres des",
    "s occuper",
    "langue des signes",
];

const RELIGION: &[&str] = &[
    "musulman",
    "musulmane",
    "islam",
    "chretien",
    "chretienne",
    "catholique",
    "protestant",
    "protestante",
    "juif",
    "juive",
    "temoin de jehovah",
    "bouddhiste",
    "ramadan",
    "ma religion",
    "mon voile",
    "le voile",
    "voilee",
    "hijab",
    "kippa",
    "ma priere",
    "mes prieres",
    "la priere",
    "ma foi religieuse",
    "athee",
];

const POLICE: &[&str] = &[
    "casier",
    "casier judiciaire",
    "prison",
    "detenu",
    "garde a vue",
    "condamne",
    "condamnee",
    "condamnation",
    "sursis",
    "bracelet electronique",
    "la pjj",
    "mon juge",
    "le juge",
    "tig",
    "liberte conditionnelle",
    "mon spip",
    "mise en examen",
];

const POLICE_WORK: &[&str] = &[
    "surveillant",
    "surveillante",
    "gardien",
    "gardienne",
    "travailler",
    "devenir",
    "metier",
];

pub(super) fn read(sentence: &Sentence, sensitive: &mut Vec<Found<SensitiveKind>>) {
    let mut note = |kind, words: &[&str]| {
        for pattern in words {
            if let Some((start, end)) = sentence.find(pattern) {
                sensitive.push(Found {
                    value: kind,
                    score: 0.85,
                    span: sentence.span(start, end),
                });
                return;
            }
        }
    };
    if sentence.has_any(WORK_WITH) {
        note(SensitiveKind::Health, OWN_HEALTH);
    } else {
        note(SensitiveKind::Health, HEALTH);
    }
    note(SensitiveKind::Religion, RELIGION);
    if !sentence.has_any(POLICE_WORK) {
        note(SensitiveKind::Police, POLICE);
    }
}
