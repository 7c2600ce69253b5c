//! Reading the sentences that were not understood, and saying what they mean.

use jiff::Timestamp;
use sqlx::FromRow;

use super::{BODY, Miss, MissLabel};
use crate::act::{Act, whole_act};
use crate::db::args;
use crate::{Store, StoreError};

const OPEN: &str = "SELECT id, body, about, times, last_day, label FROM misses \
    WHERE label IS NULL ORDER BY times DESC, last_day DESC, id LIMIT $1";
const LABELLED: &str = "SELECT id, body, about, times, last_day, label FROM misses \
    WHERE label IS NOT NULL AND label <> 'ignored' ORDER BY label, times DESC, id";
const COUNT: &str = "SELECT COUNT(*) FROM misses WHERE label IS NULL";
const LABEL: &str = "UPDATE misses SET label = $2, labelled_at = $3 WHERE id = $1";

#[derive(FromRow)]
struct Row {
    id: String,
    body: Vec<u8>,
    about: String,
    times: i64,
    last_day: i64,
    label: Option<String>,
}

impl Store {
    /// Sentences without a label, the most frequent first.
    pub async fn open_misses(&self, limit: u32) -> Result<Vec<Miss>, StoreError> {
        let rows: Vec<Row> = self.db().all(OPEN, args![limit]).await?;
        rows.into_iter().map(|row| self.miss(row)).collect()
    }

    /// How many sentences have no label.
    pub async fn count_open_misses(&self) -> Result<u64, StoreError> {
        self.counted(COUNT, args![]).await
    }

    /// Sentences whose meaning a person gave, by meaning; those to ignore are left out.
    pub async fn labelled_misses(&self) -> Result<Vec<Miss>, StoreError> {
        let rows: Vec<Row> = self.db().all(LABELLED, args![]).await?;
        rows.into_iter().map(|row| self.miss(row)).collect()
    }

    /// Says what a sentence means, or takes it back. `false`: there is no such sentence.
    pub async fn label_miss(
        &self,
        id: &str,
        label: Option<MissLabel>,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        whole_act!(self, now, |act| set(&mut act, id, label))
    }

    fn miss(&self, row: Row) -> Result<Miss, StoreError> {
        let label = row
            .label
            .map(|label| {
                label.parse().map_err(|_| StoreError::Inconsistent {
                    table: "misses",
                    column: "label",
                    row: row.id.clone(),
                    reason: "no such label".to_owned(),
                })
            })
            .transpose()?;
        Ok(Miss {
            text: self.unseal(BODY, &row.body)?,
            id: row.id,
            about: row.about,
            times: row.times.unsigned_abs(),
            last_day: Timestamp::from_millisecond(row.last_day).unwrap_or_default(),
            label,
        })
    }
}

async fn set(act: &mut Act<'_>, id: &str, label: Option<MissLabel>) -> Result<bool, StoreError> {
    let at = label.map(|_| act.now);
    let label = label.map(|label| label.to_string());
    let written = act.tx.execute(LABEL, args![id, label, at]).await?;
    Ok(written == 1)
}
