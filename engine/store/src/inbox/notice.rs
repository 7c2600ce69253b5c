//! News from outside a conversation wait in its inbox like everything else.

use tandem_engine::dialogue::Notice;

use super::{BODY, IncomingBody};
use crate::StoreError;
use crate::act::Act;
use crate::db::args;
use crate::ids::ConversationId;

/// `due_at` is the instant itself: a notice never waits. An erased conversation is told nothing.
const KEEP: &str = "INSERT INTO inbox \
    (id, conversation, channel, dedup, external_id, body, status, attempts, received_at, due_at) \
    SELECT $1, conversations.id, 'notice', $3, '', $4, 'new', 0, $5, $5 FROM conversations \
    WHERE conversations.id = $2 AND conversations.erased_at IS NULL \
    ON CONFLICT (dedup) DO NOTHING";

/// Puts a notice in a conversation's inbox, once under `dedup`: whether it is there for the first
/// time.
pub(crate) async fn put_notice(
    act: &mut Act<'_>,
    conversation: &ConversationId,
    dedup: &str,
    notice: Notice,
) -> Result<bool, StoreError> {
    let id = act.new_id();
    let body = act.store.seal(BODY, &IncomingBody::Notice(notice))?;
    let written = act
        .tx
        .execute(
            KEEP,
            args![
                id,
                conversation.as_str(),
                format!("notice:{dedup}"),
                body,
                act.now
            ],
        )
        .await?;
    Ok(written == 1)
}
