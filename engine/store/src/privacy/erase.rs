//! Erasing a person, in one transaction (RGPD art. 17).

use jiff::Timestamp;
use tandem_engine::dialogue::Outcome;

use crate::act::{Act, whole_act};
use crate::appointments::{ACTIVE_OF_PERSON, AppointmentRow, Canceller, Tell, cancel_row};
use crate::db::args;
use crate::ids::ConversationId;
use crate::outbox::{TelegramJob, queue_telegram};
use crate::{Store, StoreError, secrets};

const CHAT: &str =
    "SELECT address FROM addresses WHERE conversation = $1 AND channel = 'telegram' LIMIT 1";
/// Telegram lets a bot delete its messages for 48 hours.
const ON_TELEGRAM: &str = "SELECT external_id FROM messages WHERE conversation = $1 \
    AND external_id IS NOT NULL AND at > $2 ORDER BY seq";
const DELETABLE_MS: i64 = 48 * 3_600 * 1_000;

/// Everything that was written by or about the person. What is already addressed to a centre stays
/// queued: it names nobody once the contacts below are gone.
const ERASE: [&str; 14] = [
    "DELETE FROM outbox WHERE conversation = $1",
    "DELETE FROM messages WHERE conversation = $1",
    "DELETE FROM events WHERE conversation = $1",
    "DELETE FROM snapshots WHERE conversation = $1",
    "DELETE FROM link_codes WHERE conversation = $1",
    "DELETE FROM addresses WHERE conversation = $1",
    "UPDATE inbox SET body = NULL, external_id = '' WHERE conversation = $1 AND status <> 'new'",
    "DELETE FROM inbox WHERE conversation = $1 AND status = 'new' AND channel = 'notice'",
    "UPDATE appointments SET contact = NULL, parent_mail = NULL, shared = NULL, idem_key = NULL \
        WHERE conversation = $1",
    "UPDATE leads SET person = NULL, contact = NULL, shared = NULL, message = NULL \
        WHERE conversation = $1",
    "DELETE FROM tokens WHERE appointment IN \
        (SELECT id FROM appointments WHERE conversation = $1)",
    "DELETE FROM handovers WHERE conversation = $1",
    "DELETE FROM audit WHERE conversation = $1",
    "UPDATE conversations SET last_event = 0 WHERE id = $1",
];
const MARK: &str = "UPDATE conversations SET erased_at = $2, last_at = $2 WHERE id = $1";
const PROOF: &str = "INSERT INTO erasures (code_hash, at) VALUES ($1, $2)";

impl Store {
    /// Erases the person in one transaction: appointments cancelled and the centre told, text,
    /// events and contacts deleted, the Telegram chat unbound; a confirmation code is kept (hashed)
    /// with its instant and nothing else: [`Outcome::Erased`]. The page of a web conversation stays
    /// readable, and empty, for whoever holds its token.
    pub async fn erase(
        &self,
        conversation: &ConversationId,
        now: Timestamp,
    ) -> Result<Outcome, StoreError> {
        whole_act!(self, now, |act| erase(&mut act, conversation))
    }
}

/// Erases, within a transaction.
pub(crate) async fn erase(
    act: &mut Act<'_>,
    conversation: &ConversationId,
) -> Result<Outcome, StoreError> {
    let id = conversation.as_str();
    let chat: Option<(String,)> = act.tx.optional(CHAT, args![id]).await?;
    let since = act.now.as_millisecond() - DELETABLE_MS;
    let sent: Vec<(String,)> = act.tx.all(ON_TELEGRAM, args![id, since]).await?;
    let active: Vec<AppointmentRow> = act.tx.all(ACTIVE_OF_PERSON, args![id, act.now]).await?;
    for sql in ERASE {
        act.tx.execute(sql, args![id]).await?;
    }
    for row in active {
        cancel_row(act, &row, Canceller::Candidate, Tell::CentreOnly).await?;
    }
    act.tx.execute(MARK, args![id, act.now]).await?;
    if let Some((chat,)) = chat
        && !sent.is_empty()
    {
        let message_ids = sent.into_iter().map(|(message,)| message).collect();
        queue_telegram(act, conversation, TelegramJob::Delete { chat, message_ids }).await?;
    }
    let code = secrets::code::<10>(act.store.entropy());
    act.tx
        .execute(PROOF, args![secrets::hash(&code), act.now])
        .await?;
    Ok(Outcome::Erased { code })
}
