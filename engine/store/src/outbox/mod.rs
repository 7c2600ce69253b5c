//! What goes out: Telegram messages and mails, written in the transaction of what they tell, sent
//! later, at least once.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use tandem_engine::appointments::{AppointmentView, Contact};
use tandem_engine::message::Message;
use tandem_engine::profile::Profile;
use tandem_index::{Centre, Employer, Training};

use crate::ids::{ConversationId, LeadId, OutboxId};
use crate::{Store, StoreError};

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
        /// Message ids, as given to [`Store::mark_sent`].
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
}

/// What a mail needs to be rendered.
#[derive(Debug, Clone)]
pub enum MailContext {
    /// About an appointment.
    Appointment(Box<AppointmentMail>),
    /// About a contact request or an application.
    Lead(Box<LeadMail>),
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

/// Answer to [`Store::retry_later`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Retry {
    /// It comes again at that instant.
    At(Timestamp),
    /// It was given up.
    GivenUp,
}

impl Store {
    /// Leases up to `limit` due rows for a minute, oldest first; of one chat only the oldest.
    pub async fn claim_outbox(
        &self,
        _kind: OutboxKind,
        _limit: u32,
        _worker: &str,
        _now: Timestamp,
    ) -> Result<Vec<OutboxRow>, StoreError> {
        todo!()
    }
    /// It was sent; its text leaves the outbox. `external_id`: Telegram's message id, to edit or
    /// delete it later.
    pub async fn mark_sent(
        &self,
        _id: &OutboxId,
        _external_id: Option<&str>,
        _now: Timestamp,
    ) -> Result<(), StoreError> {
        todo!()
    }
    /// It failed and is tried again: after `after` when the receiver said so (429 `retry_after`,
    /// which does not count as an attempt), else along the schedule 5 s, 30 s, 2 min, 10 min, 1 h, 4 h,
    /// 12 h with jitter, then given up. `error` holds no personal data.
    pub async fn retry_later(
        &self,
        _id: &OutboxId,
        _error: &str,
        _after: Option<SignedDuration>,
        _now: Timestamp,
    ) -> Result<Retry, StoreError> {
        todo!()
    }
    /// It can never be sent (blocked, no address).
    pub async fn mark_dead(
        &self,
        _id: &OutboxId,
        _error: &str,
        _now: Timestamp,
    ) -> Result<(), StoreError> {
        todo!()
    }
    /// What a mail needs; `None`: what it was about is gone.
    pub async fn mail_context(&self, _mail: &MailJob) -> Result<Option<MailContext>, StoreError> {
        todo!()
    }
    /// An appointment with everything a calendar file says of it.
    pub async fn appointment_details(
        &self,
        _appointment: &str,
    ) -> Result<Option<AppointmentMail>, StoreError> {
        todo!()
    }
}
