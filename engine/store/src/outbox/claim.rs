//! Handing out what must be sent, under a lease: a sender that dies gives it back by dying.

use jiff::Timestamp;
use sqlx::FromRow;

use super::{BODY, OutboxKind, OutboxRow};
use crate::act::{Act, whole_act};
use crate::db::args;
use crate::ids::{ConversationId, OutboxId};
use crate::{Store, StoreError};

/// A lease lasts a minute.
const LEASE_SECONDS: i64 = 60;

const DUE: &str = "SELECT id FROM outbox WHERE kind = $1 AND status = 'new' AND due_at <= $2 \
    AND lease_until <= $2 LIMIT 1";

// Twins: only SKIP LOCKED differs. Of one address only the oldest row that is not sent is handed
// out, so that a chat reads its messages in order.
const CLAIM_LITE: &str = "UPDATE outbox SET lease_until = $3, worker = $4, \
    attempts = attempts + 1 WHERE id IN (SELECT due.id FROM outbox AS due \
    WHERE due.kind = $1 AND due.status = 'new' AND due.due_at <= $2 AND due.lease_until <= $2 \
    AND NOT EXISTS (SELECT older.id FROM outbox AS older WHERE older.address = due.address \
    AND older.status = 'new' AND older.id < due.id) ORDER BY due.id LIMIT $5) \
    RETURNING id, conversation, attempts, created_at, body";
const CLAIM_PG: &str = "UPDATE outbox SET lease_until = $3, worker = $4, \
    attempts = attempts + 1 WHERE id IN (SELECT due.id FROM outbox AS due \
    WHERE due.kind = $1 AND due.status = 'new' AND due.due_at <= $2 AND due.lease_until <= $2 \
    AND NOT EXISTS (SELECT older.id FROM outbox AS older WHERE older.address = due.address \
    AND older.status = 'new' AND older.id < due.id) ORDER BY due.id LIMIT $5 \
    FOR UPDATE SKIP LOCKED) RETURNING id, conversation, attempts, created_at, body";

#[derive(FromRow)]
struct Row {
    id: String,
    conversation: Option<String>,
    attempts: i64,
    created_at: i64,
    body: Option<Vec<u8>>,
}

impl Store {
    /// Leases up to `limit` due rows for a minute, oldest first; of one chat only the oldest.
    pub async fn claim_outbox(
        &self,
        kind: OutboxKind,
        limit: u32,
        worker: &str,
        now: Timestamp,
    ) -> Result<Vec<OutboxRow>, StoreError> {
        // looking costs no write lock
        let due: Vec<(String,)> = self.db().all(DUE, args![kind.word(), now]).await?;
        if due.is_empty() {
            return Ok(Vec::new());
        }
        let mut rows: Vec<Row> = whole_act!(self, now, |act| claim(&mut act, kind, limit, worker))?;
        rows.sort_by(|one, other| one.id.cmp(&other.id));
        rows.into_iter().map(|row| self.outbox_row(row)).collect()
    }

    fn outbox_row(&self, row: Row) -> Result<OutboxRow, StoreError> {
        let body = row.body.unwrap_or_default();
        Ok(OutboxRow {
            payload: self.unseal(BODY, &body)?,
            id: OutboxId(row.id),
            conversation: row.conversation.map(ConversationId),
            attempt: u32::try_from(row.attempts).unwrap_or(u32::MAX),
            created_at: Timestamp::from_millisecond(row.created_at).unwrap_or_default(),
        })
    }
}

async fn claim(
    act: &mut Act<'_>,
    kind: OutboxKind,
    limit: u32,
    worker: &str,
) -> Result<Vec<Row>, StoreError> {
    let sql = act.tx.twin(CLAIM_LITE, CLAIM_PG);
    let until = act.after_seconds(LEASE_SECONDS);
    act.tx
        .all(sql, args![kind.word(), act.now, until, worker, limit])
        .await
}
