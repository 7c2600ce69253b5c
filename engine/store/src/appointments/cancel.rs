//! Cancelling: the slot is free at once, the centre is written to, then the person.

use jiff::Timestamp;
use tandem_engine::dialogue::{Notice, Outcome};

use super::confirm::history;
use super::row::{AppointmentRow, own, written};
use super::slices;
use crate::act::{Act, whole_act};
use crate::db::args;
use crate::ids::ConversationId;
use crate::inbox::put_notice;
use crate::outbox::{MailJob, queue_mail};
use crate::{Store, StoreError};

/// A person cancels until two hours before; then they call.
pub(super) const CANCEL_SECONDS: i64 = 2 * 3_600;

const CANCEL: &str = "UPDATE appointments SET status = $3, sequence = sequence + 1, \
    idem_key = NULL, hold_expires_at = NULL, awaits_parent = FALSE, changed_at = $2 \
    WHERE id = $1 AND status IN ('held', 'confirmed')";

/// Who cancels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Canceller {
    Candidate,
    Centre,
}

/// Who learns of it besides the centre and the mails.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tell {
    /// The conversation: it was done elsewhere.
    Conversation,
    /// Nobody: the conversation did it.
    Nobody,
    /// Only the centre by mail: the person is being erased.
    CentreOnly,
}

impl Store {
    /// Cancels an appointment of this person, until 2 hours before: [`Outcome::Cancelled`] (also
    /// when it already was), [`Outcome::TooLate`] or [`Outcome::Refused`].
    pub async fn cancel(
        &self,
        conversation: &ConversationId,
        appointment: &str,
        now: Timestamp,
    ) -> Result<Outcome, StoreError> {
        whole_act!(self, now, |act| cancel(&mut act, conversation, appointment))
    }
}

/// Cancels, within a transaction.
pub(crate) async fn cancel(
    act: &mut Act<'_>,
    conversation: &ConversationId,
    appointment: &str,
) -> Result<Outcome, StoreError> {
    match own(act.tx, conversation, appointment).await? {
        Some(row) => cancel_row(act, &row, Canceller::Candidate, Tell::Nobody).await,
        None => Ok(Outcome::Refused),
    }
}

/// Whether that holder may still cancel.
pub(super) fn can_cancel(row: &AppointmentRow, canceller: Canceller, now: Timestamp) -> bool {
    match (row.status.as_str(), canceller) {
        ("held", _) => true,
        ("confirmed", Canceller::Candidate) => row.is_before_start(now, CANCEL_SECONDS),
        ("confirmed", Canceller::Centre) => row.is_before_start(now, 0),
        _ => false,
    }
}

/// Cancels a row that was looked up by whoever may.
pub(crate) async fn cancel_row(
    act: &mut Act<'_>,
    row: &AppointmentRow,
    canceller: Canceller,
    tell: Tell,
) -> Result<Outcome, StoreError> {
    if row.status.starts_with("cancelled") {
        return Ok(Outcome::Cancelled(row.view()?));
    }
    if !matches!(row.status.as_str(), "held" | "confirmed") {
        return Ok(Outcome::Refused);
    }
    if !can_cancel(row, canceller, act.now) && tell != Tell::CentreOnly {
        return Ok(Outcome::TooLate(row.view()?));
    }
    let status = match canceller {
        Canceller::Candidate => "cancelled_by_candidate",
        Canceller::Centre => "cancelled_by_centre",
    };
    let rows = act
        .tx
        .execute(CANCEL, args![&row.id, act.now, status])
        .await?;
    let after = written(act.tx, &row.id).await?;
    let view = after.view()?;
    if rows == 0 {
        // somebody else was faster
        return Ok(if after.status.starts_with("cancelled") {
            Outcome::Cancelled(view)
        } else {
            Outcome::Refused
        });
    }
    slices::give(act, &row.id).await?;
    history(act, &view, status).await?;
    let conversation = row.conversation();
    if row.status == "confirmed" {
        let appointment = row.id.clone();
        let mail = MailJob::AppointmentCancelledToCentre { appointment };
        queue_mail(act, &conversation, mail).await?;
        if tell != Tell::CentreOnly && row.person_mail(act.store)?.is_some() {
            let appointment = row.id.clone();
            let mail = MailJob::AppointmentCancelledToCandidate { appointment };
            queue_mail(act, &conversation, mail).await?;
        }
    }
    if tell == Tell::Conversation {
        let notice = Notice::Cancelled(view.clone());
        put_notice(act, &conversation, &format!("cancelled:{}", row.id), notice).await?;
    }
    Ok(Outcome::Cancelled(view))
}
