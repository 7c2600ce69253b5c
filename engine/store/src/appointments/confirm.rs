//! Confirming a held slot: the centre is written to, then the person.

use jiff::Timestamp;
use tandem_engine::appointments::{AppointmentView, Contact};
use tandem_engine::dialogue::Outcome;
use tandem_engine::profile::Profile;

use super::leads::{LeadOf, record_lead};
use super::row::{AppointmentRow, CONTACT, SHARED, own, written};
use super::{LinkHolder, expire, tokens};
use crate::act::{Act, whole_act};
use crate::db::args;
use crate::ids::ConversationId;
use crate::outbox::{LeadKind, MailJob, queue_mail};
use crate::privacy::consent;
use crate::{Store, StoreError};

const CONFIRM: &str = "UPDATE appointments SET status = 'confirmed', contact = $3, shared = $4, \
    hold_expires_at = NULL, changed_at = $2 \
    WHERE id = $1 AND status = 'held' AND NOT awaits_parent AND hold_expires_at > $2";
const HISTORY: &str = "INSERT INTO appointment_changes (id, appointment, change, starts_at, at) \
    VALUES ($1, $2, $3, $4, $5)";

impl Store {
    /// Confirms a held slot; mails to the centre, then to the person: [`Outcome::Confirmed`] (also
    /// when it already was), [`Outcome::HoldExpired`] or [`Outcome::Refused`].
    pub async fn confirm(
        &self,
        conversation: &ConversationId,
        appointment: &str,
        contact: &Contact,
        consent: &str,
        shared: &Profile,
        now: Timestamp,
    ) -> Result<Outcome, StoreError> {
        whole_act!(self, now, |act| confirm(
            &mut act,
            conversation,
            appointment,
            contact,
            consent,
            shared
        ))
    }
}

/// Confirms a held slot, within a transaction.
pub(crate) async fn confirm(
    act: &mut Act<'_>,
    conversation: &ConversationId,
    appointment: &str,
    contact: &Contact,
    consent_text: &str,
    shared: &Profile,
) -> Result<Outcome, StoreError> {
    let sealed_contact = act.store.seal(CONTACT, contact)?;
    let sealed_shared = act.store.seal(SHARED, shared)?;
    let Some(row) = own(act.tx, conversation, appointment).await? else {
        return Ok(Outcome::Refused);
    };
    let confirmed = act
        .tx
        .execute(
            CONFIRM,
            args![appointment, act.now, sealed_contact, sealed_shared],
        )
        .await?;
    if confirmed == 0 {
        return not_held(act, &row).await;
    }
    consent(act, conversation, consent_text).await?;
    let view = written(act.tx, appointment).await?.view()?;
    let lead = LeadOf {
        kind: LeadKind::Appointment,
        centre: Some(view.centre.as_str()),
        employer: None,
        training: Some(view.training.as_str()),
        appointment: Some(appointment),
        contact,
        shared,
        message: None,
    };
    record_lead(act, conversation, &lead).await?;
    tell_both(act, conversation, &view, contact.mail.as_deref()).await?;
    Ok(Outcome::Confirmed(view))
}

/// Why a hold could not be confirmed.
async fn not_held(act: &mut Act<'_>, row: &AppointmentRow) -> Result<Outcome, StoreError> {
    match row.status.as_str() {
        "confirmed" => Ok(Outcome::Confirmed(row.view()?)),
        "held" if row.awaits_parent && row.is_held(act.now) => {
            Ok(Outcome::ParentAsked(row.view()?))
        }
        "held" => {
            expire::expire_quietly(act, &row.id).await?;
            Ok(Outcome::HoldExpired)
        }
        "expired" => Ok(Outcome::HoldExpired),
        _ => Ok(Outcome::Refused),
    }
}

/// Mails with their links: the centre first, then the person (or the parent), who may have given a
/// phone only.
pub(super) async fn tell_both(
    act: &mut Act<'_>,
    conversation: &ConversationId,
    view: &AppointmentView,
    person_mail: Option<&str>,
) -> Result<(), StoreError> {
    history(act, view, "confirmed").await?;
    let token = tokens::make(act, view, LinkHolder::Centre).await?;
    let appointment = view.id.clone();
    let mail = MailJob::AppointmentConfirmedToCentre { appointment, token };
    queue_mail(act, conversation, mail).await?;
    if person_mail.is_none() {
        return Ok(());
    }
    let token = tokens::make(act, view, LinkHolder::Candidate).await?;
    let appointment = view.id.clone();
    let mail = MailJob::AppointmentConfirmedToCandidate { appointment, token };
    queue_mail(act, conversation, mail).await
}

/// One more line of what happened to an appointment.
pub(super) async fn history(
    act: &mut Act<'_>,
    view: &AppointmentView,
    change: &str,
) -> Result<(), StoreError> {
    let id = act.new_id();
    act.tx
        .execute(
            HISTORY,
            args![id, &view.id, change, view.starts_at, act.now],
        )
        .await
        .map(drop)
}
