//! What happened in a conversation, in the form that is kept for ever.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use tandem_index::{Siret, TrainingId};

use super::owner::{Owner, OwnerChange};
use super::state::{Awaiting, Pending, Question};
use crate::appointments::{AppointmentView, Slot};
use crate::profile::SlotValue;

/// One thing that happened, kept for ever in its JSON form: variants and optional fields are only
/// added, never renamed or removed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum Event {
    /// A turn was taken: something came from the person or from outside.
    TurnTaken {
        /// When.
        at: Timestamp,
    },
    /// The flow that the conversation begins on, by its content.
    FlowPinned {
        /// Hash of its file.
        flow: String,
    },
    /// The conversation goes on with another version: the one it began on is no longer held.
    FlowMigrated {
        /// Hash of the new one.
        flow: String,
        /// Steps whose answer means nothing any more; what they filled in the profile stays.
        dropped: Vec<String>,
    },
    /// The chat was opened through a coded link.
    EntrySet {
        /// Code of a poster or of an embedding site.
        code: String,
    },
    /// The information notice was shown.
    NoticeShown {
        /// Version of its text.
        text: String,
    },
    /// The person goes on after the notice.
    NoticeAccepted,
    /// Going on after the notice was sent to the consent ledger.
    NoticeRecorded,
    /// A slot of the profile got a value.
    SlotSet {
        /// The new value, whole.
        value: SlotValue,
    },
    /// An option of a flow step was chosen.
    StepAnswered {
        /// Step.
        step: String,
        /// Option; empty when the step was answered in free text.
        option: String,
    },
    /// A flow step was passed over.
    StepSkipped {
        /// Step.
        step: String,
    },
    /// A flow step is asked as if it had never been answered.
    StepReopened {
        /// Step.
        step: String,
    },
    /// A question stands in front of the person.
    Asked {
        /// Which.
        question: Question,
    },
    /// A sentence did not answer the question and meant nothing else.
    Missed {
        /// The sentence with personal data masked, cut at 200 characters.
        text: String,
        /// What had been asked ("place", "free").
        #[serde(default)]
        about: String,
    },
    /// A question that interrupts the flow was opened, or closed.
    PendingSet {
        /// The interruption; `None` closes it.
        pending: Option<Pending>,
    },
    /// What the answer to the request of this turn is for.
    AwaitingSet {
        /// Purpose; `None` once answered.
        awaiting: Option<Awaiting>,
    },
    /// The last `n` answers are taken back. Acts already performed stay performed.
    Undone {
        /// How many.
        n: u32,
    },
    /// The person starts again from nothing.
    Restarted,
    /// Proposals were shown.
    ResultsShown {
        /// Trainings of this page.
        trainings: Vec<TrainingId>,
        /// Employers of this page.
        employers: Vec<Siret>,
        /// First page (the list of those seen starts again).
        first_page: bool,
    },
    /// A booking began.
    BookingStarted {
        /// Training.
        training: TrainingId,
        /// Appointment that is being moved, if any.
        moving: Option<String>,
    },
    /// Slots were offered.
    SlotsOffered {
        /// Slots.
        slots: Vec<Slot>,
        /// Time zone of the centre.
        time_zone: String,
    },
    /// The centre keeps no calendar: the booking is now a contact request.
    NoCalendar {
        /// Phone of the centre.
        phone: Option<String>,
    },
    /// A slot is held.
    SlotHeld {
        /// The held appointment.
        appointment: AppointmentView,
    },
    /// The hold is gone, the booking goes on.
    HoldLost,
    /// A detail asked for a booking or an application was given, or taken back.
    DetailSet {
        /// The detail.
        detail: Detail,
    },
    /// A booking ended.
    BookingEnded {
        /// How.
        end: BookingEnd,
    },
    /// An application to an employer began.
    ApplicationStarted {
        /// Employer.
        employer: Siret,
    },
    /// An application ended.
    ApplicationEnded {
        /// Whether it was sent.
        sent: bool,
    },
    /// An appointment was cancelled or moved, by whoever.
    AppointmentChanged {
        /// The appointment as it is now.
        appointment: AppointmentView,
    },
    /// Help in distress was shown. Nothing else is kept of it.
    HelpShown,
    /// A question on a topic was answered.
    TopicAnswered {
        /// Topic.
        topic: tandem_models::Topic,
    },
    /// The person wants to speak to somebody.
    HumanRequested,
    /// Somebody else answers from now on.
    OwnerSet {
        /// Who.
        owner: Owner,
        /// Why.
        why: OwnerChange,
    },
    /// The person wrote STOP: nothing is sent that they did not ask for.
    Stopped,
    /// The conversation goes on in another channel.
    ChannelLinked {
        /// Channel.
        channel: String,
    },
    /// The person was erased.
    Erased,
    /// Sentences were said: which wording of each, so that the next one differs.
    Spoke {
        /// Text ids with the wording used.
        variants: Vec<(String, u8)>,
        /// Digest of the last message.
        digest: u64,
    },
}

