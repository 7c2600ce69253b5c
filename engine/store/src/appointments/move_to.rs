//! Moving an appointment: old slices given, new ones taken, in one transaction. The appointment
//! keeps its id (the calendar UID); its sequence rises.

use jiff::Timestamp;
use tandem_engine::appointments::Slot;
use tandem_engine::dialogue::{Notice, Outcome};
use tandem_engine::slots::{Busy, is_free, occupied};
use tandem_index::CentreId;

use super::confirm::history;
use super::find_slots::slot_taken;
use super::row::{AppointmentRow, own, written};
use super::slices::{self, Taken};
use super::{LinkHolder, Tell, expire, tokens};
use crate::act::{Act, whole_act};
use crate::db::args;
use crate::desk::{CentreDesk, load_in};
use crate::ids::ConversationId;
use crate::inbox::put_notice;
use crate::outbox::{MailJob, queue_mail};
use crate::{Store, StoreError};

/// A person moves until four hours before; then they call.
pub(super) const MOVE_SECONDS: i64 = 4 * 3_600;

/// The old time is out of the way of the check: the new one may overlap it.
const STEP_ASIDE: &str = "UPDATE appointments SET busy_until = busy_from \
    WHERE id = $1 AND status = 'confirmed' AND starts_at = $2";
const BUSY: &str = "SELECT busy_from, busy_until FROM appointments WHERE id = $1";
const MOVE: &str = "UPDATE appointments SET adviser = $2, starts_at = $3, ends_at = $4, \
    busy_from = $5, busy_until = $6, idem_key = $7, sequence = sequence + 1, changed_at = $8 \
    WHERE id = $1";
const STEP_BACK: &str = "UPDATE appointments SET busy_from = $2, busy_until = $3 WHERE id = $1";

impl Store {
    /// Moves an appointment of this person, until 4 hours before, to another slot of the same
    /// centre and kind: [`Outcome::Moved`], [`Outcome::SlotTaken`], [`Outcome::TooLate`] or
    /// [`Outcome::Refused`].
    pub async fn move_to(
        &self,
        conversation: &ConversationId,
        appointment: &str,
        slot: &Slot,
        now: Timestamp,
    ) -> Result<Outcome, StoreError> {
        whole_act!(self, now, |act| move_to(
            &mut act,
            conversation,
            appointment,
            slot
        ))
    }
}

/// Moves, within a transaction.
pub(crate) async fn move_to(
    act: &mut Act<'_>,
    conversation: &ConversationId,
    appointment: &str,
    slot: &Slot,
) -> Result<Outcome, StoreError> {
    match own(act.tx, conversation, appointment).await? {
        Some(row) => move_row(act, &row, slot, Tell::Nobody).await,
        None => Ok(Outcome::Refused),
    }
}

/// Whether it may still be moved.
pub(super) fn can_move(row: &AppointmentRow, now: Timestamp) -> bool {
    row.status == "confirmed" && row.is_before_start(now, MOVE_SECONDS)
}

/// Moves a row that was looked up by whoever may.
pub(super) async fn move_row(
    act: &mut Act<'_>,
    row: &AppointmentRow,
    slot: &Slot,
    tell: Tell,
) -> Result<Outcome, StoreError> {
    if row.status != "confirmed" {
        return Ok(Outcome::Refused);
    }
    if row.slot()? == *slot {
        return Ok(Outcome::Moved(row.view()?));
    }
    if !can_move(row, act.now) {
        return Ok(Outcome::TooLate(row.view()?));
    }
    expire::expire_of_adviser(act, &slot.adviser).await?;
    let Some((from, until)) = act.tx.optional::<(i64, i64)>(BUSY, args![&row.id]).await? else {
        return Ok(Outcome::Refused);
    };
    if act
        .tx
        .execute(STEP_ASIDE, args![&row.id, row.starts_at])
        .await?
        == 0
    {
        return Ok(Outcome::Refused);
    }
    let centre = CentreId(row.centre.clone());
    let Some(desk) = load_in(act.tx, &centre, act.now).await? else {
        act.tx
            .execute(STEP_BACK, args![&row.id, from, until])
            .await?;
        return Ok(Outcome::Refused);
    };
    let time = occupied(&desk.calendar.appointment_type, slot);
    slices::give(act, &row.id).await?;
    if is_free(&desk.calendar, slot, act.now)
        && slices::take(act, &slot.adviser, time, &row.id).await? == Taken::All
    {
        return moved(act, row, slot, time, tell).await;
    }
    stay(act, row, &desk, slot, (from, until)).await
}

/// The old slices are taken back: nobody could take them since they were given in this transaction.
async fn stay(
    act: &mut Act<'_>,
    row: &AppointmentRow,
    desk: &CentreDesk,
    wanted: &Slot,
    (from, until): (i64, i64),
) -> Result<Outcome, StoreError> {
    act.tx
        .execute(STEP_BACK, args![&row.id, from, until])
        .await?;
    let instant = |value| Timestamp::from_millisecond(value).unwrap_or_default();
    let old = Busy {
        start: instant(from),
        end: instant(until),
    };
    if slices::take(act, &row.adviser, old, &row.id).await? == Taken::None {
        return Err(StoreError::Inconsistent {
            table: "slices",
            column: "appointment",
            row: row.id.clone(),
            reason: "its own slices were taken".to_owned(),
        });
    }
    Ok(slot_taken(act, desk, wanted))
}

async fn moved(
    act: &mut Act<'_>,
    row: &AppointmentRow,
    slot: &Slot,
    time: Busy,
    tell: Tell,
) -> Result<Outcome, StoreError> {
    let conversation = row.conversation();
    let idem_key = format!("{conversation}:{}:{}", slot.adviser, slot.starts_at);
    act.tx
        .execute(
            MOVE,
            args![
                &row.id,
                &slot.adviser,
                slot.starts_at,
                slot.ends_at,
                time.start,
                time.end,
                idem_key,
                act.now,
            ],
        )
        .await?;
    let after = written(act.tx, &row.id).await?;
    let view = after.view()?;
    tokens::follow(act, &view).await?;
    history(act, &view, "moved").await?;
    let from = row.slot()?.starts_at;
    let token = tokens::make(act, &view, LinkHolder::Centre).await?;
    let appointment = row.id.clone();
    let mail = MailJob::AppointmentMovedToCentre {
        appointment,
        token,
        from,
    };
    queue_mail(act, &conversation, mail).await?;
    if row.person_mail(act.store)?.is_some() {
        let token = tokens::make(act, &view, LinkHolder::Candidate).await?;
        let appointment = row.id.clone();
        let mail = MailJob::AppointmentMovedToCandidate {
            appointment,
            token,
            from,
        };
        queue_mail(act, &conversation, mail).await?;
    }
    if tell == Tell::Conversation {
        let dedup = format!("moved:{}:{}", row.id, after.sequence);
        put_notice(act, &conversation, &dedup, Notice::Moved(view.clone())).await?;
    }
    Ok(Outcome::Moved(view))
}
