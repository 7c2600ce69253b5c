//! What is offered in situations that have gone wrong elsewhere.

use jiff::civil::{date, time};
use tandem_engine::dialogue::PartOfDay;
use tandem_engine::slots::{HolidayZone, SlotQuery, free_slots, is_free};

use super::calendars::{
    NINE_TO_TEN, adviser, at, busy, centre, first, once, wall_times, weekly, zone,
};

const EVERY_DAY: [i8; 7] = [1, 2, 3, 4, 5, 6, 7];

#[test]
fn starts_follow_the_step_and_fit_in_the_opening() {
    let day = date(2027, 1, 5);
    let calendar = centre(vec![adviser(
        "a",
        vec![once(day, NINE_TO_TEN.0, NINE_TO_TEN.1)],
    )]);
    let slots = free_slots(&calendar, &first(10), at("2027-01-04T08:00:00Z"));
    assert_eq!(
        wall_times(&calendar, &slots),
        ["2027-01-05 09:00", "2027-01-05 09:15", "2027-01-05 09:30"]
    );
    assert_eq!(slots[0].ends_at, at("2027-01-05T08:30:00Z"));
}

#[test]
fn a_start_that_is_past_moves_to_the_next_multiple_of_five_minutes() {
    let day = date(2027, 1, 5);
    let calendar = centre(vec![adviser(
        "a",
        vec![once(day, NINE_TO_TEN.0, NINE_TO_TEN.1)],
    )]);
    // 08:47 in Paris, half an hour of delay: not before 09:17.
    let slots = free_slots(&calendar, &first(10), at("2027-01-05T07:47:00Z"));
    assert_eq!(wall_times(&calendar, &slots), ["2027-01-05 09:20"]);
}

#[test]
fn what_follows_an_appointment_starts_when_it_ends() {
    let day = date(2027, 1, 5);
    let mut calendar = centre(vec![adviser(
        "a",
        vec![once(day, time(9, 0, 0, 0), time(11, 0, 0, 0))],
    )]);
    calendar.advisers[0].busy = vec![busy("2027-01-05T08:20:00Z", "2027-01-05T08:50:00Z")];
    let now = at("2027-01-04T08:00:00Z");
    let slots = free_slots(&calendar, &first(10), now);
    assert_eq!(
        wall_times(&calendar, &slots),
        ["2027-01-05 09:50", "2027-01-05 10:05", "2027-01-05 10:20"]
    );
    calendar.appointment_type.buffer_before_minutes = 10;
    calendar.appointment_type.buffer_after_minutes = 5;
    let slots = free_slots(&calendar, &first(10), now);
    assert_eq!(
        wall_times(&calendar, &slots),
        ["2027-01-05 10:00", "2027-01-05 10:15", "2027-01-05 10:30"]
    );
}

#[test]
fn nine_o_clock_stays_nine_o_clock_when_the_clocks_change() {
    // 28 March and 31 October 2027 are Sundays; the Monday after Easter is closed.
    for (now, expected) in [
        (
            "2027-03-27T05:00:00Z",
            [
                ("2027-03-27", "08:00"),
                ("2027-03-28", "07:00"),
                ("2027-03-30", "07:00"),
            ],
        ),
        (
            "2027-10-30T04:00:00Z",
            [
                ("2027-10-30", "07:00"),
                ("2027-10-31", "08:00"),
                ("2027-11-02", "08:00"),
            ],
        ),
    ] {
        let opening = weekly(
            date(2027, 1, 1),
            &EVERY_DAY,
            time(9, 0, 0, 0),
            time(9, 30, 0, 0),
        );
        let calendar = centre(vec![adviser("a", vec![opening])]);
        let slots = free_slots(&calendar, &first(3), at(now));
        for (slot, (day, hour)) in slots.iter().zip(expected) {
            assert_eq!(slot.starts_at, at(&format!("{day}T{hour}:00Z")));
        }
        assert_eq!(slots.len(), 3);
    }
}

