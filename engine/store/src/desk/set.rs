//! Setting a calendar, an absence, a closure.

use jiff::Timestamp;
use tandem_engine::slots::{Busy, Opening};
use tandem_index::CentreId;

use super::{AdviserSetup, CalendarSetup};
use crate::act::{Act, whole_act};
use crate::db::args;
use crate::{Store, StoreError};

const PUT_CALENDAR: &str = "INSERT INTO calendars (centre, time_zone, holidays, kind, changed_at) \
    VALUES ($1, $2, $3, $4, $5) ON CONFLICT (centre) DO UPDATE SET \
    time_zone = excluded.time_zone, holidays = excluded.holidays, kind = excluded.kind, \
    changed_at = excluded.changed_at";
const RETIRE_ADVISERS: &str =
    "UPDATE advisers SET is_active = FALSE, changed_at = $2 WHERE centre = $1";
const DROP_OPENINGS: &str = "DELETE FROM openings WHERE adviser IN \
    (SELECT id FROM advisers WHERE centre = $1)";
const PUT_ADVISER: &str = "INSERT INTO advisers (id, centre, name, mail, is_active, changed_at) \
    VALUES ($1, $2, $3, $4, TRUE, $5) ON CONFLICT (id) DO UPDATE SET centre = excluded.centre, \
    name = excluded.name, mail = excluded.mail, is_active = TRUE, changed_at = excluded.changed_at";
const ADD_OPENING: &str = "INSERT INTO openings \
    (id, adviser, first_day, starts, ends, weekdays, every_weeks, until_day) \
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
const ADD_ABSENCE: &str =
    "INSERT INTO absences (id, adviser, starts_at, ends_at) VALUES ($1, $2, $3, $4)";
const ADD_CLOSURE: &str =
    "INSERT INTO closures (id, centre, starts_at, ends_at) VALUES ($1, $2, $3, $4)";

impl Store {
    /// Sets the whole calendar of a centre, replacing hours and advisers (an adviser who is gone
    /// keeps the appointments already made). Absences and closures stay.
    pub async fn set_centre_calendar(
        &self,
        setup: &CalendarSetup,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        self.set_centre_calendars(std::slice::from_ref(setup), now)
            .await
    }

    /// The same for many centres in one transaction.
    pub async fn set_centre_calendars(
        &self,
        setups: &[CalendarSetup],
        now: Timestamp,
    ) -> Result<(), StoreError> {
        whole_act!(self, now, |act| set_all(&mut act, setups))
    }

    /// An adviser is away.
    pub async fn add_absence(
        &self,
        adviser: &str,
        away: Busy,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        whole_act!(self, now, |act| add(&mut act, ADD_ABSENCE, adviser, away))
    }

    /// A centre is closed.
    pub async fn add_closure(
        &self,
        centre: &CentreId,
        closed: Busy,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        whole_act!(self, now, |act| add(
            &mut act,
            ADD_CLOSURE,
            centre.as_str(),
            closed
        ))
    }
}

async fn add(
    act: &mut Act<'_>,
    sql: &'static str,
    whose: &str,
    time: Busy,
) -> Result<(), StoreError> {
    let id = act.new_id();
    act.tx
        .execute(sql, args![id, whose, time.start, time.end])
        .await
        .map(drop)
}

async fn set_all(act: &mut Act<'_>, setups: &[CalendarSetup]) -> Result<(), StoreError> {
    for setup in setups {
        let centre = setup.centre.as_str();
        act.tx
            .execute(
                PUT_CALENDAR,
                args![
                    centre,
                    &setup.time_zone,
                    json(centre, &setup.holidays)?,
                    json(centre, &setup.appointment_type)?,
                    act.now,
                ],
            )
            .await?;
        act.tx
            .execute(RETIRE_ADVISERS, args![centre, act.now])
            .await?;
        act.tx.execute(DROP_OPENINGS, args![centre]).await?;
        for adviser in &setup.advisers {
            put_adviser(act, centre, adviser).await?;
        }
    }
    Ok(())
}

async fn put_adviser(
    act: &mut Act<'_>,
    centre: &str,
    adviser: &AdviserSetup,
) -> Result<(), StoreError> {
    act.tx
        .execute(
            PUT_ADVISER,
            args![
                &adviser.id,
                centre,
                &adviser.name,
                adviser.mail.clone(),
                act.now
            ],
        )
        .await?;
    for opening in &adviser.openings {
        let id = act.new_id();
        let Opening {
            first_day,
            start,
            end,
            weekdays,
            every_weeks,
            until,
        } = opening;
        act.tx
            .execute(
                ADD_OPENING,
                args![
                    id,
                    &adviser.id,
                    first_day.to_string(),
                    start.to_string(),
                    end.to_string(),
                    json(&adviser.id, weekdays)?,
                    *every_weeks,
                    until.map(|day| day.to_string()),
                ],
            )
            .await?;
    }
    Ok(())
}

fn json<T: serde::Serialize>(row: &str, value: &T) -> Result<String, StoreError> {
    serde_json::to_string(value).map_err(|error| StoreError::Inconsistent {
        table: "calendars",
        column: "json",
        row: row.to_owned(),
        reason: error.to_string(),
    })
}
