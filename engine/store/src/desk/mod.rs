//! The desk of a centre: advisers, kinds of appointments, hours, absences, closures.

use jiff::Timestamp;
use tandem_engine::appointments::AppointmentMode;
use tandem_engine::matching::Bookable;
use tandem_engine::slots::{AppointmentType, Busy, CentreCalendar, HolidayZone, Opening};
use tandem_index::CentreId;

use crate::{Store, StoreError};

/// The calendar of a centre, as it is set.
#[derive(Debug, Clone, PartialEq)]
pub struct CalendarSetup {
    /// Whose.
    pub centre: CentreId,
    /// IANA time zone of the place.
    pub time_zone: String,
    /// Holidays of the place.
    pub holidays: HolidayZone,
    /// Kind of appointment offered to everyone.
    pub appointment_type: AppointmentType,
    /// Advisers with their hours.
    pub advisers: Vec<AdviserSetup>,
}

/// An adviser, as set.
#[derive(Debug, Clone, PartialEq)]
pub struct AdviserSetup {
    /// Key.
    pub id: String,
    /// First name, shown to the person.
    pub name: String,
    /// Mail, told of appointments.
    pub mail: Option<String>,
    /// Hours in wall time of the centre.
    pub openings: Vec<Opening>,
}

/// A calendar as booking reads it.
#[derive(Debug, Clone)]
pub struct CentreDesk {
    /// What decides free slots, with busy times of the window.
    pub calendar: CentreCalendar,
    /// IANA name of its time zone.
    pub time_zone: String,
    /// How they meet.
    pub mode: AppointmentMode,
    /// Where, as one line.
    pub address: String,
    /// What to bring.
    pub instructions: Option<String>,
}

impl Store {
    /// Sets the whole calendar of a centre, replacing hours and advisers (an adviser who is gone
    /// keeps the appointments already made). Absences and closures stay.
    pub async fn set_centre_calendar(
        &self,
        _setup: &CalendarSetup,
        _now: Timestamp,
    ) -> Result<(), StoreError> {
        todo!()
    }
    /// The same for many centres in one transaction.
    pub async fn set_centre_calendars(
        &self,
        _setups: &[CalendarSetup],
        _now: Timestamp,
    ) -> Result<(), StoreError> {
        todo!()
    }
    /// An adviser is away.
    pub async fn add_absence(
        &self,
        _adviser: &str,
        _away: Busy,
        _now: Timestamp,
    ) -> Result<(), StoreError> {
        todo!()
    }
    /// A centre is closed.
    pub async fn add_closure(
        &self,
        _centre: &CentreId,
        _closed: Busy,
        _now: Timestamp,
    ) -> Result<(), StoreError> {
        todo!()
    }
    /// The calendar of a centre with the busy times from `now` on; `None`: it keeps none with us.
    pub async fn load_calendar(
        &self,
        _centre: &CentreId,
        _now: Timestamp,
    ) -> Result<Option<CentreDesk>, StoreError> {
        todo!()
    }
    /// Centres with an adviser who has hours.
    pub async fn bookable_centres(&self) -> Result<Bookable, StoreError> {
        todo!()
    }
}
