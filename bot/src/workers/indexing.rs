//! Builds a generation when the supply changed and nobody else published one: on a server with a
//! database of its own, `tandem import` run elsewhere is seen here.

use std::time::Duration;

use tokio_util::sync::CancellationToken;
use tracing::warn;

use crate::app::App;
use crate::indexer::{self, Build};

/// How often the feed is looked at. Whoever imports here publishes within that time.
const LOOK_EVERY: Duration = Duration::from_secs(20);

/// Keeps the published generation up to date until cancelled.
pub async fn run(app: App, cancel: CancellationToken) {
    loop {
        tokio::select! {
            () = cancel.cancelled() => return,
            () = tokio::time::sleep(LOOK_EVERY) => {}
        }
        let root = indexer::folder(&app.config);
        let building =
            indexer::publish(&app.store, root, Build::IfBehind, &app.clock, &app.entropy);
        tokio::select! {
            // A build half done is only a hidden folder, cleared later.
            () = cancel.cancelled() => return,
            built = building => if let Err(failure) = built {
                warn!("index not built, the one held goes on: {failure:#}");
            }
        }
    }
}
