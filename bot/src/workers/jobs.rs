//! Stub.

use tokio_util::sync::CancellationToken;

use crate::app::App;

/// Runs until cancelled.
pub async fn run(_app: App, cancel: CancellationToken) {
    cancel.cancelled().await;
}
