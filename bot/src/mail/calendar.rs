//! Appointments as iCalendar (RFC 5545) with the methods of iTIP (RFC 5546).
//!
//! The UID never changes; SEQUENCE rises at each change; times are UTC.

use icalendar::{Alarm, Calendar, Component, Event, EventLike, EventStatus, Property, Trigger};
use jiff::Timestamp;

/// Why a calendar file is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// Information for somebody who is not an attendee of ours: the young person.
    Publish,
    /// Invitation, with the attendee: the centre.
    Request,
    /// The appointment is off.
    Cancel,
}

impl Method {
    /// As written in METHOD and in the content type.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Publish => "PUBLISH",
            Self::Request => "REQUEST",
            Self::Cancel => "CANCEL",
        }
    }
}

/// An appointment as a calendar shows it.
#[derive(Debug, Clone)]
pub struct Entry<'a> {
    /// Appointment id.
    pub uid: &'a str,
    /// Number of changes so far.
    pub sequence: u32,
    /// When the file is made.
    pub stamp: Timestamp,
    /// First instant.
    pub starts_at: Timestamp,
    /// Last instant, excluded.
    pub ends_at: Timestamp,
    /// Title.
    pub summary: &'a str,
    /// Details.
    pub description: &'a str,
    /// Where.
    pub location: &'a str,
    /// Mail address of Tandem.
    pub organizer: &'a str,
    /// Mail address of the centre, for an invitation.
    pub attendee: Option<&'a str>,
}

/// The file.
pub fn file(entry: &Entry<'_>, method: Method) -> String {
    let mut event = Event::new();
    event
        .uid(entry.uid)
        .add_property("DTSTAMP", utc(entry.stamp))
        .add_property("DTSTART", utc(entry.starts_at))
        .add_property("DTEND", utc(entry.ends_at))
        .sequence(entry.sequence)
        .summary(entry.summary)
        .description(entry.description)
        .location(entry.location)
        .append_property(
            Property::new("ORGANIZER", format!("mailto:{}", entry.organizer))
                .add_parameter("CN", "Tandem")
                .done(),
        );
    if let Some(attendee) = entry.attendee {
        event.append_multi_property(
            Property::new("ATTENDEE", format!("mailto:{attendee}"))
                .add_parameter("ROLE", "REQ-PARTICIPANT")
                .add_parameter("PARTSTAT", "NEEDS-ACTION")
                .add_parameter("RSVP", "FALSE")
                .done(),
        );
    }
    if method == Method::Cancel {
        event.status(EventStatus::Cancelled);
    } else {
        event.status(EventStatus::Confirmed);
        let mut alarm = Alarm::display(
            entry.summary,
            Trigger::before_start(chrono::Duration::hours(2)),
        );
        // the builder would take both from the clock and from chance
        alarm
            .add_property("DTSTAMP", utc(entry.stamp))
            .add_property("UID", format!("{}-rappel", entry.uid));
        event.alarm(alarm);
    }
    let mut calendar = Calendar::empty();
    calendar
        .append_property(("VERSION", "2.0"))
        .append_property(("PRODID", "-//Tandem//Rendez-vous//FR"))
        .append_property(("CALSCALE", "GREGORIAN"))
        .append_property(("METHOD", method.as_str()));
    calendar.push(event.done());
    calendar.to_string()
}

/// Form #2 of RFC 5545 §3.3.5: date with UTC time.
fn utc(instant: Timestamp) -> String {
    instant.strftime("%Y%m%dT%H%M%SZ").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry() -> Entry<'static> {
        Entry {
            uid: "0198c0de-0000-7000-8000-000000000001",
            sequence: 1,
            stamp: "2026-11-24T09:00:00Z".parse().unwrap(),
            starts_at: "2026-12-03T13:30:00Z".parse().unwrap(),
            ends_at: "2026-12-03T14:00:00Z".parse().unwrap(),
            summary: "Rendez-vous CFA : CAP Boulanger, une formation très longue à écrire",
            description: "À apporter : ta bonne humeur; tes questions, un stylo",
            location: "12 rue du Four, 57000 Metz",
            organizer: "rdv@tandem.example",
            attendee: None,
        }
    }

    #[test]
    fn a_published_appointment_has_what_the_standard_requires() {
        let file = file(&entry(), Method::Publish);
        for line in [
            "METHOD:PUBLISH",
            "UID:0198c0de-0000-7000-8000-000000000001",
            "DTSTAMP:20261124T090000Z",
            "DTSTART:20261203T133000Z",
            "DTEND:20261203T140000Z",
            "SEQUENCE:1",
            "STATUS:CONFIRMED",
            "BEGIN:VALARM",
        ] {
            assert!(file.contains(&format!("{line}\r\n")), "{line} in {file}");
        }
        assert_eq!(
            file.matches("DTSTAMP").count(),
            file.matches("20261124T090000Z").count()
        );
        assert!(file.lines().all(|line| line.len() <= 75), "{file}");
        assert!(
            file.contains("bonne humeur\\; tes questions\\, un stylo"),
            "{file}"
        );
    }

    #[test]
    fn a_cancelled_one_says_so_and_rings_no_more() {
        let file = file(
            &Entry {
                sequence: 2,
                ..entry()
            },
            Method::Cancel,
        );
        assert!(file.contains("METHOD:CANCEL\r\n") && file.contains("STATUS:CANCELLED\r\n"));
        assert!(file.contains("SEQUENCE:2\r\n") && !file.contains("VALARM"));
    }

    #[test]
    fn only_an_invitation_names_its_attendee() {
        let invited = Entry {
            attendee: Some("accueil@cfa.example"),
            ..entry()
        };
        let unfolded = file(&invited, Method::Request).replace("\r\n ", "");
        assert!(unfolded.contains("mailto:accueil@cfa.example"));
        assert!(!file(&entry(), Method::Publish).contains("ATTENDEE"));
    }
}
