//! Conversations: opened by the web chat, made at the first message of a Telegram chat.

use jiff::Timestamp;
use tandem_engine::dialogue::ChannelKind;

use super::{OpenedConversation, channel_word};
use crate::act::{Act, whole_act};
use crate::db::args;
use crate::ids::ConversationId;
use crate::{Store, StoreError, secrets};

const OPEN: &str = "INSERT INTO conversations \
    (id, channel, token_hash, last_event, last_line, created_at, last_at) \
    VALUES ($1, $2, $3, 0, $4, $5, $5)";
const TOKEN: &str = "SELECT token_hash FROM conversations WHERE id = $1";
const OF_CHAT: &str =
    "SELECT conversation FROM addresses WHERE channel = 'telegram' AND address = $1";
const BIND: &str = "INSERT INTO addresses (channel, address, conversation) \
    VALUES ('telegram', $1, $2) ON CONFLICT (channel, address) DO NOTHING";
const DROP: &str = "DELETE FROM conversations WHERE id = $1";

/// Lines of a Telegram conversation are numbered from the seconds since this instant
/// (2026-01-01): a chat keeps its old keyboards for years, and no later conversation of that chat
/// may give their numbers again.
const LINES_SINCE: i64 = 1_767_225_600;

impl Store {
    /// Opens a conversation and makes its token.
    pub async fn open_conversation(
        &self,
        channel: ChannelKind,
        now: Timestamp,
    ) -> Result<OpenedConversation, StoreError> {
        whole_act!(self, now, |act| open(&mut act, channel))
    }

    /// Whether this token opens that conversation (compared in constant time). An unknown
    /// conversation and one of Telegram answer no.
    pub async fn is_token_valid(
        &self,
        conversation: &ConversationId,
        token: &str,
    ) -> Result<bool, StoreError> {
        let row: Option<(Option<Vec<u8>>,)> = self
            .db()
            .optional(TOKEN, args![conversation.as_str()])
            .await?;
        let presented = secrets::hash(token);
        Ok(row
            .and_then(|(kept,)| kept)
            .is_some_and(|kept| secrets::is_same(&kept, &presented)))
    }

    /// The conversation of a Telegram chat, if it has one.
    pub async fn conversation_of_chat(
        &self,
        chat: &str,
    ) -> Result<Option<ConversationId>, StoreError> {
        let row: Option<(String,)> = self.db().optional(OF_CHAT, args![chat]).await?;
        Ok(row.map(|(id,)| ConversationId(id)))
    }
}

async fn open(act: &mut Act<'_>, channel: ChannelKind) -> Result<OpenedConversation, StoreError> {
    let id = act.new_id();
    let token = secrets::token::<32>(act.store.entropy());
    act.tx
        .execute(
            OPEN,
            args![
                &id,
                channel_word(channel),
                secrets::hash(&token),
                0_i64,
                act.now
            ],
        )
        .await?;
    Ok(OpenedConversation {
        id: ConversationId(id),
        token,
    })
}

/// The conversation of a chat, made when there is none.
pub(super) async fn of_chat(act: &mut Act<'_>, chat: &str) -> Result<ConversationId, StoreError> {
    if let Some(found) = bound_to(act, chat).await? {
        return Ok(found);
    }
    let id = act.new_id();
    let first_line = (act.now.as_second() - LINES_SINCE).max(0);
    act.tx
        .execute(
            OPEN,
            args![
                &id,
                channel_word(ChannelKind::Telegram),
                None::<Vec<u8>>,
                first_line,
                act.now
            ],
        )
        .await?;
    if act.tx.execute(BIND, args![chat, &id]).await? == 1 {
        return Ok(ConversationId(id));
    }
    // another message of the same chat was faster
    act.tx.execute(DROP, args![&id]).await?;
    bound_to(act, chat)
        .await?
        .ok_or_else(|| StoreError::Inconsistent {
            table: "addresses",
            column: "conversation",
            row: id,
            reason: "bound and not bound".to_owned(),
        })
}

/// The conversation of a chat.
pub(super) async fn bound_to(
    act: &mut Act<'_>,
    chat: &str,
) -> Result<Option<ConversationId>, StoreError> {
    let row: Option<(String,)> = act.tx.optional(OF_CHAT, args![chat]).await?;
    Ok(row.map(|(id,)| ConversationId(id)))
}
