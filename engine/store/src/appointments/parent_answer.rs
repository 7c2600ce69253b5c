//! A parent answers by the link of their mail.

use jiff::Timestamp;
use tandem_engine::appointments::Contact;
use tandem_engine::dialogue::{Notice, Outcome};

use super::cancel::{Canceller, Tell, cancel_row};
use super::confirm::tell_both;
use super::leads::{LeadOf, record_lead};
use super::row::{AppointmentRow, written};
use super::{LinkHolder, ParentAnswer, expire, tokens};
use crate::act::{Act, whole_act};
use crate::db::args;
use crate::inbox::put_notice;
use crate::outbox::LeadKind;
use crate::privacy::consent;
use crate::{Store, StoreError};

const CONFIRM: &str = "UPDATE appointments SET status = 'confirmed', awaits_parent = FALSE, \
    hold_expires_at = NULL, changed_at = $2 \
    WHERE id = $1 AND status = 'held' AND awaits_parent AND hold_expires_at > $2";

impl Store {
    /// A parent answers: [`Outcome::Confirmed`], [`Outcome::Cancelled`] or [`Outcome::HoldExpired`];
    /// the conversation is told. `None`: unknown or expired link, or not a parent's.
    pub async fn parent_answer_by_token(
        &self,
        token: &str,
        answer: &ParentAnswer,
        now: Timestamp,
    ) -> Result<Option<Outcome>, StoreError> {
        whole_act!(self, now, |act| parent_answer(&mut act, token, answer))
    }
}

async fn parent_answer(
    act: &mut Act<'_>,
    token: &str,
    answer: &ParentAnswer,
) -> Result<Option<Outcome>, StoreError> {
    let Some((row, LinkHolder::Parent)) = tokens::find(act.tx, token, act.now).await? else {
        return Ok(None);
    };
    let outcome = match answer {
        ParentAnswer::Confirm { consent } => confirm(act, &row, consent).await?,
        ParentAnswer::Decline => decline(act, &row).await?,
    };
    Ok(Some(outcome))
}

async fn confirm(
    act: &mut Act<'_>,
    row: &AppointmentRow,
    consent_text: &str,
) -> Result<Outcome, StoreError> {
    if act.tx.execute(CONFIRM, args![&row.id, act.now]).await? == 0 {
        return match row.status.as_str() {
            "confirmed" => Ok(Outcome::Confirmed(row.view()?)),
            "held" => {
                expire::expire_hold(act, &row.id).await?;
                Ok(Outcome::HoldExpired)
            }
            "expired" => Ok(Outcome::HoldExpired),
            _ => Ok(Outcome::Cancelled(row.view()?)),
        };
    }
    let conversation = row.conversation();
    consent(act, &conversation, consent_text).await?;
    let view = written(act.tx, &row.id).await?.view()?;
    let mail = row.parent_mail(act.store)?;
    let contact = Contact {
        mail: mail.clone(),
        ..row.contact(act.store)?.unwrap_or(Contact {
            first_name: String::new(),
            mail: None,
            phone: None,
        })
    };
    let shared = row.shared(act.store)?.unwrap_or_default();
    let lead = LeadOf {
        kind: LeadKind::Appointment,
        centre: Some(view.centre.as_str()),
        employer: None,
        training: Some(view.training.as_str()),
        appointment: Some(&row.id),
        contact: &contact,
        shared: &shared,
        message: None,
    };
    record_lead(act, &conversation, &lead).await?;
    tell_both(act, &conversation, &view, mail.as_deref()).await?;
    let dedup = format!("parent:{}", row.id);
    let notice = Notice::ParentConfirmed(view.clone());
    put_notice(act, &conversation, &dedup, notice).await?;
    Ok(Outcome::Confirmed(view))
}

async fn decline(act: &mut Act<'_>, row: &AppointmentRow) -> Result<Outcome, StoreError> {
    let was_awaited = row.awaits_parent && row.status == "held";
    if was_awaited {
        let outcome = cancel_row(act, row, Canceller::Candidate, Tell::Nobody).await?;
        let dedup = format!("parent:{}", row.id);
        put_notice(act, &row.conversation(), &dedup, Notice::ParentDeclined).await?;
        return Ok(outcome);
    }
    match row.status.as_str() {
        // a parent may change their mind like the person themselves
        "confirmed" => cancel_row(act, row, Canceller::Candidate, Tell::Conversation).await,
        "expired" => Ok(Outcome::HoldExpired),
        _ => Ok(Outcome::Cancelled(row.view()?)),
    }
}
