//! Words of somebody in danger, and the everyday turns that only look like them.
//!
//! A sign is heard whatever else is said; where the sentence speaks of a job ("aider les gens
//! suicidaires"), and where there is no sign, the classifier decides (see [`super::Intents`]).

mod halves;
mod harms;
mod signs;

use crate::text::Sentence;
use halves::{
    Alone, FIGURES, HALVES, OF_OTHERS, PARENTS, STRIKES, SWALLOWED, SWALLOWING, THROWN_OUT,
    TOO_MUCH, TOUCHERS,
};
use harms::{BLOWS, HARMS};
use signs::SIGNS;

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
        .chain(HARMS)
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
            ("je suis battu par la concurrence", Danger::None),
            ("on m'a battu, je suis battue chez moi", Danger::Said),
            ("je veux plus être là-bas", Danger::None),
            ("j'ai des idées noires", Danger::Said),
            ("mes parents m'ont mis à la porte", Danger::Said),
        ] {
            assert_eq!(danger(&Sentence::read(text)), expected, "{text}");
        }
    }
}
