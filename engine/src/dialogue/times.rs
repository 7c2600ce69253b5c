//! Times said in words while slots are on the table: "le premier", "jeudi après-midi", "demain",
//! "14h30", "le 3 décembre". And "le deuxième" while proposals are.

use jiff::civil::{Date, Weekday};

use super::protocol::PartOfDay;
use super::state::{Question, State};
use super::turn::Turn;
use super::{booking, french, results};

/// Reads a time or a rank. `false`: the sentence says none.
pub(super) fn handle(turn: &mut Turn<'_>, question: &Question, text: &str) -> bool {
    let folded = french::fold(text);
    match question {
        Question::Slot => slot(turn, &folded),
        Question::Free if turn.state.results.is_shown => {
            let Some(rank) = rank(&folded).filter(|_| folded.split(' ').count() <= 3) else {
                return false;
            };
            let trainings = results::last_trainings(turn);
            let Some(training) = trainings.get(rank) else {
                return false;
            };
            let id = training.id.clone();
            booking::start(turn, &id, None);
            true
        }
        _ => false,
    }
}

fn slot(turn: &mut Turn<'_>, folded: &str) -> bool {
    if let Some(slot) = offered(&turn.state, folded) {
        booking::choose(turn, &slot);
        return true;
    }
    let part = if folded.contains("matin") {
        Some(PartOfDay::Morning)
    } else if folded.contains("apres midi") || folded.contains("aprem") {
        Some(PartOfDay::Afternoon)
    } else {
        None
    };
    let from = day(folded, turn.today());
    let later = [
        "autre jour",
        "plus tard",
        "un autre",
        "autre date",
        "autres creneaux",
        "autre creneau",
        "changer de jour",
        "changer de creneau",
        "pas dispo",
        "peux pas",
        "pourrai pas",
    ]
    .iter()
    .any(|words| folded.contains(words));
    if later && from.is_none() && part.is_none() {
        let last = turn.state.booking.as_ref().and_then(|booking| {
            let slot = booking.slots.last()?;
            let day = french::local(slot.starts_at, &booking.time_zone).date();
            day.tomorrow().ok()
        });
        booking::find_slots(turn, last, None);
        return true;
    }
    if from.is_none() && part.is_none() {
        return false;
    }
    booking::find_slots(turn, from, part);
    true
}

/// The offered slot that is meant: by rank, by hour, or by day when only one is that day.
fn offered(state: &State, folded: &str) -> Option<crate::appointments::Slot> {
    let booking = state.booking.as_ref()?;
    if let Some(rank) = rank(folded) {
        return booking.slots.get(rank).cloned();
    }
    let words: Vec<&str> = folded.split(' ').collect();
    let meant: Vec<_> = booking
        .slots
        .iter()
        .filter(|slot| {
            let local = french::local(slot.starts_at, &booking.time_zone);
            let weekday = french::weekday(local.date().weekday());
            let hour = hour(&words);
            let says_day = words.contains(&weekday);
            let names_other_day = !says_day && words.iter().any(|word| weekday_of(word).is_some());
            match hour {
                Some((hour, minute)) => {
                    !names_other_day && local.hour() == hour && local.minute() == minute
                }
                None => says_day && !folded.contains("matin") && !folded.contains("apres"),
            }
        })
        .collect();
    match meant.as_slice() {
        [only] => Some((*only).clone()),
        _ => None,
    }
}

/// "14h30", "14 h", "9h".
fn hour(words: &[&str]) -> Option<(i8, i8)> {
    for (position, word) in words.iter().enumerate() {
        if let Some((hour, minute)) = word.split_once('h') {
            let hour: i8 = match hour {
                "" => words.get(position.checked_sub(1)?)?.parse().ok()?,
                digits => match digits.parse() {
                    Ok(hour) => hour,
                    Err(_) => continue,
                },
            };
            let minute = match minute {
                "" => words
                    .get(position + 1)
                    .and_then(|next| next.parse().ok())
                    .unwrap_or(0),
                digits => digits.parse().ok()?,
            };
            return Some((hour, minute));
        }
    }
    None
}

