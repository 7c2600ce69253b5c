//! A calendar as booking reads it: hours, and everything that takes time from `now` on.

use std::collections::HashMap;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::de::DeserializeOwned;
use sqlx::FromRow;
use tandem_engine::slots::{AdviserCalendar, AppointmentType, Busy, CentreCalendar, Opening};
use tandem_index::{Centre, CentreId};

use super::CentreDesk;
use crate::db::{Tx, args};
use crate::supply::centre_in;
use crate::{Store, StoreError};

const CALENDAR: &str = "SELECT time_zone, holidays, kind FROM calendars WHERE centre = $1";
const ADVISERS: &str = "SELECT id FROM advisers WHERE centre = $1 AND is_active ORDER BY id";
const OPENINGS: &str = "SELECT openings.adviser, openings.first_day, openings.starts, \
    openings.ends, openings.weekdays, openings.every_weeks, openings.until_day FROM openings \
    JOIN advisers ON advisers.id = openings.adviser \
    WHERE advisers.centre = $1 AND advisers.is_active ORDER BY openings.id";
/// A hold is busy until it runs out; what was attended or missed stays taken.
const BUSY: &str = "SELECT appointments.adviser, appointments.busy_from, appointments.busy_until \
    FROM appointments JOIN advisers ON advisers.id = appointments.adviser \
    WHERE advisers.centre = $1 AND appointments.busy_until > $2 AND (appointments.status IN \
    ('confirmed', 'attended', 'no_show', 'unreported') \
    OR (appointments.status = 'held' AND appointments.hold_expires_at > $2))";
const ABSENCES: &str = "SELECT absences.adviser, absences.starts_at, absences.ends_at \
    FROM absences JOIN advisers ON advisers.id = absences.adviser \
    WHERE advisers.centre = $1 AND absences.ends_at > $2";
const CLOSURES: &str =
    "SELECT centre, starts_at, ends_at FROM closures WHERE centre = $1 AND ends_at > $2";

#[derive(FromRow)]
struct OpeningRow {
    adviser: String,
    first_day: String,
    starts: String,
    ends: String,
    weekdays: String,
    every_weeks: i64,
    until_day: Option<String>,
}

impl Store {
    /// The calendar of a centre with the busy times from `now` on; `None`: it keeps none with us.
    pub async fn load_calendar(
        &self,
        centre: &CentreId,
        now: Timestamp,
    ) -> Result<Option<CentreDesk>, StoreError> {
        let mut tx = self.db().begin_read().await?;
        let desk = load_in(&mut tx, centre, now).await?;
        tx.rollback().await?;
        Ok(desk)
    }
}

/// The calendar, within a transaction.
pub(crate) async fn load_in(
    tx: &mut Tx,
    centre: &CentreId,
    now: Timestamp,
) -> Result<Option<CentreDesk>, StoreError> {
    let key = centre.as_str();
    let row: Option<(String, String, String)> = tx.optional(CALENDAR, args![key]).await?;
    let Some((time_zone, holidays, kind)) = row else {
        return Ok(None);
    };
    let advisers: Vec<(String,)> = tx.all(ADVISERS, args![key]).await?;
    if advisers.is_empty() {
        return Ok(None);
    }
    let mut openings: HashMap<String, Vec<Opening>> = HashMap::new();
    for row in tx.all::<OpeningRow>(OPENINGS, args![key]).await? {
        let (adviser, opening) = read_opening(row)?;
        openings.entry(adviser).or_default().push(opening);
    }
    let closures = tx.all::<BusyRow>(CLOSURES, args![key, now]).await?;
    let mut busy: HashMap<String, Vec<Busy>> = HashMap::new();
    for sql in [BUSY, ABSENCES] {
        for row in tx.all::<BusyRow>(sql, args![key, now]).await? {
            let time = read_busy(&row)?;
            busy.entry(row.0).or_default().push(time);
        }
    }
    let closed: Vec<Busy> = closures.iter().map(read_busy).collect::<Result<_, _>>()?;
    let advisers = advisers
        .into_iter()
        .map(|(adviser,)| {
            let mut taken = busy.remove(&adviser).unwrap_or_default();
            taken.extend(&closed);
            AdviserCalendar {
                openings: openings.remove(&adviser).unwrap_or_default(),
                busy: taken,
                adviser,
            }
        })
        .collect();
    let zone = TimeZone::get(&time_zone)
        .map_err(|error| inconsistent("time_zone", key, error.to_string()))?;
    let appointment_type: AppointmentType = json("kind", key, &kind)?;
    let centre = centre_in(tx, centre).await?;
    Ok(Some(CentreDesk {
        mode: appointment_type.mode,
        instructions: appointment_type.instructions.clone(),
        address: centre.as_ref().map(address_line).unwrap_or_default(),
        time_zone,
        centre,
        calendar: CentreCalendar {
            time_zone: zone,
            holidays: json("holidays", key, &holidays)?,
            appointment_type,
            advisers,
        },
    }))
}

type BusyRow = (String, i64, i64);

fn read_busy((whose, start, end): &BusyRow) -> Result<Busy, StoreError> {
    let instant = |value: i64| {
        Timestamp::from_millisecond(value)
            .map_err(|error| inconsistent("busy", whose, error.to_string()))
    };
    Ok(Busy {
        start: instant(*start)?,
        end: instant(*end)?,
    })
}

fn read_opening(row: OpeningRow) -> Result<(String, Opening), StoreError> {
    let key = row.adviser.clone();
    let wrong = |error: jiff::Error| inconsistent("openings", &key, error.to_string());
    let opening = Opening {
        first_day: row.first_day.parse().map_err(wrong)?,
        start: row.starts.parse().map_err(wrong)?,
        end: row.ends.parse().map_err(wrong)?,
        weekdays: json("weekdays", &key, &row.weekdays)?,
        every_weeks: u32::try_from(row.every_weeks).unwrap_or(1),
        until: row
            .until_day
            .map(|day| day.parse())
            .transpose()
            .map_err(wrong)?,
    };
    Ok((row.adviser, opening))
}

/// Street, postal code and town.
fn address_line(centre: &Centre) -> String {
    let location = &centre.location;
    let town = match &location.postal_code {
        Some(postal_code) => format!("{postal_code} {}", location.city),
        None => location.city.clone(),
    };
    match &location.address {
        Some(street) => format!("{street}, {town}"),
        None => town,
    }
}

fn json<T: DeserializeOwned>(column: &'static str, row: &str, text: &str) -> Result<T, StoreError> {
    serde_json::from_str(text).map_err(|error| inconsistent(column, row, error.to_string()))
}

fn inconsistent(column: &'static str, row: &str, reason: String) -> StoreError {
    StoreError::Inconsistent {
        table: "calendars",
        column,
        row: row.to_owned(),
        reason,
    }
}
