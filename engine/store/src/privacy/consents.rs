//! The ledger of consents: version of the text, channel, instant.

use jiff::Timestamp;

use crate::act::{Act, whole_act};
use crate::db::args;
use crate::ids::ConversationId;
use crate::{Store, StoreError};

const RECORD: &str = "INSERT INTO consents (id, conversation, text_version, channel, at) \
    SELECT $1, conversations.id, $3, conversations.channel, $4 FROM conversations \
    WHERE conversations.id = $2";

impl Store {
    /// Records that a text (notice, consent) was accepted, with its version.
    pub async fn record_consent(
        &self,
        conversation: &ConversationId,
        text: &str,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        whole_act!(self, now, |act| consent(&mut act, conversation, text))
    }
}

/// One more line of the ledger, within a transaction.
pub(crate) async fn consent(
    act: &mut Act<'_>,
    conversation: &ConversationId,
    text: &str,
) -> Result<(), StoreError> {
    let id = act.new_id();
    act.tx
        .execute(RECORD, args![id, conversation.as_str(), text, act.now])
        .await
        .map(drop)
}
