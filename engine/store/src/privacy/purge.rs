//! Retention: the text of a silent conversation goes, its slots and events stay.

use jiff::{SignedDuration, Timestamp};
use tandem_engine::dialogue::{Event, State};

use super::PurgeReport;
use crate::act::{Act, whole_act};
use crate::db::args;
use crate::turns::{EVENT, SNAPSHOT};
use crate::{Store, StoreError};

const SILENT: &str = "SELECT id FROM conversations WHERE purged_at IS NULL AND last_at <= $1 \
    ORDER BY last_at LIMIT $2";
/// What was said since makes it silent no more.
const MARK: &str = "UPDATE conversations SET purged_at = $3 \
    WHERE id = $1 AND last_at <= $2 AND purged_at IS NULL";
const DROP_LINES: &str = "DELETE FROM messages WHERE conversation = $1";
const DROP_TEXT: [&str; 3] = [
    "DELETE FROM inbox WHERE conversation = $1 AND status <> 'new'",
    "DELETE FROM outbox WHERE conversation = $1 AND status <> 'new'",
    // own words and identity: kept where they are needed, in appointments and leads
    "DELETE FROM events WHERE conversation = $1 AND kind IN ('missed', 'detail_set')",
];
const EVENTS: &str = "SELECT body FROM events WHERE conversation = $1 ORDER BY seq";
const PUT_SNAPSHOT: &str = "UPDATE snapshots SET body = $2 WHERE conversation = $1";

impl Store {
    /// Deletes the text of conversations silent for longer than `after` (30 days by rule), at most
    /// `limit` of them; slots and events stay.
    pub async fn purge_text(
        &self,
        after: SignedDuration,
        limit: u32,
        now: Timestamp,
    ) -> Result<PurgeReport, StoreError> {
        let before = now.checked_sub(after).unwrap_or(Timestamp::MIN);
        let silent: Vec<(String,)> = self.db().all(SILENT, args![before, limit]).await?;
        let mut report = PurgeReport::default();
        for (conversation,) in silent {
            let lines = whole_act!(self, now, |act| purge(&mut act, &conversation, before))?;
            if let Some(lines) = lines {
                report.conversations += 1;
                report.lines += lines;
            }
        }
        Ok(report)
    }
}

async fn purge(
    act: &mut Act<'_>,
    conversation: &str,
    before: Timestamp,
) -> Result<Option<u64>, StoreError> {
    let marked = act
        .tx
        .execute(MARK, args![conversation, before, act.now])
        .await?;
    if marked == 0 {
        return Ok(None);
    }
    let lines = act.tx.execute(DROP_LINES, args![conversation]).await?;
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
    Ok(Some(lines))
}
