//! When it starts, against when they can start, and how many places there are.

use jiff::civil::Date;
use tandem_index::Training;
use tandem_models::StartWish;

use crate::french;
use crate::matching::weights::{NEUTRAL, START};
use crate::matching::{Component, Wishes};

/// A start before the wished date: possible, at the price of waiting less.
const TOO_EARLY: f32 = 0.35;
/// Known to start, when any date will do.
const ANY_DATE: f32 = 0.7;

/// The component.
pub(in crate::matching) fn component(
    wishes: &Wishes,
    training: &Training,
    today: Date,
) -> Component {
    let Some((start, value)) = starts(training, today)
        .into_iter()
        .map(|start| (start, suits(wishes.start, start, today)))
        .reduce(|best, next| if next.1 > best.1 { next } else { best })
    else {
        return START.component(NEUTRAL, None);
    };
    let places = match training.capacity {
        Some(1) => ", 1 place".to_owned(),
        Some(count) if count > 0 => format!(", {count} places"),
        _ => String::new(),
    };
    START.component(value, Some(format!("{}{places}", phrase(start, today))))
}

/// Starts from today on, ascending: those given, else the first day of the months of entry.
fn starts(training: &Training, today: Date) -> Vec<Date> {
    let mut given: Vec<Date> = training
        .sessions
        .iter()
        .map(|session| session.start)
        .filter(|start| *start >= today)
        .collect();
    if given.is_empty() {
        given = training
            .entry_months
            .iter()
            .filter_map(|month| next_first(*month, today))
            .collect();
    }
    given.sort_unstable();
    given
}

/// First day of the next month of that number.
fn next_first(month: u8, today: Date) -> Option<Date> {
    let month = i8::try_from(month).ok()?;
    let this_year = Date::new(today.year(), month, 1).ok()?;
    if this_year > today {
        return Some(this_year);
    }
    Date::new(today.year() + 1, month, 1).ok()
}

/// How well a start suits: sooner is better, from today or from the wished date on.
fn suits(wish: Option<StartWish>, start: Date, today: Date) -> f32 {
    let waiting = |from: Date| 1.0 / (1.0 + days(from, start) / 180.0);
    match wish {
        None | Some(StartWish::Whenever) => ANY_DATE,
        Some(StartWish::Asap) => waiting(today),
        Some(StartWish::From(date)) if start < date => TOO_EARLY,
        Some(StartWish::From(date)) => waiting(date),
    }
}

fn days(from: Date, to: Date) -> f32 {
    let days = from.duration_until(to).as_hours() / 24;
    i16::try_from(days).map_or(f32::from(i16::MAX), f32::from)
}

/// "débute en septembre", with the day when it is this month, the year when it is far.
fn phrase(start: Date, today: Date) -> String {
    let name = french::month(start);
    let months_ahead = (i32::from(start.year()) - i32::from(today.year())) * 12
        + i32::from(start.month() - today.month());
    match (months_ahead, start.day()) {
        (0, 1) => format!("débute le 1er {name}"),
        (0, day) => format!("débute le {day} {name}"),
        (1..=11, _) => format!("débute en {name}"),
        _ => format!("débute en {name} {}", start.year()),
    }
}
