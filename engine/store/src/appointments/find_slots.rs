//! Free slots of the centre of a training.

use jiff::Timestamp;
use jiff::civil::Date;
use tandem_engine::appointments::Slot;
use tandem_engine::dialogue::{Outcome, PartOfDay};
use tandem_engine::slots::{SlotQuery, free_slots};
use tandem_index::TrainingId;

use super::leads::no_calendar;
use crate::act::Act;
use crate::desk::{CentreDesk, load_in};
use crate::supply::{centre_in, training_in};
use crate::{Store, StoreError};

impl Store {
    /// Free slots of the centre of a training: [`Outcome::Slots`], [`Outcome::NoCalendar`], or
    /// [`Outcome::Refused`] when the training is unknown.
    pub async fn find_slots(
        &self,
        training: &TrainingId,
        from: Option<Date>,
        part: Option<PartOfDay>,
        limit: usize,
        now: Timestamp,
    ) -> Result<Outcome, StoreError> {
        let mut tx = self.db().begin_read().await?;
        let outcome = {
            let mut act = Act::new(self, &mut tx, now);
            find_slots(&mut act, training, from, part, limit).await
        };
        tx.rollback().await?;
        outcome
    }
}

/// Free slots, within a transaction.
pub(crate) async fn find_slots(
    act: &mut Act<'_>,
    training: &TrainingId,
    from: Option<Date>,
    part: Option<PartOfDay>,
    limit: usize,
) -> Result<Outcome, StoreError> {
    let Some(training) = training_in(act.tx, training).await? else {
        return Ok(Outcome::Refused);
    };
    let Some(desk) = load_in(act.tx, &training.centre, act.now).await? else {
        let centre = centre_in(act.tx, &training.centre).await?;
        return Ok(no_calendar(centre));
    };
    Ok(Outcome::Slots {
        slots: slots_of(act, &desk, from, part, limit),
        time_zone: desk.time_zone,
    })
}

/// Free slots of a calendar already loaded.
pub(super) fn slots_of(
    act: &Act<'_>,
    desk: &CentreDesk,
    from: Option<Date>,
    part: Option<PartOfDay>,
    limit: usize,
) -> Vec<Slot> {
    let query = SlotQuery {
        from,
        part,
        limit,
        seed: act.store.entropy().seed(),
    };
    free_slots(&desk.calendar, &query, act.now)
}

/// How many other slots are proposed when somebody was faster.
const OTHERS: usize = 3;

/// Somebody was faster: the next free slots from that day on, else any.
pub(super) fn slot_taken(act: &Act<'_>, desk: &CentreDesk, wanted: &Slot) -> Outcome {
    let day = desk.calendar.time_zone.to_datetime(wanted.starts_at).date();
    let from_that_day = slots_of(act, desk, Some(day), None, OTHERS);
    let others = if from_that_day.is_empty() {
        slots_of(act, desk, None, None, OTHERS)
    } else {
        from_that_day
    };
    Outcome::SlotTaken {
        others,
        time_zone: desk.time_zone.clone(),
    }
}
