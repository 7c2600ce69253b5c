//! A parent who writes for a child: "ma fille a 15 ans", "j'ai 45 ans, mon fils est en 3e".
//!
//! The facts that count are the child's. What the parent says of themselves ("j'ai 45 ans", "je suis
//! comptable", "j'ai un bac") is set aside; the town, which both share, is kept.

use super::Taken;
use crate::text::{Kind, Sentence, number_at};

/// The child, as parents say it; "une fille" counts after "j'ai" alone.
const CHILDREN: &[&str] = &[
    "mon fils",
    "mon fiston",
    "ma fille",
    "mon garcon",
    "mon enfant",
    "mon gamin",
    "ma gamine",
    "mon ado",
    "mon grand",
    "ma grande",
    "mon aine",
    "mon ainee",
    "mon beau fils",
    "ma belle fille",
    "mon petit fils",
    "ma petite fille",
    "mon neveu",
    "ma niece",
    "notre fils",
    "notre fille",
    "notre enfant",
    "notre garcon",
];
const HAVING: &[&str] = &[
    "j ai un fils",
    "j ai une fille",
    "j ai un garcon",
    "j ai un enfant",
    "j ai un ado",
    "nous avons un fils",
    "nous avons une fille",
];
const PARENTS: &[&str] = &[
    "je suis la maman de",
    "je suis le papa de",
    "je suis la mere de",
    "je suis le pere de",
    "je suis le tuteur de",
    "je suis la tutrice de",
    "maman d un",
    "maman d une",
    "papa d un",
    "papa d une",
];

/// After the child: what a candidate does, has or wants. "Je dois déposer ma fille à l'école" says none.
const ABOUT_A_CANDIDATE: &[&str] = &[
    "a",
    "aura",
    "va",
    "vient",
    "est",
    "sera",
    "entre",
    "rentre",
    "passe",
    "finit",
    "termine",
    "sort",
    "veut",
    "voudrait",
    "aimerait",
    "souhaite",
    "souhaiterait",
    "cherche",
    "recherche",
    "reve",
    "adore",
    "aime",
    "hesite",
    "habite",
    "vit",
    "qui",
    "ne",
    "n",
    "actuellement",
    "(",
    ",",
    "de",
];
/// Before the child: the search is for them.
const ON_BEHALF: &[&str] = &["pour", "inscrire", "aider", "orienter", "concernant"];

/// A child younger than this is no candidate: the parent is ("j'ai 28 ans, ma fille a 6 ans").
const YOUNGEST: u32 = 11;

/// Where the child is spoken of, as ranges of words; empty when the person speaks for themselves.
fn children(sentence: &Sentence) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    for start in 0..sentence.words.len() {
        let ends = |patterns: &[&str]| {
            patterns
                .iter()
                .find_map(|said| sentence.starts(start, said))
        };
        if let Some(end) = ends(HAVING).or_else(|| ends(PARENTS)) {
            found.push((start, end));
        } else if let Some(end) = ends(CHILDREN) {
            let about = ABOUT_A_CANDIDATE.contains(&sentence.at(end)) && !says_to(sentence, end)
                || sentence
                    .words
                    .get(end)
                    .is_some_and(|word| word.kind == Kind::Number || word.capital);
            if about || sentence.preceded_by(start, ON_BEHALF) {
                found.push((start, end));
            }
        }
    }
    found
}

/// "ma fille à l'école": a place follows, no verb.
fn says_to(sentence: &Sentence, position: usize) -> bool {
    let span = sentence.span(position, position + 1);
    sentence
        .original
        .get(span.start..span.end)
        .is_some_and(|typed| matches!(typed, "à" | "À"))
}

/// Whether the sentence is a parent's, who writes for a child; sets aside what the parent says of
/// themselves.
pub(super) fn read(sentence: &Sentence, taken: &mut Taken) -> bool {
    let children = children(sentence);
    let Some(&(_, first)) = children.first() else {
        return false;
    };
    if is_small(sentence, first) {
        return false;
    }
    let is_child = |position: usize| {
        children
            .iter()
            .any(|(start, end)| (*start..*end).contains(&position))
    };
    let mut position = 0;
    while position < sentence.words.len() {
        let end = own_words(sentence, position)
            .filter(|_| !is_child(position))
            .map(|begin| clause(sentence, begin, &is_child));
        if let Some(end) = end {
            taken.mark(position, end);
            position = end;
        } else {
            position += 1;
        }
    }
    true
}

/// "a 6 ans", "de 6 ans" right after the child.
fn is_small(sentence: &Sentence, after: usize) -> bool {
    (after..after + 4)
        .find_map(|position| number_at(sentence, position))
        .is_some_and(|(age, next)| age < YOUNGEST && sentence.at(next) == "ans")
}

/// Where the parent speaks of themselves: the position after "j'ai", "je suis", "moi".
/// "Je suis à Metz" is the child's town too.
fn own_words(sentence: &Sentence, position: usize) -> Option<usize> {
    const PLACES: &[&str] = &["a", "de", "du", "sur", "dans", "en", "pres", "vers", "d"];
    if let Some(end) = sentence.starts(position, "je suis") {
        return (!PLACES.contains(&sentence.at(end))).then_some(end);
    }
    ["j ai", "moi", "je m appelle"]
        .iter()
        .find_map(|said| sentence.starts(position, said))
}

/// The end of the words that begin there: a sign, a linking word or the child.
fn clause(sentence: &Sentence, begin: usize, is_child: &dyn Fn(usize) -> bool) -> usize {
    (begin..sentence.words.len())
        .find(|position| {
            let word = &sentence.words[*position];
            word.kind == Kind::Sign && !matches!(word.text.as_str(), "-" | "'" | "+")
                || is_child(*position)
                || matches!(
                    word.text.as_str(),
                    "et" | "mais" | "pour" | "qui" | "je" | "on" | "nous" | "il" | "elle"
                )
        })
        .unwrap_or(sentence.words.len())
}
