//! Holding a slot for ten minutes.

use jiff::Timestamp;
use tandem_engine::appointments::Slot;
use tandem_engine::dialogue::Outcome;
use tandem_engine::slots::{is_free, occupied};
use tandem_index::{Training, TrainingId};

use super::find_slots::slot_taken;
use super::leads::no_calendar;
use super::row::{ACTIVE_OF_PERSON, AppointmentRow, Details, written};
use super::slices::{self, Taken};
use super::{expire, release};
use crate::act::{Act, whole_act};
use crate::db::args;
use crate::desk::{CentreDesk, load_in};
use crate::ids::ConversationId;
use crate::jobs::{JobKind, schedule};
use crate::supply::{centre_in, training_in};
use crate::{Store, StoreError};

/// A hold lasts ten minutes.
const HOLD_SECONDS: i64 = 600;

/// Taken first: two acts of one person never interleave.
pub(super) const LOCK_PERSON: &str = "UPDATE conversations SET last_at = $2 WHERE id = $1";
const HOLD: &str = "INSERT INTO appointments (id, conversation, centre, training, kind, adviser, \
    status, starts_at, ends_at, busy_from, busy_until, time_zone, details, sequence, idem_key, \
    hold_expires_at, awaits_parent, created_at, changed_at) VALUES ($1, $2, $3, $4, $5, $6, 'held', \
    $7, $8, $9, $10, $11, $12, 0, $13, $14, FALSE, $15, $15) ON CONFLICT (idem_key) DO NOTHING";
const DROP: &str = "DELETE FROM appointments WHERE id = $1";

impl Store {
    /// Holds a slot for 10 minutes: [`Outcome::Held`], [`Outcome::SlotTaken`],
    /// [`Outcome::AlreadyBooked`], [`Outcome::NoCalendar`] or [`Outcome::Refused`]. A slot that the
    /// person held before with this centre is given back.
    pub async fn hold(
        &self,
        conversation: &ConversationId,
        training: &TrainingId,
        slot: &Slot,
        now: Timestamp,
    ) -> Result<Outcome, StoreError> {
        whole_act!(self, now, |act| hold(
            &mut act,
            conversation,
            training,
            slot
        ))
    }
}

/// Holds a slot, within a transaction.
pub(crate) async fn hold(
    act: &mut Act<'_>,
    conversation: &ConversationId,
    training: &TrainingId,
    slot: &Slot,
) -> Result<Outcome, StoreError> {
    let Some(training) = training_in(act.tx, training).await? else {
        return Ok(Outcome::Refused);
    };
    act.tx
        .execute(LOCK_PERSON, args![conversation.as_str(), act.now])
        .await?;
    expire::expire_of_adviser(act, &slot.adviser).await?;
    let active: Vec<AppointmentRow> = act
        .tx
        .all(ACTIVE_OF_PERSON, args![conversation.as_str(), act.now])
        .await?;
    for before in active
        .iter()
        .filter(|row| row.centre == training.centre.as_str())
    {
        if before.status == "confirmed" || before.awaits_parent {
            return Ok(Outcome::AlreadyBooked(before.view()?));
        }
        if before.slot()? == *slot {
            return Ok(Outcome::Held(before.view()?));
        }
        release::give_back(act, before).await?;
    }
    // loaded after what was given back, so that it is free again
    let Some(desk) = load_in(act.tx, &training.centre, act.now).await? else {
        let centre = centre_in(act.tx, &training.centre).await?;
        return Ok(no_calendar(centre));
    };
    if !is_free(&desk.calendar, slot, act.now) {
        return Ok(slot_taken(act, &desk, slot));
    }
    let Some(id) = insert(act, conversation, &training, &desk, slot).await? else {
        return slot_taken_now(act, &training, slot).await;
    };
    let view = written(act.tx, &id).await?.view()?;
    let until = act.after_seconds(HOLD_SECONDS);
    schedule(act, JobKind::HoldExpiry, &id, until).await?;
    Ok(Outcome::Held(view))
}

/// The appointment and its slices; `None`: somebody was faster.
async fn insert(
    act: &mut Act<'_>,
    conversation: &ConversationId,
    training: &Training,
    desk: &CentreDesk,
    slot: &Slot,
) -> Result<Option<String>, StoreError> {
    let id = act.new_id();
    let time = occupied(&desk.calendar.appointment_type, slot);
    let centre = desk.centre.as_ref();
    let details = Details {
        centre_name: centre
            .map_or(&training.centre_name, |centre| &centre.name)
            .clone(),
        centre_phone: centre.and_then(|centre| centre.phone.clone()),
        training_title: training.title.clone(),
        mode: desk.mode,
        address: desk.address.clone(),
        instructions: desk.instructions.clone(),
    };
    let details = serde_json::to_string(&details).unwrap_or_default();
    let idem_key = format!("{conversation}:{}:{}", slot.adviser, slot.starts_at);
    let until = act.after_seconds(HOLD_SECONDS);
    let inserted = act
        .tx
        .execute(
            HOLD,
            args![
                &id,
                conversation.as_str(),
                training.centre.as_str(),
                training.id.as_str(),
                &slot.appointment_type,
                &slot.adviser,
                slot.starts_at,
                slot.ends_at,
                time.start,
                time.end,
                &desk.time_zone,
                details,
                idem_key,
                until,
                act.now,
            ],
        )
        .await?;
    if inserted == 0 {
        return Ok(None);
    }
    match slices::take(act, &slot.adviser, time, &id).await? {
        Taken::All => Ok(Some(id)),
        Taken::None => {
            act.tx.execute(DROP, args![&id]).await?;
            Ok(None)
        }
    }
}

/// Others are proposed from what is free now that the faster one is known.
async fn slot_taken_now(
    act: &mut Act<'_>,
    training: &Training,
    slot: &Slot,
) -> Result<Outcome, StoreError> {
    match load_in(act.tx, &training.centre, act.now).await? {
        Some(desk) => Ok(slot_taken(act, &desk, slot)),
        None => Ok(Outcome::Refused),
    }
}