/// A detail asked only for a booking or an application.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "detail", content = "value", rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum Detail {
    FirstName(Option<String>),
    Mail(Option<String>),
    Phone(Option<String>),
    ParentMail(Option<String>),
    /// Own words for an employer; `Some("")`: none wanted.
    Message(Option<String>),
    /// Where to write when a person has answered.
    AnswerMail(Option<String>),
}

impl std::fmt::Debug for Detail {
    /// Never prints what it holds.
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let name = match self {
            Self::FirstName(_) => "FirstName",
            Self::Mail(_) => "Mail",
            Self::Phone(_) => "Phone",
            Self::ParentMail(_) => "ParentMail",
            Self::Message(_) => "Message",
            Self::AnswerMail(_) => "AnswerMail",
        };
        write!(formatter, "{name}(..)")
    }
}

/// How a booking ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum BookingEnd {
    Confirmed,
    ParentAsked,
    ContactRequested,
    Moved,
    Abandoned,
    Impossible,
}

impl Event {
    /// Name of the kind, kept in clear beside the encrypted body (`slot_set`).
    pub fn kind(&self) -> &'static str {
        match self {
            Self::TurnTaken { .. } => "turn_taken",
            Self::FlowPinned { .. } => "flow_pinned",
            Self::FlowMigrated { .. } => "flow_migrated",
            Self::EntrySet { .. } => "entry_set",
            Self::NoticeShown { .. } => "notice_shown",
            Self::NoticeAccepted => "notice_accepted",
            Self::NoticeRecorded => "notice_recorded",
            Self::SlotSet { .. } => "slot_set",
            Self::StepAnswered { .. } => "step_answered",
            Self::StepSkipped { .. } => "step_skipped",
            Self::StepReopened { .. } => "step_reopened",
            Self::Asked { .. } => "asked",
            Self::Missed { .. } => "missed",
            Self::PendingSet { .. } => "pending_set",
            Self::AwaitingSet { .. } => "awaiting_set",
            Self::Undone { .. } => "undone",
            Self::Restarted => "restarted",
            Self::ResultsShown { .. } => "results_shown",
            Self::BookingStarted { .. } => "booking_started",
            Self::SlotsOffered { .. } => "slots_offered",
            Self::NoCalendar { .. } => "no_calendar",
            Self::SlotHeld { .. } => "slot_held",
            Self::HoldLost => "hold_lost",
            Self::DetailSet { .. } => "detail_set",
            Self::BookingEnded { .. } => "booking_ended",
            Self::ApplicationStarted { .. } => "application_started",
            Self::ApplicationEnded { .. } => "application_ended",
            Self::AppointmentChanged { .. } => "appointment_changed",
            Self::HelpShown => "help_shown",
            Self::TopicAnswered { .. } => "topic_answered",
            Self::HumanRequested => "human_requested",
            Self::OwnerSet { .. } => "owner_set",
            Self::Stopped => "stopped",
            Self::ChannelLinked { .. } => "channel_linked",
            Self::Erased => "erased",
            Self::Spoke { .. } => "spoke",
        }
    }
}
