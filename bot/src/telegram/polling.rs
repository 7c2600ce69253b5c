//! Long polling: for a first try at home, where Telegram cannot call us.

use std::time::Duration;

use teloxide::payloads::GetUpdatesSetters;
use teloxide::requests::Requester;
use teloxide::types::AllowedUpdate;
use teloxide::{ApiError, RequestError};
use tokio_util::sync::CancellationToken;
use tracing::{debug, info, warn};

use crate::app::App;

use super::client::{announce, client};
use super::receive::receive;
use super::update::reduce;

/// Seconds that Telegram may keep one call open.
const POLL_SECONDS: u32 = 25;

/// Waits between failures.
const PAUSE: Duration = Duration::from_secs(3);

/// Fetches updates into the inbox until cancelled. The offset moves only past what was kept.
///
/// # Errors
/// When Telegram refuses the token.
pub(super) async fn run(app: App, cancel: CancellationToken) -> anyhow::Result<()> {
    let bot = client(&app)?;
    while let Err(error) = announce(&app, &bot).await {
        if let Some(RequestError::Api(ApiError::InvalidToken)) = error.downcast_ref() {
            return Err(error.context("Telegram refuse le jeton : vérifiez TELEGRAM_BOT_TOKEN"));
        }
        warn!("telegram is away: {error:#}");
        if pause(&cancel).await.is_break() {
            return Ok(());
        }
    }
    info!("telegram polling started");
    let mut offset = 0;
    loop {
        let asking = bot
            .get_updates()
            .offset(offset)
            .timeout(POLL_SECONDS)
            .allowed_updates([
                AllowedUpdate::Message,
                AllowedUpdate::CallbackQuery,
                AllowedUpdate::MyChatMember,
            ])
            .into_future();
        let updates = tokio::select! {
            () = cancel.cancelled() => return Ok(()),
            updates = asking => updates,
        };
        let updates = match updates {
            Ok(updates) => updates,
            Err(RequestError::RetryAfter(seconds)) => {
                tokio::time::sleep(seconds.duration()).await;
                continue;
            }
            Err(error) => {
                warn!(
                    "telegram updates could not be fetched: {}",
                    without_token(&error)
                );
                if pause(&cancel).await.is_break() {
                    return Ok(());
                }
                continue;
            }
        };
        for update in updates {
            let next = update.id.as_offset();
            match reduce(update) {
                Ok(arrival) => {
                    if let Err(error) = receive(&app, &bot, arrival).await {
                        warn!("update not kept, asked again: {error}");
                        let _stopping_is_seen_above = pause(&cancel).await;
                        break;
                    }
                }
                Err(ignored) => debug!(update.ignored = ?ignored, "update ignored"),
            }
            offset = next;
        }
    }
}

async fn pause(cancel: &CancellationToken) -> std::ops::ControlFlow<()> {
    tokio::select! {
        () = cancel.cancelled() => std::ops::ControlFlow::Break(()),
        () = tokio::time::sleep(PAUSE) => std::ops::ControlFlow::Continue(()),
    }
}

/// The kind of failure: a network error's own text holds the URL, and the URL holds the token.
pub(super) fn without_token(error: &RequestError) -> String {
    match error {
        RequestError::Network(_) => "network error".to_owned(),
        RequestError::InvalidJson { .. } => "answer is not what the Bot API sends".to_owned(),
        other => other.to_string(),
    }
}
