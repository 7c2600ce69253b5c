//! Five-minute slices: the key that makes a double booking impossible.

use std::ops::Range;

use jiff::Timestamp;

use crate::appointments::Slot;
use crate::slots::{AppointmentType, Busy};

/// Length of a slice.
pub const SLICE_SECONDS: i64 = 300;

/// Slices that a time touches, ascending: `epoch seconds / 300`. Buffers are counted in when they
/// are given: `slices` of [`occupied`]. Empty when the end is not after the start.
pub fn slices(start: Timestamp, end: Timestamp) -> Range<i64> {
    if end <= start {
        return 0..0;
    }
    let first = floor_second(start).div_euclid(SLICE_SECONDS);
    let last_second = floor_second(end) + i64::from(has_fraction(end));
    first..ceil_slice(last_second)
}

/// The time that a booked slot takes from its adviser: the appointment and its buffers.
pub fn occupied(kind: &AppointmentType, slot: &Slot) -> Busy {
    let minutes = |count: u32| jiff::SignedDuration::from_secs(i64::from(count) * 60);
    Busy {
        start: slot
            .starts_at
            .checked_sub(minutes(kind.buffer_before_minutes))
            .unwrap_or(slot.starts_at),
        end: slot
            .ends_at
            .checked_add(minutes(kind.buffer_after_minutes))
            .unwrap_or(slot.ends_at),
    }
}

/// Number of the first slice that starts at or after that second.
pub(super) fn ceil_slice(second: i64) -> i64 {
    -(-second).div_euclid(SLICE_SECONDS)
}

/// First whole second at or after that instant.
pub(super) fn ceil_second(instant: Timestamp) -> i64 {
    floor_second(instant) + i64::from(has_fraction(instant))
}

/// Last whole second at or before that instant.
fn floor_second(instant: Timestamp) -> i64 {
    i64::try_from(instant.as_nanosecond().div_euclid(1_000_000_000)).unwrap_or_default()
}

fn has_fraction(instant: Timestamp) -> bool {
    instant.subsec_nanosecond() != 0
}
