//! A one-time code carries a conversation from the web chat to Telegram, or from there to a page.

use jiff::Timestamp;
use tandem_engine::dialogue::Notice;

use super::conversation::bound_to;
use super::{OpenedConversation, put_notice};
use crate::act::{Act, whole_act};
use crate::db::args;
use crate::ids::ConversationId;
use crate::{Store, StoreError, secrets};

/// A code lives 15 minutes.
const LIFE_SECONDS: i64 = 15 * 60;

const MAKE: &str = "INSERT INTO link_codes (hash, conversation, expires_at) VALUES ($1, $2, $3)";
const USE: &str = "UPDATE link_codes SET used_by = $2 \
    WHERE hash = $1 AND used_by IS NULL AND expires_at > $3 RETURNING conversation";
const USED: &str = "SELECT conversation FROM link_codes WHERE hash = $1 AND used_by = $2";
const BIND: &str = "INSERT INTO addresses (channel, address, conversation) \
    VALUES ('telegram', $1, $2) \
    ON CONFLICT (channel, address) DO UPDATE SET conversation = excluded.conversation";
/// Numbers already given in the chat are not given again: its old keyboards still point at them.
const CARRY_ON: &str = "UPDATE conversations SET channel = 'telegram', last_at = $2 WHERE id = $1";
const SKIP_LINES: &str = "UPDATE conversations SET last_line = \
    (SELECT MAX(linked.last_line) FROM conversations AS linked WHERE linked.id IN ($1, $2)) \
    WHERE id = $1";
const TAKE_ALONG: [&str; 3] = [
    "UPDATE appointments SET conversation = $1 WHERE conversation = $2",
    "UPDATE leads SET conversation = $1 WHERE conversation = $2",
    "UPDATE consents SET conversation = $1 WHERE conversation = $2",
];

/// Who used a code, when it was a page.
const BY_PAGE: &str = "web";
const STANDS: &str = "SELECT conversation FROM link_codes \
    WHERE hash = $1 AND used_by IS NULL AND expires_at > $2";
const OF_CODE: &str = "SELECT conversation FROM link_codes WHERE hash = $1";
/// The new page has the only key: an older one is closed.
const GIVE_KEY: &str = "UPDATE conversations SET channel = 'web', token_hash = $2, last_at = $3 \
    WHERE id = $1 AND erased_at IS NULL";

impl Store {
    /// A one-time code (15 minutes) that carries a conversation to another channel.
    pub async fn link_code(
        &self,
        conversation: &ConversationId,
        now: Timestamp,
    ) -> Result<String, StoreError> {
        whole_act!(self, now, |act| make_link_code(&mut act, conversation))
    }

    /// Carries the conversation of that code to a Telegram chat, and puts a notice in its inbox.
    /// What the chat had booked before goes along. The same chat may redeem it again (an update
    /// delivered twice). `None`: unknown, used or expired code (then it may be that of a poster).
    pub async fn redeem_link_code(
        &self,
        code: &str,
        chat: &str,
        now: Timestamp,
    ) -> Result<Option<ConversationId>, StoreError> {
        whole_act!(self, now, |act| redeem(&mut act, code, chat))
    }

    /// The conversation that a code opens now; nothing changes.
    pub async fn conversation_of_code(
        &self,
        code: &str,
        now: Timestamp,
    ) -> Result<Option<ConversationId>, StoreError> {
        let row: Option<(String,)> = self
            .db()
            .optional(STANDS, args![secrets::hash(code), now])
            .await?;
        Ok(row.map(|(id,)| ConversationId(id)))
    }

    /// The conversation that a code was made for, used or not: who already holds its key may go
    /// straight there.
    pub async fn was_code_of(&self, code: &str) -> Result<Option<ConversationId>, StoreError> {
        let row: Option<(String,)> = self
            .db()
            .optional(OF_CODE, args![secrets::hash(code)])
            .await?;
        Ok(row.map(|(id,)| ConversationId(id)))
    }

    /// Carries the conversation of that code to a page, with a key of its own, and puts a notice in
    /// its inbox. The chat that it comes from keeps it too. `None`: unknown, used or expired code.
    pub async fn redeem_link_code_on_page(
        &self,
        code: &str,
        now: Timestamp,
    ) -> Result<Option<OpenedConversation>, StoreError> {
        whole_act!(self, now, |act| redeem_on_page(&mut act, code))
    }
}

async fn redeem_on_page(
    act: &mut Act<'_>,
    code: &str,
) -> Result<Option<OpenedConversation>, StoreError> {
    let used: Option<(String,)> = act
        .tx
        .optional(USE, args![secrets::hash(code), BY_PAGE, act.now])
        .await?;
    let Some((id,)) = used else { return Ok(None) };
    let token = secrets::token::<32>(act.store.entropy());
    let key = args![&id, secrets::hash(&token), act.now];
    if act.tx.execute(GIVE_KEY, key).await? == 0 {
        return Ok(None);
    }
    let id = ConversationId(id);
    let notice = Notice::ChannelLinked {
        channel: BY_PAGE.to_owned(),
    };
    let dedup = format!("linked:{id}:{}", act.new_id());
    put_notice(act, &id, &dedup, notice).await?;
    Ok(Some(OpenedConversation { id, token }))
}

/// Makes a code, within a transaction.
pub(crate) async fn make_link_code(
    act: &mut Act<'_>,
    conversation: &ConversationId,
) -> Result<String, StoreError> {
    let code = secrets::code::<16>(act.store.entropy());
    let expires_at = act.after_seconds(LIFE_SECONDS);
    act.tx
        .execute(
            MAKE,
            args![secrets::hash(&code), conversation.as_str(), expires_at],
        )
        .await?;
    Ok(code)
}

async fn redeem(
    act: &mut Act<'_>,
    code: &str,
    chat: &str,
) -> Result<Option<ConversationId>, StoreError> {
    let hash = secrets::hash(code);
    let used: Option<(String,)> = act
        .tx
        .optional(USE, args![hash.clone(), chat, act.now])
        .await?;
    let Some((conversation,)) = used else {
        let again: Option<(String,)> = act.tx.optional(USED, args![hash, chat]).await?;
        return Ok(again.map(|(id,)| ConversationId(id)));
    };
    let conversation = ConversationId(conversation);
    let before = bound_to(act, chat).await?;
    act.tx
        .execute(BIND, args![chat, conversation.as_str()])
        .await?;
    act.tx
        .execute(CARRY_ON, args![conversation.as_str(), act.now])
        .await?;
    if let Some(before) = before.filter(|before| *before != conversation) {
        let both = || args![conversation.as_str(), before.as_str()];
        act.tx.execute(SKIP_LINES, both()).await?;
        for sql in TAKE_ALONG {
            act.tx.execute(sql, both()).await?;
        }
    }
    let notice = Notice::ChannelLinked {
        channel: "telegram".to_owned(),
    };
    let dedup = format!("linked:{conversation}:{}", act.new_id());
    put_notice(act, &conversation, &dedup, notice).await?;
    Ok(Some(conversation))
}
