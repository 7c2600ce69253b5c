//! Something comes in: kept once, under what makes it unique.

use jiff::Timestamp;
use tandem_engine::dialogue::ChannelKind;

use super::{BODY, Channel, Incoming, Received, channel_word, conversation};
use crate::act::{Act, whole_act};
use crate::db::args;
use crate::ids::{ConversationId, InboxId};
use crate::{Store, StoreError};

const CHANNEL_OF: &str = "SELECT channel FROM conversations WHERE id = $1";
const BEFORE: &str = "SELECT id, conversation FROM inbox WHERE dedup = $1";
const KEEP: &str = "INSERT INTO inbox \
    (id, conversation, channel, dedup, external_id, body, status, attempts, received_at, due_at) \
    VALUES ($1, $2, $3, $4, $5, $6, 'new', 0, $7, $7) ON CONFLICT (dedup) DO NOTHING";

impl Store {
    /// Keeps what came in, once: when this returns it will be handled, whatever happens.
    ///
    /// # Errors
    /// [`StoreError::UnknownConversation`] when a web conversation does not exist.
    pub async fn receive(
        &self,
        incoming: &Incoming,
        now: Timestamp,
    ) -> Result<Received, StoreError> {
        whole_act!(self, now, |act| receive(&mut act, incoming))
    }
}

async fn receive(act: &mut Act<'_>, incoming: &Incoming) -> Result<Received, StoreError> {
    let dedup = match &incoming.channel {
        Channel::TelegramChat(_) => format!("telegram:{}", incoming.external_id),
        Channel::Conversation(id) => format!("web:{id}:{}", incoming.external_id),
    };
    if let Some(before) = before(act, &dedup).await? {
        return Ok(before);
    }
    let (conversation, channel) = match &incoming.channel {
        Channel::TelegramChat(chat) => (
            conversation::of_chat(act, chat).await?,
            channel_word(ChannelKind::Telegram).to_owned(),
        ),
        Channel::Conversation(id) => (id.clone(), channel_of_page(act, id).await?),
    };
    let id = act.new_id();
    let body = act.store.seal(BODY, &incoming.body)?;
    let written = act
        .tx
        .execute(
            KEEP,
            args![
                &id,
                conversation.as_str(),
                channel,
                &dedup,
                &incoming.external_id,
                body,
                act.now
            ],
        )
        .await?;
    if written == 0
        && let Some(before) = before(act, &dedup).await?
    {
        return Ok(before);
    }
    Ok(Received {
        conversation,
        inbox_id: InboxId(id),
        is_duplicate: false,
    })
}

async fn before(act: &mut Act<'_>, dedup: &str) -> Result<Option<Received>, StoreError> {
    let row: Option<(String, String)> = act.tx.optional(BEFORE, args![dedup]).await?;
    Ok(row.map(|(id, conversation)| Received {
        conversation: ConversationId(conversation),
        inbox_id: InboxId(id),
        is_duplicate: true,
    }))
}

/// A page stays a page even when its conversation went on in Telegram meanwhile.
async fn channel_of_page(act: &mut Act<'_>, id: &ConversationId) -> Result<String, StoreError> {
    let row: Option<(String,)> = act.tx.optional(CHANNEL_OF, args![id.as_str()]).await?;
    match row {
        Some((channel,)) if channel == channel_word(ChannelKind::Terminal) => Ok(channel),
        Some(_) => Ok(channel_word(ChannelKind::Web).to_owned()),
        None => Err(StoreError::UnknownConversation { id: id.clone() }),
    }
}
