//! The state of a conversation: the fold of its events.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use tandem_index::{Siret, TrainingId};

use super::event::Detail;
use super::owner::Owner;
use crate::appointments::{AppointmentView, Slot};
use crate::profile::{Profile, SlotValue};

/// State of a conversation = fold of its events.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct State {
    /// Inputs handled so far; messages said are stamped with it.
    pub turn: u32,
    /// When the last one came.
    pub last_at: Option<Timestamp>,
    /// The version of the flow that it is held on.
    pub flow: Option<String>,
    /// Code of the link that opened the chat.
    pub entry: Option<String>,
    /// Where the information notice stands.
    pub notice: NoticeStage,
    /// Whether going on after it stands in the consent ledger.
    pub notice_recorded: bool,
    /// What was learned.
    pub profile: Profile,
    /// Flow steps answered by an option or in free text, with the option ("" in free text).
    pub answers: BTreeMap<String, String>,
    /// Flow steps passed over.
    pub skipped: Vec<String>,
    /// The question that stands.
    pub asked: Option<Asked>,
    /// The question that interrupts the flow.
    pub pending: Option<Pending>,
    /// What the answer to this turn's request is for.
    pub awaiting: Option<Awaiting>,
    /// Proposals shown.
    pub results: Results,
    /// The booking under way.
    pub booking: Option<Booking>,
    /// The application under way.
    pub application: Option<Application>,
    /// First name, contact and own words, given for a booking or an application.
    pub details: Details,
    /// Appointments made or changed here, by id.
    pub appointments: BTreeMap<String, AppointmentView>,
    /// Who answers.
    pub owner: Owner,
    /// The person agreed to be put in touch with somebody, who may read the conversation.
    pub human_agreed: bool,
    /// STOP was written and nothing since.
    pub stopped: bool,
    /// Which wording of each text was said last.
    pub said: BTreeMap<String, u8>,
    /// Digest of the last message.
    pub last_digest: u64,
    /// What undo puts back, last answer last.
    pub undo: Vec<UndoFrame>,
}

impl State {
    /// The appointment held while its booking is not confirmed.
    pub fn held_id(&self) -> Option<String> {
        let held = self.booking.as_ref()?.held.as_ref()?;
        Some(held.id.clone())
    }
}

/// Where the information notice stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum NoticeStage {
    #[default]
    NotShown,
    Shown,
    Accepted,
}

/// A question, by what it asks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "question", content = "of", rename_all = "snake_case")]
pub enum Question {
    /// Whether to go on after the notice.
    Notice,
    /// A step of the flow.
    Step(String),
    /// Which of several values for a slot.
    Choose(String),
    /// Erase everything?
    ConfirmErase,
    /// Start again from nothing?
    ConfirmRestart,
    /// Cancel this appointment?
    ConfirmCancel,
    /// Which appointment.
    PickAppointment,
    /// Which time.
    Slot,
    /// First name.
    FirstName,
    /// Mail or phone.
    Contact,
    /// Mail of a parent.
    ParentMail,
    /// Agree to share with the centre?
    Consent,
    /// Put in touch with somebody?
    Human,
    /// Where to write when somebody has answered.
    AnswerMail,
    /// Own words for an employer.
    ApplyMessage,
    /// Agree to share with the employer?
    ApplyConsent,
    /// Nothing is asked: proposals are on the table.
    Free,
}

impl Question {
    /// Its subject in one word: the step, or what is asked.
    pub fn about(&self) -> &str {
        match self {
            Self::Step(step) => step,
            Self::Choose(slot) => slot,
            Self::Notice => "notice",
            Self::ConfirmErase => "confirm_erase",
            Self::ConfirmRestart => "confirm_restart",
            Self::ConfirmCancel => "confirm_cancel",
            Self::PickAppointment => "pick_appointment",
            Self::Slot => "slot",
            Self::FirstName => "first_name",
            Self::Contact => "contact",
            Self::ParentMail => "parent_mail",
            Self::Consent => "consent",
            Self::Human => "human",
            Self::AnswerMail => "answer_mail",
            Self::ApplyMessage => "apply_message",
            Self::ApplyConsent => "apply_consent",
            Self::Free => "free",
        }
    }
}

/// A question that stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    /// Which.
    pub question: Question,
    /// Turn at which it was last asked.
    pub turn: u32,
    /// Sentences in a row that did not answer it.
    pub misses: u32,
}

