//! Telegram: webhook or polling into the inbox, sender out of the outbox.
//!
//! teloxide gives the client and the types. Its dispatcher, its storage and its webhook listener
//! are not used: an update is a row before it is acknowledged, and a message leaves from a row.

mod acknowledge;
pub mod callback;
mod client;
mod commands;
mod polling;
mod receive;
pub mod render;
mod sender;
pub mod update;
mod webhook;

use axum::Router;
use tokio_util::sync::CancellationToken;

use crate::app::App;

pub use render::with_addresses;
pub use webhook::PATH as WEBHOOK_PATH;

/// Route of the webhook, when the configuration asks for one.
pub fn webhook_router(app: App) -> Router {
    let announced = app.clone();
    tokio::spawn(async move {
        let announced = match client::client(&announced) {
            Ok(bot) => client::announce(&announced, &bot).await,
            Err(error) => Err(error),
        };
        if let Err(error) = announced {
            tracing::error!("telegram was not told where to call: {error:#}");
        }
    });
    webhook::router(app)
}

/// Fetches updates into the inbox until cancelled.
///
/// # Errors
/// When Telegram refuses the token.
pub async fn run_polling(app: App, cancel: CancellationToken) -> anyhow::Result<()> {
    polling::run(app, cancel).await
}

/// Sends the outbox rows of Telegram until cancelled.
///
/// # Errors
/// When the client cannot be built.
pub async fn run_sender(app: App, cancel: CancellationToken) -> anyhow::Result<()> {
    sender::run(app, cancel).await
}
