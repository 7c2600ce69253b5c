//! Names in capitals → names one can read.

use super::values::fold;

/// Acronyms kept in capitals, folded.
const ACRONYMS: [&str; 58] = [
    "adef", "aes", "afpa", "aforp", "afpma", "apave", "bep", "bm", "bp", "bpjeps", "bt", "btm",
    "bts", "btsa", "btp", "but", "cap", "capa", "ccca", "cci", "cfa", "cfaa", "cfai", "cfp", "cma",
    "cnam", "cs", "deust", "dut", "ecb", "ei", "epl", "eurl", "greta", "gie", "hse", "iae", "iep",
    "ifapme", "iut", "lea", "lp", "mc", "mfr", "pme", "pmi", "psr", "rh", "sa", "sarl", "sas",
    "sasu", "sci", "scop", "tp", "ufa", "urma", "vae",
];

/// Words in lower case inside a name.
const SMALL: [&str; 20] = [
    "a", "au", "aux", "chez", "dans", "de", "des", "du", "en", "et", "la", "le", "les", "ou",
    "par", "pour", "sous", "sur", "un", "une",
];

/// Whether a text has no lower-case letter at all, and more than one letter.
fn is_shouted(text: &str) -> bool {
    let letters = text.chars().filter(|letter| letter.is_alphabetic());
    letters.clone().count() > 1 && !text.chars().any(char::is_lowercase)
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| {
        first
            .to_uppercase()
            .chain(letters.flat_map(char::to_lowercase))
            .collect()
    })
}

/// Applies a change to every run of letters and digits, leaving what stands between.
fn each_word(text: &str, mut change: impl FnMut(usize, &str, Option<char>) -> String) -> String {
    let mut changed = String::with_capacity(text.len());
    let mut rest = text;
    let mut position = 0;
    while !rest.is_empty() {
        let start = rest.find(char::is_alphanumeric).unwrap_or(rest.len());
        let (between, tail) = rest.split_at(start);
        changed.push_str(between);
        let end = tail
            .find(|letter: char| !letter.is_alphanumeric())
            .unwrap_or(tail.len());
        let (word, tail) = tail.split_at(end);
        if !word.is_empty() {
            changed.push_str(&change(position, word, tail.chars().next()));
            position += 1;
        }
        rest = tail;
    }
    changed
}

/// The name of a firm or a centre: "CHAUSSURES CENDRY" → "Chaussures Cendry".
pub(crate) fn readable_name(name: &str) -> String {
    let name = squeezed(name);
    if name.to_uppercase().starts_with("ENTREPRISE INDIVIDUELLE") {
        return "Entreprise individuelle".to_owned();
    }
    if !is_shouted(&name) {
        return name;
    }
    each_word(&name, |position, word, next| {
        let folded = fold(word);
        let is_apostrophe = matches!(next, Some('\'' | '’'));
        let is_initial = next == Some('.') && folded.len() == 1;
        if is_initial {
            word.to_owned()
        } else if position > 0
            && (SMALL.contains(&folded.as_str()) || is_apostrophe && folded.len() <= 2)
        {
            word.to_lowercase()
        } else if ACRONYMS.contains(&folded.as_str()) || is_unpronounceable(&folded) {
            word.to_owned()
        } else {
            capitalised(word)
        }
    })
}

/// Kinds of streets, in lower case inside an address.
const STREETS: [&str; 16] = [
    "allee",
    "av",
    "avenue",
    "bd",
    "boulevard",
    "chemin",
    "cours",
    "impasse",
    "place",
    "quai",
    "route",
    "rue",
    "square",
    "voie",
    "bis",
    "ter",
];

/// An address: "3 RUE DU FOUR" → "3 rue du Four".
pub(crate) fn readable_address(address: &str) -> String {
    let address = squeezed(address);
    if !is_shouted(&address) {
        return address;
    }
    each_word(&address, |_, word, _| {
        let folded = fold(word);
        let is_common = SMALL.contains(&folded.as_str()) || STREETS.contains(&folded.as_str());
        let is_elided = matches!(folded.as_str(), "d" | "l");
        let is_acronym = folded.starts_with("cs") || ACRONYMS.contains(&folded.as_str());
        if is_common || is_elided {
            word.to_lowercase()
        } else if is_acronym && folded.len() > 2 && !folded.contains(['a', 'e', 'i', 'o', 'u']) {
            word.to_owned()
        } else {
            capitalised(word)
        }
    })
}

