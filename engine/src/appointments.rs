//! Appointments as the dialogue, the store and the mails speak of them.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use tandem_index::{CentreId, TrainingId};

/// States of an appointment (CHANNELS 7.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names are the vocabulary of the field")]
pub enum AppointmentStatus {
    Held,
    Confirmed,
    Attended,
    NoShow,
    CancelledByCandidate,
    CancelledByCentre,
    Moved,
    Expired,
    Unreported,
}

/// Where an appointment takes place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names are the vocabulary of the field")]
pub enum AppointmentMode {
    PublicOffice,
    Phone,
    Video,
}

/// A free slot that can be held.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Slot {
    /// Adviser whose time it is.
    pub adviser: String,
    /// Kind of appointment.
    pub appointment_type: String,
    /// First instant.
    pub starts_at: Timestamp,
    /// Last instant, excluded.
    pub ends_at: Timestamp,
}

/// An appointment as shown to the person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AppointmentView {
    /// Its id, also the calendar UID.
    pub id: String,
    /// Status.
    pub status: AppointmentStatus,
    /// First instant.
    pub starts_at: Timestamp,
    /// Last instant, excluded.
    pub ends_at: Timestamp,
    /// IANA time zone of the centre ("Europe/Paris"): times are said in it.
    pub time_zone: String,
    /// Centre.
    pub centre: CentreId,
    /// Its name.
    pub centre_name: String,
    /// Its phone.
    pub centre_phone: Option<String>,
    /// Training it is about.
    pub training: TrainingId,
    /// Its title.
    pub training_title: String,
    /// How they meet.
    pub mode: AppointmentMode,
    /// Where, as one line.
    pub address: String,
    /// What to bring, who to ask for.
    pub instructions: Option<String>,
}

/// Identity given for a booking or an application, and only then (CHANNELS privacy 2).
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    /// First name.
    pub first_name: String,
    /// Mail address, if that is what was given.
    pub mail: Option<String>,
    /// Phone in E.164, if that is what was given.
    pub phone: Option<String>,
}

impl std::fmt::Debug for Contact {
    /// Never prints what it holds.
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Contact { .. }")
    }
}
