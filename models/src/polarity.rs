//! What is refused, and what corrects an earlier answer.
//!
//! A refusal covers the words up to the next comma or turn ("mais", "plutôt"); "la cuisine j'aime pas"
//! covers what stands before.

use crate::text::{Kind, Sentence, is_stop_word};

/// Refuse what follows.
const REFUSALS: &[&str] = &[
    "tout sauf",
    "sauf",
    "a part",
    "hormis",
    "excepte",
    "surtout pas",
    "pas",
    "jamais",
    "ni",
    "je deteste",
    "deteste",
    "j ai horreur",
    "horreur de",
    "marre de",
    "hors de question",
    "plus envie",
    "veux plus",
    "aime plus",
    "je hais",
    "n importe quoi mais pas",
    "plutot que",
    "au lieu de",
    "mais pas",
    "arrete la",
    "arrete le",
];

/// Not refusals, though they hold "pas".
const INNOCENT: &[&str] = &[
    "pourquoi pas",
    "pas mal",
    "pas trop loin",
    "pas loin",
    "sais pas",
    "connais pas",
    "pas d idee",
    "aucune idee",
    "pas que",
    "pas forcement",
    "pas seulement",
    "pas besoin",
    "pas de probleme",
    "pas grave",
    "pas encore",
    "pas trouve",
    "pas sur",
    "pas sure",
    "n est ce pas",
    "pas du tout de diplome",
    "pas de diplome",
    "pas le permis",
    "pas de permis",
    "pas de voiture",
    "pas plus",
    "pas trop",
    "pas d autre",
    "comprends pas",
    "pas compris",
    "pas de patron",
    "pas d employeur",
    "pas d entreprise",
    "pas peur",
    "derange pas",
    "gene pas",
    "pas ou",
    "pas quoi",
    "pas de moyen",
    "pas possible",
    "si pas",
    "pas de note",
    "pas fait",
    "pas fini",
    "pas eu",
    "pas le bac",
    "pas le brevet",
    "pas mon bac",
    "pas le niveau",
    "pas moins",
    "pas cher",
    "pas tres loin",
    "pas habiter",
    "pas bon a l ecole",
    "pas tres",
    "pas eu mon",
    "je veux pas rester sans",
    "pas en place",
];

/// Refuse what stands before them.
const AFTERTHOUGHTS: &[&str] = &[
    "c est pas mon truc",
    "pas mon truc",
    "pas pour moi",
    "c est mort",
    "non merci",
    "j aime pas",
    "aime pas trop",
    "m interesse pas",
    "ca me saoule",
    "me degoute",
    "je deteste",
    "j ai deteste",
    "j ai pas aime",
    "ai pas aime",
    "ca m a pas plu",
    "m a pas plu",
    "c etait nul",
    "c etait pas pour moi",
    "j ai horreur",
    "tres peu pour moi",
    "ca m interesse pas",
    "c est pas mon delire",
    "c est nul",
    "bof",
    "me branche pas",
    "me plait pas",
    "je veux pas",
    "me dit rien",
    "jamais de la vie",
    "veux plus",
    "en veux pas",
    "sans facon",
];

/// End the scope of a refusal.
const TURNS: &[&str] = &[
    "mais",
    "plutot",
    "par contre",
    "sinon",
    "parce",
    "car",
    "je veux",
    "je voudrais",
    "j aimerais",
    "je prefere",
    "je cherche",
    "j aime",
    "j adore",
    "et je",
    "donc",
    "du coup",
];

/// Words after which an earlier answer is replaced.
const CORRECTIONS: &[&str] = &[
    "en fait",
    "enfait",
    "non plutot",
    "finalement",
    "me suis trompe",
    "me suis trompee",
    "je me trompe",
    "trompe",
    "je voulais dire",
    "je corrige",
    "pardon",
    "oups",
    "rectification",
    "ou plutot",
    "plutot que",
    "erreur",
    "j ai change d avis",
    "change d avis",
    "je change d avis",
    "tout compte fait",
    "en vrai non",
    "non c est",
    "non je suis",
    "non j habite",
    "non moi c est",
    "plus exactement",
    "au final",
    "non pas",
    "a la place",
    "nan c est",
    "je prefere plutot",
    "mettre plutot",
    "c est plutot",
];

