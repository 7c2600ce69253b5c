//! What decides free slots: hours, busy times, kind of appointment, and what is asked.

use jiff::civil::{Date, Time};
use jiff::{Timestamp, tz::TimeZone};
use serde::{Deserialize, Serialize};

use crate::appointments::{AppointmentMode, Slot};
use crate::dialogue::PartOfDay;
use crate::slots::HolidayZone;

/// A kind of appointment.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AppointmentType {
    /// Key.
    pub id: String,
    /// Name as shown.
    pub name: String,
    /// How they meet.
    pub mode: AppointmentMode,
    /// Minutes.
    pub duration_minutes: u32,
    /// Starts are offered every so many minutes (15 by default; 0 is read as the duration).
    pub interval_minutes: u32,
    /// Minutes kept free before.
    pub buffer_before_minutes: u32,
    /// Minutes kept free after.
    pub buffer_after_minutes: u32,
    /// Seconds between now and the first slot (30 min by default).
    pub min_delay_seconds: i64,
    /// Seconds between now and the last slot's start (7,889,238 by default, three months).
    pub max_delay_seconds: i64,
    /// Shown after booking.
    pub instructions: Option<String>,
}

/// Recurring hours of an adviser, in local wall time of the centre.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Opening {
    /// First day.
    pub first_day: Date,
    /// From.
    pub start: Time,
    /// Until, the same day; an opening that ends before it starts is empty.
    pub end: Time,
    /// Days of the week as in ISO 8601, 1 Monday to 7 Sunday; empty: only the first day.
    pub weekdays: Vec<i8>,
    /// Every so many weeks, 1 or more, counted from the Monday of the first day's week.
    pub every_weeks: u32,
    /// Last day, included.
    pub until: Option<Date>,
}

/// Time taken or blocked: appointments with their buffers, absences, closures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Busy {
    /// First instant.
    pub start: Timestamp,
    /// Last instant, excluded.
    pub end: Timestamp,
}

/// One adviser's hours and busy times.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AdviserCalendar {
    /// Key.
    pub adviser: String,
    /// Hours.
    pub openings: Vec<Opening>,
    /// Taken or blocked.
    pub busy: Vec<Busy>,
}

/// Everything that decides a centre's free slots.
#[derive(Debug, Clone)]
pub struct CentreCalendar {
    /// Time zone of the place.
    pub time_zone: TimeZone,
    /// Holidays of the place.
    pub holidays: HolidayZone,
    /// Kind of appointment.
    pub appointment_type: AppointmentType,
    /// Advisers.
    pub advisers: Vec<AdviserCalendar>,
}

/// What is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SlotQuery {
    /// Not before that local day.
    pub from: Option<Date>,
    /// Part of the day.
    pub part: Option<PartOfDay>,
    /// At most so many; one per instant (the adviser is chosen by `seed` among the free ones).
    pub limit: usize,
    /// Spreads load among advisers.
    pub seed: u64,
}

impl AppointmentType {
    /// Length of an appointment in seconds.
    pub(super) fn duration_seconds(&self) -> i64 {
        i64::from(self.duration_minutes) * 60
    }

    /// Step between two starts in seconds.
    pub(super) fn step_seconds(&self) -> i64 {
        match self.interval_minutes {
            0 => self.duration_seconds(),
            minutes => i64::from(minutes) * 60,
        }
    }

    /// The slot of that adviser that starts at that second.
    pub(super) fn slot(&self, adviser: &str, start: i64) -> Option<Slot> {
        Some(Slot {
            adviser: adviser.to_owned(),
            appointment_type: self.id.clone(),
            starts_at: Timestamp::from_second(start).ok()?,
            ends_at: Timestamp::from_second(start + self.duration_seconds()).ok()?,
        })
    }
}
