//! Mails: words, calendar files, transports, and the sender that empties the outbox.
//!
//! A mail is a row of the outbox until it left; it is rendered when it is sent, from what the store
//! knows then. Links in mails lead to `/r/{token}` ([`crate::web`]), captured mails to `/dev/mail`.

pub mod calendar;
pub mod letter;
pub mod letters;
mod render;
mod sender;
pub mod transport;

use tokio_util::sync::CancellationToken;

use crate::app::App;

pub use render::{Addressed, render};

/// Renders and sends the outbox rows of mails until cancelled.
///
/// # Errors
/// When the transport of the settings cannot be built.
pub async fn run_sender(app: App, cancel: CancellationToken) -> anyhow::Result<()> {
    sender::run(app, cancel).await
}