/// A question that interrupts the flow and then gives way to it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "pending", rename_all = "snake_case")]
pub enum Pending {
    /// A step of the flow is asked although it is answered.
    Edit {
        /// Step.
        step: String,
    },
    /// Several values are possible.
    Choose {
        /// Slot.
        slot: String,
        /// Values as text.
        values: Vec<String>,
    },
    /// Erase everything?
    Erase,
    /// Start again?
    Restart,
    /// Put in touch with somebody?
    Human,
    /// Where to write when somebody has answered.
    AnswerMail,
    /// Cancel this appointment?
    Cancel {
        /// Appointment.
        appointment: Box<AppointmentView>,
    },
    /// Which appointment to cancel or to move.
    PickAppointment {
        /// Candidates.
        appointments: Vec<AppointmentView>,
        /// Whether it is to be moved (else cancelled).
        moving: bool,
    },
}

/// What the answer to a request is for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "awaiting", rename_all = "snake_case")]
pub enum Awaiting {
    /// To list appointments.
    List,
    /// To cancel one: this one, or the only one.
    Cancel {
        /// Appointment id.
        appointment: Option<String>,
    },
    /// To move one.
    Move {
        /// Appointment id.
        appointment: Option<String>,
    },
    /// Nothing is said when it is done (a hold given back, a consent recorded).
    Quiet,
}

/// Proposals shown.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Results {
    /// Whether the present profile's proposals were shown.
    pub is_shown: bool,
    /// Trainings seen.
    pub trainings: Vec<TrainingId>,
    /// Employers seen.
    pub employers: Vec<Siret>,
}

/// A booking under way.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Booking {
    /// Training.
    pub training: TrainingId,
    /// Appointment that is being moved.
    pub moving: Option<String>,
    /// Turn at which it began.
    pub since: u32,
    /// Slots offered last.
    pub slots: Vec<Slot>,
    /// Turn at which they were.
    pub slots_turn: u32,
    /// Time zone of the centre.
    pub time_zone: String,
    /// The held appointment.
    pub held: Option<AppointmentView>,
    /// The centre keeps no calendar: this is a contact request.
    pub is_contact_request: bool,
    /// Phone of the centre, when it keeps no calendar.
    pub phone: Option<String>,
}

/// An application under way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Application {
    /// Employer.
    pub employer: Siret,
    /// Turn at which it began.
    pub since: u32,
}

/// Details given for a booking or an application, and only then.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Details {
    pub first_name: Option<String>,
    pub mail: Option<String>,
    pub phone: Option<String>,
    pub parent_mail: Option<String>,
    /// Own words for the employer of the application under way; `Some("")`: none wanted.
    pub message: Option<String>,
    /// Where to write when a person has answered.
    pub answer_mail: Option<String>,
}

impl std::fmt::Debug for Details {
    /// Never prints what it holds.
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Details { .. }")
    }
}

impl Details {
    /// Puts a detail in its place and returns the one that stood there.
    pub fn put(&mut self, detail: Detail) -> Detail {
        use std::mem::replace;
        match detail {
            Detail::FirstName(new) => Detail::FirstName(replace(&mut self.first_name, new)),
            Detail::Mail(new) => Detail::Mail(replace(&mut self.mail, new)),
            Detail::Phone(new) => Detail::Phone(replace(&mut self.phone, new)),
            Detail::ParentMail(new) => Detail::ParentMail(replace(&mut self.parent_mail, new)),
            Detail::Message(new) => Detail::Message(replace(&mut self.message, new)),
            Detail::AnswerMail(new) => Detail::AnswerMail(replace(&mut self.answer_mail, new)),
        }
    }
}

/// What one answered turn replaced.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct UndoFrame {
    /// The turn.
    pub turn: u32,
    /// What stood before, in the order in which it was replaced.
    pub before: Vec<Before>,
}

/// Something that undo puts back.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "before", rename_all = "snake_case")]
pub enum Before {
    /// A slot of the profile.
    Slot {
        /// What it held.
        value: SlotValue,
    },
    /// A flow step.
    Answer {
        /// Step.
        step: String,
        /// What was answered.
        option: Option<String>,
    },
    /// A step was not skipped.
    NotSkipped {
        /// Step.
        step: String,
    },
    /// A step was skipped.
    Skipped {
        /// Step.
        step: String,
    },
    /// A detail.
    Detail {
        /// What it held.
        detail: Detail,
    },
}
