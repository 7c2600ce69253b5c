//! Versions of the flow: a conversation ends on the one that it began on.

use jiff::Timestamp;
use tandem_engine::dialogue::Flow;

use crate::act::{Act, whole_act};
use crate::db::args;
use crate::{Store, StoreError};

const KEEP: &str = "INSERT INTO flows (hash, name, body, kept_at) VALUES ($1, $2, $3, $4) \
    ON CONFLICT (hash) DO NOTHING";
const ALL: &str = "SELECT body FROM flows ORDER BY kept_at, hash";

impl Store {
    /// Keeps the file of a flow, once per content.
    pub async fn keep_flow(
        &self,
        flow: &Flow,
        yaml: &str,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        whole_act!(self, now, |act| keep(&mut act, flow, yaml))
    }

    /// The files of every version that was kept, oldest first.
    pub async fn kept_flows(&self) -> Result<Vec<String>, StoreError> {
        let rows: Vec<(String,)> = self.db().all(ALL, args![]).await?;
        Ok(rows.into_iter().map(|(body,)| body).collect())
    }
}

async fn keep(act: &mut Act<'_>, flow: &Flow, yaml: &str) -> Result<(), StoreError> {
    let values = args![&flow.hash, &flow.flow, yaml, act.now];
    act.tx.execute(KEEP, values).await.map(drop)
}
