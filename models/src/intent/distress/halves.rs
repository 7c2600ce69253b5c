//! Words that are a sign only in company.

/// Words that are a sign only when one of `then` follows, or when nothing does.
pub(super) struct Half {
    pub(super) words: &'static [&'static str],
    pub(super) then: &'static [&'static str],
    pub(super) alone: Alone,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Alone {
    IsASign,
    IsNone,
}

/// A blow from somebody: not "je me bats", not "le soleil tape".
pub(super) const STRIKES: &[&str] = &[
    "me frappe",
    "me bat",
    "me tape",
    "se fait frapper",
    "se fait battre",
];
/// Subjects that strike in a manner of speaking.
pub(super) const FIGURES: &[&str] = &[
    "je",
    "ca",
    "soleil",
    "concurrence",
    "qui",
    "equipe",
    "ordi",
    "jeu",
];

/// Who touches somebody who did not want it.
pub(super) const TOUCHERS: &[&str] = &[
    "patron",
    "chef",
    "tuteur",
    "prof",
    "oncle",
    "pere",
    "frere",
    "cousin",
    "il",
    "on",
    "collegue",
    "apprentissage",
    "stage",
    "voisin",
    "patronne",
    "client",
    "formateur",
    "copain",
];

pub(super) const HALVES: &[Half] = &[
    Half {
        words: &["me coupe", "me couper", "me suis coupe", "me suis coupee"],
        then: &[
            "les bras",
            "le bras",
            "les veines",
            "les poignets",
            "le poignet",
            "les cuisses",
            "la peau",
            "depuis",
            "le soir",
            "la nuit",
            "expres",
            "avec une lame",
            "avec un cutter",
            "avec un rasoir",
            "pour me",
            "pour aller",
            "pour sentir",
            "pour soulager",
            "pour oublier",
            "encore",
        ],
        alone: Alone::IsASign,
    },
    Half {
        words: &["en finir"],
        then: &[
            "avec la vie",
            "avec ma vie",
            "avec tout",
            "une bonne fois",
            "pour de bon",
            "ce soir",
        ],
        alone: Alone::IsASign,
    },
    Half {
        words: &[
            "mis dehors",
            "mise dehors",
            "mis a la porte",
            "mise a la porte",
            "m ont vire",
            "m ont viree",
        ],
        then: &["de chez moi", "de la maison", "cette nuit", "ce soir"],
        alone: Alone::IsNone,
    },
];

/// Swallowing, what, and how much.
pub(super) const SWALLOWING: &[&str] = &["avale", "avaler", "pris", "prendre", "bu", "gobe"];
pub(super) const SWALLOWED: &[&str] = &[
    "medicaments",
    "medicament",
    "medocs",
    "medoc",
    "cachets",
    "cachet",
    "comprimes",
    "doliprane",
    "pilules",
    "somniferes",
    "javel",
    "anxiolytiques",
    "xanax",
    "lexomil",
];
pub(super) const TOO_MUCH: &[&str] = &[
    "trop",
    "tous",
    "toute",
    "tout",
    "plein",
    "boite",
    "boites",
    "tube",
    "plaquette",
    "javel",
];

/// Who throws a young person out.
pub(super) const PARENTS: &[&str] = &[
    "parents",
    "pere",
    "mere",
    "beau pere",
    "belle mere",
    "daron",
    "daronne",
    "famille",
    "darons",
];
pub(super) const THROWN_OUT: &[&str] = &[
    "mis dehors",
    "mise dehors",
    "mis a la porte",
    "mise a la porte",
    "m ont vire",
    "m ont viree",
    "m a vire",
    "m a viree",
    "foutu dehors",
    "jete dehors",
    "m a jete",
    "m a jetee",
];

/// Who speaks of a job, a story or a game speaks of others.
pub(super) const OF_OTHERS: &[&str] = &[
    "prevention",
    "association",
    "asso",
    "psychologue",
    "psy",
    "educateur",
    "educatrice",
    "aider les",
    "aider des",
    "m occuper des",
    "travailler avec",
    "travailler dans",
    "travailler pour",
    "lutter",
    "lutte contre",
    "policier",
    "policiere",
    "gendarme",
    "avocat",
    "avocate",
    "film",
    "films",
    "serie",
    "call of duty",
    "le jeu",
    "metier",
    "pompier",
    "juge",
];
