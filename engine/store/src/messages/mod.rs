//! The transcript of a conversation, numbered: what the web chat shows.

mod read;
mod write;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use tandem_engine::message::Message;

pub(crate) use read::{OnTelegram, Row, button};
pub(crate) use write::{NewLine, write_lines};

/// Purpose of the encrypted bodies.
pub(crate) const BODY: &str = "messages.body";

/// A line of a transcript.
#[derive(Debug, Clone, PartialEq)]
pub struct TranscriptLine {
    /// Its number in the conversation, ascending; not every number is used.
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
