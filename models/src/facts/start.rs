//! When a person can start.

use jiff::ToSpan;
use jiff::civil::{Date, date};

use super::Taken;
use crate::meaning::{Context, Expected, Found, StartWish};
use crate::text::{Kind, Sentence, number_at};

const MONTHS: &[(&str, i8)] = &[
    ("janvier", 1),
    ("janv", 1),
    ("fevrier", 2),
    ("fev", 2),
    ("mars", 3),
    ("avril", 4),
    ("mai", 5),
    ("juin", 6),
    ("juillet", 7),
    ("juil", 7),
    ("aout", 8),
    ("septembre", 9),
    ("sept", 9),
    ("septenbre", 9),
    ("octobre", 10),
    ("oct", 10),
    ("novembre", 11),
    ("nov", 11),
    ("decembre", 12),
    ("dec", 12),
];

pub(super) fn read(
    sentence: &Sentence,
    context: Context,
    taken: &mut Taken,
) -> Option<Found<StartWish>> {
    let asked = context.expected == Some(Expected::Start);
    let found = month(sentence, context.today, asked, taken)
        .or_else(|| season(sentence, context.today, asked))
        .or_else(|| delay(sentence, context.today, taken))
        .or_else(|| by_words(sentence, asked));
    let (value, start, end) = found?;
    taken.mark(start, end);
    Some(Found {
        value,
        score: 0.9,
        span: sentence.span(start, end),
    })
}

type Reading = (StartWish, usize, usize);

/// "en septembre", "janvier 2027", "le 15 mars".
fn month(sentence: &Sentence, today: Date, asked: bool, taken: &Taken) -> Option<Reading> {
    const CUES: &[&str] = &[
        "en",
        "pour",
        "des",
        "partir de",
        "debut",
        "fin",
        "mi",
        "mois de",
        "courant",
        "avant",
        "rentree",
        "rentree de",
        "commencer",
        "commencer en",
        "d ici",
        "-",
        "vers",
    ];
    for (position, word) in sentence.words.iter().enumerate() {
        let Some((_, month)) = MONTHS.iter().find(|(name, _)| *name == word.text) else {
            continue;
        };
        let day = position
            .checked_sub(1)
            .and_then(|before| number_at(sentence, before))
            .map(|(day, _)| day)
            .filter(|day| (1..=31).contains(day));
        if !taken.is_free(position)
            || !(asked
                || day.is_some()
                || is_only_a_month(word.text.as_str())
                || sentence.preceded_by(position, CUES))
        {
            continue;
        }
        // "né en mars 2009"
        if sentence.has_any(&["ne en", "nee en", "ne le", "nee le"]) {
            continue;
        }
        let year = sentence
            .words
            .get(position + 1)
            .filter(|year| year.kind == Kind::Number && year.text.len() == 4)
            .and_then(|year| year.text.parse::<i16>().ok());
        let day = day.and_then(|day| i8::try_from(day).ok()).unwrap_or(1);
        let value = match year {
            Some(year) if (today.year()..today.year() + 10).contains(&year) => {
                Date::new(year, *month, day).ok()?
            }
            Some(_) => continue,
            None => next(today, *month, day)?,
        };
        let end = position + 1 + usize::from(year.is_some());
        return Some((
            StartWish::From(value),
            position.saturating_sub(usize::from(day > 1)),
            end,
        ));
    }
    None
}

/// "septembre" at the end of a list means nothing else; "mars", "mai" and "avril" do.
fn is_only_a_month(word: &str) -> bool {
    word.len() >= 7
}

/// The next such day, today included.
fn next(today: Date, month: i8, day: i8) -> Option<Date> {
    [today.year(), today.year() + 1]
        .into_iter()
        .filter_map(|year| Date::new(year, month, day).ok())
        .find(|date| *date >= today)
}

