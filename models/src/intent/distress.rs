//! Words of somebody in danger, and the everyday turns that only look like them.
//!
//! A sign is heard whatever else is said; where the sentence speaks of a job ("aider les gens
//! suicidaires"), and where there is no sign, the classifier decides (see [`super::Intents`]).

use crate::text::Sentence;

/// Words with what, right behind them, makes them harmless.
struct Sign {
    words: &'static [&'static str],
    unless: &'static [&'static str],
}

/// Words that are a sign only when one of `then` follows, or when nothing does.
struct Half {
    words: &'static [&'static str],
    then: &'static [&'static str],
    alone: Alone,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Alone {
    IsASign,
    IsNone,
}

const LAUGHING: &[&str] = &[
    "de rire",
    "de faim",
    "de soif",
    "de honte",
    "de fatigue",
    "de chaud",
    "de froid",
    "de sommeil",
    "d envie",
    "d impatience",
    "tellement",
    "si",
    "quand",
    "dans le jeu",
];
const LIVING_SOMEWHERE: &[&str] = &[
    "a", "au", "aux", "en", "chez", "avec", "ici", "dans", "de mon", "de ma", "de mes", "a la",
];
const BLOWS: &[&str] = &[
    "sur les nerfs",
    "sur le systeme",
    "dans l oeil",
    "la tete",
    "sur l epaule",
    "a la console",
    "aux jeux",
    "au jeu",
    "au foot",
    "a chaque fois",
    "au ballon",
    "un mot",
    "l affiche",
    "la honte",
    "pour avoir",
    "pour trouver",
    "pour y",
    "un delire",
    "les courses",
];

