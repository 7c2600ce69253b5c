//! An import: rows compared with what is kept by a hash of their JSON, written in one transaction.

use std::collections::HashMap;

use jiff::Timestamp;
use serde::Serialize;
use sha2::{Digest, Sha256};
use tandem_index::{Centre, Employer, Training};

use super::table::{self, REPLACE, Table};
use super::{Coverage, Import, ImportCounts, ReferenceKind};
use crate::act::{Act, whole_act};
use crate::db::{Value, args};
use crate::{Store, StoreError};

const LOCK_FEED: &str = "UPDATE counters SET value = value WHERE name = 'supply'";
const NEXT_FEED: &str =
    "UPDATE counters SET value = value + 1 WHERE name = 'supply' RETURNING value";

/// Rows of one statement: 5 values each, under SQLite's 32,766 and PostgreSQL's 65,535.
const ROWS_AT_ONCE: usize = 1_000;
/// Bytes of the hash kept: enough to tell the versions of one row apart.
const HASH_BYTES: usize = 16;

struct Prepared {
    id: String,
    hash: Vec<u8>,
    body: String,
}

impl Store {
    /// Writes trainings in one transaction: all or none.
    pub async fn import_trainings(
        &self,
        rows: Vec<Training>,
        import: Import<'_>,
        now: Timestamp,
    ) -> Result<ImportCounts, StoreError> {
        let rows = prepare(
            table::TRAININGS,
            rows.iter().map(|row| (row.id.as_str(), row)),
        )?;
        self.import(table::TRAININGS, &rows, import, now).await
    }

    /// Writes centres in one transaction: all or none.
    pub async fn import_centres(
        &self,
        rows: Vec<Centre>,
        import: Import<'_>,
        now: Timestamp,
    ) -> Result<ImportCounts, StoreError> {
        let rows = prepare(
            table::CENTRES,
            rows.iter().map(|row| (row.id.as_str(), row)),
        )?;
        self.import(table::CENTRES, &rows, import, now).await
    }

    /// Writes employers in one transaction: all or none.
    pub async fn import_employers(
        &self,
        rows: Vec<Employer>,
        import: Import<'_>,
        now: Timestamp,
    ) -> Result<ImportCounts, StoreError> {
        let rows = prepare(
            table::EMPLOYERS,
            rows.iter().map(|row| (row.siret.as_str(), row)),
        )?;
        self.import(table::EMPLOYERS, &rows, import, now).await
    }

    /// Writes a table of reference in one transaction: all or none.
    pub async fn import_reference<T: Serialize + Send + Sync>(
        &self,
        kind: ReferenceKind,
        rows: Vec<(String, T)>,
        import: Import<'_>,
        now: Timestamp,
    ) -> Result<ImportCounts, StoreError> {
        let rows = prepare(
            kind.table(),
            rows.iter().map(|(id, row)| (id.as_str(), row)),
        )?;
        self.import(kind.table(), &rows, import, now).await
    }

    /// Removes everything of a source ("demo"); how many rows.
    pub async fn forget_source(&self, source: &str, now: Timestamp) -> Result<u64, StoreError> {
        whole_act!(self, now, |act| forget(&mut act, source))
    }

    async fn import(
        &self,
        table: Table,
        rows: &[Prepared],
        import: Import<'_>,
        now: Timestamp,
    ) -> Result<ImportCounts, StoreError> {
        whole_act!(self, now, |act| write(&mut act, table, rows, import))
    }
}

/// JSON and hash of every row; of two rows with one key the last counts.
fn prepare<'a, T: Serialize + 'a>(
    table: Table,
    rows: impl Iterator<Item = (&'a str, &'a T)>,
) -> Result<Vec<Prepared>, StoreError> {
    let mut places: HashMap<&str, usize> = HashMap::new();
    let mut prepared: Vec<Prepared> = Vec::new();
    for (id, row) in rows {
        let body = serde_json::to_string(row).map_err(|error| StoreError::Inconsistent {
            table: table.name,
            column: "body",
            row: id.to_owned(),
            reason: error.to_string(),
        })?;
        let hash = Sha256::digest(body.as_bytes())[..HASH_BYTES].to_vec();
        let row = Prepared {
            id: id.to_owned(),
            hash,
            body,
        };
        if let Some(place) = places.get(id) {
            prepared[*place] = row;
        } else {
            places.insert(id, prepared.len());
            prepared.push(row);
        }
    }
    Ok(prepared)
}

async fn write(
    act: &mut Act<'_>,
    table: Table,
    rows: &[Prepared],
    import: Import<'_>,
) -> Result<ImportCounts, StoreError> {
    // one import at a time, so that the feed has no gap
    act.tx.execute(LOCK_FEED, args![]).await?;
    let known: Vec<(String, String, Vec<u8>)> = act.tx.all(table.known, args![]).await?;
    let mut known: HashMap<String, (String, Vec<u8>)> = known
        .into_iter()
        .map(|(id, source, hash)| (id, (source, hash)))
        .collect();
    let changed: Vec<&Prepared> = rows
        .iter()
        .filter(|row| {
            known
                .remove(&row.id)
                .is_none_or(|(source, hash)| source != import.source || hash != row.hash)
        })
        .collect();
    let gone: Vec<String> = match import.coverage {
        Coverage::Partial => Vec::new(),
        Coverage::Whole => known
            .into_iter()
            .filter(|(_, (source, _))| source == import.source)
            .map(|(id, _)| id)
            .collect(),
    };
    let counts = ImportCounts {
        changed: changed.len() as u64,
        unchanged: (rows.len() - changed.len()) as u64,
        removed: gone.len() as u64,
    };
    if counts.changed + counts.removed == 0 {
        return Ok(counts);
    }
    let feed: (i64,) = next_feed(act).await?;
    for chunk in changed.chunks(ROWS_AT_ONCE) {
        let mut values = Vec::with_capacity(chunk.len() * 5);
        for row in chunk {
            values.extend(args![
                &row.id,
                import.source,
                row.hash.clone(),
                &row.body,
                feed.0
            ]);
        }
        act.tx.insert_many(table.insert, REPLACE, 5, values).await?;
    }
    for chunk in gone.chunks(ROWS_AT_ONCE) {
        let values: Vec<Value> = chunk.iter().map(Value::from).collect();
        let width = values.len();
        act.tx.insert_many(table.delete, "", width, values).await?;
    }
    Ok(counts)
}

async fn next_feed(act: &mut Act<'_>) -> Result<(i64,), StoreError> {
    act.tx
        .optional(NEXT_FEED, args![])
        .await?
        .ok_or_else(|| StoreError::Inconsistent {
            table: "counters",
            column: "value",
            row: "supply".to_owned(),
            reason: "missing".to_owned(),
        })
}

async fn forget(act: &mut Act<'_>, source: &str) -> Result<u64, StoreError> {
    act.tx.execute(LOCK_FEED, args![]).await?;
    let mut removed = 0;
    for table in table::ALL {
        removed += act.tx.execute(table.forget, args![source]).await?;
    }
    if removed > 0 {
        next_feed(act).await?;
    }
    Ok(removed)
}