#[test]
fn a_skipped_hour_is_not_offered_and_a_repeated_one_is_kept_whole() {
    let night = |day| once(day, time(1, 0, 0, 0), time(4, 0, 0, 0));
    let spring = centre(vec![adviser("a", vec![night(date(2027, 3, 28))])]);
    let slots = free_slots(&spring, &first(50), at("2027-03-26T12:00:00Z"));
    let times = wall_times(&spring, &slots);
    // Two hours of real time: 01:00 to 02:00, then 03:00 to 04:00.
    assert_eq!(times.first().map(String::as_str), Some("2027-03-28 01:00"));
    assert_eq!(times.last().map(String::as_str), Some("2027-03-28 03:30"));
    assert_eq!(times.len(), 7);
    assert!(times.iter().all(|time| !time.contains(" 02:")));

    let autumn = centre(vec![adviser("a", vec![night(date(2027, 10, 31))])]);
    let slots = free_slots(&autumn, &first(50), at("2027-10-29T12:00:00Z"));
    // Four hours of real time.
    assert_eq!(slots.len(), 15);
    assert!(slots.is_sorted_by_key(|slot| slot.starts_at));
}

#[test]
fn overseas_centres_keep_their_own_clock_and_holidays() {
    let opening = weekly(
        date(2026, 1, 1),
        &EVERY_DAY,
        time(8, 0, 0, 0),
        time(8, 30, 0, 0),
    );
    for (name, holidays, closed, open_at) in [
        (
            "Indian/Reunion",
            HolidayZone::Reunion,
            date(2026, 12, 20),
            "2026-12-21T04:00:00Z",
        ),
        (
            "America/Cayenne",
            HolidayZone::Guyane,
            date(2026, 6, 10),
            "2026-06-11T11:00:00Z",
        ),
        (
            "America/Martinique",
            HolidayZone::Martinique,
            date(2026, 5, 22),
            "2026-05-23T12:00:00Z",
        ),
        (
            "Indian/Mayotte",
            HolidayZone::Mayotte,
            date(2026, 4, 27),
            "2026-04-28T05:00:00Z",
        ),
        (
            "America/Guadeloupe",
            HolidayZone::Guadeloupe,
            date(2026, 5, 27),
            "2026-05-28T12:00:00Z",
        ),
    ] {
        let mut calendar = centre(vec![adviser("a", vec![opening.clone()])]);
        calendar.time_zone = zone(name);
        calendar.holidays = holidays;
        let query = SlotQuery {
            from: Some(closed),
            ..first(1)
        };
        let now = calendar
            .time_zone
            .to_timestamp(closed.yesterday().unwrap().at(6, 0, 0, 0))
            .unwrap();
        assert_eq!(
            free_slots(&calendar, &query, now)[0].starts_at,
            at(open_at),
            "{name}"
        );
    }
}

#[test]
fn a_centre_in_metz_closes_on_good_friday_and_on_26_december() {
    let opening = weekly(
        date(2026, 1, 1),
        &EVERY_DAY,
        time(8, 0, 0, 0),
        time(8, 30, 0, 0),
    );
    let mut calendar = centre(vec![adviser("a", vec![opening])]);
    let query = SlotQuery {
        from: Some(date(2027, 3, 26)),
        ..first(1)
    };
    let now = at("2027-03-20T08:00:00Z");
    assert_eq!(
        wall_times(&calendar, &free_slots(&calendar, &query, now)),
        ["2027-03-26 08:00"]
    );
    calendar.holidays = HolidayZone::AlsaceMoselle;
    assert_eq!(
        wall_times(&calendar, &free_slots(&calendar, &query, now)),
        ["2027-03-27 08:00"]
    );
}

#[test]
fn every_second_week_is_counted_from_the_first_week() {
    // Wednesday 6 January 2027, Mondays and Wednesdays every second week.
    let mut opening = weekly(
        date(2027, 1, 6),
        &[1, 3],
        time(9, 0, 0, 0),
        time(9, 30, 0, 0),
    );
    opening.every_weeks = 2;
    opening.until = Some(date(2027, 2, 1));
    let calendar = centre(vec![adviser("a", vec![opening])]);
    let slots = free_slots(&calendar, &first(10), at("2027-01-01T08:00:00Z"));
    assert_eq!(
        wall_times(&calendar, &slots),
        [
            "2027-01-06 09:00",
            "2027-01-18 09:00",
            "2027-01-20 09:00",
            "2027-02-01 09:00"
        ]
    );
}

