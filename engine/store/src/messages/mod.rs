//! The transcript of a conversation, numbered: what the web chat shows.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use tandem_engine::message::Message;

use crate::ids::ConversationId;
use crate::{Store, StoreError};

/// A line of a transcript.
#[derive(Debug, Clone, PartialEq)]
pub struct TranscriptLine {
    /// Its number in the conversation, from 1, without holes until the text is purged.
    pub seq: i64,
    /// Turn of the dialogue it belongs to.
    pub turn: u32,
    /// When.
    pub at: Timestamp,
    /// What.
    pub line: Line,
}

/// Who said what.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Line {
    /// The person, as the page shows it (a press shows its label).
    Heard {
        /// Text or label; empty for what has none.
        text: String,
        /// `external_id` of what came in: the page replaces its own draft by this line.
        external_id: String,
    },
    /// Tandem.
    Said(Message),
}

impl Store {
    /// Lines after `seq`, ascending, at most `limit`.
    pub async fn messages_after(
        &self,
        _conversation: &ConversationId,
        _seq: i64,
        _limit: u32,
    ) -> Result<Vec<TranscriptLine>, StoreError> {
        todo!()
    }
    /// Number of the last line; 0 when there is none.
    pub async fn latest_seq(&self, _conversation: &ConversationId) -> Result<i64, StoreError> {
        todo!()
    }
    /// Whether inputs of this conversation wait for their turn (the page shows that it is thinking).
    pub async fn is_thinking(&self, _conversation: &ConversationId) -> Result<bool, StoreError> {
        todo!()
    }
}
