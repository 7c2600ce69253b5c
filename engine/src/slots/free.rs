//! Free slots: what is offered, and the check made again when one is booked.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ToSpan};

use crate::appointments::Slot;
use crate::dialogue::PartOfDay;
use crate::slots::slices::{SLICE_SECONDS, ceil_second, ceil_slice};
use crate::slots::{
    AdviserCalendar, AppointmentType, CentreCalendar, SlotQuery, is_holiday, slices,
};

/// The search for a next availability gives up after so many weeks: six months.
const MAX_WEEKS: i32 = 26;

/// Free slots, ascending, one per instant. Looks day by day from the first bookable day, at most
/// six months ahead, and stops once `limit` is reached.
pub fn free_slots(calendar: &CentreCalendar, query: &SlotQuery, now: Timestamp) -> Vec<Slot> {
    let mut found = Vec::new();
    let Some(window) = Window::new(calendar, query.from, now) else {
        return found;
    };
    let diaries = diaries(calendar);
    let mut day = window.first_day;
    while day <= window.last_day && found.len() < query.limit {
        if !is_holiday(calendar.holidays, day) {
            let starts = starts_on(calendar, &diaries, &window, day);
            let wanted = starts.into_iter().filter(|start| {
                query
                    .part
                    .is_none_or(|part| part == part_of_day(*start, &calendar.time_zone))
            });
            for start in wanted.take(query.limit - found.len()) {
                found.extend(slot_at(calendar, &diaries, day, start, query.seed));
            }
        }
        let Ok(next_day) = day.tomorrow() else { break };
        day = next_day;
    }
    found
}

/// Whether that very slot is free now: booking computes again inside its transaction.
///
/// The instant need not be one that [`free_slots`] would offer at this minute: the steps are cut
/// from what is free and from `now`, both of which move while a person reads. A hold of the same
/// person counts as busy, so the caller leaves it out of `busy` when it confirms.
pub fn is_free(calendar: &CentreCalendar, slot: &Slot, now: Timestamp) -> bool {
    let kind = &calendar.appointment_type;
    let start = slot.starts_at.as_second();
    let Some(window) = Window::new(calendar, None, now) else {
        return false;
    };
    let day = calendar.time_zone.to_datetime(slot.starts_at).date();
    let is_same_kind = slot.appointment_type == kind.id
        && slot.starts_at.subsec_nanosecond() == 0
        && kind.slot(&slot.adviser, start).as_ref() == Some(slot);
    is_same_kind
        && (window.first_second..=window.last_second).contains(&start)
        && !is_holiday(calendar.holidays, day)
        && calendar
            .advisers
            .iter()
            .filter(|adviser| adviser.adviser == slot.adviser)
            .map(|adviser| Diary::new(adviser, kind))
            .any(|diary| diary.has_room(&calendar.time_zone, kind, day, start))
}

/// When one may book.
struct Window {
    first_second: i64,
    /// Last second at which an appointment may start, included.
    last_second: i64,
    first_day: Date,
    last_day: Date,
}

impl Window {
    fn new(calendar: &CentreCalendar, from: Option<Date>, now: Timestamp) -> Option<Self> {
        let kind = &calendar.appointment_type;
        let zone = &calendar.time_zone;
        let soonest = now
            .checked_add(SignedDuration::from_secs(kind.min_delay_seconds))
            .ok()?;
        let latest = now
            .checked_add(SignedDuration::from_secs(kind.max_delay_seconds))
            .ok()?;
        let first_day = zone.to_datetime(soonest).date();
        let first_day = from.map_or(first_day, |day| day.max(first_day));
        let horizon = first_day.checked_add((MAX_WEEKS * 7 - 1).days()).ok()?;
        Some(Self {
            first_second: ceil_second(soonest),
            last_second: latest.as_second(),
            first_day,
            last_day: zone.to_datetime(latest).date().min(horizon),
        })
    }
}

/// An adviser with the seconds at which no appointment of this kind may be under way.
struct Diary<'a> {
    adviser: &'a AdviserCalendar,
    /// Ascending, disjoint: busy times rounded out to whole slices and widened by the buffers, so
    /// that an appointment is free exactly when it touches none of them.
    blocked: Vec<(i64, i64)>,
}

