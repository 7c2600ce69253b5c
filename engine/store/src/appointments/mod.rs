//! Appointments: one act a file. A double booking is impossible by key: UNIQUE (adviser, seat,
//! five-minute slice).

use jiff::Timestamp;
use jiff::civil::Date;
use tandem_engine::appointments::{AppointmentView, Contact, Slot};
use tandem_engine::dialogue::{Outcome, PartOfDay};
use tandem_engine::profile::Profile;
use tandem_index::{Siret, TrainingId};

use crate::ids::ConversationId;
use crate::{Store, StoreError};

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

impl Store {
    /// Free slots of the centre of a training: [`Outcome::Slots`], [`Outcome::NoCalendar`], or
    /// [`Outcome::Refused`] when the training is unknown.
    pub async fn find_slots(
        &self,
        _training: &TrainingId,
        _from: Option<Date>,
        _part: Option<PartOfDay>,
        _limit: usize,
        _now: Timestamp,
    ) -> Result<Outcome, StoreError> {
        todo!()
    }
    /// Holds a slot for 10 minutes: [`Outcome::Held`], [`Outcome::SlotTaken`],
    /// [`Outcome::AlreadyBooked`], [`Outcome::NoCalendar`] or [`Outcome::Refused`]. A slot that the
    /// person held before is given back.
    pub async fn hold(
        &self,
        _conversation: &ConversationId,
        _training: &TrainingId,
        _slot: &Slot,
        _now: Timestamp,
    ) -> Result<Outcome, StoreError> {
        todo!()
    }
    /// Gives a held slot back: [`Outcome::Cancelled`] or [`Outcome::Refused`].
    pub async fn release(
        &self,
        _conversation: &ConversationId,
        _appointment: &str,
        _now: Timestamp,
    ) -> Result<Outcome, StoreError> {
        todo!()
    }
    /// Confirms a held slot; mails to the centre, then to the person: [`Outcome::Confirmed`] (also
    /// when it already was), [`Outcome::HoldExpired`] or [`Outcome::Refused`].
    pub async fn confirm(
        &self,
        _conversation: &ConversationId,
        _appointment: &str,
        _contact: &Contact,
        _consent: &str,
        _shared: &Profile,
        _now: Timestamp,
    ) -> Result<Outcome, StoreError> {
        todo!()
    }
    /// Under 15: holds for 72 hours and writes to a parent: [`Outcome::ParentAsked`],
    /// [`Outcome::HoldExpired`] or [`Outcome::Refused`].
    pub async fn ask_parent(
        &self,
        _conversation: &ConversationId,
        _appointment: &str,
        _first_name: &str,
        _parent_mail: &str,
        _shared: &Profile,
        _now: Timestamp,
    ) -> Result<Outcome, StoreError> {
        todo!()
    }
    /// The centre has no calendar: a lead and a mail to it: [`Outcome::ContactRequested`],
    /// [`Outcome::AlreadyRequested`] within four days (INTEROP 6), or [`Outcome::Refused`].
    pub async fn request_contact(
        &self,
        _conversation: &ConversationId,
        _training: &TrainingId,
        _contact: &Contact,
        _consent: &str,
        _shared: &Profile,
        _now: Timestamp,
    ) -> Result<Outcome, StoreError> {
        todo!()
    }
    /// Sends an application: [`Outcome::Applied`], [`Outcome::NoAddress`],
    /// [`Outcome::AlreadyApplied`] or [`Outcome::Refused`].
    #[expect(clippy::too_many_arguments, reason = "the fields of one request")]
    pub async fn apply(
        &self,
        _conversation: &ConversationId,
        _employer: &Siret,
        _contact: &Contact,
        _consent: &str,
        _shared: &Profile,
        _message: Option<&str>,
        _now: Timestamp,
    ) -> Result<Outcome, StoreError> {
        todo!()
    }
    /// Cancels an appointment of this person, until 2 hours before: [`Outcome::Cancelled`] (also
    /// when it already was), [`Outcome::TooLate`] or [`Outcome::Refused`].
    pub async fn cancel(
        &self,
        _conversation: &ConversationId,
        _appointment: &str,
        _now: Timestamp,
    ) -> Result<Outcome, StoreError> {
        todo!()
    }
    /// Moves an appointment of this person, until 4 hours before: [`Outcome::Moved`],
    /// [`Outcome::SlotTaken`], [`Outcome::TooLate`] or [`Outcome::Refused`].
    pub async fn move_to(
        &self,
        _conversation: &ConversationId,
        _appointment: &str,
        _slot: &Slot,
        _now: Timestamp,
    ) -> Result<Outcome, StoreError> {
        todo!()
    }
    /// Appointments of this person that are held or confirmed and not past, ascending.
    pub async fn appointments(
        &self,
        _conversation: &ConversationId,
        _now: Timestamp,
    ) -> Result<Vec<AppointmentView>, StoreError> {
        todo!()
    }
    /// The appointment of a link; `None`: unknown or expired link.
    pub async fn appointment_by_token(
        &self,
        _token: &str,
        _now: Timestamp,
    ) -> Result<Option<LinkedAppointment>, StoreError> {
        todo!()
    }
    /// Cancels by a link (a centre may until the end); the conversation is told. `None`: as above.
    pub async fn cancel_by_token(
        &self,
        _token: &str,
        _now: Timestamp,
    ) -> Result<Option<Outcome>, StoreError> {
        todo!()
    }
    /// Slots to move to: [`Outcome::Slots`]. `None`: as above.
    pub async fn slots_by_token(
        &self,
        _token: &str,
        _from: Option<Date>,
        _part: Option<PartOfDay>,
        _limit: usize,
        _now: Timestamp,
    ) -> Result<Option<Outcome>, StoreError> {
        todo!()
    }
    /// Moves by a link; the conversation is told. `None`: as above.
    pub async fn move_by_token(
        &self,
        _token: &str,
        _slot: &Slot,
        _now: Timestamp,
    ) -> Result<Option<Outcome>, StoreError> {
        todo!()
    }
    /// A parent answers: [`Outcome::Confirmed`], [`Outcome::Cancelled`] or [`Outcome::HoldExpired`];
    /// the conversation is told. `None`: as above.
    pub async fn parent_answer_by_token(
        &self,
        _token: &str,
        _answer: &ParentAnswer,
        _now: Timestamp,
    ) -> Result<Option<Outcome>, StoreError> {
        todo!()
    }
}
