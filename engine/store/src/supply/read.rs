//! Reading the supply: by key for a card or a mail, whole for the indexer.

use serde::de::DeserializeOwned;
use tandem_index::{Centre, CentreId, Employer, Siret, Training, TrainingId};

use super::table::{self, Table};
use super::{ReferenceKind, SupplyCounts};
use crate::db::{Tx, args};
use crate::{Store, StoreError};

const FEED: &str = "SELECT value FROM counters WHERE name = 'supply'";
/// Rows in memory at a time when a whole table is read.
const PAGE: i64 = 4_000;

impl Store {
    /// A whole table of reference, ascending by key.
    pub async fn reference<T: DeserializeOwned + Send>(
        &self,
        kind: ReferenceKind,
    ) -> Result<Vec<(String, T)>, StoreError> {
        let mut rows = Vec::new();
        self.each(kind.table(), |id, row| rows.push((id, row)))
            .await?;
        rows.sort_by(|(one, _), (other, _)| one.cmp(other));
        Ok(rows)
    }

    /// One training.
    pub async fn training(&self, id: &TrainingId) -> Result<Option<Training>, StoreError> {
        self.one(table::TRAININGS, id.as_str()).await
    }

    /// One centre.
    pub async fn centre(&self, id: &CentreId) -> Result<Option<Centre>, StoreError> {
        self.one(table::CENTRES, id.as_str()).await
    }

    /// One employer.
    pub async fn employer(&self, siret: &Siret) -> Result<Option<Employer>, StoreError> {
        self.one(table::EMPLOYERS, siret.as_str()).await
    }

    /// Every training, ascending by key.
    pub async fn all_trainings(&self) -> Result<Vec<Training>, StoreError> {
        let mut rows: Vec<Training> = Vec::new();
        self.each(table::TRAININGS, |_, row| rows.push(row)).await?;
        rows.sort_by(|one, other| one.id.cmp(&other.id));
        Ok(rows)
    }

    /// Every centre, ascending by key.
    pub async fn all_centres(&self) -> Result<Vec<Centre>, StoreError> {
        let mut rows: Vec<Centre> = Vec::new();
        self.each(table::CENTRES, |_, row| rows.push(row)).await?;
        rows.sort_by(|one, other| one.id.cmp(&other.id));
        Ok(rows)
    }

    /// Every employer, ascending by key.
    pub async fn all_employers(&self) -> Result<Vec<Employer>, StoreError> {
        let mut rows: Vec<Employer> = Vec::new();
        self.each(table::EMPLOYERS, |_, row| rows.push(row)).await?;
        rows.sort_by(|one, other| one.siret.cmp(&other.siret));
        Ok(rows)
    }

    /// Hands every employer to `take`, a few thousand in memory at a time.
    pub async fn each_employer(
        &self,
        mut take: impl FnMut(Employer) + Send,
    ) -> Result<(), StoreError> {
        self.each(table::EMPLOYERS, |_, row| take(row)).await
    }

    /// How much there is.
    pub async fn supply_counts(&self) -> Result<SupplyCounts, StoreError> {
        Ok(SupplyCounts {
            trainings: self.count(table::TRAININGS).await?,
            centres: self.count(table::CENTRES).await?,
            employers: self.count(table::EMPLOYERS).await?,
        })
    }

    /// Grows by one with every import that changed something: what an index generation is built at.
    pub async fn feed_position(&self) -> Result<i64, StoreError> {
        let row: Option<(i64,)> = self.db().optional(FEED, args![]).await?;
        Ok(row.map_or(0, |(value,)| value))
    }

    async fn count(&self, table: Table) -> Result<u64, StoreError> {
        let row: Option<(i64,)> = self.db().optional(table.count, args![]).await?;
        Ok(row.map_or(0, |(count,)| count.unsigned_abs()))
    }

    async fn one<T: DeserializeOwned>(
        &self,
        table: Table,
        id: &str,
    ) -> Result<Option<T>, StoreError> {
        let row: Option<(String, String)> = self.db().optional(table.one, args![id]).await?;
        row.map(|(id, body)| parse(table, &id, &body)).transpose()
    }

    async fn each<T: DeserializeOwned>(
        &self,
        table: Table,
        mut take: impl FnMut(String, T) + Send,
    ) -> Result<(), StoreError> {
        let mut after = String::new();
        loop {
            let page: Vec<(String, String)> =
                self.db().all(table.page, args![&after, PAGE]).await?;
            let Some((last, _)) = page.last() else {
                return Ok(());
            };
            after.clone_from(last);
            for (id, body) in page {
                let row = parse(table, &id, &body)?;
                take(id, row);
            }
        }
    }
}

/// One training, within a transaction.
pub(crate) async fn training_in(
    tx: &mut Tx,
    id: &TrainingId,
) -> Result<Option<Training>, StoreError> {
    one_in(tx, table::TRAININGS, id.as_str()).await
}

/// One centre, within a transaction.
pub(crate) async fn centre_in(tx: &mut Tx, id: &CentreId) -> Result<Option<Centre>, StoreError> {
    one_in(tx, table::CENTRES, id.as_str()).await
}

/// One employer, within a transaction.
pub(crate) async fn employer_in(
    tx: &mut Tx,
    siret: &Siret,
) -> Result<Option<Employer>, StoreError> {
    one_in(tx, table::EMPLOYERS, siret.as_str()).await
}

async fn one_in<T: DeserializeOwned>(
    tx: &mut Tx,
    table: Table,
    id: &str,
) -> Result<Option<T>, StoreError> {
    let row: Option<(String, String)> = tx.optional(table.one, args![id]).await?;
    row.map(|(id, body)| parse(table, &id, &body)).transpose()
}

fn parse<T: DeserializeOwned>(table: Table, id: &str, body: &str) -> Result<T, StoreError> {
    serde_json::from_str(body).map_err(|error| StoreError::Inconsistent {
        table: table.name,
        column: "body",
        row: id.to_owned(),
        reason: error.to_string(),
    })
}
