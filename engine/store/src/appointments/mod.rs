//! Appointments: one act a file. A double booking is impossible by key: UNIQUE (adviser, seat,
//! five-minute slice).

mod ask_parent;
mod by_link;
mod cancel;
mod confirm;
mod expire;
mod find_slots;
mod hold;
mod leads;
mod list;
mod move_to;
mod parent_answer;
mod release;
mod row;
mod send_lead;
mod slices;
mod tokens;

use jiff::Timestamp;
use tandem_engine::appointments::AppointmentView;

pub(crate) use ask_parent::ask_parent;
pub(crate) use cancel::{Canceller, Tell, cancel, cancel_row};
pub(crate) use confirm::confirm;
pub(crate) use expire::{expire_hold, parent_timeout};
pub(crate) use find_slots::find_slots;
pub(crate) use hold::hold;
pub(crate) use leads::{MESSAGE, apply, request_contact};
pub(crate) use list::list;
pub(crate) use move_to::move_to;
pub(crate) use release::release;
pub(crate) use row::{ACTIVE_OF_PERSON, AppointmentRow, CONTACT, SHARED, by_id};

/// Who holds a link.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names say it")]
pub enum LinkHolder {
    Candidate,
    Centre,
    Parent,
}

/// An appointment as the holder of a link sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkedAppointment {
    /// The appointment.
    pub view: AppointmentView,
    /// Who opened the link.
    pub holder: LinkHolder,
    /// First name of the young person, for the parent and the centre.
    pub first_name: Option<String>,
    /// It can be cancelled by this link now.
    pub can_cancel: bool,
    /// It can be moved by this link now.
    pub can_move: bool,
    /// A parent's answer is awaited, until that instant.
    pub awaits_parent_until: Option<Timestamp>,
}

/// What a parent answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ParentAnswer {
    /// The appointment stands.
    Confirm {
        /// Version of the consent sentence shown.
        consent: String,
    },
    /// The slot is freed.
    Decline,
}
