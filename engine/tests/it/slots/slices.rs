//! Five-minute slices.

use tandem_engine::slots::{occupied, slices};

use super::calendars::{at, phone_call};
use tandem_engine::appointments::Slot;

#[test]
fn a_time_takes_every_slice_it_touches() {
    let check = |start: &str, end: &str, expected: i64| {
        let taken = slices(at(start), at(end));
        assert_eq!(taken.end - taken.start, expected, "{start} to {end}");
    };
    check("2027-01-04T09:00:00Z", "2027-01-04T09:30:00Z", 6);
    check("2027-01-04T09:00:00Z", "2027-01-04T09:30:01Z", 7);
    check("2027-01-04T09:04:59Z", "2027-01-04T09:30:00Z", 6);
    check("2027-01-04T09:07:00Z", "2027-01-04T09:37:00Z", 7);
    check("2027-01-04T09:00:00Z", "2027-01-04T09:00:00.5Z", 1);
    check("2027-01-04T09:00:00Z", "2027-01-04T09:00:00Z", 0);
    check("2027-01-04T09:05:00Z", "2027-01-04T09:00:00Z", 0);
    check("1969-12-31T23:58:00Z", "1970-01-01T00:02:00Z", 2);
}

#[test]
fn slices_are_numbered_from_the_epoch() {
    assert_eq!(
        slices(at("1970-01-01T00:05:00Z"), at("1970-01-01T00:15:00Z")),
        1..3
    );
}

#[test]
fn buffers_are_occupied_too() {
    let mut kind = phone_call();
    kind.buffer_before_minutes = 10;
    kind.buffer_after_minutes = 5;
    let slot = Slot {
        adviser: "a".into(),
        appointment_type: kind.id.clone(),
        starts_at: at("2027-01-04T09:00:00Z"),
        ends_at: at("2027-01-04T09:30:00Z"),
    };
    let taken = occupied(&kind, &slot);
    assert_eq!(taken.start, at("2027-01-04T08:50:00Z"));
    assert_eq!(taken.end, at("2027-01-04T09:35:00Z"));
}
