//! Ages, kept as bands only.

use super::Taken;
use crate::meaning::{AgeBand, Context, Expected, Found};
use crate::text::{Kind, Sentence, number_at};

/// Band of an age in years.
fn band(age: u32) -> AgeBand {
    match age {
        0..15 => AgeBand::Under15,
        15..18 => AgeBand::From15To17,
        18..26 => AgeBand::From18To25,
        26.. => AgeBand::From26,
    }
}

const PLAUSIBLE: std::ops::RangeInclusive<u32> = 8..=70;

/// Of whom the sentence speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Speaker {
    /// The candidate, of themselves.
    OfThemselves,
    /// A parent, of the candidate.
    Parent,
    /// Anybody, of somebody else ("mon frère, il a 20 ans").
    OfOthers,
}

impl Speaker {
    pub(super) fn of(sentence: &Sentence, context: Context, is_for_a_child: bool) -> Self {
        let of_others = sentence.has_any(&["il a", "elle a"])
            && !sentence.has_any(&["j ai"])
            && context.expected != Some(Expected::Age);
        match (is_for_a_child, of_others) {
            (true, _) => Self::Parent,
            (false, true) => Self::OfOthers,
            (false, false) => Self::OfThemselves,
        }
    }
}

pub(super) fn read(
    sentence: &Sentence,
    context: Context,
    speaker: Speaker,
    taken: &mut Taken,
) -> Option<Found<AgeBand>> {
    let asked = context.expected == Some(Expected::Age);
    let mut found = None;
    for position in 0..sentence.words.len() {
        if !taken.is_free(position) {
            continue;
        }
        if let Some((value, start, end, score)) = with_years(sentence, position, speaker)
            .or_else(|| bare(sentence, position, asked, speaker))
            .or_else(|| born(sentence, position, context))
        {
            taken.mark(start, end);
            found = Some(Found {
                value,
                score,
                span: sentence.span(start, end),
            });
            break;
        }
    }
    found.or_else(|| by_word(sentence, asked, taken))
}

type Reading = (AgeBand, usize, usize, f32);

/// Before a number of years that is no age: "3 ans d'expérience", "depuis 10 ans", "une formation en 12 ans"
const NOT_AN_AGE: &[&str] = &[
    "depuis", "pendant", "il y a", "en", "dans", "sur", "duree", "apres",
];

/// "16 ans", "bientôt 18 ans", "moins de 15 ans", "entre 15 et 17 ans", "26 ans et plus".
fn with_years(sentence: &Sentence, position: usize, speaker: Speaker) -> Option<Reading> {
    let (age, next) = number_at(sentence, position)?;
    let (upper, end) = match (sentence.at(next), sentence.at(next + 1)) {
        ("-" | "a" | "et" | "/", _)
            if sentence
                .words
                .get(next + 1)
                .is_some_and(|word| word.kind == Kind::Number) =>
        {
            let (upper, end) = number_at(sentence, next + 1)?;
            (Some(upper), end)
        }
        _ => (None, next),
    };
    let years = matches!(
        sentence.at(end),
        "ans" | "an" | "piges" | "balais" | "printemps"
    );
    if !years || !PLAUSIBLE.contains(&age) {
        return None;
    }
    if sentence.preceded_by(position, NOT_AN_AGE)
        || sentence.at(end + 1) == "d" && sentence.at(end + 2) == "experience"
        || speaker == Speaker::OfOthers
    {
        return None;
    }
    let end = end + 1;
    if sentence.preceded_by(position, &["moins de", "de moins de"]) {
        return Some((band(age.saturating_sub(1)), position, end, 0.9));
    }
    if sentence.preceded_by(position, &["plus de"]) {
        return Some((band(age), position, end, 0.9));
    }
    if sentence.preceded_by(position, SOON) {
        return Some((band(age.saturating_sub(1)), position, end, 0.9));
    }
    Some((
        band(upper.map_or(age, |upper| age.midpoint(upper))),
        position,
        end,
        0.97,
    ))
}