/// For each word, whether it is refused.
pub(crate) fn refused(sentence: &Sentence) -> Vec<bool> {
    let length = sentence.words.len();
    let mut refused = vec![false; length];
    let innocent = marks(sentence, INNOCENT);
    for (start, innocent) in innocent.iter().enumerate() {
        let Some(end) = longest(sentence, start, REFUSALS).filter(|_| !innocent) else {
            continue;
        };
        let stop = scope_end(sentence, end);
        let says_something = (end..stop).any(|position| content(sentence, position));
        if says_something {
            refused[end..stop].fill(true);
        }
    }
    for start in 0..length {
        let Some(end) = longest(sentence, start, AFTERTHOUGHTS) else {
            continue;
        };
        let stop = scope_end(sentence, end);
        if (end..stop).any(|position| content(sentence, position)) {
            continue;
        }
        let from = clause_start(sentence, start);
        refused[from..start].fill(true);
    }
    refused
}

/// Whether the sentence corrects an earlier answer.
pub(crate) fn is_correction(sentence: &Sentence) -> bool {
    if sentence.has_any(CORRECTIONS) {
        return true;
    }
    // "plutôt Lille", "pas Lille, Lens"
    let first = sentence.at(0);
    first == "plutot" && sentence.words.len() > 1
        || matches!(first, "pas" | "non")
            && sentence
                .words
                .iter()
                .any(|word| matches!(word.text.as_str(), "," | "plutot" | "mais"))
            && sentence.words.len() > 2
}

fn longest(sentence: &Sentence, start: usize, patterns: &[&str]) -> Option<usize> {
    patterns
        .iter()
        .filter_map(|pattern| sentence.starts(start, pattern))
        .max()
}

fn marks(sentence: &Sentence, patterns: &[&str]) -> Vec<bool> {
    let mut marks = vec![false; sentence.words.len()];
    for pattern in patterns {
        for start in 0..marks.len() {
            if let Some(end) = sentence.starts(start, pattern) {
                marks[start..end].fill(true);
            }
        }
    }
    marks
}

fn content(sentence: &Sentence, position: usize) -> bool {
    sentence
        .words
        .get(position)
        .is_some_and(|word| word.kind != Kind::Sign && !is_stop_word(&word.text))
}

fn scope_end(sentence: &Sentence, start: usize) -> usize {
    let mut position = start;
    while position < sentence.words.len() {
        let sign = matches!(
            sentence.at(position),
            "." | "!" | "?" | ";" | "\n" | "(" | ")"
        );
        // "sauf la vente, la cuisine et le bâtiment": a comma goes on when no new subject follows
        let comma = sentence.at(position) == ",";
        let new_subject = comma && longest_turn(sentence, position + 1).is_some();
        let listed = comma
            && position > start
            && sentence.words.get(position + 1).is_some()
            && is_list(sentence, position + 1);
        if sign
            || (comma && (new_subject || !listed))
            || (position > start && longest_turn(sentence, position).is_some())
        {
            return position;
        }
        position += 1;
    }
    position
}

fn longest_turn(sentence: &Sentence, position: usize) -> Option<usize> {
    TURNS
        .iter()
        .find_map(|turn| sentence.starts(position, turn))
}

/// A list goes on: "…, la cuisine et le bâtiment" (an "et" or "ou" comes before the end).
fn is_list(sentence: &Sentence, from: usize) -> bool {
    (from..(from + 5).min(sentence.words.len()))
        .any(|position| matches!(sentence.at(position), "et" | "ou" | "ni"))
}

fn clause_start(sentence: &Sentence, end: usize) -> usize {
    let mut position = end;
    // a comma right before the afterthought belongs to it
    if position > 0 && sentence.at(position - 1) == "," {
        position -= 1;
    }
    while position > 0 {
        let before = sentence.at(position - 1);
        if matches!(before, "," | "." | "!" | "?" | ";" | "\n")
            || matches!(before, "mais" | "sinon")
        {
            break;
        }
        position -= 1;
    }
    position
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused_words(text: &str) -> String {
        let sentence = Sentence::read(text);
        let refused = refused(&sentence);
        let words = sentence
            .words
            .iter()
            .zip(refused)
            .filter(|(word, refused)| *refused && !is_stop_word(&word.text));
        words
            .map(|(word, _)| word.text.clone())
            .collect::<Vec<_>>()
            .join(" ")
    }

    #[test]
    fn a_refusal_covers_what_it_should() {
        for (text, expected) in [
            ("tout sauf la vente", "vente"),
            ("pas la cuisine mais la mécanique", "cuisine"),
            ("j'aime pas la coiffure, je veux la mécanique", "coiffure"),
            ("la cuisine j'aime pas", "cuisine"),
            ("la mécanique, la cuisine c'est pas mon truc", "cuisine"),
            ("pourquoi pas la coiffure", ""),
            ("je sais pas trop", ""),
            ("je déteste les bureaux", "bureaux"),
            ("20 km pas plus", ""),
        ] {
            assert_eq!(refused_words(text), expected, "{text}");
        }
    }
}
