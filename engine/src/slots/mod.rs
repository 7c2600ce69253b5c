//! Free slots of a centre (CHANNELS 7.3 and 7.4).
//!
//! A slot is offered when it lies inside the booking window (`now` + shortest delay to `now` +
//! longest delay), inside one opening of one adviser read in the wall time of the place, on a day
//! that is no public holiday there, and when it and its buffers touch no five-minute slice that is
//! taken. What stays of an opening is cut in steps from its first free instant; what is already
//! past starts again at the next multiple of five minutes.
//!
//! Nothing here reads a clock or draws a random number: `now` and `seed` are arguments.
//! One more rule about days (a closure, a school holiday) goes into [`free`](self::free_slots) as
//! busy time; one more kind of recurrence goes into `openings`.

mod calendar;
mod free;
mod holidays;
mod openings;
mod slices;
mod territory;

pub use calendar::{AdviserCalendar, AppointmentType, Busy, CentreCalendar, Opening, SlotQuery};
pub use free::{free_slots, is_free};
pub use holidays::{Holiday, HolidayZone, holidays, is_holiday};
pub use slices::{SLICE_SECONDS, occupied, slices};
pub use territory::Territory;
