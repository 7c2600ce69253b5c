//! Holds that ran out: ten minutes, or 72 hours for a parent.

use sqlx::FromRow;
use tandem_engine::dialogue::Notice;

use super::slices;
use crate::StoreError;
use crate::act::Act;
use crate::db::args;
use crate::ids::ConversationId;
use crate::inbox::put_notice;

const EXPIRE_OF_ADVISER: &str = "UPDATE appointments SET status = 'expired', idem_key = NULL, \
    changed_at = $2 WHERE adviser = $1 AND status = 'held' AND hold_expires_at <= $2 \
    RETURNING id, conversation, awaits_parent";
const EXPIRE_ONE: &str = "UPDATE appointments SET status = 'expired', idem_key = NULL, \
    changed_at = $2 WHERE id = $1 AND status = 'held' AND hold_expires_at <= $2 \
    RETURNING id, conversation, awaits_parent";
/// Identity given for a booking that never was is not kept.
const FORGET_CONTACT: &str = "UPDATE appointments SET contact = NULL, parent_mail = NULL, \
    shared = NULL WHERE id = $1";

#[derive(FromRow)]
struct Expired {
    id: String,
    conversation: String,
    awaits_parent: bool,
}

/// Frees the slices of an adviser's holds that ran out; their conversations are told.
pub(super) async fn expire_of_adviser(act: &mut Act<'_>, adviser: &str) -> Result<(), StoreError> {
    let expired: Vec<Expired> = act
        .tx
        .all(EXPIRE_OF_ADVISER, args![adviser, act.now])
        .await?;
    for hold in expired {
        free_and_tell(act, &hold).await?;
    }
    Ok(())
}

/// Frees one hold that ran out; its conversation is told. Nothing happens if it was confirmed,
/// extended or freed meanwhile.
pub(crate) async fn expire_hold(act: &mut Act<'_>, id: &str) -> Result<(), StoreError> {
    let expired: Option<Expired> = act.tx.optional(EXPIRE_ONE, args![id, act.now]).await?;
    match expired {
        Some(hold) => free_and_tell(act, &hold).await,
        None => Ok(()),
    }
}

/// Frees one hold that ran out; whoever asked is answered, so nobody else is told.
pub(super) async fn expire_quietly(act: &mut Act<'_>, id: &str) -> Result<(), StoreError> {
    let expired: Option<Expired> = act.tx.optional(EXPIRE_ONE, args![id, act.now]).await?;
    match expired {
        Some(hold) => free(act, &hold.id).await,
        None => Ok(()),
    }
}

/// A parent did not answer in time: the same as any hold that ran out, told otherwise.
pub(crate) async fn parent_timeout(act: &mut Act<'_>, id: &str) -> Result<(), StoreError> {
    expire_hold(act, id).await
}

async fn free(act: &mut Act<'_>, id: &str) -> Result<(), StoreError> {
    slices::give(act, id).await?;
    act.tx.execute(FORGET_CONTACT, args![id]).await.map(drop)
}

async fn free_and_tell(act: &mut Act<'_>, hold: &Expired) -> Result<(), StoreError> {
    free(act, &hold.id).await?;
    let notice = if hold.awaits_parent {
        Notice::ParentDeclined
    } else {
        Notice::HoldExpired
    };
    let conversation = ConversationId(hold.conversation.clone());
    put_notice(act, &conversation, &format!("expired:{}", hold.id), notice)
        .await
        .map(drop)
}