const SOON: &[&str] = &[
    "bientot",
    "presque",
    "vais avoir",
    "vais bientot avoir",
    "vais sur mes",
    "aurai bientot",
    "aurais bientot",
    "quasi",
    "quasiment",
    "vais feter mes",
    "j approche des",
    "bientot mes",
];

/// "j'ai 17", "bientôt 18", or a bare number when the age was asked.
fn bare(sentence: &Sentence, position: usize, asked: bool, speaker: Speaker) -> Option<Reading> {
    let word = sentence.words.get(position)?;
    let (age, end) = number_at(sentence, position)?;
    if !(13..=65).contains(&age) || (word.kind != Kind::Number && !asked) {
        return None;
    }
    let closed = end >= sentence.words.len()
        || matches!(
            sentence.at(end),
            "." | "," | "!" | ";" | "\n" | "et" | "-" | "je" | "j" | "oui"
        );
    let soon = sentence.preceded_by(position, SOON);
    if soon && closed {
        return Some((band(age - 1), position, end, 0.85));
    }
    if asked && sentence.at(end) == "-" {
        // "15-17"
        if let Some((upper, after)) = number_at(sentence, end + 1) {
            return Some((band(age.midpoint(upper)), position, after, 0.97));
        }
    }
    if asked && sentence.preceded_by(position, &["moins de"]) {
        return Some((band(age - 1), position, end, 0.95));
    }
    let said: &[&str] = match speaker {
        Speaker::Parent => &["il a", "elle a", "fils a", "fille a", "et", "fils", "fille"],
        Speaker::OfThemselves | Speaker::OfOthers => &["j ai"],
    };
    if asked || (closed && sentence.preceded_by(position, said)) {
        return Some((band(age), position, end, if asked { 0.97 } else { 0.8 }));
    }
    None
}

/// "né en 2009".
fn born(sentence: &Sentence, position: usize, context: Context) -> Option<Reading> {
    let word = sentence.words.get(position)?;
    if word.kind != Kind::Number
        || word.text.len() != 4
        || !sentence.preceded_by(position, &["ne en", "nee en", "naissance", "de"])
    {
        return None;
    }
    if sentence.preceded_by(position, &["de"]) && !sentence.preceded_by(position, &["suis de"]) {
        return None;
    }
    let year: i32 = word.text.parse().ok()?;
    let age = u32::try_from(i32::from(context.today.year()) - year).ok()?;
    PLAUSIBLE
        .contains(&age)
        .then(|| (band(age), position, position + 1, 0.75))
}

fn by_word(sentence: &Sentence, asked: bool, taken: &mut Taken) -> Option<Found<AgeBand>> {
    const WORDS: &[(&str, AgeBand, f32)] = &[
        ("je suis mineur", AgeBand::From15To17, 0.8),
        ("je suis mineure", AgeBand::From15To17, 0.8),
        ("encore mineur", AgeBand::From15To17, 0.8),
        ("encore mineure", AgeBand::From15To17, 0.8),
        ("pas encore majeur", AgeBand::From15To17, 0.8),
        ("pas majeur", AgeBand::From15To17, 0.8),
        ("pas majeure", AgeBand::From15To17, 0.8),
        ("je suis majeur", AgeBand::From18To25, 0.65),
        ("je suis majeure", AgeBand::From18To25, 0.65),
    ];
    const ASKED: &[(&str, AgeBand, f32)] = &[
        ("mineur", AgeBand::From15To17, 0.8),
        ("mineure", AgeBand::From15To17, 0.8),
        ("majeur", AgeBand::From18To25, 0.65),
        ("majeure", AgeBand::From18To25, 0.65),
    ];
    let first = matches!(sentence.at(0), "mineur" | "mineure" | "majeur" | "majeure");
    let asked_words: &[_] = if asked || first { ASKED } else { &[] };
    for (pattern, value, score) in WORDS.iter().chain(asked_words) {
        if let Some((start, end)) = sentence.find(pattern) {
            taken.mark(start, end);
            return Some(Found {
                value: *value,
                score: *score,
                span: sentence.span(start, end),
            });
        }
    }
    None
}
