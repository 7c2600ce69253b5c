//! Reading a transcript, and finding the button that was pressed.

use jiff::Timestamp;
use sqlx::FromRow;
use tandem_engine::message::Button;

use super::{BODY, Line, TranscriptLine};
use crate::act::Act;
use crate::db::args;
use crate::ids::ConversationId;
use crate::{Store, StoreError};

const AFTER: &str = "SELECT seq, turn, at, body FROM messages \
    WHERE conversation = $1 AND seq > $2 ORDER BY seq LIMIT $3";
const LATEST: &str = "SELECT seq FROM messages WHERE conversation = $1 ORDER BY seq DESC LIMIT 1";
const WAITING: &str =
    "SELECT id FROM inbox WHERE conversation = $1 AND status = 'new' ORDER BY id LIMIT 1";
const ONE: &str = "SELECT seq, turn, at, body FROM messages \
    WHERE conversation = $1 AND seq = $2 AND direction = 'out'";
/// A keyboard of Telegram can only show what was sent there.
const ONE_ON_TELEGRAM: &str = "SELECT seq, turn, at, body FROM messages \
    WHERE conversation = $1 AND seq = $2 AND direction = 'out' AND on_telegram";

/// A line as it is kept.
#[derive(FromRow)]
pub(crate) struct Row {
    seq: i64,
    turn: i64,
    at: i64,
    body: Vec<u8>,
}

impl Store {
    /// Lines after `seq`, ascending, at most `limit`.
    pub async fn messages_after(
        &self,
        conversation: &ConversationId,
        seq: i64,
        limit: u32,
    ) -> Result<Vec<TranscriptLine>, StoreError> {
        let rows: Vec<Row> = self
            .db()
            .all(AFTER, args![conversation.as_str(), seq, limit])
            .await?;
        rows.iter().map(|row| self.line(row)).collect()
    }

    /// Number of the last line; 0 when there is none.
    pub async fn latest_seq(&self, conversation: &ConversationId) -> Result<i64, StoreError> {
        let row: Option<(i64,)> = self
            .db()
            .optional(LATEST, args![conversation.as_str()])
            .await?;
        Ok(row.map_or(0, |(seq,)| seq))
    }

    /// Whether inputs of this conversation wait for their turn (the page shows that it is thinking).
    pub async fn is_thinking(&self, conversation: &ConversationId) -> Result<bool, StoreError> {
        let row: Option<(String,)> = self
            .db()
            .optional(WAITING, args![conversation.as_str()])
            .await?;
        Ok(row.is_some())
    }

    pub(crate) fn line(&self, row: &Row) -> Result<TranscriptLine, StoreError> {
        Ok(TranscriptLine {
            seq: row.seq,
            turn: u32::try_from(row.turn).unwrap_or_default(),
            at: Timestamp::from_millisecond(row.at).unwrap_or_default(),
            line: self.unseal::<Line>(BODY, &row.body)?,
        })
    }
}

/// The button of that message (its own first, then card by card) with the turn it was said in.
pub(crate) async fn button(
    act: &mut Act<'_>,
    conversation: &ConversationId,
    seq: i64,
    index: u32,
    from_telegram: OnTelegram,
) -> Result<Option<(Button, u32)>, StoreError> {
    let sql = match from_telegram {
        OnTelegram::Yes => ONE_ON_TELEGRAM,
        OnTelegram::No => ONE,
    };
    let row: Option<Row> = act
        .tx
        .optional(sql, args![conversation.as_str(), seq])
        .await?;
    let Some(row) = row else { return Ok(None) };
    let line = act.store.line(&row)?;
    let Line::Said(message) = line.line else {
        return Ok(None);
    };
    let cards = message.cards.into_iter().flat_map(|card| card.buttons);
    let mut buttons = message.buttons.into_iter().chain(cards);
    let button = usize::try_from(index)
        .ok()
        .and_then(|index| buttons.nth(index));
    Ok(button.map(|button| (button, line.turn)))
}

/// Whether something was sent to, or comes from, Telegram.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum OnTelegram {
    Yes,
    No,
}
