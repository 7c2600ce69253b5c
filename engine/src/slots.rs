//! skeleton
use jiff::civil::{Date, Time};
use jiff::{Timestamp, tz::TimeZone};
use serde::{Deserialize, Serialize};

use crate::appointments::{AppointmentMode, Slot};
use crate::dialogue::PartOfDay;

/// Which public holidays a place observes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names are the territories")]
pub enum HolidayZone {
    Metropole,
    AlsaceMoselle,
    Guadeloupe,
    Guyane,
    Martinique,
    Reunion,
    Mayotte,
}

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
    /// Starts are offered every so many minutes.
    pub interval_minutes: u32,
    /// Minutes kept free before and after.
    pub buffer_before_minutes: u32,
    /// Minutes kept free after.
    pub buffer_after_minutes: u32,
    /// Seconds between now and the first slot (30 min by default).
    pub min_delay_seconds: i64,
    /// Seconds between now and the last slot (7,889,238 by default, three months).
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
    /// Until.
    pub end: Time,
    /// Days of the week as in ISO 8601, 1 Monday to 7 Sunday; empty: only the first day.
    pub weekdays: Vec<i8>,
    /// Every so many weeks, 1 or more.
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

/// Free slots, ascending. Week by week up to six months, stopping once `limit` is reached.
pub fn free_slots(_calendar: &CentreCalendar, _query: &SlotQuery, _now: Timestamp) -> Vec<Slot> {
    todo!()
}

/// Whether that very slot is free now: booking computes again inside its transaction.
pub fn is_free(_calendar: &CentreCalendar, _slot: &Slot, _now: Timestamp) -> bool {
    todo!()
}

/// Five-minute slices that a time takes, buffers included: `epoch seconds / 300`, ascending.
pub fn slices(_start: Timestamp, _end: Timestamp) -> std::ops::Range<i64> {
    todo!()
}
