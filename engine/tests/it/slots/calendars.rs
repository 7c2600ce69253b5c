//! Small calendars to ask questions of.

use jiff::civil::{Date, Time, time};
use jiff::{Timestamp, tz::TimeZone};
use tandem_engine::appointments::{AppointmentMode, Slot};
use tandem_engine::slots::{
    AdviserCalendar, AppointmentType, Busy, CentreCalendar, HolidayZone, Opening, SlotQuery,
};

/// Thirty minutes by phone, offered every quarter of an hour, no buffer, from half an hour to
/// three months ahead.
pub(crate) fn phone_call() -> AppointmentType {
    AppointmentType {
        id: "telephone".into(),
        name: "Appel".into(),
        mode: AppointmentMode::Phone,
        duration_minutes: 30,
        interval_minutes: 15,
        buffer_before_minutes: 0,
        buffer_after_minutes: 0,
        min_delay_seconds: 1_800,
        max_delay_seconds: 7_889_238,
        instructions: None,
    }
}

/// Hours on those days of every week.
pub(crate) fn weekly(first_day: Date, weekdays: &[i8], start: Time, end: Time) -> Opening {
    Opening {
        first_day,
        start,
        end,
        weekdays: weekdays.to_vec(),
        every_weeks: 1,
        until: None,
    }
}

/// Hours of one day.
pub(crate) fn once(day: Date, start: Time, end: Time) -> Opening {
    weekly(day, &[], start, end)
}

/// An adviser without busy times.
pub(crate) fn adviser(name: &str, openings: Vec<Opening>) -> AdviserCalendar {
    AdviserCalendar {
        adviser: name.into(),
        openings,
        busy: Vec::new(),
    }
}

/// A centre with those advisers, in Paris time and the common holidays.
pub(crate) fn centre(advisers: Vec<AdviserCalendar>) -> CentreCalendar {
    CentreCalendar {
        time_zone: zone("Europe/Paris"),
        holidays: HolidayZone::Metropole,
        appointment_type: phone_call(),
        advisers,
    }
}

/// A time zone by its IANA name.
pub(crate) fn zone(name: &str) -> TimeZone {
    TimeZone::get(name).unwrap()
}

/// An instant written in ISO 8601.
pub(crate) fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

/// A busy time.
pub(crate) fn busy(start: &str, end: &str) -> Busy {
    Busy {
        start: at(start),
        end: at(end),
    }
}

/// Everything, up to that many.
pub(crate) fn first(limit: usize) -> SlotQuery {
    SlotQuery {
        from: None,
        part: None,
        limit,
        seed: 7,
    }
}

/// Starts in wall time of the place, "2027-03-29 09:00".
pub(crate) fn wall_times(calendar: &CentreCalendar, slots: &[Slot]) -> Vec<String> {
    slots
        .iter()
        .map(|slot| {
            let wall = calendar.time_zone.to_datetime(slot.starts_at);
            format!("{} {:02}:{:02}", wall.date(), wall.hour(), wall.minute())
        })
        .collect()
}

/// Nine to ten.
pub(crate) const NINE_TO_TEN: (Time, Time) = (time(9, 0, 0, 0), time(10, 0, 0, 0));
