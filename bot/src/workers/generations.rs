//! Picks up published index generations while requests are answered, and keeps the list of
//! centres that can be booked fresh.

use std::sync::Arc;
use std::time::Duration;

use tokio_util::sync::CancellationToken;
use tracing::{info, warn};

use crate::app::App;

/// How often the folder is looked at: one small file.
const LOOK_EVERY: Duration = Duration::from_secs(2);

/// Looks for a new generation, and for new calendars, until cancelled.
pub async fn run(app: App, cancel: CancellationToken) {
    loop {
        tokio::select! {
            () = cancel.cancelled() => return,
            () = tokio::time::sleep(LOOK_EVERY) => {}
        }
        refresh_index(&app).await;
        match app.store.bookable_centres().await {
            Ok(bookable) => app.bookable.store(Arc::new(bookable)),
            Err(failure) => warn!("calendars not looked at: {failure}"),
        }
    }
}

async fn refresh_index(app: &App) {
    let catalog = app.catalog.clone();
    // Opening checks every file of the generation: not on a thread that serves.
    match tokio::task::spawn_blocking(move || catalog.refresh()).await {
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
