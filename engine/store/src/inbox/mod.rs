//! What comes in: written before the door answers, handled later, once, in order.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use tandem_engine::dialogue::{ChannelKind, Notice};
use tandem_models::InseeCode;

use crate::ids::{ConversationId, InboxId};
use crate::{Store, StoreError};

/// Where something comes from and how it is known there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Channel {
    /// A conversation opened in the web chat or the terminal.
    Conversation(ConversationId),
    /// A Telegram private chat, by its id; its conversation is made at the first message.
    TelegramChat(String),
}

/// Something that came in.
#[derive(Debug, Clone, PartialEq)]
pub struct Incoming {
    /// Where.
    pub channel: Channel,
    /// What makes it unique: the update id on Telegram, the `Idempotency-Key` of the web chat
    /// within its conversation.
    pub external_id: String,
    /// What.
    pub body: IncomingBody,
}

/// What came in, in the form that is kept (encrypted).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum IncomingBody {
    /// The chat was opened; `entry` is the deep-link code, if any.
    Start {
        /// Code of a poster or of an embedding site.
        entry: Option<String>,
    },
    /// A sentence.
    Text(String),
    /// A button: message seq and index (message buttons first, then card by card).
    Press {
        /// Seq of the message that carries it.
        seq: i64,
        /// Which button of it.
        index: u32,
    },
    /// A button that cannot be read.
    UnknownPress,
    /// A position, rounded to a commune at the door; `None` outside France.
    Location(Option<InseeCode>),
    /// Something that is not text.
    Unsupported,
    /// A text longer than the door accepts.
    TooLong,
    /// News from outside the conversation.
    Notice(Notice),
}

/// Answer to [`Store::receive`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Received {
    /// Its conversation.
    pub conversation: ConversationId,
    /// Its row; for a duplicate the row of the first time.
    pub inbox_id: InboxId,
    /// The same thing had come before: nothing was written.
    pub is_duplicate: bool,
}

/// A new conversation of the web chat or the terminal.
#[derive(Clone, PartialEq, Eq)]
pub struct OpenedConversation {
    /// Its id.
    pub id: ConversationId,
    /// 256 random bits as 43 characters of base64url: shown once, its SHA-256 is kept.
    pub token: String,
}

impl Store {
    /// Opens a conversation and makes its token.
    pub async fn open_conversation(
        &self,
        _channel: ChannelKind,
        _now: Timestamp,
    ) -> Result<OpenedConversation, StoreError> {
        todo!()
    }
    /// Whether this token opens that conversation (compared in constant time). An unknown or erased
    /// conversation answers no.
    pub async fn is_token_valid(
        &self,
        _conversation: &ConversationId,
        _token: &str,
    ) -> Result<bool, StoreError> {
        todo!()
    }
    /// Keeps what came in, once: when this returns it will be handled, whatever happens.
    pub async fn receive(
        &self,
        _incoming: &Incoming,
        _now: Timestamp,
    ) -> Result<Received, StoreError> {
        todo!()
    }
    /// The conversation of a Telegram chat, if it has one.
    pub async fn conversation_of_chat(
        &self,
        _chat: &str,
    ) -> Result<Option<ConversationId>, StoreError> {
        todo!()
    }
    /// A one-time code (15 minutes) that carries a conversation to another channel.
    pub async fn link_code(
        &self,
        _conversation: &ConversationId,
        _now: Timestamp,
    ) -> Result<String, StoreError> {
        todo!()
    }
    /// Carries the conversation of that code to a Telegram chat, and puts a notice in its inbox.
    /// What the chat had booked before goes along. `None`: unknown, used or expired code (then it
    /// may be the code of a poster).
    pub async fn redeem_link_code(
        &self,
        _code: &str,
        _chat: &str,
        _now: Timestamp,
    ) -> Result<Option<ConversationId>, StoreError> {
        todo!()
    }
}
