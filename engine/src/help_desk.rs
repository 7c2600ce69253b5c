//! When somebody answers in person: opening hours in the wall time of France, public holidays off.

use jiff::civil::{Date, Time, Weekday};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ToSpan};

use crate::french;
use crate::slots::{HolidayZone, is_holiday};

/// The people who answer young people, as far as the dialogue needs to know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HelpDesk {
    /// Opening hours.
    pub hours: Hours,
    /// Public holidays on which nobody answers.
    pub holidays: HolidayZone,
    /// Within how long somebody answers; after it the machine takes the conversation back.
    pub answers_within: SignedDuration,
}

/// Opening hours of a week.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hours(Vec<Span>);

/// Some days, from a time to another.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Span {
    /// Monday is 1.
    first_day: i8,
    last_day: i8,
    start: Time,
    end: Time,
}

/// Why hours cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{part:?} is not of the form \"1-5 9:00-17:30\" (days from 1, Monday, to 7)")]
pub struct HoursError {
    /// What cannot be read.
    pub part: String,
}

/// How far an opening is looked for: holidays never close two weeks.
const DAYS_AHEAD: i32 = 15;

impl Hours {
    /// Reads "1-5 9:00-12:30, 1-5 13:30-17:30".
    ///
    /// # Errors
    /// Names the part that is not of that form.
    pub fn parse(text: &str) -> Result<Self, HoursError> {
        let spans: Vec<Span> = text
            .split(',')
            .map(|part| {
                span(part.trim()).ok_or_else(|| HoursError {
                    part: part.trim().to_owned(),
                })
            })
            .collect::<Result<_, _>>()?;
        Ok(Self(spans))
    }

    /// As people say them: "du lundi au vendredi, 9 h - 12 h 30 et 13 h 30 - 17 h 30".
    pub fn said(&self) -> String {
        let mut said: Vec<(String, Vec<String>)> = Vec::new();
        for span in &self.0 {
            let days = if span.first_day == span.last_day {
                format!("le {}", day_name(span.first_day))
            } else {
                format!(
                    "du {} au {}",
                    day_name(span.first_day),
                    day_name(span.last_day)
                )
            };
            let times = format!(
                "de {} à {}",
                french::time(span.start),
                french::time(span.end)
            );
            match said.iter_mut().find(|(other, _)| *other == days) {
                Some((_, all)) => all.push(times),
                None => said.push((days, vec![times])),
            }
        }
        let lines: Vec<String> = said
            .into_iter()
            .map(|(days, times)| format!("{days} {}", times.join(" et ")))
            .collect();
        lines.join(", ")
    }
}

impl HelpDesk {
    /// Whether somebody answers at that instant.
    pub fn is_open(&self, now: Timestamp) -> bool {
        let local = paris().to_datetime(now);
        self.opens_on(local.date())
            && self
                .spans_of(local.date())
                .any(|span| span.start <= local.time() && local.time() < span.end)
    }

    /// When somebody answers next: now when it is open.
    pub fn opens_at(&self, now: Timestamp) -> Option<Timestamp> {
        if self.is_open(now) {
            return Some(now);
        }
        let today = paris().to_datetime(now).date();
        (0..DAYS_AHEAD)
            .map(|days| today.saturating_add(days.days()))
            .filter(|date| self.opens_on(*date))
            .flat_map(|date| {
                self.spans_of(date)
                    .map(move |span| date.to_datetime(span.start))
            })
            .filter_map(|start| paris().to_timestamp(start).ok())
            .filter(|start| *start > now)
            .min()
    }

    /// Until when an answer may be waited for.
    pub fn answers_by(&self, now: Timestamp) -> Timestamp {
        let from = self.opens_at(now).unwrap_or(now);
        from.checked_add(self.answers_within).unwrap_or(from)
    }

    /// "15 minutes", "2 heures".
    pub fn within(&self) -> String {
        let minutes = self.answers_within.as_mins().max(1);
        match (minutes / 60, minutes % 60) {
            (0, 1) => "une minute".to_owned(),
            (1, 0) => "une heure".to_owned(),
            (hours, 0) => format!("{hours} heures"),
            _ => format!("{minutes} minutes"),
        }
    }