/// Short or without vowels: an acronym in all likelihood.
fn is_unpronounceable(folded: &str) -> bool {
    let is_small_word = SMALL.contains(&folded);
    let has_vowel = folded.contains(['a', 'e', 'i', 'o', 'u', 'y']);
    !is_small_word
        && (!has_vowel || folded.len() <= 3 && folded.bytes().all(|b| b.is_ascii_alphabetic()))
}

/// A training's title: "CAP BOULANGER" → "CAP boulanger", "bTS…" → as written, first letter up.
pub(crate) fn readable_title(title: &str) -> String {
    let title = without_apprenticeship(&squeezed(title));
    let quiet = if is_shouted(&title) {
        each_word(&title, |position, word, _| {
            let folded = fold(word);
            let is_option_letter =
                word.chars().count() == 1 && position > 0 && !SMALL.contains(&folded.as_str());
            let has_digit = word.bytes().any(|byte| byte.is_ascii_digit());
            if ACRONYMS.contains(&folded.as_str()) || is_option_letter || has_digit {
                word.to_owned()
            } else {
                word.to_lowercase()
            }
        })
    } else {
        title
    };
    let mut letters = quiet.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

/// Drops "(en apprentissage)", "(Apprentissage possible)" and the like: all trainings here are.
fn without_apprenticeship(title: &str) -> String {
    let mut kept = String::with_capacity(title.len());
    let mut rest = title;
    while let Some(open) = rest.find('(') {
        let Some(length) = rest[open..].find(')') else {
            break;
        };
        let inside = fold(&rest[open + 1..open + length]);
        let says_nothing = (inside.contains("apprentissage") || inside.contains("alternance"))
            && inside.len() <= 40;
        let end = if says_nothing {
            open
        } else {
            open + length + 1
        };
        kept.push_str(&rest[..end]);
        rest = &rest[open + length + 1..];
    }
    kept.push_str(rest);
    let mut text = squeezed(&kept);
    for ending in [
        " en apprentissage",
        " par apprentissage",
        " en alternance",
        " par alternance",
        " apprentissage",
    ] {
        if text.to_lowercase().ends_with(ending) && text.is_char_boundary(text.len() - ending.len())
        {
            text.truncate(text.len() - ending.len());
        }
    }
    text.trim_end_matches([' ', '-', '–', ':', ',']).to_owned()
}

/// Trimmed, runs of white space as one space.
pub(crate) fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_capitals_become_readable() {
        for (raw, expected) in [
            ("CHAUSSURES CENDRY", "Chaussures Cendry"),
            (
                "ENTREPRISE INDIVIDUELLE 019260942",
                "Entreprise individuelle",
            ),
            (
                "CTRE DE FORMATION D'APPRENTIS",
                "Ctre de Formation d'Apprentis",
            ),
            ("SARL LE FOURNIL DE L'ÉTOILE", "SARL le Fournil de l'Étoile"),
            ("ICM", "ICM"),
            ("L'École de Design", "L'École de Design"),
            ("GRETA CFA AQUITAINE", "GRETA CFA Aquitaine"),
            ("C.E.P.I.A.", "C.E.P.I.A."),
            ("", ""),
        ] {
            assert_eq!(readable_name(raw), expected, "{raw}");
        }
    }

    #[test]
    fn addresses_in_capitals_become_readable() {
        for (raw, expected) in [
            ("3 RUE DU FOUR", "3 rue du Four"),
            ("18 BIS AVENUE DE L'EUROPE", "18 bis avenue de l'Europe"),
            (
                "98  RUE DES COMPAGNONS CS90002",
                "98 rue des Compagnons CS90002",
            ),
            ("52 avenue de la Libération", "52 avenue de la Libération"),
        ] {
            assert_eq!(readable_address(raw), expected, "{raw}");
        }
    }

    #[test]
    fn titles_in_capitals_become_readable() {
        for (raw, expected) in [
            ("CAP BOULANGER", "CAP boulanger"),
            (
                "BTS GESTION DE LA PME (APPRENTISSAGE)",
                "BTS gestion de la PME",
            ),
            (
                "BTS management commercial opérationnel (Apprentissage)",
                "BTS management commercial opérationnel",
            ),
            (
                "MC pâtisserie boulangère (en apprentissage)",
                "MC pâtisserie boulangère",
            ),
            ("CAP maçon par apprentissage", "CAP maçon"),
            (
                "CAP MAINT.MATERIELS OPT.B AGRICOLES",
                "CAP maint.materiels opt.B agricoles",
            ),
            ("ingénierie (option B)", "Ingénierie (option B)"),
            ("Master (ESSIS) (Apprentissage possible)", "Master (ESSIS)"),
        ] {
            assert_eq!(readable_title(raw), expected, "{raw}");
        }
    }
}
