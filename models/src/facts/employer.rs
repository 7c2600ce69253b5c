//! Whether the person already has an employer.

use super::Taken;
use crate::meaning::Found;
use crate::text::Sentence;

const EMPLOYERS: &[&str] = &[
    "patron",
    "patronne",
    "employeur",
    "entreprise",
    "boite",
    "maitre d apprentissage",
    "contrat",
    "alternance",
    "taf",
    "restaurant",
    "garage",
    "salon",
    "tuteur",
];

const HAVE: &[&str] = &[
    "j ai un",
    "j ai une",
    "j ai deja un",
    "j ai deja une",
    "j ai deja mon",
    "j ai deja trouve un",
    "j ai deja trouve une",
    "j ai deja trouve mon",
    "j ai mon",
    "j ai trouve un",
    "j ai trouve une",
    "j ai trouve mon",
    "deja un",
    "deja une",
    "deja mon",
    "ai un",
    "ai deja un",
    "avec un",
    "j ai bien un",
    "trouve mon",
    "trouve un",
    "trouve une",
];

const NOT_YET: &[&str] = &[
    "pas de",
    "pas d",
    "pas encore de",
    "pas encore d",
    "pas trouve de",
    "pas trouve d",
    "pas encore trouve de",
    "pas encore trouve d",
    "aucun",
    "aucune",
    "sans",
    "cherche un",
    "cherche une",
    "recherche un",
    "recherche une",
    "trouve pas de",
    "trouve pas d",
    "trouve toujours pas de",
    "toujours pas de",
    "toujours pas d",
    "besoin d un",
    "besoin d une",
    "trouver un",
    "trouver une",
    "me manque un",
    "me manque une",
    "manque un",
    "manque une",
    "cherche mon",
    "pas mon",
    "pas encore mon",
    "pas encore trouve mon",
    "pas encore",
    "cherche",
];

/// Somebody takes the person, whoever it is.
const TAKEN: &[&str] = &[
    "veut me prendre",
    "veut bien me prendre",
    "d accord pour me prendre",
    "accepte de me prendre",
    "me prend en apprentissage",
    "me prend en alternance",
    "va me prendre",
    "m a pris en apprentissage",
    "m a pris en alternance",
];

pub(super) fn read(sentence: &Sentence, taken: &mut Taken) -> Option<Found<bool>> {
    if let Some((start, end)) = TAKEN.iter().find_map(|words| sentence.find(words))
        && !is_question(sentence)
        && !sentence.has_any(&["personne", "qui pourrait", "aucun", "cherche"])
    {
        return Some(Found {
            value: true,
            score: 0.9,
            span: sentence.span(start, end),
        });
    }
    for employer in EMPLOYERS {
        // "cherche une alternance", "un contrat": what everybody looks for says nothing
        let common = matches!(
            *employer,
            "contrat" | "alternance" | "taf" | "restaurant" | "garage" | "salon" | "boite"
        );
        for start in 0..sentence.words.len() {
            let Some(end) = sentence.starts(start, employer) else {
                continue;
            };
            if !taken.is_free(start) || is_question(sentence) {
                continue;
            }
            let lacks = sentence.preceded_by(start, NOT_YET);
            let owns = sentence.preceded_by(start, HAVE);
            let value = match (lacks, owns) {
                (true, false) if !common => false,
                (false, true)
                    if !matches!(*employer, "contrat" | "restaurant" | "garage" | "salon")
                        || sentence.has_any(&["trouve", "deja"]) =>
                {
                    // "pas trouvé un patron"
                    !sentence.has_any(&[
                        "pas trouve",
                        "pas encore trouve",
                        "j ai pas un",
                        "ai pas un",
                    ])
                }
                _ => continue,
            };
            let from = start.saturating_sub(2);
            taken.mark(start, end);
            return Some(Found {
                value,
                score: 0.9,
                span: sentence.span(from, end),
            });
        }
    }
    None
}

fn is_question(sentence: &Sentence) -> bool {
    sentence.has_any(&["comment", "ou trouver", "est ce que", "faut il", "il faut"])
}
