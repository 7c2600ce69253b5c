//! Sends what the outbox holds: chats side by side, each chat in order.

use std::collections::HashMap;
use std::num::NonZeroU32;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use governor::{DefaultDirectRateLimiter, Quota, RateLimiter};
use jiff::SignedDuration;
use tandem_engine::message::{FileRef, Message};
use tandem_store::{OutboxId, OutboxKind, OutboxPayload, OutboxRow, TelegramJob};
use teloxide::payloads::{SendDocumentSetters, SendMessageSetters};
use teloxide::requests::Requester;
use teloxide::types::{ChatId, InputFile, LinkPreviewOptions, MessageId, ParseMode};
use teloxide::{ApiError, Bot, RequestError};
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;
use tracing::{info, warn};

use crate::app::App;
use crate::files;

use super::client::client;
use super::polling::without_token;
use super::render::render;

/// Messages a second over all chats (Telegram allows about 30).
const PER_SECOND: NonZeroU32 = NonZeroU32::new(25).unwrap();

/// Chats served side by side.
const AT_ONCE: u32 = 16;

/// Longest sleep when nothing wakes us.
const LOOK_ANYWAY: Duration = Duration::from_secs(1);

/// What the sender keeps between rows.
struct Sender {
    app: App,
    bot: Bot,
    limit: DefaultDirectRateLimiter,
    /// Calls already made of rows that failed half-way, so that a retry goes on from there.
    done: Mutex<HashMap<OutboxId, Progress>>,
}

#[derive(Debug, Clone, Default)]
struct Progress {
    calls: usize,
    last_message: Option<i32>,
}

/// Sends until cancelled.
///
/// # Errors
/// When the client cannot be built.
pub(super) async fn run(app: App, cancel: CancellationToken) -> anyhow::Result<()> {
    let sender = Arc::new(Sender {
        bot: client(&app)?,
        limit: RateLimiter::direct(Quota::per_second(PER_SECOND)),
        done: Mutex::default(),
        app,
    });
    let worker = format!("telegram-{}", sender.app.entropy.token());
    let mut wake = sender.app.wake.outbox.listen();
    let mut under_way = JoinSet::new();
    while !cancel.is_cancelled() {
        let now = sender.app.clock.now();
        let claimed = sender
            .app
            .store
            .claim_outbox(OutboxKind::Telegram, AT_ONCE, &worker, now)
            .await;
        let rows = claimed.unwrap_or_else(|error| {
            warn!("outbox could not be read: {error}");
            Vec::new()
        });
        let is_idle = rows.is_empty() && under_way.is_empty();
        for row in rows {
            under_way.spawn(send(Arc::clone(&sender), row));
        }
        if is_idle {
            tokio::select! {
                () = cancel.cancelled() => break,
                () = wake.wait(LOOK_ANYWAY) => {}
            }
        } else {
            // one chat done: its next message may be due
            let _finished = under_way.join_next().await;
        }
    }
    while under_way.join_next().await.is_some() {}
    Ok(())
}

async fn send(sender: Arc<Sender>, row: OutboxRow) {
    let OutboxPayload::Telegram(job) = &row.payload else {
        return;
    };
    let sent = match job {
        TelegramJob::Say { chat, seq, message } => say(&sender, &row, chat, *seq, message).await,
        TelegramJob::Delete { chat, message_ids } => delete(&sender, chat, message_ids).await,
    };
    let store = &sender.app.store;
    let now = sender.app.clock.now();
    let kept = match sent {
        Ok(message_id) => {
            sender.forget(&row.id);
            let id = message_id.map(|id| id.to_string());
            store.mark_sent(&row.id, id.as_deref(), now).await
        }
        Err(Failure::Dead(reason)) => {
            sender.forget(&row.id);
            info!(outbox.id = %row.id, "message given up: {reason}");
            store.mark_dead(&row.id, &reason, now).await
        }
        Err(Failure::Later { reason, after }) => {
            warn!(outbox.id = %row.id, outbox.attempt = row.attempt, "message delayed: {reason}");
            store
                .retry_later(&row.id, &reason, after, now)
                .await
                .map(drop)
        }
    };
    if let Err(error) = kept {
        warn!(outbox.id = %row.id, "outcome of a message was not kept: {error}");
    }
}

