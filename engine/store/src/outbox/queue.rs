//! Writing to the outbox, within the transaction of what it tells.

use super::{BODY, MailJob, OutboxKind, OutboxPayload, TelegramJob};
use crate::StoreError;
use crate::act::Act;
use crate::db::args;
use crate::ids::ConversationId;

const QUEUE: &str = "INSERT INTO outbox (id, kind, conversation, address, line, body, status, \
    attempts, created_at, due_at, lease_until) \
    VALUES ($1, $2, $3, $4, $5, $6, 'new', 0, $7, $7, 0)";

/// Queues a mail. Mails queued first are handed out first.
pub(crate) async fn queue_mail(
    act: &mut Act<'_>,
    conversation: &ConversationId,
    mail: MailJob,
) -> Result<(), StoreError> {
    queue(act, Some(conversation), mail).await
}

/// Queues a mail to somebody who works here: it belongs to no conversation.
pub(crate) async fn queue_account_mail(act: &mut Act<'_>, mail: MailJob) -> Result<(), StoreError> {
    queue(act, None, mail).await
}

async fn queue(
    act: &mut Act<'_>,
    conversation: Option<&ConversationId>,
    mail: MailJob,
) -> Result<(), StoreError> {
    let id = act.new_id();
    let body = act.store.seal(BODY, &OutboxPayload::Mail(mail))?;
    let kind = OutboxKind::Mail.word();
    act.tx
        .execute(
            QUEUE,
            args![
                id,
                kind,
                conversation.map(ConversationId::as_str),
                None::<String>,
                None::<i64>,
                body,
                act.now
            ],
        )
        .await?;
    act.mails += 1;
    Ok(())
}

/// Queues a Telegram act; those of one chat keep their order.
pub(crate) async fn queue_telegram(
    act: &mut Act<'_>,
    conversation: &ConversationId,
    job: TelegramJob,
) -> Result<(), StoreError> {
    let id = act.new_id();
    let (chat, line) = match &job {
        TelegramJob::Say { chat, seq, .. } => (chat.clone(), Some(*seq)),
        TelegramJob::Delete { chat, .. } => (chat.clone(), None),
    };
    let body = act.store.seal(BODY, &OutboxPayload::Telegram(job))?;
    let kind = OutboxKind::Telegram.word();
    act.tx
        .execute(
            QUEUE,
            args![id, kind, conversation.as_str(), chat, line, body, act.now],
        )
        .await
        .map(drop)
}
