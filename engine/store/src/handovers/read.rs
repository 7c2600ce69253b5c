//! Reading a conversation that somebody was asked to answer: only as long as the young person's
//! agreement lasts, and never unseen.

use jiff::Timestamp;
use tandem_engine::profile::Profile;

use crate::accounts::{Account, AuditedAct, audit};
use crate::act::{Act, whole_act};
use crate::db::args;
use crate::ids::ConversationId;
use crate::messages::{Row, TranscriptLine};
use crate::turns::profile_of;
use crate::{Store, StoreError};

const LINES: &str = "SELECT messages.seq AS seq, messages.turn AS turn, messages.at AS at, \
    messages.body AS body FROM messages \
    JOIN handovers ON handovers.conversation = messages.conversation \
    WHERE messages.conversation = $1 AND messages.seq > $2 AND (handovers.until_line IS NULL \
    OR messages.seq <= handovers.until_line) ORDER BY messages.seq LIMIT $3";
const MAY: &str = "SELECT conversation FROM handovers WHERE conversation = $1";

impl Store {
    /// Opens a conversation for somebody who answers: what was learned of the person. The reading is
    /// kept before anything is shown. `None`: it may not be read.
    pub async fn open_handover(
        &self,
        account: &Account,
        conversation: &ConversationId,
        now: Timestamp,
    ) -> Result<Option<Profile>, StoreError> {
        whole_act!(self, now, |act| open(&mut act, account, conversation))
    }

    /// Lines after `seq` that may be read, ascending, at most `limit`.
    pub async fn handover_lines_after(
        &self,
        conversation: &ConversationId,
        seq: i64,
        limit: u32,
    ) -> Result<Vec<TranscriptLine>, StoreError> {
        let rows: Vec<Row> = self
            .db()
            .all(LINES, args![conversation.as_str(), seq, limit])
            .await?;
        rows.iter().map(|row| self.line(row)).collect()
    }
}

async fn open(
    act: &mut Act<'_>,
    account: &Account,
    conversation: &ConversationId,
) -> Result<Option<Profile>, StoreError> {
    if !may(act, conversation).await? {
        return Ok(None);
    }
    audit(act, account, AuditedAct::Read, conversation).await?;
    profile_of(act, conversation).await.map(Some)
}

/// Whether this conversation may be read and written in.
pub(super) async fn may(
    act: &mut Act<'_>,
    conversation: &ConversationId,
) -> Result<bool, StoreError> {
    let row: Option<(String,)> = act.tx.optional(MAY, args![conversation.as_str()]).await?;
    Ok(row.is_some())
}
