//! Picks up published index generations while requests are answered.

use std::time::Duration;

use tokio_util::sync::CancellationToken;
use tracing::{info, warn};

use crate::app::App;

/// How often the folder is looked at: one small file.
const LOOK_EVERY: Duration = Duration::from_secs(2);

/// Looks for a new generation until cancelled.
pub async fn run(app: App, cancel: CancellationToken) {
    loop {
        tokio::select! {
            () = cancel.cancelled() => return,
            () = tokio::time::sleep(LOOK_EVERY) => {}
        }
        let catalog = app.catalog.clone();
        // Opening checks every file of the generation: not on a thread that serves.
        let looked = tokio::task::spawn_blocking(move || catalog.refresh()).await;
        match looked {
            Ok(Ok(Some(generation))) => info!(
                generation.name = generation.name,
                trainings.count = generation.counts.trainings,
                employers.count = generation.counts.employers,
                "generation picked up"
            ),
            Ok(Ok(None)) => {}
            Ok(Err(failure)) => warn!("generation not picked up, the one held goes on: {failure}"),
            Err(failure) => warn!("generation not looked at: {failure}"),
        }
    }
}
