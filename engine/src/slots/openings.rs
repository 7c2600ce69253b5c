//! Openings of a local day, as instants.
//!
//! Wall times that a change of clock skips or repeats are read as RFC 5545 §3.3.5 reads them: a
//! skipped time keeps the offset of before the change, a repeated one is its first occurrence.

use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;

use crate::slots::Opening;

impl Opening {
    /// Whether it takes place on that local day.
    pub(super) fn is_on(&self, day: Date) -> bool {
        if day < self.first_day || self.until.is_some_and(|until| day > until) {
            return false;
        }
        if self.weekdays.is_empty() {
            return day == self.first_day;
        }
        if !self
            .weekdays
            .contains(&day.weekday().to_monday_one_offset())
        {
            return false;
        }
        let weeks = monday_number(day) - monday_number(self.first_day);
        weeks % i64::from(self.every_weeks.max(1)) == 0
    }

    /// Its first and last (excluded) second on that local day, unless it is empty.
    pub(super) fn seconds_on(&self, day: Date, time_zone: &TimeZone) -> Option<(i64, i64)> {
        let instant = |time: Time| {
            time_zone
                .to_timestamp(day.to_datetime(time))
                .ok()
                .map(jiff::Timestamp::as_second)
        };
        let (start, end) = (instant(self.start)?, instant(self.end)?);
        (self.start < self.end && start < end).then_some((start, end))
    }
}

/// Number of the week of that day: weeks start on Monday and are counted from a fixed one.
fn monday_number(day: Date) -> i64 {
    // 5 January 1970 was a Monday.
    let days = jiff::civil::date(1970, 1, 5).duration_until(day).as_hours() / 24;
    days.div_euclid(7)
}
