//! What must happen later: holds that run out, parents who do not answer, old texts to delete.

use std::time::Duration;

use jiff::SignedDuration;
use tandem_store::{StoreError, Team};
use tokio_util::sync::CancellationToken;
use tracing::{info, warn};

use crate::app::App;

/// Jobs become due with time alone: looked at this often.
const LOOK_EVERY: Duration = Duration::from_secs(1);

/// Jobs of one round.
const AT_ONCE: u32 = 50;

/// How often old data is looked for.
const PURGE_EVERY: SignedDuration = SignedDuration::from_hours(1);

/// Conversations purged in one round.
const PURGED_AT_ONCE: u32 = 200;

/// Runs due jobs until cancelled.
pub async fn run(app: App, cancel: CancellationToken) {
    let worker = format!("jobs-{:016x}", app.entropy.seed());
    let mut jobs = app.wake.jobs.listen();
    let mut purge_at = app.clock.now();
    loop {
        if let Err(failure) = round(&app, &worker).await {
            warn!("jobs not run, they come again: {failure}");
        }
        if app.clock.now() >= purge_at {
            purge(&app).await;
            purge_at = app.clock.now() + PURGE_EVERY;
        }
        tokio::select! {
            () = cancel.cancelled() => return,
            () = jobs.wait(LOOK_EVERY) => {}
        }
    }
}

/// Runs everything due now.
///
/// # Errors
/// When the database is away.
pub async fn round(app: &App, worker: &str) -> Result<(), StoreError> {
    let desk = app.help_desk.load_full();
    let mails = app.config.staff.called();
    let team = desk.as_deref().map(|desk| Team {
        desk,
        mails: &mails,
    });
    loop {
        let report = app
            .store
            .run_due_jobs(AT_ONCE, worker, team.as_ref(), app.clock.now())
            .await?;
        if report.done > 0 {
            info!(
                jobs.done = report.done,
                jobs.failed = report.failed,
                "jobs run"
            );
            // A job may leave news for a conversation, and mails.
            app.wake.inbox.raise();
            app.wake.outbox.raise();
        }
        if report.done < AT_ONCE {
            return Ok(());
        }
    }
}

async fn purge(app: &App) {
    let kept = app.config.retention.rule();
    let purged = app
        .store
        .retain(&kept, PURGED_AT_ONCE, app.clock.now())
        .await;
    match purged {
        Ok(report) if report.is_empty() => {}
        Ok(report) => info!(
            texts = report.texts,
            profiles = report.profiles,
            contacts = report.contacts,
            deliveries = report.deliveries,
            proofs = report.proofs,
            misses = report.misses,
            "old data deleted"
        ),
        Err(failure) => warn!("old data not deleted, tried again in an hour: {failure}"),
    }
}
