//! Who waits, longest first.

use jiff::Timestamp;
use sqlx::FromRow;

use super::{COUNSELLOR, Handover, HandoverStage};
use crate::db::args;
use crate::ids::ConversationId;
use crate::inbox::channel_of;
use crate::{Store, StoreError};

/// Those who wait first, the longest first; then those who are being answered; then those who
/// waited in vain.
const ALL: &str = "SELECT handovers.conversation AS conversation, conversations.channel AS channel, \
    handovers.owner AS owner, handovers.counsellor AS counsellor, handovers.asked_at AS asked_at, \
    handovers.waits_since AS waits_since, handovers.missed_at AS missed_at FROM handovers \
    JOIN conversations ON conversations.id = handovers.conversation \
    ORDER BY CASE WHEN handovers.waits_since IS NULL THEN 1 ELSE 0 END, handovers.waits_since, \
    handovers.asked_at LIMIT $1";
const ONE: &str = "SELECT handovers.conversation AS conversation, conversations.channel AS channel, \
    handovers.owner AS owner, handovers.counsellor AS counsellor, handovers.asked_at AS asked_at, \
    handovers.waits_since AS waits_since, handovers.missed_at AS missed_at FROM handovers \
    JOIN conversations ON conversations.id = handovers.conversation \
    WHERE handovers.conversation = $1";

#[derive(FromRow)]
pub(super) struct Row {
    conversation: String,
    channel: String,
    owner: String,
    counsellor: Option<Vec<u8>>,
    asked_at: i64,
    waits_since: Option<i64>,
    missed_at: Option<i64>,
}

impl Store {
    /// Conversations that wait for somebody, are answered by somebody, or waited in vain.
    pub async fn handovers(&self, limit: u32) -> Result<Vec<Handover>, StoreError> {
        let rows: Vec<Row> = self.db().all(ALL, args![limit]).await?;
        rows.iter().map(|row| self.handover_row(row)).collect()
    }

    /// The hand-over of a conversation; `None`: nobody is asked for, nothing may be read.
    pub async fn handover(
        &self,
        conversation: &ConversationId,
    ) -> Result<Option<Handover>, StoreError> {
        let row: Option<Row> = self
            .db()
            .optional(ONE, args![conversation.as_str()])
            .await?;
        row.map(|row| self.handover_row(&row)).transpose()
    }

    fn handover_row(&self, row: &Row) -> Result<Handover, StoreError> {
        let at = |at: i64| Timestamp::from_millisecond(at).unwrap_or_default();
        let stage = match (row.owner.as_str(), &row.counsellor, row.missed_at) {
            ("human", Some(sealed), _) => HandoverStage::Taken(self.unseal(COUNSELLOR, sealed)?),
            ("requested", ..) => HandoverStage::Requested,
            (_, _, Some(missed)) => HandoverStage::Missed { at: at(missed) },
            _ => {
                return Err(StoreError::Inconsistent {
                    table: "handovers",
                    column: "owner",
                    row: row.conversation.clone(),
                    reason: format!("{:?} with nobody and not missed", row.owner),
                });
            }
        };
        Ok(Handover {
            conversation: ConversationId(row.conversation.clone()),
            channel: channel_of(&row.channel),
            stage,
            asked_at: at(row.asked_at),
            waits_since: row.waits_since.map(at),
        })
    }
}
