//! Which centres can be booked.

use tandem_engine::matching::Bookable;
use tandem_index::CentreId;

use crate::db::args;
use crate::{Store, StoreError};

const BOOKABLE: &str = "SELECT DISTINCT calendars.centre FROM calendars \
    JOIN advisers ON advisers.centre = calendars.centre \
    JOIN openings ON openings.adviser = advisers.id WHERE advisers.is_active";

impl Store {
    /// Centres with an adviser who has hours.
    pub async fn bookable_centres(&self) -> Result<Bookable, StoreError> {
        let rows: Vec<(String,)> = self.db().all(BOOKABLE, args![]).await?;
        Ok(rows.into_iter().map(|(centre,)| CentreId(centre)).collect())
    }
}
