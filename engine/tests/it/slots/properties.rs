//! Random calendars: the fast answer is the slow one, and nothing overlaps.

use jiff::civil::{Date, Time};
use jiff::{Timestamp, ToSpan};
use proptest::prelude::*;
use tandem_engine::dialogue::PartOfDay;
use tandem_engine::slots::{
    AdviserCalendar, Busy, CentreCalendar, HolidayZone, Opening, SlotQuery, free_slots, is_free,
    occupied, slices,
};

use super::calendars::{centre, zone};
use super::oracle::{has_room, minutes_after, offered_minutes};

const PLACES: [(&str, HolidayZone); 4] = [
    ("Europe/Paris", HolidayZone::AlsaceMoselle),
    ("Europe/Paris", HolidayZone::Metropole),
    ("Indian/Reunion", HolidayZone::Reunion),
    ("America/Martinique", HolidayZone::Martinique),
];

/// Around the days on which clocks change, and around a holiday of La Réunion.
const BEGINNINGS: [&str; 4] = [
    "2027-03-25T06:00:00Z",
    "2027-10-28T06:00:00Z",
    "2027-05-14T06:00:00Z",
    "2027-12-17T06:00:00Z",
];

fn wall_time() -> impl Strategy<Value = Time> {
    (
        6_i8..21,
        prop::sample::select(vec![0_i8, 5, 10, 15, 30, 45, 50]),
    )
        .prop_map(|(hour, minute)| Time::new(hour, minute, 0, 0).unwrap())
}

fn opening(day_zero: Date) -> impl Strategy<Value = Opening> {
    (
        -20_i32..8,
        wall_time(),
        wall_time(),
        prop::collection::vec(1_i8..=7, 0..4),
        1_u32..4,
        prop::option::of(0_i32..12),
    )
        .prop_map(
            move |(offset, start, end, weekdays, every_weeks, until)| Opening {
                first_day: day_zero.checked_add(offset.days()).unwrap(),
                start,
                end,
                weekdays,
                every_weeks,
                until: until.map(|days| day_zero.checked_add(days.days()).unwrap()),
            },
        )
}

fn busy(now: Timestamp) -> impl Strategy<Value = Busy> {
    (0_i64..8 * 24 * 60, -5_i64..300, 0_i64..60).prop_map(move |(offset, length, seconds)| {
        let start = minutes_after(now, offset)
            .checked_add(seconds.seconds())
            .unwrap();
        Busy {
            start,
            end: minutes_after(start, length),
        }
    })
}

fn calendar() -> impl Strategy<Value = (CentreCalendar, Timestamp)> {
    (0..PLACES.len(), 0..BEGINNINGS.len(), 0_i64..3 * 86_400).prop_flat_map(
        |(place, beginning, seconds)| {
            let beginning: Timestamp = BEGINNINGS[beginning].parse().unwrap();
            let now = beginning.checked_add(seconds.seconds()).unwrap();
            let day_zero = zone(PLACES[place].0).to_datetime(now).date();
            let adviser = (
                prop::collection::vec(opening(day_zero), 0..4),
                prop::collection::vec(busy(now), 0..6),
            );
            let kind = (
                1_u32..80,
                prop::sample::select(vec![5_u32, 10, 15, 20, 45, 60]),
                0_u32..20,
                0_u32..20,
                0_i64..100_000,
                1_i64..7 * 86_400,
            );
            (prop::collection::vec(adviser, 0..4), kind).prop_map(move |(advisers, kind)| {
                let mut calendar = centre(Vec::new());
                calendar.time_zone = zone(PLACES[place].0);
                calendar.holidays = PLACES[place].1;
                calendar.appointment_type.duration_minutes = kind.0;
                calendar.appointment_type.interval_minutes = kind.1;
                calendar.appointment_type.buffer_before_minutes = kind.2;
                calendar.appointment_type.buffer_after_minutes = kind.3;
                calendar.appointment_type.min_delay_seconds = kind.4;
                calendar.appointment_type.max_delay_seconds = kind.5;
                calendar.advisers = advisers
                    .into_iter()
                    .enumerate()
                    .map(|(number, (openings, busy))| AdviserCalendar {
                        adviser: format!("adviser-{number}"),
                        openings,
                        busy,
                    })
                    .collect();
                (calendar, now)
            })
        },
    )
}