const SIGNS: &[Sign] = &[
    Sign {
        words: &[
            "suicide",
            "suicider",
            "suicidaire",
            "suicidaires",
            "une ts",
            "me pendre",
            "me noyer",
            "m ouvrir les veines",
            "ouvert les veines",
            "foutre en l air",
            "passer a l acte",
            "me jeter sous",
            "me jeter dans le vide",
            "me jette sous",
            "jeter du haut",
            "sauter du pont",
            "sauter d un pont",
            "sauter par la fenetre",
            "sauter du toit",
            "sauter dans le vide",
            "me scarifie",
            "me scarifier",
            "suis scarifie",
            "suis scarifiee",
            "se scarifie",
            "s est scarifiee",
            "s est scarifie",
            "scarifications",
            "me mutile",
            "me mutiler",
            "me taillade",
            "fais saigner",
            "me fais du mal",
            "me faire du mal",
            "envie de me faire mal",
            "veux me faire mal",
            "me brule expres",
            "kms",
            "me tuer ce soir",
            "fin a mes jours",
        ],
        unless: &[],
    },
    Sign {
        words: &[
            "je me tue",
            "veux me tuer",
            "vais me tuer",
            "de me tuer",
            "a me tuer",
            "pense me tuer",
            "vouloir me tuer",
            "veut me tuer",
            "voulu me tuer",
            "veulent me tuer",
            "il va me tuer",
            "ils vont me tuer",
            "veut se tuer",
            "va se tuer",
            "allait se tuer",
            "de se tuer",
            "voulait se tuer",
        ],
        unless: &[
            "au travail",
            "a la tache",
            "a reviser",
            "a faire",
            "a chercher",
            "a bosser",
            "a expliquer",
            "a repeter",
            "si",
            "quand",
            "de rire",
            "pour rien",
            "les yeux",
            "la sante",
        ],
    },
    Sign {
        words: &[
            "envie de mourir",
            "envi de mourir",
            "envie de crever",
            "envi de crever",
            "veux mourir",
            "veut mourir",
            "voulait mourir",
            "veux crever",
            "voudrais mourir",
            "aimerais mourir",
            "prefere mourir",
            "prefererais mourir",
            "pense a mourir",
            "parle de mourir",
            "pense a la mort",
            "etre mort",
            "etre morte",
            "si je mourais",
            "si j etais mort",
            "si j etais morte",
        ],
        unless: LAUGHING,
    },
    Sign {
        words: &[
            "plus vivre",
            "plus envie de vivre",
            "pas envie de vivre",
            "plus l envie de vivre",
            "marre de vivre",
            "fatigue de vivre",
            "fatiguee de vivre",
            "peux plus de vivre",
            "peu plus de vivre",
            "force de vivre",
            "raison de vivre",
            "continuer de vivre",
            "continuer a vivre",
            "a rien de vivre",
            "a quoi bon vivre",
        ],
        unless: LIVING_SOMEWHERE,
    },
    Sign {
        words: &[
            "plus de la vie",
            "peux plus de cette vie",
            "peux plus de ma vie",
            "marre de la vie",
            "marre de cette vie",
            "gout a la vie",
            "plus gout a rien",
            "vie vaut rien",
            "vie ne vaut",
            "vie vaut pas",
            "vie n a plus de sens",
            "vie n a aucun sens",
            "vie sert a rien",
            "a rien ma vie",
            "plus etre en vie",
            "plus envie de rien",
            "plus etre la",
            "plus exister",
            "pas exister",
            "j etais plus la",
            "mieux sans moi",
            "plus me reveiller",
            "jamais me reveiller",
            "que tout s arrete",
            "s arrete pour toujours",
            "disparaitre pour toujours",
            "de ce monde",
            "quitter ce monde",
            "fond du trou",
            "fond du gouffre",
            "plus la force de continuer",
            "plus la force de rien",
            "c est mon dernier message",
        ],
        unless: &["en juin", "active", "scolaire", "de bureau"],
    },
    Sign {
        words: &[
            "veux disparaitre",
            "envie de disparaitre",
            "voudrais disparaitre",
        ],
        unless: &["de", "des", "du", "d"],
    },
    Sign {
        words: &["au bout du rouleau", "overdose"],
        unless: &["avec", "de", "d", "des"],
    },
    Sign {
        words: &[
            "me cogne",
            "me tabasse",
            "me tabassent",
            "me gifle",
            "m a gifle",
            "m a gifle",
            "m a giflee",
            "m a frappe",
            "m a frappee",
            "m ont frappe",
            "m ont frappee",
            "m a tape",
            "m a tapee",
            "m a battu",
            "m a battue",
            "m ont tape",
            "m a etrangle",
            "m a etranglee",
            "me fais frapper",
            "me fais tabasser",
            "me fais taper",
            "fais taper par",
            "me fais racketter",
            "me fais harceler",
            "me fais agresser",
            "suis battu",
            "suis battue",
            "me frappent",
            "me battent",
            "me tapent",
            "me maltraite",
            "suis maltraite",
            "suis maltraitee",
            "est violent avec",
            "est violente avec",
            "traite de sale",
        ],
        unless: BLOWS,
    },
    Sign {
        words: &[
            "me viole",
            "me violer",
            "m a viole",
            "m a violee",
            "ete viole",
            "ete violee",
            "attouchements",
            "attouchement",
            "agression sexuelle",
            "agresse sexuellement",
            "agressee sexuellement",
            "mains aux fesses",
            "main aux fesses",
            "touche les fesses",
            "me tripote",
            "m a tripotee",
            "embrassee de force",
            "embrasse de force",
            "m a forcee",
            "m a force a",
            "me force a coucher",
            "me force a faire",
            "forcee a coucher",
            "photos nues",
            "photos nue",
            "photo nue",
            "de moi nue",
            "de moi nu",
            "me prostituer",
            "abuse de moi",
            "m a abusee",
            "fait chanter avec",
            "il me fait chanter",
        ],
        unless: &[],
    },
    Sign {
        words: &[
            "me harcele",
            "me harcelent",
            "suis harcele",
            "suis harcelee",
            "victime de harcelement",
            "subis du harcelement",
            "harcelement scolaire",
            "me menace",
            "me menacent",
            "menace de mort",
            "menaces de mort",
            "me rackette",
            "me rackettent",
            "m a agresse",
            "m a agressee",
            "ete agresse",
            "ete agressee",
            "me sequestre",
            "suis sequestree",
            "m enferme",
            "suis enfermee",
            "laisse pas sortir",
            "m empeche de sortir",
            "marier de force",
            "mariage force",
            "veulent me marier",
            "veut me marier",
            "suis en danger",
            "peur pour ma vie",
            "m exploite",
        ],
        unless: &[
            "verbalement",
            "de mails",
            "de messages",
            "avec ses questions",
            "mdr",
            "lol",
        ],
    },
    Sign {
        words: &[
            "j ai fugue",
            "je fugue",
            "vais fuguer",
            "enfui de chez",
            "enfuie de chez",
            "sauvee de chez",
            "sauve de chez",
            "sauvee de la maison",
            "sauve de la maison",
            "dors dehors",
            "dors dans la rue",
            "dors dans ma voiture",
            "dors dans une voiture",
            "dors dans un parc",
            "dors dans un squat",
            "dors sous un pont",
            "dors dans le metro",
            "suis a la rue",
            "je suis sdf",
            "nulle part ou dormir",
            "nulle part ou aller",
            "pas ou dormir",
            "endroit ou dormir",
            "plus de maison",
            "plus de toit",
            "peur de rentrer chez moi",
            "peur de rentrer a la maison",
            "peur de mon pere",
            "peur de mon beau pere",
            "peur de ma mere",
            "peur de lui",
            "peur de mon mec",
            "peur de mon copain",
            "peur de mon mari",
            "peur de mon oncle",
            "chasse de chez moi",
            "chassee de chez moi",
            "vire de chez moi",
            "viree de chez moi",
            "vire de la maison",
            "viree de la maison",
            "foutu dehors",
            "foutue dehors",
            "jete dehors",
            "jetee dehors",
        ],
        unless: &["parce que", "pour la formation", "quand"],
    },
];

