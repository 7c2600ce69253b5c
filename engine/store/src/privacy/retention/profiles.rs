//! The anonymous profile of a person who did not come back goes, and the conversation with it
//! unless an appointment or a lead still needs to be told apart from another.

use jiff::Timestamp;

use crate::act::{Act, whole_act};
use crate::db::args;
use crate::{Store, StoreError};

/// Silent for long, with something left to delete, nothing waiting, and nobody expects the person.
macro_rules! forgotten {
    ($what:literal, $end:literal) => {
        concat!(
            "SELECT ",
            $what,
            " FROM conversations WHERE conversations.last_at <= $1 \
            AND NOT EXISTS (SELECT 1 FROM appointments WHERE \
            appointments.conversation = conversations.id AND appointments.ends_at > $2 \
            AND appointments.status IN ('held', 'confirmed')) \
            AND NOT EXISTS (SELECT 1 FROM inbox WHERE inbox.conversation = conversations.id \
            AND inbox.status = 'new') \
            AND (EXISTS (SELECT 1 FROM events WHERE events.conversation = conversations.id) \
            OR NOT EXISTS (SELECT 1 FROM appointments WHERE \
            appointments.conversation = conversations.id) \
            AND NOT EXISTS (SELECT 1 FROM leads WHERE leads.conversation = conversations.id) \
            AND NOT EXISTS (SELECT 1 FROM outbox WHERE outbox.conversation = conversations.id \
            AND outbox.kind = 'mail'))",
            $end
        )
    };
}

const COUNT: &str = forgotten!("COUNT(*)", "");
const FORGOTTEN: &str = forgotten!(
    "conversations.id",
    " ORDER BY conversations.last_at LIMIT $3"
);
/// What was said since, read or waiting, brings the person back.
const LOCK: &str = "UPDATE conversations SET last_event = 0, token_hash = NULL \
    WHERE id = $1 AND last_at <= $2 AND NOT EXISTS (SELECT 1 FROM inbox \
    WHERE inbox.conversation = conversations.id AND inbox.status = 'new')";
const DROP: [&str; 10] = [
    "DELETE FROM inbox WHERE conversation = $1 AND status <> 'new'",
    "DELETE FROM outbox WHERE conversation = $1 AND kind <> 'mail'",
    "DELETE FROM messages WHERE conversation = $1",
    "DELETE FROM events WHERE conversation = $1",
    "DELETE FROM snapshots WHERE conversation = $1",
    "DELETE FROM link_codes WHERE conversation = $1",
    "DELETE FROM addresses WHERE conversation = $1",
    "DELETE FROM handovers WHERE conversation = $1",
    "DELETE FROM audit WHERE conversation = $1",
    "DELETE FROM consents WHERE conversation = $1 AND NOT EXISTS (SELECT 1 FROM appointments \
        WHERE appointments.conversation = $1) AND NOT EXISTS (SELECT 1 FROM leads \
        WHERE leads.conversation = $1)",
];
const DROP_CONVERSATION: &str = "DELETE FROM conversations WHERE id = $1 \
    AND NOT EXISTS (SELECT 1 FROM appointments WHERE appointments.conversation = $1) \
    AND NOT EXISTS (SELECT 1 FROM leads WHERE leads.conversation = $1) \
    AND NOT EXISTS (SELECT 1 FROM outbox WHERE outbox.conversation = $1) \
    AND NOT EXISTS (SELECT 1 FROM inbox WHERE inbox.conversation = $1)";

pub(super) async fn due(
    store: &Store,
    before: Timestamp,
    now: Timestamp,
) -> Result<u64, StoreError> {
    store.counted(COUNT, args![before, now]).await
}

pub(super) async fn drop_due(
    store: &Store,
    before: Timestamp,
    limit: u32,
    now: Timestamp,
) -> Result<u64, StoreError> {
    let forgotten: Vec<(String,)> = store.db().all(FORGOTTEN, args![before, now, limit]).await?;
    let mut dropped = 0;
    for (conversation,) in forgotten {
        dropped += whole_act!(store, now, |act| forget(&mut act, &conversation, before))?;
    }
    Ok(dropped)
}

async fn forget(
    act: &mut Act<'_>,
    conversation: &str,
    before: Timestamp,
) -> Result<u64, StoreError> {
    let locked = act.tx.execute(LOCK, args![conversation, before]).await?;
    if locked == 0 {
        return Ok(0);
    }
    for sql in DROP {
        act.tx.execute(sql, args![conversation]).await?;
    }
    act.tx
        .execute(DROP_CONVERSATION, args![conversation])
        .await?;
    Ok(locked)
}
