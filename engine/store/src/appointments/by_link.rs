//! What the links of mails do: GET shows, POST acts, and the conversation is told.

use jiff::Timestamp;
use jiff::civil::Date;
use tandem_engine::appointments::Slot;
use tandem_engine::dialogue::{Outcome, PartOfDay};
use tandem_index::CentreId;

use super::cancel::{Canceller, Tell, can_cancel, cancel_row};
use super::find_slots::slots_of;
use super::leads::no_calendar;
use super::move_to::{can_move, move_row};
use super::{LinkHolder, LinkedAppointment, tokens};
use crate::act::{Act, whole_act};
use crate::desk::load_in;
use crate::supply::centre_in;
use crate::{Store, StoreError};

impl LinkHolder {
    fn canceller(self) -> Canceller {
        match self {
            Self::Candidate | Self::Parent => Canceller::Candidate,
            Self::Centre => Canceller::Centre,
        }
    }
}

impl Store {
    /// The appointment of a link; `None`: unknown or expired link.
    pub async fn appointment_by_token(
        &self,
        token: &str,
        now: Timestamp,
    ) -> Result<Option<LinkedAppointment>, StoreError> {
        let mut tx = self.db().begin_read().await?;
        let found = tokens::find(&mut tx, token, now).await?;
        tx.rollback().await?;
        let Some((row, holder)) = found else {
            return Ok(None);
        };
        let contact = row.contact(self)?;
        let is_parents_turn = row.awaits_parent && row.is_held(now);
        Ok(Some(LinkedAppointment {
            view: row.view()?,
            holder,
            first_name: contact.map(|contact| contact.first_name),
            can_cancel: !is_parents_turn && can_cancel(&row, holder.canceller(), now),
            can_move: holder != LinkHolder::Centre && can_move(&row, now),
            awaits_parent_until: row
                .hold_expires_at
                .filter(|_| is_parents_turn)
                .and_then(|until| Timestamp::from_millisecond(until).ok()),
        }))
    }

    /// Cancels by a link (a centre may until the start); the conversation is told:
    /// [`Outcome::Cancelled`], [`Outcome::TooLate`] or [`Outcome::Refused`]. `None`: unknown or
    /// expired link.
    pub async fn cancel_by_token(
        &self,
        token: &str,
        now: Timestamp,
    ) -> Result<Option<Outcome>, StoreError> {
        whole_act!(self, now, |act| cancel_by_token(&mut act, token))
    }

    /// Slots to move to: [`Outcome::Slots`], or [`Outcome::NoCalendar`]. `None`: unknown or expired
    /// link.
    pub async fn slots_by_token(
        &self,
        token: &str,
        from: Option<Date>,
        part: Option<PartOfDay>,
        limit: usize,
        now: Timestamp,
    ) -> Result<Option<Outcome>, StoreError> {
        let mut tx = self.db().begin_read().await?;
        let outcome = {
            let mut act = Act::new(self, &mut tx, now);
            slots_by_token(&mut act, token, from, part, limit).await
        };
        tx.rollback().await?;
        outcome
    }

    /// Moves by a link; the conversation is told: [`Outcome::Moved`], [`Outcome::SlotTaken`],
    /// [`Outcome::TooLate`] or [`Outcome::Refused`]. `None`: unknown or expired link.
    pub async fn move_by_token(
        &self,
        token: &str,
        slot: &Slot,
        now: Timestamp,
    ) -> Result<Option<Outcome>, StoreError> {
        whole_act!(self, now, |act| move_by_token(&mut act, token, slot))
    }
}

async fn cancel_by_token(act: &mut Act<'_>, token: &str) -> Result<Option<Outcome>, StoreError> {
    let Some((row, holder)) = tokens::find(act.tx, token, act.now).await? else {
        return Ok(None);
    };
    let canceller = holder.canceller();
    Ok(Some(
        cancel_row(act, &row, canceller, Tell::Conversation).await?,
    ))
}

async fn slots_by_token(
    act: &mut Act<'_>,
    token: &str,
    from: Option<Date>,
    part: Option<PartOfDay>,
    limit: usize,
) -> Result<Option<Outcome>, StoreError> {
    let Some((row, _)) = tokens::find(act.tx, token, act.now).await? else {
        return Ok(None);
    };
    let centre = CentreId(row.centre.clone());
    Ok(Some(match load_in(act.tx, &centre, act.now).await? {
        Some(desk) => Outcome::Slots {
            slots: slots_of(act, &desk, from, part, limit),
            time_zone: desk.time_zone,
        },
        None => no_calendar(centre_in(act.tx, &centre).await?),
    }))
}

async fn move_by_token(
    act: &mut Act<'_>,
    token: &str,
    slot: &Slot,
) -> Result<Option<Outcome>, StoreError> {
    match tokens::find(act.tx, token, act.now).await? {
        None => Ok(None),
        // a centre cancels or calls; it does not move somebody else's day by a link
        Some((_, LinkHolder::Centre)) => Ok(Some(Outcome::Refused)),
        Some((row, _)) => Ok(Some(move_row(act, &row, slot, Tell::Conversation).await?)),
    }
}