/// A blow from somebody: not "je me bats", not "le soleil tape".
const STRIKES: &[&str] = &[
    "me frappe",
    "me bat",
    "me tape",
    "se fait frapper",
    "se fait battre",
];
/// Subjects that strike in a manner of speaking.
const FIGURES: &[&str] = &[
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
const TOUCHERS: &[&str] = &[
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

const HALVES: &[Half] = &[
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
const SWALLOWING: &[&str] = &["avale", "avaler", "pris", "prendre", "bu", "gobe"];
const SWALLOWED: &[&str] = &[
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
const TOO_MUCH: &[&str] = &[
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
const PARENTS: &[&str] = &[
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
const THROWN_OUT: &[&str] = &[
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
const OF_OTHERS: &[&str] = &[
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

/// How a sentence speaks of danger.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Danger {
    /// A sign, and nothing that makes it somebody else's.
    Said,
    /// A sign in a sentence about a job, a story or a game.
    OfOthers,
    /// No sign.
    None,
}

/// What signs say of a sentence.
pub(super) fn danger(sentence: &Sentence) -> Danger {
    if !has_sign(sentence) {
        Danger::None
    } else if sentence.has_any(OF_OTHERS) {
        Danger::OfOthers
    } else {
        Danger::Said
    }
}

fn has_sign(sentence: &Sentence) -> bool {
    let ends = |words: &'static [&'static str]| {
        (0..sentence.words.len()).flat_map(move |start| {
            let found = words
                .iter()
                .filter_map(move |one| sentence.starts(start, one));
            found.map(move |end| (start, end))
        })
    };
    let follows = |end: usize, patterns: &[&str]| {
        patterns
            .iter()
            .any(|pattern| sentence.starts(end, pattern).is_some())
    };
    let whole = SIGNS
        .iter()
        .any(|sign| ends(sign.words).any(|(_, end)| !follows(end, sign.unless)));
    let half = HALVES.iter().any(|half| {
        ends(half.words).any(|(_, end)| {
            let last = sentence.words[end..]
                .iter()
                .all(|word| word.kind == crate::text::Kind::Sign);
            follows(end, half.then) || last && half.alone == Alone::IsASign
        })
    });
    let struck = ends(STRIKES)
        .any(|(start, end)| !FIGURES.contains(&sentence.before(start, 1)) && !follows(end, BLOWS));
    let touched =
        ends(&["me touche", "m a touchee", "m a touche", "m a caressee"]).any(|(start, end)| {
            let by = TOUCHERS.contains(&sentence.before(start, 1));
            by && !follows(
                end,
                &["un mot", "pas un mot", "beaucoup", "droit au", "ce que"],
            )
        });
    let swallowed =
        sentence.has_any(SWALLOWING) && sentence.has_any(SWALLOWED) && sentence.has_any(TOO_MUCH);
    let thrown_out = sentence.has_any(PARENTS) && sentence.has_any(THROWN_OUT);
    whole || half || struck || touched || swallowed || thrown_out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everyday_turns_are_no_signs() {
        for (text, expected) in [
            ("ma sœur me tape sur les nerfs", Danger::None),
            ("mon père me tape", Danger::Said),
            ("je me bats pour trouver un patron", Danger::None),
            ("je veux en finir avec le lycée", Danger::None),
            ("je veux en finir avec la vie", Danger::Said),
            ("je me coupe les cheveux", Danger::None),
            ("je me coupe le soir", Danger::Said),
            ("je veux plus vivre à la campagne", Danger::None),
            ("je veux plus vivre", Danger::Said),
            ("travailler avec des jeunes suicidaires", Danger::OfOthers),
            ("mon chef me touche", Danger::Said),
            ("ça me touche", Danger::None),
            ("j'ai pris toute la boîte de cachets", Danger::Said),
            ("mon patron m'a mis à la porte", Danger::None),
            ("mes parents m'ont mis à la porte", Danger::Said),
        ] {
            assert_eq!(danger(&Sentence::read(text)), expected, "{text}");
        }
    }
}
