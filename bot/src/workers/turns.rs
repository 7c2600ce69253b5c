//! Takes the oldest waiting input of a conversation, answers it, and tells whoever waits.

use std::time::Duration;

use tandem_store::{StoreError, TurnReport};
use tokio_util::sync::CancellationToken;
use tracing::{error, info};

use crate::app::App;

/// Inputs written by another process are seen after this at the latest.
const LOOK_EVERY: Duration = Duration::from_secs(1);

/// Handles turns until cancelled. The turn under way is finished first.
pub async fn run(app: App, cancel: CancellationToken) {
    let mut inbox = app.wake.inbox.listen();
    loop {
        if let Err(failure) = drain(&app, &cancel).await {
            error!("turn not taken, it comes again: {failure}");
        }
        tokio::select! {
            () = cancel.cancelled() => return,
            () = inbox.wait(LOOK_EVERY) => {}
        }
    }
}

/// Handles turns until none is due, or until cancelled.
///
/// # Errors
/// When the database is away or an input makes the dialogue fail: it will be tried again.
pub async fn drain(app: &App, cancel: &CancellationToken) -> Result<(), StoreError> {
    while !cancel.is_cancelled() {
        match take_one(app).await {
            Ok(Some(report)) => tell(app, &report),
            Ok(None) => break,
            // Another worker was faster on the same conversation.
            Err(conflict) if conflict.is_conflict() => {}
            Err(failure) => return Err(failure),
        }
    }
    Ok(())
}

async fn take_one(app: &App) -> Result<Option<TurnReport>, StoreError> {
    let world = app.world();
    app.store
        .take_turn(&world.for_turns(), app.clock.now())
        .await
}

fn tell(app: &App, report: &TurnReport) {
    info!(
        conversation.id = report.conversation.as_str(),
        channel = ?report.channel,
        messages.count = report.said,
        mails.count = report.mails,
        "turn taken"
    );
    if report.is_given_up {
        error!(
            conversation.id = report.conversation.as_str(),
            inbox.id = report.inbox_id.as_str(),
            "input given up after several attempts"
        );
    }
    app.wake.conversation_said(report.conversation.as_str());
    if report.telegram + report.mails > 0 {
        app.wake.outbox.raise();
    }
    app.wake.jobs.raise();
}
