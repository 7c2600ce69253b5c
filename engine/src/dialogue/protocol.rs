//! What goes into the machine and what comes out: it performs nothing, outcomes answer its requests.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use tandem_index::{Centre, CentreId, Siret, TrainingId};
use tandem_models::{InseeCode, Topic};

use super::ChannelKind;
use super::owner::{Counsellor, CounsellorAct};
use crate::appointments::{AppointmentView, Contact, Slot};
use crate::message::Message;
use crate::profile::Profile;

/// Something that happened to a conversation.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Input {
    /// The chat was opened; `entry` is the deep-link code, if any.
    Start {
        /// Code of a poster or of an embedding site.
        entry: Option<String>,
    },
    /// A sentence.
    Text(String),
    /// A button of an earlier message.
    Press {
        /// What the button means.
        action: Action,
        /// What was read on it.
        label: String,
        /// `State::turn` when the message was said: older than the current question = stale.
        turn: u32,
    },
    /// A button whose message is unknown or gone.
    UnknownPress,
    /// A position, rounded to a commune at the door; `None` when it is outside France.
    Location(Option<InseeCode>),
    /// Something that is not text (photo, voice, sticker).
    Unsupported,
    /// A text longer than the door accepts.
    TooLong,
    /// The answer to a request made in this turn.
    Outcome(Outcome),
    /// Something that happened outside the conversation (link in a mail, parent, centre).
    Notice(Notice),
}

/// News that reach a conversation from outside.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Notice {
    /// A parent confirmed: the appointment stands.
    ParentConfirmed(AppointmentView),
    /// The parent refused or did not answer in 72 hours: the slot is free again.
    ParentDeclined,
    /// Cancelled by a link in a mail, or by the centre.
    Cancelled(AppointmentView),
    /// Moved by a link in a mail, or by the centre.
    Moved(AppointmentView),
    /// The hold ran out before it was confirmed.
    HoldExpired,
    /// The conversation goes on in this channel ("telegram", "web").
    ChannelLinked {
        /// New channel.
        channel: String,
    },
    /// Somebody who answers young people did something.
    Counsellor {
        /// Who.
        by: Counsellor,
        /// What.
        did: CounsellorAct,
    },
    /// The time in which somebody was to answer is over.
    NobodyAnswered {
        /// Since when the person waits: says which wait is over.
        since: Timestamp,
    },
}

/// What pressing a button means. Old keyboards are pressed years later: variants are only added.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Action {
    /// Answer to a question of the flow: step id and option id.
    Answer {
        /// Step of the flow.
        step: String,
        /// Option of that step.
        option: String,
    },
    /// A value for a slot of the profile (disambiguation, "Tu voulais dire").
    Fill {
        /// Slot name.
        slot: String,
        /// Its value as text (ROME code, INSEE code…).
        value: String,
    },
    /// A command ("restart", "undo", "help", "human", "more", "recap", `my_appointments`…).
    Command(String),
    /// A question proposed after the answer to another.
    Topic {
        /// What is asked.
        topic: Topic,
    },
    /// Change one slot of the recap.
    Edit {
        /// Slot name.
        slot: String,
    },
    /// Why this proposal.
    Why {
        /// Proposal, as the results state numbers them.
        proposal: ProposalRef,
    },
    /// Start booking with the centre of this training.
    Book {
        /// Training.
        training: TrainingId,
    },
    /// Choose a slot.
    ChooseSlot {
        /// Slot.
        slot: Slot,
    },
    /// Other slots: from that day on, or that part of the day.
    OtherSlots {
        /// First day.
        from: Option<Date>,
        /// Morning or afternoon.
        part: Option<PartOfDay>,
    },
    /// Send my contact to this employer.
    Apply {
        /// Employer.
        employer: Siret,
    },
    /// Cancel this appointment.
    Cancel {
        /// Appointment id.
        appointment: String,
    },
    /// Move this appointment.
    Reschedule {
        /// Appointment id.
        appointment: String,
    },
}

/// A proposal that was shown.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProposalRef {
    /// A training.
    Training(TrainingId),
    /// An employer.
    Employer(Siret),
}

/// Half of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PartOfDay {
    /// Before 12:00 local time.
    Morning,
    /// From 12:00.
    Afternoon,
}

/// What the machine wants done.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Effect {
    /// Keep the person's words like this, never as they came: they held what nobody asked for.
    KeepHeardAs(String),
    /// Say this, in order.
    Say(Message),
    /// Do this and answer with an [`Outcome`] in the same turn. At most one a step, and last.
    Request(Request),
}

