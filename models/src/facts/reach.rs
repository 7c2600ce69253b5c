//! How far a person can go.

use super::Taken;
use crate::meaning::{Context, Expected, Found, Reach};
use crate::text::{Kind, Sentence, number_at};

/// Nobody travels farther than this to a training every day, minutes.
const LONGEST_MINUTES: u32 = 240;

pub(super) fn read(
    sentence: &Sentence,
    context: Context,
    taken: &mut Taken,
) -> Option<Found<Reach>> {
    let asked = context.expected == Some(Expected::Reach);
    for position in 0..sentence.words.len() {
        if !taken.is_free(position) {
            continue;
        }
        if let Some((value, end)) = measured(sentence, position, asked) {
            taken.mark(position, end);
            return Some(Found {
                value,
                score: 0.95,
                span: sentence.span(position, end),
            });
        }
    }
    by_words(sentence, asked, taken)
}

fn measured(sentence: &Sentence, position: usize, asked: bool) -> Option<(Reach, usize)> {
    if let Some(found) = spoken_duration(sentence, position) {
        return Some(found);
    }
    let (mut value, mut next) = number_at(sentence, position)?;
    // "20-30 km", "20 à 30 minutes": the farther one
    if matches!(sentence.at(next), "-" | "a" | "ou")
        && sentence
            .words
            .get(next + 1)
            .is_some_and(|word| word.kind == Kind::Number)
    {
        (value, next) = number_at(sentence, next + 1)?;
    }
    let amount = u16::try_from(value).ok()?;
    // "une trentaine de km"
    if sentence.at(next) == "de" && sentence.before(next, 1).ends_with("aine") {
        next += 1;
    }
    match sentence.at(next) {
        "km" | "kilometre" | "kilometres" | "bornes" | "borne" | "k"
            if (1..=1_500).contains(&amount) =>
        {
            Some((Reach::Kilometres(amount), next + 1))
        }
        "minutes" if (1..=LONGEST_MINUTES).contains(&value) => {
            Some((Reach::Minutes(amount), next + 1))
        }
        "h" | "heure" | "heures" if (1..=4).contains(&value) => {
            // "à 14h", "35 h par semaine", "2 h de cours"
            let clock = !asked && sentence.preceded_by(position, &["vers", "pour", "des"]);
            let week = matches!(
                sentence.at(next + 1),
                "par" | "semaine" | "cours" | "apres" | "avant" | "plus" | "du" | "tous"
            ) || matches!(
                sentence.at(next + 2),
                "cours" | "retard" | "sport" | "pause" | "matin"
            );
            if clock || week {
                return None;
            }
            let (extra, end) = match number_at(sentence, next + 1) {
                Some((extra, end))
                    if extra < 60 && sentence.words[next + 1].kind == Kind::Number =>
                {
                    (extra, end)
                }
                _ if sentence.starts(next + 1, "et demie").is_some() => (30, next + 3),
                _ => (0, next + 1),
            };
            Some((Reach::Minutes(u16::try_from(value * 60 + extra).ok()?), end))
        }
        _ if (1..=500).contains(&amount)
            && sentence.preceded_by(position, &["rayon de", "perimetre de", "distance de"])
            && alone(sentence, next) =>
        {
            Some((Reach::Kilometres(amount), next))
        }
        _ if asked && (1..=500).contains(&amount) && alone(sentence, next) => {
            Some((Reach::Kilometres(amount), next))
        }
        _ => None,
    }
}

/// A bare number answers "jusqu'où ?", but not one followed by "ans".
fn alone(sentence: &Sentence, next: usize) -> bool {
    !matches!(
        sentence.at(next),
        "ans" | "an" | "e" | "eme" | "euros" | "h"
    )
}

fn spoken_duration(sentence: &Sentence, position: usize) -> Option<(Reach, usize)> {
    for (pattern, minutes) in [
        ("une demi heure", 30),
        ("demi heure", 30),
        ("trois quarts d heure", 45),
        ("3 quarts d heure", 45),
        ("un quart d heure", 15),
        ("quart d heure", 15),
    ] {
        if let Some(end) = sentence.starts(position, pattern) {
            return Some((Reach::Minutes(minutes), end));
        }
    }
    None
}

fn by_words(sentence: &Sentence, asked: bool, taken: &mut Taken) -> Option<Found<Reach>> {
    const ANYWHERE: &[&str] = &[
        "n importe ou",
        "nimporte ou",
        "partout",
        "peu importe ou",
        "peu importe l endroit",
        "peu importe la distance",
        "toute la france",
        "tout la france",
        "je peux bouger",
        "pret a bouger",
        "prete a bouger",
        "pret a demenager",
        "prete a demenager",
        "je peux demenager",
        "mobile partout",
        "aucune limite",
        "pas de limite",
        "je suis mobile",
        "m en fous de la distance",
    ];
    const NEAR: &[&str] = &[
        "pas trop loin",
        "pas loin",
        "pres de chez moi",
        "a cote de chez moi",
        "dans ma ville",
        "le plus pres possible",
        "au plus pres",
        "proche de chez moi",
        "a proximite",
        "dans le coin",
        "pres de la maison",
        "a cote de la maison",
    ];
    let found = |patterns: &[&str]| patterns.iter().find_map(|pattern| sentence.find(pattern));
    if let Some((start, end)) = found(ANYWHERE) {
        taken.mark(start, end);
        return Some(Found {
            value: Reach::Anywhere,
            score: 0.9,
            span: sentence.span(start, end),
        });
    }
    if let Some((start, end)) = found(NEAR) {
        taken.mark(start, end);
        return Some(Found {
            value: Reach::Kilometres(10),
            score: 0.65,
            span: sentence.span(start, end),
        });
    }
    if asked
        && let Some((start, end)) = found(&[
            "peu importe",
            "je m en fous",
            "m en fiche",
            "je m en fiche",
            "egal",
            "pas grave",
        ])
    {
        taken.mark(start, end);
        return Some(Found {
            value: Reach::Anywhere,
            score: 0.8,
            span: sentence.span(start, end),
        });
    }
    None
}
