//! Leads: a contact request to a centre without a calendar, an application to an employer, and the
//! record kept of an appointment.

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use tandem_engine::appointments::Contact;
use tandem_engine::dialogue::{CentreReach, Outcome};
use tandem_engine::profile::Profile;
use tandem_index::{Centre, Siret, TrainingId};

use super::row::{CONTACT, SHARED};
use crate::StoreError;
use crate::act::Act;
use crate::db::args;
use crate::ids::{ConversationId, LeadId};
use crate::outbox::{LeadKind, MailJob, queue_mail};
use crate::privacy::consent;
use crate::supply::{centre_in, employer_in, training_in};

/// Purpose of the person's own words.
pub(crate) const MESSAGE: &str = "leads.message";
/// The same person asks the same training again after four days (INTEROP 6).
const AGAIN_AFTER_SECONDS: i64 = 4 * 24 * 3_600;

const RECORD: &str = "INSERT INTO leads (id, kind, conversation, centre, employer, training, \
    appointment, person, contact, shared, message, created_at) \
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";
const REQUESTED: &str = "SELECT created_at FROM leads WHERE kind = 'contact_request' \
    AND training = $1 AND created_at > $2 AND (conversation = $3 OR person = $4) \
    ORDER BY created_at LIMIT 1";
const APPLIED: &str = "SELECT id FROM leads WHERE kind = 'application' AND employer = $1 \
    AND (conversation = $2 OR person = $3) LIMIT 1";

/// A lead to record.
pub(super) struct LeadOf<'a> {
    pub(super) kind: LeadKind,
    pub(super) centre: Option<&'a str>,
    pub(super) employer: Option<&'a str>,
    pub(super) training: Option<&'a str>,
    pub(super) appointment: Option<&'a str>,
    pub(super) contact: &'a Contact,
    pub(super) shared: &'a Profile,
    pub(super) message: Option<&'a str>,
}

impl LeadKind {
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Appointment => "appointment",
            Self::ContactRequest => "contact_request",
            Self::Application => "application",
        }
    }

    pub(crate) fn of(word: &str) -> Self {
        match word {
            "contact_request" => Self::ContactRequest,
            "application" => Self::Application,
            _ => Self::Appointment,
        }
    }
}

/// A centre that keeps no calendar here, or is not even known.
pub(super) fn no_calendar(centre: Option<Centre>) -> Outcome {
    Outcome::NoCalendar {
        reach: CentreReach::of(centre.as_ref()),
        phone: centre.and_then(|centre| centre.phone),
    }
}

/// Finds the same person again in another conversation, by what they gave to be reached.
fn fingerprint(act: &Act<'_>, contact: &Contact) -> Option<Vec<u8>> {
    let address = contact.mail.as_deref().or(contact.phone.as_deref())?;
    Some(act.store.cipher().fingerprint(address))
}

/// Records a lead.
pub(super) async fn record_lead(
    act: &mut Act<'_>,
    conversation: &ConversationId,
    lead: &LeadOf<'_>,
) -> Result<LeadId, StoreError> {
    let id = act.new_id();
    let message = lead
        .message
        .map(|message| act.store.seal(MESSAGE, &message))
        .transpose()?;
    let person = fingerprint(act, lead.contact);
    let contact = act.store.seal(CONTACT, lead.contact)?;
    let shared = act.store.seal(SHARED, lead.shared)?;
    act.tx
        .execute(
            RECORD,
            args![
                &id,
                lead.kind.word(),
                conversation.as_str(),
                lead.centre,
                lead.employer,
                lead.training,
                lead.appointment,
                person,
                contact,
                shared,
                message,
                act.now,
            ],
        )
        .await?;
    Ok(LeadId(id))
}

/// The centre has no calendar: a lead, and a mail to it, within a transaction.
pub(crate) async fn request_contact(
    act: &mut Act<'_>,
    conversation: &ConversationId,
    training: &TrainingId,
    contact: &Contact,
    consent_text: &str,
    shared: &Profile,
) -> Result<Outcome, StoreError> {
    let Some(training) = training_in(act.tx, training).await? else {
        return Ok(Outcome::Refused);
    };
    let since = act
        .now
        .checked_sub(SignedDuration::from_secs(AGAIN_AFTER_SECONDS))
        .unwrap_or(Timestamp::MIN);
    let before: Option<(i64,)> = act
        .tx
        .optional(
            REQUESTED,
            args![
                training.id.as_str(),
                since,
                conversation.as_str(),
                fingerprint(act, contact)
            ],
        )
        .await?;
    if let Some((at,)) = before {
        let at = Timestamp::from_millisecond(at).unwrap_or(act.now);
        let zone = TimeZone::get("Europe/Paris").unwrap_or(TimeZone::UTC);
        return Ok(Outcome::AlreadyRequested {
            on: zone.to_datetime(at).date(),
        });
    }
    let centre = centre_in(act.tx, &training.centre).await?;
    consent(act, conversation, consent_text).await?;
    let lead = LeadOf {
        kind: LeadKind::ContactRequest,
        centre: Some(training.centre.as_str()),
        employer: None,
        training: Some(training.id.as_str()),
        appointment: None,
        contact,
        shared,
        message: None,
    };
    let lead = record_lead(act, conversation, &lead).await?;
    let reach = CentreReach::of(centre.as_ref());
    if reach == CentreReach::Mail {
        let mail = MailJob::ContactRequestToCentre { lead: lead.clone() };
        queue_mail(act, conversation, mail).await?;
    }
    if contact.mail.is_some() {
        queue_mail(
            act,
            conversation,
            MailJob::ContactRequestToCandidate { lead },
        )
        .await?;
    }
    let (name, phone) = match centre {
        Some(centre) => (centre.name, centre.phone),
        None => (training.centre_name, None),
    };
    Ok(Outcome::ContactRequested {
        centre: training.centre,
        centre_name: name,
        phone,
        reach,
    })
}

/// An application to an employer, within a transaction.
pub(crate) async fn apply(
    act: &mut Act<'_>,
    conversation: &ConversationId,
    siret: &Siret,
    contact: &Contact,
    consent_text: &str,
    shared: &Profile,
    message: Option<&str>,
) -> Result<Outcome, StoreError> {
    let Some(employer) = employer_in(act.tx, siret).await? else {
        return Ok(Outcome::Refused);
    };
    if employer.mail.is_none() {
        return Ok(Outcome::NoAddress {
            phone: employer.phone,
        });
    }
    let before: Option<(String,)> = act
        .tx
        .optional(
            APPLIED,
            args![
                siret.as_str(),
                conversation.as_str(),
                fingerprint(act, contact)
            ],
        )
        .await?;
    if before.is_some() {
        return Ok(Outcome::AlreadyApplied);
    }
    consent(act, conversation, consent_text).await?;
    let lead = LeadOf {
        kind: LeadKind::Application,
        centre: None,
        employer: Some(siret.as_str()),
        training: None,
        appointment: None,
        contact,
        shared,
        message,
    };
    let lead = record_lead(act, conversation, &lead).await?;
    let mail = MailJob::ApplicationToEmployer { lead: lead.clone() };
    queue_mail(act, conversation, mail).await?;
    if contact.mail.is_some() {
        queue_mail(act, conversation, MailJob::ApplicationToCandidate { lead }).await?;
    }
    Ok(Outcome::Applied {
        employer_name: employer.name,
    })
}