impl<'a> Diary<'a> {
    fn new(adviser: &'a AdviserCalendar, kind: &AppointmentType) -> Self {
        let before = i64::from(kind.buffer_before_minutes) * 60;
        let after = i64::from(kind.buffer_after_minutes) * 60;
        let mut spans: Vec<(i64, i64)> = adviser
            .busy
            .iter()
            .map(|busy| slices(busy.start, busy.end))
            .filter(|taken| !taken.is_empty())
            .map(|taken| {
                (
                    taken.start * SLICE_SECONDS - after,
                    taken.end * SLICE_SECONDS + before,
                )
            })
            .collect();
        spans.sort_unstable();
        let mut blocked: Vec<(i64, i64)> = Vec::with_capacity(spans.len());
        for (start, end) in spans {
            match blocked.last_mut() {
                Some(last) if start <= last.1 => last.1 = last.1.max(end),
                _ => blocked.push((start, end)),
            }
        }
        Self { adviser, blocked }
    }

    /// What stays of a span of time.
    fn free_within(&self, start: i64, end: i64) -> Vec<(i64, i64)> {
        let mut free = Vec::new();
        let mut cursor = start;
        let first = self.blocked.partition_point(|blocked| blocked.1 <= start);
        for &(blocked_start, blocked_end) in &self.blocked[first..] {
            if blocked_start >= end {
                break;
            }
            if blocked_start > cursor {
                free.push((cursor, blocked_start));
            }
            cursor = cursor.max(blocked_end);
        }
        if cursor < end {
            free.push((cursor, end));
        }
        free
    }

    /// Whether an appointment of this kind at that second lies in an opening and touches nothing.
    fn has_room(&self, zone: &TimeZone, kind: &AppointmentType, day: Date, start: i64) -> bool {
        let end = start + kind.duration_seconds();
        let first = self.blocked.partition_point(|blocked| blocked.1 <= start);
        let is_clear = self
            .blocked
            .get(first)
            .is_none_or(|blocked| blocked.0 >= end);
        is_clear
            && end > start
            && self
                .adviser
                .openings
                .iter()
                .filter(|opening| opening.is_on(day))
                .any(|opening| {
                    opening
                        .seconds_on(day, zone)
                        .is_some_and(|open| open.0 <= start && end <= open.1)
                })
    }
}

/// Advisers in a fixed order, so that the choice by seed does not depend on the caller's.
fn diaries(calendar: &CentreCalendar) -> Vec<Diary<'_>> {
    let mut diaries: Vec<Diary<'_>> = calendar
        .advisers
        .iter()
        .map(|adviser| Diary::new(adviser, &calendar.appointment_type))
        .collect();
    diaries.sort_by(|one, other| one.adviser.adviser.cmp(&other.adviser.adviser));
    diaries
}

/// Starts offered on a local day, ascending, each once.
fn starts_on(
    calendar: &CentreCalendar,
    diaries: &[Diary<'_>],
    window: &Window,
    day: Date,
) -> Vec<i64> {
    let kind = &calendar.appointment_type;
    let (duration, step) = (kind.duration_seconds(), kind.step_seconds());
    let mut starts = Vec::new();
    if duration == 0 {
        return starts;
    }
    for diary in diaries {
        for opening in diary
            .adviser
            .openings
            .iter()
            .filter(|opening| opening.is_on(day))
        {
            let Some((open, close)) = opening.seconds_on(day, &calendar.time_zone) else {
                continue;
            };
            for (free_start, free_end) in diary.free_within(open, close) {
                let mut start = free_start;
                if start < window.first_second {
                    start = ceil_slice(window.first_second) * SLICE_SECONDS;
                }
                while start + duration <= free_end && start <= window.last_second {
                    starts.push(start);
                    start += step;
                }
            }
        }
    }
    starts.sort_unstable();
    starts.dedup();
    starts
}

/// The slot at that second with one of the advisers who are free then.
fn slot_at(
    calendar: &CentreCalendar,
    diaries: &[Diary<'_>],
    day: Date,
    start: i64,
    seed: u64,
) -> Option<Slot> {
    let kind = &calendar.appointment_type;
    let free: Vec<&str> = diaries
        .iter()
        .filter(|diary| diary.has_room(&calendar.time_zone, kind, day, start))
        .map(|diary| diary.adviser.adviser.as_str())
        .collect();
    let draw = mix(seed ^ start.unsigned_abs());
    let chosen = draw.checked_rem(u64::try_from(free.len()).ok()?)?;
    kind.slot(free.get(usize::try_from(chosen).ok()?)?, start)
}

fn part_of_day(start: i64, zone: &TimeZone) -> PartOfDay {
    match Timestamp::from_second(start) {
        Ok(instant) if zone.to_datetime(instant).hour() < 12 => PartOfDay::Morning,
        _ => PartOfDay::Afternoon,
    }
}

/// Spreads a number over all 64 bits (the finaliser of `SplitMix64`).
fn mix(value: u64) -> u64 {
    let mut mixed = value.wrapping_add(0x9e37_79b9_7f4a_7c15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}
