//! Giving a held slot back.

use jiff::Timestamp;
use tandem_engine::dialogue::Outcome;

use super::row::{AppointmentRow, own, written};
use super::slices;
use crate::act::{Act, whole_act};
use crate::db::args;
use crate::ids::ConversationId;
use crate::{Store, StoreError};

const GIVE_BACK: &str = "UPDATE appointments SET status = 'cancelled_by_candidate', \
    idem_key = NULL, contact = NULL, parent_mail = NULL, shared = NULL, changed_at = $2 \
    WHERE id = $1 AND status = 'held'";

impl Store {
    /// Gives a held slot back: [`Outcome::Cancelled`] or [`Outcome::Refused`].
    pub async fn release(
        &self,
        conversation: &ConversationId,
        appointment: &str,
        now: Timestamp,
    ) -> Result<Outcome, StoreError> {
        whole_act!(self, now, |act| release(
            &mut act,
            conversation,
            appointment
        ))
    }
}

/// Gives a held slot back, within a transaction.
pub(crate) async fn release(
    act: &mut Act<'_>,
    conversation: &ConversationId,
    appointment: &str,
) -> Result<Outcome, StoreError> {
    match own(act.tx, conversation, appointment).await? {
        Some(row) if row.status == "held" => {
            give_back(act, &row).await?;
            Ok(Outcome::Cancelled(
                written(act.tx, appointment).await?.view()?,
            ))
        }
        _ => Ok(Outcome::Refused),
    }
}

/// Frees the slices of a hold.
pub(super) async fn give_back(act: &mut Act<'_>, row: &AppointmentRow) -> Result<(), StoreError> {
    act.tx.execute(GIVE_BACK, args![&row.id, act.now]).await?;
    slices::give(act, &row.id).await
}
