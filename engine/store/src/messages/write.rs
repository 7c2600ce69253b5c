//! Writing lines, numbered by the turn that says them.

use super::{BODY, Line};
use crate::StoreError;
use crate::act::Act;
use crate::db::args;
use crate::ids::ConversationId;

const WRITE: &str = "INSERT INTO messages \
    (conversation, seq, turn, direction, on_telegram, at, body) VALUES";

/// A line to write.
pub(crate) struct NewLine {
    pub(crate) seq: i64,
    pub(crate) turn: u32,
    pub(crate) on_telegram: bool,
    pub(crate) line: Line,
}

/// Writes lines of one conversation in one statement.
pub(crate) async fn write_lines(
    act: &mut Act<'_>,
    conversation: &ConversationId,
    lines: &[NewLine],
) -> Result<(), StoreError> {
    if lines.is_empty() {
        return Ok(());
    }
    let mut values = Vec::with_capacity(lines.len() * 7);
    for line in lines {
        let direction = match line.line {
            Line::Heard { .. } => "in",
            Line::Said(_) => "out",
        };
        values.extend(args![
            conversation.as_str(),
            line.seq,
            line.turn,
            direction,
            line.on_telegram,
            act.now,
            act.store.seal(BODY, &line.line)?,
        ]);
    }
    act.tx.insert_many(WRITE, "", 7, values).await.map(drop)
}
