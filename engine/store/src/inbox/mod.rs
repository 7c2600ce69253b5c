//! What comes in: written before the door answers, handled later, once, in order.

mod conversation;
mod link_code;
mod notice;
mod receive;

use serde::{Deserialize, Serialize};
use tandem_engine::dialogue::{ChannelKind, Notice};
use tandem_models::InseeCode;

use crate::ids::{ConversationId, InboxId};

pub(crate) use link_code::make_link_code;
pub(crate) use notice::put_notice;

/// Purpose of the encrypted bodies.
pub(crate) const BODY: &str = "inbox.body";

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
#[expect(clippy::large_enum_variant, reason = "one at a time, written at once")]
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

/// Answer to [`crate::Store::receive`].
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

/// Name of a channel in the database.
pub(crate) fn channel_word(channel: ChannelKind) -> &'static str {
    match channel {
        ChannelKind::Web => "web",
        ChannelKind::Telegram => "telegram",
        ChannelKind::Terminal => "terminal",
    }
}

/// The channel of that name; what is not known is read as the web.
pub(crate) fn channel_of(word: &str) -> ChannelKind {
    match word {
        "telegram" => ChannelKind::Telegram,
        "terminal" => ChannelKind::Terminal,
        _ => ChannelKind::Web,
    }
}
