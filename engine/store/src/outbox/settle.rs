//! What became of something handed out.

use jiff::{SignedDuration, Timestamp};

use super::Retry;
use crate::act::{Act, whole_act};
use crate::db::args;
use crate::ids::OutboxId;
use crate::{Store, StoreError};

/// Seconds before each new attempt; after the last one it is given up.
const SCHEDULE: [i64; 7] = [5, 30, 120, 600, 3_600, 14_400, 43_200];

// The text leaves the outbox with the sending: the transcript has it.
const SENT: &str = "UPDATE outbox SET status = 'sent', sent_at = $2, body = NULL, error = NULL \
    WHERE id = $1 AND status = 'new' RETURNING conversation, line";
const NAME_LINE: &str = "UPDATE messages SET external_id = $3 WHERE conversation = $1 AND seq = $2";
const ATTEMPTS: &str = "SELECT attempts FROM outbox WHERE id = $1 AND status = 'new'";
const LATER: &str = "UPDATE outbox SET due_at = $2, lease_until = 0, attempts = $3, error = $4 \
    WHERE id = $1 AND status = 'new'";
const DEAD: &str = "UPDATE outbox SET status = 'dead', body = NULL, error = $2, sent_at = $3 \
    WHERE id = $1 AND status = 'new'";

impl Store {
    /// It was sent; its text leaves the outbox. `external_id`: Telegram's message id, to edit or
    /// delete it later.
    pub async fn mark_sent(
        &self,
        id: &OutboxId,
        external_id: Option<&str>,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        whole_act!(self, now, |act| sent(&mut act, id, external_id))
    }

    /// It failed and is tried again: after `after` when the receiver said so (429 `retry_after`,
    /// which does not count as an attempt), else along the schedule 5 s, 30 s, 2 min, 10 min, 1 h,
    /// 4 h, 12 h with up to a fifth of jitter, then given up. `error` holds no personal data.
    pub async fn retry_later(
        &self,
        id: &OutboxId,
        error: &str,
        after: Option<SignedDuration>,
        now: Timestamp,
    ) -> Result<Retry, StoreError> {
        whole_act!(self, now, |act| later(&mut act, id, error, after))
    }

    /// It can never be sent (blocked, no address).
    pub async fn mark_dead(
        &self,
        id: &OutboxId,
        error: &str,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        whole_act!(self, now, |act| dead(&mut act, id, error))
    }
}

async fn sent(
    act: &mut Act<'_>,
    id: &OutboxId,
    external_id: Option<&str>,
) -> Result<(), StoreError> {
    let row: Option<(Option<String>, Option<i64>)> =
        act.tx.optional(SENT, args![id.as_str(), act.now]).await?;
    if let (Some((Some(conversation), Some(line))), Some(external_id)) = (row, external_id) {
        act.tx
            .execute(NAME_LINE, args![conversation, line, external_id])
            .await?;
    }
    Ok(())
}

async fn later(
    act: &mut Act<'_>,
    id: &OutboxId,
    error: &str,
    after: Option<SignedDuration>,
) -> Result<Retry, StoreError> {
    let row: Option<(i64,)> = act.tx.optional(ATTEMPTS, args![id.as_str()]).await?;
    let Some((attempts,)) = row else {
        return Ok(Retry::GivenUp);
    };
    let (at, attempts) = match after {
        Some(wait) => (act.now.checked_add(wait).ok(), attempts - 1),
        None => (delay(act, attempts), attempts),
    };
    let Some(at) = at else {
        dead(act, id, error).await?;
        return Ok(Retry::GivenUp);
    };
    act.tx
        .execute(LATER, args![id.as_str(), at, attempts, error])
        .await?;
    Ok(Retry::At(at))
}

/// When the attempt after this one is made.
fn delay(act: &Act<'_>, attempts: i64) -> Option<Timestamp> {
    let rank = usize::try_from(attempts.max(1) - 1).ok()?;
    let milliseconds = SCHEDULE.get(rank)? * 1_000;
    let jitter = act.store.entropy().seed() % (milliseconds.unsigned_abs() / 5);
    let wait = SignedDuration::from_millis(milliseconds + i64::try_from(jitter).ok()?);
    act.now.checked_add(wait).ok()
}

async fn dead(act: &mut Act<'_>, id: &OutboxId, error: &str) -> Result<(), StoreError> {
    act.tx
        .execute(DEAD, args![id.as_str(), error, act.now])
        .await
        .map(drop)
}
