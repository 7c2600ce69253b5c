//! The desk of a centre: advisers, kinds of appointments, hours, absences, closures.

mod bookable;
mod load;
mod set;

use tandem_engine::appointments::AppointmentMode;
use tandem_engine::slots::{AppointmentType, CentreCalendar, HolidayZone, Opening};
use tandem_index::{Centre, CentreId};

pub(crate) use load::load_in;

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
    /// The centre, when it is still in the supply.
    pub centre: Option<Centre>,
    /// Where, as one line.
    pub address: String,
    /// What to bring.
    pub instructions: Option<String>,
}
