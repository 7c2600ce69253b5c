//! The oldest input that is due, of a conversation that nobody is handling.
//!
//! The lease is the lock of the conversation's row: it lasts as long as the turn's transaction and
//! ends with it, also when the worker dies. SQLite has one writer, so that the transaction itself
//! is the lease.

use sqlx::FromRow;
use tandem_engine::dialogue::ChannelKind;

use crate::StoreError;
use crate::act::Act;
use crate::db::args;
use crate::ids::{ConversationId, InboxId};
use crate::inbox::{IncomingBody, channel_of};

/// Looking costs no write lock.
pub(super) const DUE: &str = "SELECT id FROM inbox WHERE status = 'new' AND due_at <= $1 LIMIT 1";

// Twins: only the lock differs. An input that waits to be tried again holds back the later ones of
// its conversation: order is kept.
const CLAIM_LITE: &str = "SELECT conversations.id FROM inbox \
    JOIN conversations ON conversations.id = inbox.conversation \
    WHERE inbox.status = 'new' AND inbox.due_at <= $1 AND NOT EXISTS (SELECT older.id \
    FROM inbox AS older WHERE older.conversation = inbox.conversation AND older.status = 'new' \
    AND older.id < inbox.id) ORDER BY inbox.id LIMIT 1";
const CLAIM_PG: &str = "SELECT conversations.id FROM inbox \
    JOIN conversations ON conversations.id = inbox.conversation \
    WHERE inbox.status = 'new' AND inbox.due_at <= $1 AND NOT EXISTS (SELECT older.id \
    FROM inbox AS older WHERE older.conversation = inbox.conversation AND older.status = 'new' \
    AND older.id < inbox.id) ORDER BY inbox.id LIMIT 1 \
    FOR NO KEY UPDATE OF conversations SKIP LOCKED";
/// Read again under the lock: what the claim saw may have been handled meanwhile.
const OLDEST: &str = "SELECT id, channel, external_id, body, attempts, due_at FROM inbox \
    WHERE conversation = $1 AND status = 'new' ORDER BY id LIMIT 1";
const CONVERSATION: &str = "SELECT channel, last_event, last_line \
    FROM conversations WHERE id = $1";
const CHAT: &str = "SELECT address FROM addresses \
    WHERE conversation = $1 AND channel = 'telegram' ORDER BY address LIMIT 1";

#[derive(FromRow)]
struct InboxRow {
    id: String,
    channel: String,
    external_id: String,
    body: Option<Vec<u8>>,
    attempts: i64,
    due_at: i64,
}

#[derive(FromRow)]
struct ConversationRow {
    channel: String,
    last_event: i64,
    last_line: i64,
}

/// An input with what its turn needs to know.
pub(super) struct Claimed {
    pub(super) conversation: ConversationId,
    pub(super) inbox_id: InboxId,
    pub(super) external_id: String,
    /// Sealed body.
    pub(super) body: Vec<u8>,
    pub(super) attempts: i64,
    /// Where it came from; for a notice, where the conversation last was.
    pub(super) channel: ChannelKind,
    pub(super) last_event: i64,
    pub(super) last_line: i64,
    /// Chat to answer in, when the answer goes to Telegram.
    pub(super) chat: Option<String>,
}

impl Claimed {
    /// What came in.
    pub(super) fn body(&self, act: &Act<'_>) -> Result<IncomingBody, StoreError> {
        act.store.unseal(crate::inbox::BODY, &self.body)
    }
}

/// How often a claim looks again when what it saw was handled meanwhile.
const LOOKS: usize = 8;

/// Claims an input.
pub(super) async fn claim(act: &mut Act<'_>) -> Result<Option<Claimed>, StoreError> {
    for _ in 0..LOOKS {
        let sql = act.tx.twin(CLAIM_LITE, CLAIM_PG);
        let found: Option<(String,)> = act.tx.optional(sql, args![act.now]).await?;
        let Some((conversation,)) = found else {
            return Ok(None);
        };
        if let Some(claimed) = claim_of(act, conversation).await? {
            return Ok(Some(claimed));
        }
    }
    Ok(None)
}

async fn claim_of(act: &mut Act<'_>, conversation: String) -> Result<Option<Claimed>, StoreError> {
    let row: Option<InboxRow> = act.tx.optional(OLDEST, args![&conversation]).await?;
    let Some(row) = row.filter(|row| row.due_at <= act.now.as_millisecond()) else {
        return Ok(None);
    };
    let about: Option<ConversationRow> =
        act.tx.optional(CONVERSATION, args![&conversation]).await?;
    let Some(about) = about else {
        return Ok(None);
    };
    let is_notice = row.channel == "notice";
    let channel = channel_of(if is_notice {
        &about.channel
    } else {
        &row.channel
    });
    // news go to the chat whenever there is one: the page may be closed
    let answers_on_telegram = channel == ChannelKind::Telegram || is_notice;
    let chat: Option<(String,)> = if answers_on_telegram {
        act.tx.optional(CHAT, args![&conversation]).await?
    } else {
        None
    };
    Ok(Some(Claimed {
        conversation: ConversationId(conversation),
        inbox_id: InboxId(row.id),
        external_id: row.external_id,
        body: row.body.unwrap_or_default(),
        attempts: row.attempts,
        channel,
        last_event: about.last_event,
        last_line: about.last_line,
        chat: chat.map(|(chat,)| chat),
    }))
}
