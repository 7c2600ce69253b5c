//! The rules again, in the slowest and plainest way: one flag per minute of real time.

use std::collections::BTreeSet;

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp, ToSpan};
use tandem_engine::slots::{AdviserCalendar, CentreCalendar, HolidayZone, Opening};

/// Public holidays near the dates that the properties draw, written out.
fn closed_days(zone: HolidayZone) -> &'static [&'static str] {
    match zone {
        HolidayZone::AlsaceMoselle => &[
            "2027-03-26",
            "2027-03-29",
            "2027-05-01",
            "2027-05-06",
            "2027-05-08",
            "2027-05-17",
            "2027-11-01",
            "2027-11-11",
            "2027-12-25",
            "2027-12-26",
        ],
        HolidayZone::Martinique => &[
            "2027-03-29",
            "2027-05-01",
            "2027-05-06",
            "2027-05-08",
            "2027-05-17",
            "2027-05-22",
            "2027-11-01",
            "2027-11-11",
            "2027-12-25",
        ],
        HolidayZone::Reunion => &[
            "2027-03-29",
            "2027-05-01",
            "2027-05-06",
            "2027-05-08",
            "2027-05-17",
            "2027-11-01",
            "2027-11-11",
            "2027-12-20",
            "2027-12-25",
        ],
        _ => &[
            "2027-03-29",
            "2027-05-01",
            "2027-05-06",
            "2027-05-08",
            "2027-05-17",
            "2027-11-01",
            "2027-11-11",
            "2027-12-25",
        ],
    }
}

fn is_on(opening: &Opening, day: Date) -> bool {
    if opening.until.is_some_and(|until| day > until) || day < opening.first_day {
        return false;
    }
    if opening.weekdays.is_empty() {
        return day == opening.first_day;
    }
    // Walks from the Monday of the first week, one recurrence at a time.
    let mut monday = opening.first_day;
    while monday.weekday().to_monday_one_offset() != 1 {
        monday = monday.yesterday().unwrap();
    }
    while monday <= day {
        let sunday = monday.checked_add(6.days()).unwrap();
        if (monday..=sunday).contains(&day) {
            return opening
                .weekdays
                .contains(&day.weekday().to_monday_one_offset());
        }
        monday = monday
            .checked_add((7 * i64::from(opening.every_weeks)).days())
            .unwrap();
    }
    false
}

/// Whether a minute (from the epoch) may be part of an appointment in that opening.
fn is_open(
    calendar: &CentreCalendar,
    adviser: &AdviserCalendar,
    opening: &Opening,
    minute: i64,
) -> bool {
    let instant = Timestamp::from_second(minute * 60).unwrap();
    let wall = calendar.time_zone.to_datetime(instant);
    let day = wall.date();
    is_on(opening, day)
        && (opening.start..opening.end).contains(&wall.time())
        && !closed_days(calendar.holidays).contains(&day.to_string().as_str())
        && adviser.busy.iter().all(|busy| {
            let from = busy.start.as_second() / 300 * 5;
            let to = (busy.end.as_second() + 299) / 300 * 5;
            let kind = &calendar.appointment_type;
            busy.start >= busy.end
                || minute < from - i64::from(kind.buffer_after_minutes)
                || minute >= to + i64::from(kind.buffer_before_minutes)
        })
}

/// Minutes at which an appointment is offered by somebody, ascending.
pub(crate) fn offered_minutes(
    calendar: &CentreCalendar,
    from: Option<Date>,
    now: Timestamp,
) -> Vec<i64> {
    let kind = &calendar.appointment_type;
    let duration = i64::from(kind.duration_minutes);
    let soonest = now.as_second() + kind.min_delay_seconds;
    let latest = now.as_second() + kind.max_delay_seconds;
    let mut offered = BTreeSet::new();
    for adviser in &calendar.advisers {
        for opening in &adviser.openings {
            let mut minute = now.as_second() / 60 - 24 * 60;
            while minute * 60 <= latest + 86_400 {
                if !is_open(calendar, adviser, opening, minute) {
                    minute += 1;
                    continue;
                }
                // A run of open minutes: cut it.
                let run_start = minute;
                while is_open(calendar, adviser, opening, minute) {
                    minute += 1;
                }
                let mut start = run_start;
                if start * 60 < soonest {
                    start = (soonest + 299) / 300 * 5;
                }
                while start + duration <= minute {
                    if start * 60 <= latest {
                        offered.insert(start);
                    }
                    start += i64::from(kind.interval_minutes);
                }
            }
        }
    }
    offered
        .into_iter()
        .filter(|minute| {
            let day = calendar
                .time_zone
                .to_datetime(Timestamp::from_second(minute * 60).unwrap())
                .date();
            from.is_none_or(|from| day >= from)
        })
        .collect()
}

/// Whether that adviser has every minute of an appointment that starts then.
pub(crate) fn has_room(calendar: &CentreCalendar, adviser: &AdviserCalendar, minute: i64) -> bool {
    let minutes = minute..minute + i64::from(calendar.appointment_type.duration_minutes);
    adviser.openings.iter().any(|opening| {
        minutes
            .clone()
            .all(|minute| is_open(calendar, adviser, opening, minute))
    })
}

/// `now` and that many minutes.
pub(crate) fn minutes_after(now: Timestamp, minutes: i64) -> Timestamp {
    now.checked_add(SignedDuration::from_mins(minutes)).unwrap()
}
