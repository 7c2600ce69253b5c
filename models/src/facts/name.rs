//! First names: when asked for, or after "je m'appelle".

use super::Taken;
use crate::meaning::{Context, Expected, Found};
use crate::text::{Kind, Sentence};

const CUES: &[&str] = &[
    "je m appelle",
    "m appelle",
    "moi c est",
    "mon prenom c est",
    "mon prenom est",
    "prenom est",
    "prenom :",
    "prenom",
    "appelle moi",
    "appelez moi",
    "mon nom c est",
    "mon nom est",
    "c est",
];

/// Answers to "quel est ton prénom ?" that are no names.
const NO_NAMES: &[&str] = &[
    "non",
    "oui",
    "ok",
    "pourquoi",
    "salut",
    "bonjour",
    "coucou",
    "merci",
    "stop",
    "annuler",
    "retour",
    "aide",
    "help",
    "rien",
    "je",
    "j",
    "tu",
    "quoi",
    "comment",
    "qui",
    "pas",
    "ca",
    "humain",
    "menu",
    "recommencer",
    "plus",
    "tard",
    "anonyme",
    "personne",
    "le",
    "la",
    "les",
    "un",
    "une",
    "mon",
    "ma",
    "bon",
    "bien",
    "cool",
    "rendez",
    "vous",
    "bye",
    "prenom",
    "nom",
    "euh",
    "bof",
    "supprimer",
    "quel",
    "quelle",
    "il",
    "elle",
    "on",
    "en",
    "de",
    "a",
];

pub(super) fn read(
    sentence: &Sentence,
    context: Context,
    taken: &mut Taken,
) -> Option<Found<String>> {
    let asked = context.expected == Some(Expected::FirstName);
    for cue in CUES {
        let sure_cue = !matches!(*cue, "c est" | "prenom");
        if !asked && !sure_cue {
            continue;
        }
        let Some((_, start)) = sentence.find(cue) else {
            continue;
        };
        // "moi c'est la cuisine", "moi c lyon"
        let meant = asked
            || matches!(*cue, "je m appelle" | "m appelle")
            || sentence.words.get(start).is_some_and(|word| word.capital);
        if meant && let Some(found) = name_at(sentence, start, taken) {
            return Some(found);
        }
    }
    if !asked {
        return None;
    }
    let words = sentence
        .words
        .iter()
        .filter(|word| word.kind == Kind::Word)
        .count();
    let start = sentence
        .words
        .iter()
        .position(|word| word.kind == Kind::Word)?;
    let start = if sentence.starts(start, "je suis").is_some()
        || sentence.starts(start, "moi c est").is_some()
    {
        start + 2
    } else {
        start
    };
    (words <= 5
        && !sentence
            .words
            .iter()
            .any(|word| word.kind == Kind::Number || word.text == "?"))
    .then(|| name_at(sentence, start, taken))
    .flatten()
}

/// One name, or a double one with a hyphen, or two in capitals.
fn name_at(sentence: &Sentence, start: usize, taken: &mut Taken) -> Option<Found<String>> {
    let first = sentence.words.get(start)?;
    let is_name = |text: &str| !NO_NAMES.contains(&text) && text.len() >= 2;
    if first.kind != Kind::Word || !is_name(&first.text) {
        return None;
    }
    let mut end = start + 1;
    if sentence.at(end) == "-"
        && sentence
            .words
            .get(end + 1)
            .is_some_and(|word| word.kind == Kind::Word)
    {
        end += 2;
    }
    let span = sentence.span(start, end);
    let value = capitalised(sentence.original.get(span.start..span.end)?);
    taken.mark(start, end);
    Some(Found {
        value,
        score: 0.9,
        span,
    })
}

/// "jean-BAPTISTE" to "Jean-Baptiste".
fn capitalised(name: &str) -> String {
    let mut at_start = true;
    name.chars()
        .flat_map(|letter| {
            let shown: Vec<char> = if at_start {
                letter.to_uppercase().collect()
            } else {
                letter.to_lowercase().collect()
            };
            at_start = !letter.is_alphabetic();
            shown
        })
        .collect()
}