fn season(sentence: &Sentence, today: Date, asked: bool) -> Option<Reading> {
    const SEASONS: &[(&str, i8)] = &[
        ("a la rentree", 9),
        ("rentree prochaine", 9),
        ("prochaine rentree", 9),
        ("pour la rentree", 9),
        ("des la rentree", 9),
        ("annee prochaine", 9),
        ("an prochain", 9),
        ("annee scolaire prochaine", 9),
        ("apres l ete", 9),
        ("apres les vacances d ete", 9),
        ("cet ete", 7),
        ("apres noel", 1),
        ("apres les fetes", 1),
        ("debut d annee", 1),
        ("apres le bac", 7),
        ("apres mon bac", 7),
    ];
    let asked_only: &[(&str, i8)] = if asked {
        &[("rentree", 9), ("ete", 7), ("printemps", 3), ("noel", 1)]
    } else {
        &[]
    };
    SEASONS
        .iter()
        .chain(asked_only)
        .find_map(|(pattern, month)| {
            let (start, end) = sentence.find(pattern)?;
            // "après mon bac" alone is a class, a date only when one was asked
            if pattern.ends_with("bac") && !asked {
                return None;
            }
            Some((StartWish::From(next(today, *month, 1)?), start, end))
        })
}

/// "dans deux mois", "le mois prochain".
fn delay(sentence: &Sentence, today: Date, taken: &Taken) -> Option<Reading> {
    if let Some((start, end)) = sentence.find("mois prochain") {
        let first = date(today.year(), today.month(), 1)
            .checked_add(1.month())
            .ok()?;
        return Some((StartWish::From(first), start, end));
    }
    if let Some((start, end)) = sentence.find("semaine prochaine") {
        return Some((
            StartWish::From(today.checked_add(1.week()).ok()?),
            start,
            end,
        ));
    }
    for position in 0..sentence.words.len() {
        if sentence.at(position) != "dans" || !taken.is_free(position) {
            continue;
        }
        let Some((amount, unit)) = number_at(sentence, position + 1) else {
            continue;
        };
        let amount = i64::from(amount.min(60));
        let later = match sentence.at(unit) {
            "mois" => today.checked_add(amount.months()),
            "semaine" | "semaines" => today.checked_add(amount.weeks()),
            "jours" | "jour" => today.checked_add(amount.days()),
            _ => continue,
        };
        return Some((StartWish::From(later.ok()?), position, unit + 1));
    }
    None
}

fn by_words(sentence: &Sentence, asked: bool) -> Option<Reading> {
    const SOON: &[&str] = &[
        "des que possible",
        "le plus vite possible",
        "le plus tot possible",
        "au plus vite",
        "au plus tot",
        "tout de suite",
        "immediatement",
        "des maintenant",
        "rapidement possible",
        "des demain",
        "en urgence",
        "je suis dispo",
        "disponible immediatement",
        "des aujourd hui",
    ];
    const SOON_ASKED: &[&str] = &[
        "maintenant",
        "vite",
        "de suite",
        "demain",
        "rapidement",
        "aujourd hui",
        "asap",
        "la semaine",
    ];
    const WHENEVER: &[&str] = &[
        "n importe quand",
        "nimporte quand",
        "peu importe la date",
        "peu importe quand",
        "quand vous voulez",
    ];
    const WHENEVER_ASKED: &[&str] = &[
        "peu importe",
        "m en fous",
        "m en fiche",
        "egal",
        "sais pas",
        "quand tu veux",
        "comme tu veux",
    ];
    let first = |patterns: &[&str]| patterns.iter().find_map(|pattern| sentence.find(pattern));
    let soon = first(SOON).or_else(|| if asked { first(SOON_ASKED) } else { None });
    if let Some((start, end)) = soon {
        return Some((StartWish::Asap, start, end));
    }
    let whenever = first(WHENEVER).or_else(|| if asked { first(WHENEVER_ASKED) } else { None });
    whenever.map(|(start, end)| (StartWish::Whenever, start, end))
}