/// Acts that only the store can do. Each is a whole act, answered in the same transaction.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Request {
    /// Free slots of the centre of a training.
    FindSlots {
        /// Training.
        training: TrainingId,
        /// Not before that day (local time of the centre).
        from: Option<Date>,
        /// Morning or afternoon only.
        part: Option<PartOfDay>,
        /// At most so many.
        limit: usize,
    },
    /// Hold a slot: 10 minutes.
    Hold {
        /// Training.
        training: TrainingId,
        /// Slot.
        slot: Slot,
    },
    /// Give a held slot back.
    Release {
        /// Appointment id.
        appointment: String,
    },
    /// Confirm a held slot. Mails go to the centre, then to the person.
    Confirm {
        /// Appointment id.
        appointment: String,
        /// Who.
        contact: Contact,
        /// Version of the consent sentence shown.
        consent: String,
        /// What the person agreed to share with the centre.
        shared: Profile,
    },
    /// Under 15: extend the hold to 72 hours and write to a parent.
    AskParent {
        /// Appointment id.
        appointment: String,
        /// First name of the young person.
        first_name: String,
        /// Mail of the parent.
        parent_mail: String,
        /// What would be shared with the centre.
        shared: Profile,
    },
    /// The centre has no calendar: a contact request becomes a lead, the centre calls back.
    RequestContact {
        /// Training.
        training: TrainingId,
        /// Who.
        contact: Contact,
        /// Version of the consent sentence shown.
        consent: String,
        /// What the person agreed to share with the centre.
        shared: Profile,
    },
    /// Cancel an appointment of this person.
    Cancel {
        /// Appointment id.
        appointment: String,
    },
    /// Move an appointment of this person to another slot, in one transaction.
    Move {
        /// Appointment id.
        appointment: String,
        /// New slot.
        slot: Slot,
    },
    /// Appointments of this person that are held or confirmed and not past.
    ListAppointments,
    /// Send an application to an employer: nothing about a person leaves before this.
    Apply {
        /// Employer.
        employer: Siret,
        /// Who.
        contact: Contact,
        /// Version of the consent sentence shown.
        consent: String,
        /// What the person agreed to share.
        shared: Profile,
        /// Their own words, if any.
        message: Option<String>,
    },
    /// A one-time link (15 minutes) that carries this conversation to another channel.
    LinkCode {
        /// Which.
        to: ChannelKind,
    },
    /// Erase the person: appointments cancelled, centre told, conversation emptied.
    Erase,
    /// Record that the notice or a consent was accepted.
    RecordConsent {
        /// Version of the text.
        text: String,
    },
    /// Write to the person that somebody has answered.
    #[expect(missing_docs, reason = "the names say it")]
    MailAnswer {
        to: String,
        from: String,
        text: String,
    },
}

/// How a centre learns that somebody wants to be called back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CentreReach {
    /// It is written to.
    Mail,
    /// No address is known: it sees the request when it opens its inbox here.
    Inbox,
}

impl CentreReach {
    /// Of a centre; one that nobody knows cannot be written to.
    pub fn of(centre: Option<&Centre>) -> Self {
        match centre.and_then(|centre| centre.mail.as_ref()) {
            Some(_) => Self::Mail,
            None => Self::Inbox,
        }
    }
}

/// Answers to requests.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Slots found, ascending; empty: none in six months.
    Slots {
        /// Slots.
        slots: Vec<Slot>,
        /// IANA time zone in which to say them.
        time_zone: String,
    },
    /// The centre keeps no calendar with us: offer a contact request.
    NoCalendar {
        /// Its phone, if known.
        phone: Option<String>,
        /// How it would learn of a request.
        reach: CentreReach,
    },
    /// Held until `AppointmentView` is confirmed or ten minutes pass.
    Held(AppointmentView),
    /// Somebody was faster: others are proposed.
    SlotTaken {
        /// The next free slots.
        others: Vec<Slot>,
        /// IANA time zone in which to say them.
        time_zone: String,
    },
    /// The person already has an appointment with this centre.
    AlreadyBooked(AppointmentView),
    /// Confirmed.
    Confirmed(AppointmentView),
    /// The hold ran out.
    HoldExpired,
    /// The parent was written to; the slot is held for 72 hours.
    ParentAsked(AppointmentView),
    /// The contact request was recorded.
    ContactRequested {
        /// Centre.
        centre: CentreId,
        /// Its name.
        centre_name: String,
        /// Its phone.
        phone: Option<String>,
        /// How it learns of the request.
        reach: CentreReach,
    },
    /// A contact request for that training is less than four days old (INTEROP 6).
    AlreadyRequested {
        /// Day of the first one.
        on: Date,
    },
    /// Cancelled; the slot is free.
    Cancelled(AppointmentView),
    /// Too late to cancel (2 h) or move (4 h) by oneself: call the centre.
    TooLate(AppointmentView),
    /// Moved.
    Moved(AppointmentView),
    /// The person's appointments, ascending.
    Appointments(Vec<AppointmentView>),
    /// The application was sent.
    Applied {
        /// Employer's name.
        employer_name: String,
    },
    /// This employer gave no address to write to.
    NoAddress {
        /// Phone, if known.
        phone: Option<String>,
    },
    /// Already applied there.
    AlreadyApplied,
    /// Link made.
    LinkCode {
        /// Channel it leads to.
        to: ChannelKind,
        /// Where to go: a page of ours as a path; `None` when that channel is not open here.
        url: Option<String>,
    },
    /// Erased.
    Erased {
        /// Confirmation code.
        code: String,
    },
    /// Consent recorded.
    ConsentRecorded,
    /// The mail leaves.
    Mailed,
    /// Not found, not theirs, or no longer possible.
    Refused,
}
