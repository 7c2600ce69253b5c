//! The words of a silent conversation go, its slots and events stay.

use jiff::Timestamp;
use tandem_engine::dialogue::{Event, State};

use crate::act::{Act, whole_act};
use crate::db::args;
use crate::turns::{EVENT, SNAPSHOT};
use crate::{Store, StoreError};

const COUNT: &str = "SELECT COUNT(*) FROM conversations WHERE purged_at IS NULL AND last_at <= $1";
const SILENT: &str = "SELECT id FROM conversations WHERE purged_at IS NULL AND last_at <= $1 \
    ORDER BY last_at LIMIT $2";
/// What was said since makes it silent no more.
const MARK: &str = "UPDATE conversations SET purged_at = $3 \
    WHERE id = $1 AND last_at <= $2 AND purged_at IS NULL";
const DROP_TEXT: [&str; 5] = [
    "DELETE FROM messages WHERE conversation = $1",
    "DELETE FROM inbox WHERE conversation = $1 AND status <> 'new'",
    "DELETE FROM outbox WHERE conversation = $1 AND status <> 'new'",
    // nobody answers where nothing is left to read
    "DELETE FROM handovers WHERE conversation = $1",
    // own words and identity: kept where they are needed, in appointments and leads
    "DELETE FROM events WHERE conversation = $1 AND kind IN ('missed', 'detail_set')",
];
const EVENTS: &str = "SELECT body FROM events WHERE conversation = $1 ORDER BY seq";
const PUT_SNAPSHOT: &str = "UPDATE snapshots SET body = $2 WHERE conversation = $1";

pub(super) async fn due(store: &Store, before: Timestamp) -> Result<u64, StoreError> {
    store.counted(COUNT, args![before]).await
}

pub(super) async fn drop_due(
    store: &Store,
    before: Timestamp,
    limit: u32,
    now: Timestamp,
) -> Result<u64, StoreError> {
    let silent: Vec<(String,)> = store.db().all(SILENT, args![before, limit]).await?;
    let mut dropped = 0;
    for (conversation,) in silent {
        dropped += whole_act!(store, now, |act| purge(&mut act, &conversation, before))?;
    }
    Ok(dropped)
}

async fn purge(
    act: &mut Act<'_>,
    conversation: &str,
    before: Timestamp,
) -> Result<u64, StoreError> {
    let marked = act
        .tx
        .execute(MARK, args![conversation, before, act.now])
        .await?;
    if marked == 0 {
        return Ok(0);
    }
    for sql in DROP_TEXT {
        act.tx.execute(sql, args![conversation]).await?;
    }
    let rows: Vec<(Vec<u8>,)> = act.tx.all(EVENTS, args![conversation]).await?;
    let events: Vec<Event> = rows
        .iter()
        .map(|(body,)| act.store.unseal(EVENT, body))
        .collect::<Result<_, _>>()?;
    let state = State::fold(&events);
    let body = act.store.seal(SNAPSHOT, &state)?;
    act.tx
        .execute(PUT_SNAPSHOT, args![conversation, body])
        .await?;
    Ok(marked)
}