#[test]
fn the_search_stops_at_the_longest_delay_and_at_six_months() {
    let day = date(2027, 6, 30);
    let mut calendar = centre(vec![adviser(
        "a",
        vec![once(day, NINE_TO_TEN.0, NINE_TO_TEN.1)],
    )]);
    let now = at("2027-01-01T08:00:00Z");
    assert!(free_slots(&calendar, &first(1), now).is_empty());
    calendar.appointment_type.max_delay_seconds = 365 * 86_400;
    assert_eq!(free_slots(&calendar, &first(1), now).len(), 1);
    calendar.advisers[0].openings[0].first_day = date(2027, 7, 5);
    assert!(free_slots(&calendar, &first(1), now).is_empty());
    let later = SlotQuery {
        from: Some(date(2027, 3, 1)),
        ..first(1)
    };
    assert_eq!(free_slots(&calendar, &later, now).len(), 1);
}

#[test]
fn morning_ends_at_noon_in_the_place() {
    let day = date(2027, 1, 5);
    let mut calendar = centre(vec![adviser(
        "a",
        vec![once(day, time(11, 0, 0, 0), time(13, 0, 0, 0))],
    )]);
    calendar.time_zone = zone("Indian/Reunion");
    let ask = |part| {
        let query = SlotQuery {
            part: Some(part),
            ..first(50)
        };
        wall_times(
            &calendar,
            &free_slots(&calendar, &query, at("2027-01-04T00:00:00Z")),
        )
    };
    assert_eq!(
        ask(PartOfDay::Morning),
        [
            "2027-01-05 11:00",
            "2027-01-05 11:15",
            "2027-01-05 11:30",
            "2027-01-05 11:45"
        ]
    );
    assert_eq!(
        ask(PartOfDay::Afternoon),
        ["2027-01-05 12:00", "2027-01-05 12:15", "2027-01-05 12:30"]
    );
}

#[test]
fn seeds_spread_slots_over_free_advisers_whatever_their_order() {
    let day = date(2027, 1, 5);
    let hours = || vec![once(day, NINE_TO_TEN.0, NINE_TO_TEN.1)];
    let names = ["a", "b", "c", "d"];
    let calendar = centre(names.iter().map(|name| adviser(name, hours())).collect());
    let reversed = centre(
        names
            .iter()
            .rev()
            .map(|name| adviser(name, hours()))
            .collect(),
    );
    let now = at("2027-01-04T08:00:00Z");
    let mut counts = [0; 4];
    for seed in 0..400 {
        let query = SlotQuery { seed, ..first(1) };
        let slots = free_slots(&calendar, &query, now);
        assert_eq!(slots, free_slots(&reversed, &query, now));
        counts[names
            .iter()
            .position(|name| *name == slots[0].adviser)
            .unwrap()] += 1;
    }
    assert!(
        counts.iter().all(|count| (60..=140).contains(count)),
        "{counts:?}"
    );
}

#[test]
fn a_slot_stays_free_while_steps_move_but_not_once_taken_or_past() {
    let day = date(2027, 1, 5);
    let mut calendar = centre(vec![adviser(
        "a",
        vec![once(day, time(9, 0, 0, 0), time(11, 0, 0, 0))],
    )]);
    let slot = free_slots(&calendar, &first(20), at("2027-01-05T07:00:00Z"))[4].clone();
    assert_eq!(slot.starts_at, at("2027-01-05T09:00:00Z"));
    // Now 09:22: starts are offered from 09:55 on in steps of 15 minutes, 10:00 is still free.
    assert!(is_free(&calendar, &slot, at("2027-01-05T08:22:00Z")));
    assert!(!is_free(&calendar, &slot, at("2027-01-05T08:31:00Z")));
    calendar.advisers[0].busy = vec![busy("2027-01-05T09:29:00Z", "2027-01-05T09:40:00Z")];
    assert!(!is_free(&calendar, &slot, at("2027-01-05T07:00:00Z")));

    let mut longer = slot.clone();
    longer.ends_at = at("2027-01-05T10:00:00Z");
    calendar.advisers[0].busy.clear();
    assert!(!is_free(&calendar, &longer, at("2027-01-05T07:00:00Z")));
    let mut unknown = slot;
    unknown.adviser = "nobody".into();
    assert!(!is_free(&calendar, &unknown, at("2027-01-05T07:00:00Z")));
}