fn minute_of(instant: Timestamp) -> i64 {
    instant.as_second() / 60
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn what_is_offered_is_what_a_walk_through_every_minute_finds(
        (calendar, now) in calendar(),
        from_day in prop::option::of(0_i32..6),
        seed in any::<u64>(),
    ) {
        let from: Option<Date> = from_day.map(|days| {
            calendar.time_zone.to_datetime(now).date().checked_add(days.days()).unwrap()
        });
        let query = SlotQuery { from, part: None, limit: usize::MAX, seed };
        let slots = free_slots(&calendar, &query, now);
        let minutes: Vec<i64> = slots.iter().map(|slot| minute_of(slot.starts_at)).collect();
        prop_assert_eq!(minutes, offered_minutes(&calendar, from, now));

        for slot in &slots {
            prop_assert!(is_free(&calendar, slot, now));
            let adviser = calendar
                .advisers
                .iter()
                .find(|adviser| adviser.adviser == slot.adviser)
                .unwrap();
            prop_assert!(has_room(&calendar, adviser, minute_of(slot.starts_at)));
            let taken = occupied(&calendar.appointment_type, slot);
            let taken = slices(taken.start, taken.end);
            for busy in &adviser.busy {
                let other = slices(busy.start, busy.end);
                prop_assert!(
                    other.is_empty() || other.end <= taken.start || taken.end <= other.start
                );
            }
        }
    }

    #[test]
    fn a_limit_or_a_part_of_the_day_only_leaves_slots_out(
        (calendar, now) in calendar(),
        limit in 0_usize..6,
        seed in any::<u64>(),
    ) {
        let all = SlotQuery { from: None, part: None, limit: usize::MAX, seed };
        let every = free_slots(&calendar, &all, now);
        let few = free_slots(&calendar, &SlotQuery { limit, ..all }, now);
        prop_assert_eq!(&few[..], &every[..limit.min(every.len())]);
        let morning = SlotQuery { part: Some(PartOfDay::Morning), ..all };
        let afternoon = SlotQuery { part: Some(PartOfDay::Afternoon), ..all };
        let mut both = free_slots(&calendar, &morning, now);
        both.extend(free_slots(&calendar, &afternoon, now));
        both.sort_by_key(|slot| slot.starts_at);
        prop_assert_eq!(both, every);
    }

    #[test]
    fn any_minute_is_free_exactly_when_the_walk_says_so(
        (calendar, now) in calendar(),
        offset in 0_i64..8 * 24 * 60,
        seed in any::<u64>(),
    ) {
        // Start from an offered slot when there is one, and shift it a little.
        let query = SlotQuery { from: None, part: None, limit: 40, seed };
        let offered = free_slots(&calendar, &query, now);
        if let Some(mut slot) = offered.last().cloned() {
            let shift = offset % 61 - 30;
            slot.starts_at = minutes_after(slot.starts_at, shift);
            slot.ends_at = minutes_after(slot.ends_at, shift);
            let kind = &calendar.appointment_type;
            let delay = slot.starts_at.as_second() - now.as_second();
            let adviser = calendar
                .advisers
                .iter()
                .find(|adviser| adviser.adviser == slot.adviser)
                .unwrap();
            let expected = (kind.min_delay_seconds..=kind.max_delay_seconds).contains(&delay)
                && has_room(&calendar, adviser, minute_of(slot.starts_at));
            prop_assert_eq!(is_free(&calendar, &slot, now), expected);
        }
    }

    #[test]
    fn a_booked_slot_is_free_no_more(
        (mut calendar, now) in calendar(),
        choice in any::<prop::sample::Index>(),
    ) {
        let query = SlotQuery { from: None, part: None, limit: 30, seed: 1 };
        let offered = free_slots(&calendar, &query, now);
        if !offered.is_empty() {
            let slot = choice.get(&offered);
            let taken = occupied(&calendar.appointment_type, slot);
            let adviser = calendar
                .advisers
                .iter_mut()
                .find(|adviser| adviser.adviser == slot.adviser)
                .unwrap();
            adviser.busy.push(taken);
            prop_assert!(!is_free(&calendar, slot, now));
            prop_assert!(free_slots(&calendar, &query, now).iter().all(|other| other != slot));
        }
    }
}