/// Why a call failed.
enum Failure {
    /// The chat is gone: reminders move to mail.
    Dead(String),
    /// Worth another try.
    Later {
        reason: String,
        after: Option<SignedDuration>,
    },
}

impl From<RequestError> for Failure {
    fn from(error: RequestError) -> Self {
        match &error {
            RequestError::RetryAfter(seconds) => Self::Later {
                reason: "too many requests".to_owned(),
                after: Some(SignedDuration::from_secs(i64::from(seconds.seconds()))),
            },
            RequestError::Api(
                ApiError::BotBlocked
                | ApiError::UserDeactivated
                | ApiError::ChatNotFound
                | ApiError::CantInitiateConversation,
            ) => Self::Dead(error.to_string()),
            _ => Self::Later {
                reason: without_token(&error),
                after: None,
            },
        }
    }
}

impl Sender {
    fn progress(&self, id: &OutboxId) -> Progress {
        let done = self.done.lock().unwrap_or_else(PoisonError::into_inner);
        done.get(id).cloned().unwrap_or_default()
    }

    fn note(&self, id: &OutboxId, progress: Progress) {
        self.done
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(id.clone(), progress);
    }

    fn forget(&self, id: &OutboxId) {
        self.done
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .remove(id);
    }
}

fn chat_id(chat: &str) -> Result<ChatId, Failure> {
    chat.parse()
        .map(ChatId)
        .map_err(|_| Failure::Dead("not a chat id".to_owned()))
}

/// Makes the calls of one message that were not made yet; returns the last message's id.
async fn say(
    sender: &Sender,
    row: &OutboxRow,
    chat: &str,
    seq: i64,
    message: &Message,
) -> Result<Option<i32>, Failure> {
    let chat = chat_id(chat)?;
    let mut progress = sender.progress(&row.id);
    let calls = render(message, seq, &sender.app.config.server.public_url);
    let texts = calls.len();
    for outgoing in calls.into_iter().skip(progress.calls) {
        sender.limit.until_ready().await;
        let sent = sender
            .bot
            .send_message(chat, outgoing.html)
            .parse_mode(ParseMode::Html)
            .reply_markup(outgoing.markup)
            .link_preview_options(no_preview())
            .await?;
        progress.calls += 1;
        progress.last_message = Some(sent.id.0);
        sender.note(&row.id, progress.clone());
    }
    if let Some(file) = &message.file
        && progress.calls == texts
        && let Some(document) = document(sender, row, file).await?
    {
        sender.limit.until_ready().await;
        let input = InputFile::memory(document.bytes).file_name(document.name);
        let sent = sender
            .bot
            .send_document(chat, input)
            .caption(document.caption)
            .await?;
        progress.last_message = Some(sent.id.0);
    }
    Ok(progress.last_message)
}

async fn document(
    sender: &Sender,
    row: &OutboxRow,
    file: &FileRef,
) -> Result<Option<files::Document>, Failure> {
    let made = files::make(&sender.app, row.conversation.as_ref(), file).await;
    made.map_err(|error| Failure::Later {
        reason: error.to_string(),
        after: None,
    })
}

fn no_preview() -> LinkPreviewOptions {
    LinkPreviewOptions {
        is_disabled: true,
        url: None,
        prefer_small_media: false,
        prefer_large_media: false,
        show_above_text: false,
    }
}

/// Deletes messages of an erased person, as far as Telegram still allows (48 hours).
async fn delete(
    sender: &Sender,
    chat: &str,
    message_ids: &[String],
) -> Result<Option<i32>, Failure> {
    let chat = chat_id(chat)?;
    for id in message_ids.iter().filter_map(|id| id.parse().ok()) {
        sender.limit.until_ready().await;
        match sender.bot.delete_message(chat, MessageId(id)).await {
            Ok(_)
            | Err(RequestError::Api(
                ApiError::MessageToDeleteNotFound | ApiError::MessageCantBeDeleted,
            )) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Ok(None)
}