    fn opens_on(&self, date: Date) -> bool {
        !is_holiday(self.holidays, date)
    }

    fn spans_of(&self, date: Date) -> impl Iterator<Item = &Span> {
        let day = date.weekday().to_monday_one_offset();
        self.hours
            .0
            .iter()
            .filter(move |span| (span.first_day..=span.last_day).contains(&day))
    }
}

fn paris() -> TimeZone {
    TimeZone::get("Europe/Paris").unwrap_or(TimeZone::UTC)
}

fn span(text: &str) -> Option<Span> {
    let (days, times) = text.split_once(' ')?;
    let (first, last) = days.split_once('-').unwrap_or((days, days));
    let (start, end) = times.trim().split_once('-')?;
    let span = Span {
        first_day: first.parse().ok()?,
        last_day: last.parse().ok()?,
        start: time(start)?,
        end: time(end)?,
    };
    let is_sound = 1 <= span.first_day
        && span.first_day <= span.last_day
        && span.last_day <= 7
        && span.start < span.end;
    is_sound.then_some(span)
}

fn time(text: &str) -> Option<Time> {
    let (hour, minute) = text.trim().split_once(':')?;
    Time::new(hour.parse().ok()?, minute.parse().ok()?, 0, 0).ok()
}

fn day_name(day: i8) -> &'static str {
    Weekday::from_monday_one_offset(day).map_or("", french::weekday)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn desk() -> HelpDesk {
        HelpDesk {
            hours: Hours::parse("1-5 9:00-12:30, 1-5 13:30-17:30, 6 10:00-12:00").unwrap(),
            holidays: HolidayZone::Metropole,
            answers_within: SignedDuration::from_mins(15),
        }
    }

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn it_is_open_in_french_wall_time_and_closed_on_holidays() {
        let desk = desk();
        // 9:00 in Paris, in winter then in summer
        assert!(!desk.is_open(at("2026-12-01T07:59:59Z")));
        assert!(desk.is_open(at("2026-12-01T08:00:00Z")));
        assert!(desk.is_open(at("2026-07-01T07:00:00Z")));
        assert!(!desk.is_open(at("2026-12-01T11:45:00Z")), "lunch");
        assert!(!desk.is_open(at("2026-12-06T09:30:00Z")), "Sunday");
        assert!(!desk.is_open(at("2026-12-25T09:30:00Z")), "Christmas");
    }

    #[test]
    fn the_next_opening_jumps_over_nights_sundays_and_holidays() {
        let desk = desk();
        let next = |text| desk.opens_at(at(text)).unwrap().to_string();
        assert_eq!(next("2026-12-01T09:00:00Z"), "2026-12-01T09:00:00Z");
        assert_eq!(next("2026-12-01T11:45:00Z"), "2026-12-01T12:30:00Z");
        assert_eq!(next("2026-12-24T20:00:00Z"), "2026-12-26T09:00:00Z");
        // across the change of the clocks: Saturday evening to Monday, 29 March 2027
        assert_eq!(next("2027-03-27T20:00:00Z"), "2027-03-30T07:00:00Z");
        assert_eq!(
            desk.answers_by(at("2026-12-01T11:45:00Z")).to_string(),
            "2026-12-01T12:45:00Z"
        );
    }

    #[test]
    fn hours_are_said_as_people_say_them() {
        assert_eq!(
            desk().hours.said(),
            "du lundi au vendredi de 9 h à 12 h 30 et de 13 h 30 à 17 h 30, le samedi de 10 h à 12 h"
        );
        assert_eq!(desk().within(), "15 minutes");
    }

    #[test]
    fn hours_that_cannot_be_are_named() {
        for part in [
            "",
            "lundi 9:00-12:00",
            "1-8 9:00-12:00",
            "5-1 9:00-12:00",
            "1-5 12:00-9:00",
        ] {
            assert_eq!(Hours::parse(part).unwrap_err().part, part);
        }
    }
}
