//! Mails: rendered and sent from the outbox; pages behind their links; captured mails at /dev/mail.

pub mod calendar;
pub mod letter;
pub mod transport;

use axum::Router;
use tokio_util::sync::CancellationToken;

use crate::app::App;

/// `/dev/mail` (file transport only) and the pages behind links in mails.
pub fn router(_app: App) -> Router {
    Router::new()
}

/// Renders and sends the outbox rows of mails until cancelled.
///
/// # Errors
/// When the transport cannot be built.
pub async fn run_sender(_app: App, cancel: CancellationToken) -> anyhow::Result<()> {
    cancel.cancelled().await;
    Ok(())
}
