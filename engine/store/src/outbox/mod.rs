//! What goes out: Telegram messages and mails, written in the transaction of what they tell, sent
//! later, at least once.

mod claim;
mod mail_context;
mod queue;
mod settle;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use tandem_engine::appointments::{AppointmentView, Contact};
use tandem_engine::message::Message;
use tandem_engine::profile::Profile;
use tandem_index::{Centre, Employer, Training};

use crate::ids::{ConversationId, LeadId, OutboxId};

pub(crate) use queue::{queue_account_mail, queue_mail, queue_telegram};

/// Purpose of the encrypted bodies.
pub(crate) const BODY: &str = "outbox.body";

/// Who sends it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names say it")]
pub enum OutboxKind {
    Telegram,
    Mail,
}

/// Something to send, leased for a minute.
#[derive(Debug, Clone, PartialEq)]
pub struct OutboxRow {
    /// Its id: the idempotency key of the sender (a mail's Message-ID is made from it).
    pub id: OutboxId,
    /// Whose.
    pub conversation: Option<ConversationId>,
    /// Which attempt this is, from 1.
    pub attempt: u32,
    /// When it was written.
    pub created_at: Timestamp,
    /// What.
    pub payload: OutboxPayload,
}

/// What to send.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OutboxPayload {
    /// By the Telegram sender.
    Telegram(TelegramJob),
    /// By the mail sender.
    Mail(MailJob),
}

/// A Telegram act. Those of one chat are handed out one at a time, in order.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TelegramJob {
    /// Say this.
    Say {
        /// Chat id.
        chat: String,
        /// Seq of the message in its conversation: buttons are `v1:<seq>:<index>`.
        seq: i64,
        /// What.
        message: Message,
    },
    /// Delete messages of an erased person (Telegram allows it for 48 hours).
    Delete {
        /// Chat id.
        chat: String,
        /// Message ids, as given to [`crate::Store::mark_sent`].
        message_ids: Vec<String>,
    },
}

/// A mail to render when it is sent. Tokens stand here and nowhere else in readable form.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(
    missing_docs,
    reason = "the names say it: the appointment, the lead, the token of the links"
)]
pub enum MailJob {
    AppointmentConfirmedToCentre {
        appointment: String,
        token: String,
    },
    AppointmentConfirmedToCandidate {
        appointment: String,
        token: String,
    },
    AppointmentCancelledToCentre {
        appointment: String,
    },
    AppointmentCancelledToCandidate {
        appointment: String,
    },
    AppointmentMovedToCentre {
        appointment: String,
        token: String,
        from: Timestamp,
    },
    AppointmentMovedToCandidate {
        appointment: String,
        token: String,
        from: Timestamp,
    },
    /// To the parent: confirm or refuse within 72 hours.
    ParentRequest {
        appointment: String,
        token: String,
    },
    ContactRequestToCentre {
        lead: LeadId,
    },
    ContactRequestToCandidate {
        lead: LeadId,
    },
    ApplicationToEmployer {
        lead: LeadId,
    },
    ApplicationToCandidate {
        lead: LeadId,
    },
    /// To a young person: somebody has answered them.
    CounsellorAnswered {
        to: String,
        from: String,
        text: String,
    },
    /// To somebody who answers: young people wait, the first of them since then.
    SomebodyWaits {
        to: String,
        since: Timestamp,
        waiting: u32,
    },
    /// To somebody who signs in: a link that works once.
    SignIn {
        to: String,
        token: String,
    },
}

/// What a mail needs to be rendered.
#[derive(Debug, Clone)]
pub enum MailContext {
    /// About an appointment.
    Appointment(Box<AppointmentMail>),
    /// About a contact request or an application.
    Lead(Box<LeadMail>),
    /// The job itself says everything.
    Direct {
        /// Addresses to write to.
        to: Vec<String>,
    },
}

/// An appointment with everything a mail or a calendar file says of it.
#[derive(Debug, Clone)]
pub struct AppointmentMail {
    /// Addresses to write to; empty: nobody can be written to.
    pub to: Vec<String>,
    /// The appointment; its id is the calendar UID.
    pub view: AppointmentView,
    /// Calendar SEQUENCE.
    pub sequence: u32,
    /// When it last changed (DTSTAMP).
    pub changed_at: Timestamp,
    /// Name of the kind of appointment.
    pub kind: String,
    /// Adviser's first name.
    pub adviser_name: String,
    /// Adviser's mail.
    pub adviser_mail: Option<String>,
    /// The centre, when still in the supply.
    pub centre: Option<Centre>,
    /// Who comes; `None` when erased.
    pub contact: Option<Contact>,
    /// Mail of the parent who was asked, under 15.
    pub parent_mail: Option<String>,
    /// What the person agreed to share.
    pub shared: Option<Profile>,
    /// When the hold ends, while it is one.
    pub hold_expires_at: Option<Timestamp>,
}

/// Kind of a lead.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum LeadKind {
    Appointment,
    ContactRequest,
    Application,
}

/// A lead with everything a mail says of it.
#[derive(Debug, Clone)]
pub struct LeadMail {
    /// Addresses to write to; empty: nobody can be written to.
    pub to: Vec<String>,
    /// The lead.
    pub id: LeadId,
    /// Its kind.
    pub kind: LeadKind,
    /// When it was made.
    pub created_at: Timestamp,
    /// Training, for a contact request.
    pub training: Option<Training>,
    /// Centre, for a contact request.
    pub centre: Option<Centre>,
    /// Employer, for an application.
    pub employer: Option<Employer>,
    /// Who; `None` when erased.
    pub contact: Option<Contact>,
    /// What the person agreed to share.
    pub shared: Option<Profile>,
    /// Their own words.
    pub message: Option<String>,
}

/// Answer to [`crate::Store::retry_later`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Retry {
    /// It comes again at that instant.
    At(Timestamp),
    /// It was given up.
    GivenUp,
}

impl OutboxKind {
    fn word(self) -> &'static str {
        match self {
            Self::Telegram => "telegram",
            Self::Mail => "mail",
        }
    }
}