/// "le premier", "la 2": from 0.
fn rank(folded: &str) -> Option<usize> {
    let words: Vec<&str> = folded.split(' ').collect();
    let names: [(usize, &[&str]); 3] = [
        (0, &["premier", "premiere", "1er", "1ere", "1"]),
        (1, &["deuxieme", "second", "seconde", "2eme", "2e", "2"]),
        (2, &["troisieme", "dernier", "derniere", "3eme", "3e", "3"]),
    ];
    if words.len() > 6 || words.iter().any(|word| month_of(word).is_some()) {
        return None;
    }
    names
        .iter()
        .find(|(_, names)| words.iter().any(|word| names.contains(word)))
        .map(|(rank, _)| *rank)
}

/// "demain", "jeudi", "le 3 décembre", "la semaine prochaine": not before today.
fn day(folded: &str, today: Date) -> Option<Date> {
    let words: Vec<&str> = folded.split(' ').collect();
    if words.contains(&"demain") {
        let tomorrow = today.tomorrow().ok()?;
        return if folded.contains("apres demain") {
            tomorrow.tomorrow().ok()
        } else {
            Some(tomorrow)
        };
    }
    if folded.contains("semaine prochaine") {
        return next(today, Weekday::Monday);
    }
    for (position, word) in words.iter().enumerate() {
        if let Some(month) = month_of(word) {
            let number: i8 = words
                .get(position.checked_sub(1)?)?
                .trim_end_matches("er")
                .parse()
                .ok()?;
            let date = Date::new(today.year(), month, number).ok()?;
            return if date < today {
                Date::new(today.year().checked_add(1)?, month, number).ok()
            } else {
                Some(date)
            };
        }
        if let Some(weekday) = weekday_of(word) {
            return next(today, weekday);
        }
    }
    None
}

/// The next such day, never today.
fn next(today: Date, weekday: Weekday) -> Option<Date> {
    let mut date = today.tomorrow().ok()?;
    while date.weekday() != weekday {
        date = date.tomorrow().ok()?;
    }
    Some(date)
}

fn weekday_of(word: &str) -> Option<Weekday> {
    Some(match word {
        "lundi" => Weekday::Monday,
        "mardi" => Weekday::Tuesday,
        "mercredi" => Weekday::Wednesday,
        "jeudi" => Weekday::Thursday,
        "vendredi" => Weekday::Friday,
        "samedi" => Weekday::Saturday,
        "dimanche" => Weekday::Sunday,
        _ => return None,
    })
}

fn month_of(word: &str) -> Option<i8> {
    const MONTHS: [&str; 12] = [
        "janvier",
        "fevrier",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "aout",
        "septembre",
        "octobre",
        "novembre",
        "decembre",
    ];
    let position = MONTHS.iter().position(|month| *month == word)?;
    i8::try_from(position + 1).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn days_are_read_forward() {
        let today = date(2026, 12, 1);
        let cases = [
            ("demain", Some(date(2026, 12, 2))),
            ("apres demain", Some(date(2026, 12, 3))),
            ("jeudi apres midi", Some(date(2026, 12, 3))),
            ("plutot mardi", Some(date(2026, 12, 8))),
            ("le 3 janvier", Some(date(2027, 1, 3))),
            ("le 1er decembre", Some(today)),
            ("la semaine prochaine", Some(date(2026, 12, 7))),
            ("bof", None),
        ];
        for (text, expected) in cases {
            assert_eq!(day(text, today), expected, "{text}");
        }
    }

    #[test]
    fn hours_and_ranks_are_read() {
        assert_eq!(hour(&["a", "14h30"]), Some((14, 30)));
        assert_eq!(hour(&["14", "h", "30"]), Some((14, 30)));
        assert_eq!(hour(&["9h"]), Some((9, 0)));
        assert_eq!(hour(&["chouette"]), None);
        assert_eq!(rank("le deuxieme"), Some(1));
        assert_eq!(rank("le 3 decembre"), None);
    }
}
