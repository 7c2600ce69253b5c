//! Telegram: webhook or polling in, sender out.

pub mod callback;
pub mod render;
pub mod update;

use axum::Router;
use tokio_util::sync::CancellationToken;

use crate::app::App;

/// Route of the webhook, when the configuration asks for one.
pub fn webhook_router(_app: App) -> Router {
    Router::new()
}

/// Fetches updates into the inbox until cancelled.
///
/// # Errors
/// When Telegram refuses the token.
pub async fn run_polling(_app: App, cancel: CancellationToken) -> anyhow::Result<()> {
    cancel.cancelled().await;
    Ok(())
}

/// Sends the outbox rows of Telegram until cancelled.
///
/// # Errors
/// When the client cannot be built.
pub async fn run_sender(_app: App, cancel: CancellationToken) -> anyhow::Result<()> {
    cancel.cancelled().await;
    Ok(())
}
