//! Synonyms and word forms, applied to questions only. Curated by hand, kept short.
//!
//! Each line reads one way: who types the left side also means the right side. The right side
//! is matched as a phrase (no gap) on titles.

/// What is typed, folded → phrases found in titles, folded.
const SYNONYMS: [(&str, &[&str]); 30] = [
    ("aepe", &["accompagnant educatif petite enfance"]),
    ("petite enfance", &["accompagnant educatif petite enfance"]),
    ("aes", &["accompagnant educatif et social"]),
    ("as", &["aide soignant"]),
    ("ash", &["agent de service hospitalier"]),
    ("assp", &["accompagnement soins et services a la personne"]),
    ("bachelor", &["licence professionnelle"]),
    ("btp", &["batiment", "travaux publics"]),
    ("cg", &["comptabilite et gestion", "comptabilite gestion"]),
    ("ci", &["commerce international"]),
    ("coiffeuse", &["coiffure"]),
    ("coiffeur", &["coiffure"]),
    ("dcg", &["diplome de comptabilite et de gestion"]),
    ("esf", &["economie sociale familiale"]),
    ("gpme", &["gestion de la pme"]),
    ("hse", &["hygiene securite environnement"]),
    ("informaticien", &["informatique"]),
    ("informaticienne", &["informatique"]),
    ("mco", &["management commercial operationnel"]),
    ("mecano", &["mecanicien", "maintenance des vehicules"]),
    ("mei", &["maintenance des equipements industriels"]),
    (
        "ndrc",
        &["negociation et digitalisation de la relation client"],
    ),
    ("psr", &["production et service en restaurations"]),
    ("rh", &["ressources humaines"]),
    ("sam", &["support a l action manageriale"]),
    ("serveur", &["restaurant", "commercialisation et services"]),
    ("serveuse", &["restaurant", "commercialisation et services"]),
    ("sio", &["services informatiques aux organisations"]),
    ("soudeur", &["soudage", "chaudronnerie"]),
    (
        "vigile",
        &["agent de securite", "agent de prevention et de securite"],
    ),
];

/// Phrases that these folded words also mean.
pub(crate) fn synonyms(words: &str) -> &'static [&'static str] {
    SYNONYMS
        .iter()
        .find_map(|(typed, phrases)| (*typed == words).then_some(*phrases))
        .unwrap_or_default()
}

/// Feminine, masculine and plural endings of trade names, folded.
const ENDINGS: [(&str, &str); 8] = [
    ("euse", "eur"),
    ("trice", "teur"),
    ("iere", "ier"),
    ("ere", "er"),
    ("ienne", "ien"),
    ("onne", "on"),
    ("ante", "ant"),
    ("ive", "if"),
];

/// Words that name the kind of diploma rather than the trade: they rank, they do not filter.
const DIPLOMAS: [&str; 21] = [
    "bac",
    "bachelor",
    "bep",
    "bm",
    "bp",
    "btm",
    "bts",
    "but",
    "cap",
    "cs",
    "deust",
    "dut",
    "ingenieur",
    "licence",
    "master",
    "mastere",
    "mc",
    "pro",
    "professionnel",
    "titre",
    "tp",
];

/// Words that say nothing here, where everything is taught in apprenticeship.
const EMPTY: [&str; 9] = [
    "alternance",
    "alternant",
    "alternante",
    "apprenti",
    "apprentie",
    "apprentissage",
    "diplome",
    "formation",
    "formations",
];

/// Whether a folded word names a kind of diploma.
pub(crate) fn is_diploma(word: &str) -> bool {
    DIPLOMAS.contains(&word)
}

/// Whether a folded word says nothing in a question.
pub(crate) fn is_empty_word(word: &str) -> bool {
    EMPTY.contains(&word)
}

/// The word in its other gender and number, itself first.
pub(crate) fn forms(word: &str) -> Vec<String> {
    let singular = match word.strip_suffix('s') {
        Some(stem) if stem.len() >= 4 => stem,
        _ => word,
    };
    let mut forms = vec![word.to_owned()];
    let mut add = |form: String| {
        if !forms.contains(&form) {
            forms.push(form);
        }
    };
    add(singular.to_owned());
    for (feminine, masculine) in ENDINGS {
        for (from, to) in [(feminine, masculine), (masculine, feminine)] {
            if let Some(stem) = singular.strip_suffix(from)
                && stem.len() >= 3
            {
                add(format!("{stem}{to}"));
                add(format!("{stem}{to}s"));
            }
        }
    }
    add(format!("{singular}s"));
    forms
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trade_names_reach_their_other_gender() {
        for (typed, other) in [
            ("boulangere", "boulanger"),
            ("boulanger", "boulangere"),
            ("coiffeuses", "coiffeur"),
            ("vendeur", "vendeuse"),
            ("mecanicienne", "mecanicien"),
            ("aide-soignante", "aide-soignant"),
        ] {
            assert!(
                forms(typed).iter().any(|form| form == other),
                "{typed}: {:?}",
                forms(typed)
            );
        }
        assert_eq!(forms("bts")[0], "bts");
    }

    #[test]
    fn synonyms_are_sorted_folded_and_unique() {
        for pair in SYNONYMS.windows(2) {
            if let [(one, _), (other, _)] = pair {
                assert_ne!(one, other);
            }
        }
        for (typed, phrases) in SYNONYMS {
            assert!(
                typed.is_ascii() && phrases.iter().all(|phrase| phrase.is_ascii()),
                "{typed}"
            );
            assert!(!phrases.contains(&typed), "{typed} means itself");
        }
    }
}
