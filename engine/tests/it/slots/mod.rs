//! Slots: holidays, days of clock change, overseas, and random calendars against an oracle.

mod calendars;
mod holidays;
mod offered;
mod oracle;
mod properties;
mod slices;
