//! The one place where time is read. Everything else takes `now` as an argument.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

/// A source of time: the machine's, or one that only a test moves. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Clock {
    source: Source,
}

#[derive(Debug, Clone)]
enum Source {
    Machine,
    /// Milliseconds since 1970, shared by every clone.
    Held(Arc<AtomicI64>),
}

impl Clock {
    /// The machine's clock.
    pub fn machine() -> Self {
        Self {
            source: Source::Machine,
        }
    }

    /// A clock that stands at `now` until [`Self::advance`] moves it.
    pub fn held_at(now: Timestamp) -> Self {
        Self {
            source: Source::Held(Arc::new(AtomicI64::new(now.as_millisecond()))),
        }
    }

    /// The current instant.
    pub fn now(&self) -> Timestamp {
        match &self.source {
            Source::Machine => machine_now(),
            Source::Held(milliseconds) => {
                Timestamp::from_millisecond(milliseconds.load(Ordering::SeqCst))
                    .unwrap_or(Timestamp::UNIX_EPOCH)
            }
        }
    }

    /// The current day in metropolitan France.
    pub fn today(&self) -> Date {
        self.now().to_zoned_datetime(paris()).date()
    }

    /// Moves a held clock; the machine's clock does not listen.
    pub fn advance(&self, by: SignedDuration) {
        if let Source::Held(milliseconds) = &self.source {
            let by = i64::try_from(by.as_millis()).unwrap_or(i64::MAX);
            milliseconds.fetch_add(by, Ordering::SeqCst);
        }
    }
}

/// Time zone of metropolitan France (bundled table; UTC should it ever be missing).
pub fn paris() -> TimeZone {
    TimeZone::get("Europe/Paris").unwrap_or(TimeZone::UTC)
}

#[expect(
    clippy::disallowed_methods,
    reason = "this module is the edge where time enters the program"
)]
fn machine_now() -> Timestamp {
    Timestamp::now()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_held_clock_moves_only_when_told_and_for_every_clone() {
        let start: Timestamp = "2026-11-24T23:30:00Z".parse().unwrap();
        let clock = Clock::held_at(start);
        let clone = clock.clone();
        assert_eq!(clone.now(), start);
        assert_eq!(clone.today().to_string(), "2026-11-25");
        clock.advance(SignedDuration::from_hours(24));
        assert_eq!(clone.today().to_string(), "2026-11-26");
    }
}
