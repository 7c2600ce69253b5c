//! Putting the made-up supply into the store.

use jiff::Timestamp;
use jiff::civil::Date;
use tandem_engine::slots::Territory;
use tandem_models::Understander;
use tandem_store::{
    AdviserSetup, CalendarSetup, Coverage, Import, Store, StoreError, SupplyCounts,
};

use super::{DemoCalendar, DemoSupply, SEED, Size, generate};

/// Source of made-up centres and trainings in the store.
pub const SOURCE_CENTRES: &str = "demo";

/// Source of made-up employers in the store.
pub const SOURCE_EMPLOYERS: &str = "demo-employers";

/// The supply everybody sees at a first start, with dates counted from `today`.
pub fn first_start(understander: &Understander, today: Date) -> DemoSupply {
    let communes = understander.places().communes();
    generate(
        communes,
        understander.domains(),
        Size::FIRST_START,
        today,
        SEED,
    )
}

/// Writes a made-up supply over the one before.
///
/// # Errors
/// When the database refuses.
pub async fn load(
    store: &Store,
    supply: DemoSupply,
    now: Timestamp,
) -> Result<SupplyCounts, StoreError> {
    let from = |source| Import {
        source,
        coverage: Coverage::Whole,
    };
    let centres = from(SOURCE_CENTRES);
    store.import_centres(supply.centres, centres, now).await?;
    store
        .import_trainings(supply.trainings, centres, now)
        .await?;
    let employers = from(SOURCE_EMPLOYERS);
    store
        .import_employers(supply.employers, employers, now)
        .await?;
    set_calendars(store, supply.calendars, now).await?;
    store.supply_counts().await
}

/// Gives the made-up centres hours for the weeks to come.
///
/// # Errors
/// When the database refuses.
pub async fn set_calendars(
    store: &Store,
    calendars: Vec<DemoCalendar>,
    now: Timestamp,
) -> Result<(), StoreError> {
    let setups: Vec<CalendarSetup> = calendars.into_iter().map(setup).collect();
    store.set_centre_calendars(&setups, now).await
}

fn setup(calendar: DemoCalendar) -> CalendarSetup {
    let territory = Territory::of_departement(&calendar.departement);
    let advisers = calendar.advisers.into_iter();
    CalendarSetup {
        centre: calendar.centre,
        time_zone: territory.time_zone_name.to_owned(),
        holidays: territory.holidays,
        appointment_type: calendar.appointment_type,
        advisers: advisers
            .map(|adviser| AdviserSetup {
                id: adviser.id,
                name: adviser.name,
                mail: Some(adviser.mail),
                openings: adviser.openings,
            })
            .collect(),
    }
}
