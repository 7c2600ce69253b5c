//! Sends what the outbox holds for mail, in the order in which it was written: the centre first.

use std::time::Duration;

use tandem_store::{OutboxKind, OutboxPayload, OutboxRow};
use tokio_util::sync::CancellationToken;
use tracing::{info, warn};

use crate::app::App;

use super::render::render;
use super::transport::{SendError, Transport};

/// Mails taken at once.
const BATCH: u32 = 20;

/// Longest sleep when nothing wakes us.
const LOOK_ANYWAY: Duration = Duration::from_secs(1);

/// Sends until cancelled.
///
/// # Errors
/// When the transport of the settings cannot be built.
pub(super) async fn run(app: App, cancel: CancellationToken) -> anyhow::Result<()> {
    let transport = Transport::new(&app.config.mail, &app.config.data.dir)?;
    let worker = format!("mail-{}", app.entropy.token());
    let mut wake = app.wake.outbox.listen();
    while !cancel.is_cancelled() {
        let now = app.clock.now();
        let claimed = app
            .store
            .claim_outbox(OutboxKind::Mail, BATCH, &worker, now)
            .await;
        let rows = claimed.unwrap_or_else(|error| {
            warn!("outbox could not be read: {error}");
            Vec::new()
        });
        if rows.is_empty() {
            tokio::select! {
                () = cancel.cancelled() => break,
                () = wake.wait(LOOK_ANYWAY) => {}
            }
        }
        for row in rows {
            if let Err(error) = send(&app, &transport, &row).await {
                warn!(outbox.id = %row.id, "outcome of a mail was not kept: {error}");
            }
        }
    }
    Ok(())
}

/// One mail, and what became of it.
async fn send(
    app: &App,
    transport: &Transport,
    row: &OutboxRow,
) -> Result<(), tandem_store::StoreError> {
    let OutboxPayload::Mail(job) = &row.payload else {
        return Ok(());
    };
    let now = app.clock.now();
    let context = app.store.mail_context(job).await?;
    let Some(addressed) = context.and_then(|context| render(app, job, &context, now)) else {
        return app
            .store
            .mark_dead(&row.id, "what it was about is gone", now)
            .await;
    };
    if addressed.to.is_empty() {
        return app.store.mark_dead(&row.id, "no address", now).await;
    }
    let from = &app.config.mail.from;
    let domain = app
        .config
        .mail
        .address()
        .rsplit('@')
        .next()
        .unwrap_or("localhost")
        .to_owned();
    for (number, to) in addressed.to.iter().enumerate() {
        // the same row sent again after a crash has the same Message-ID: clients show it once
        let message_id = format!("<{}.{number}@{domain}>", row.id);
        let mail = match addressed.letter.compose(from, to, &message_id) {
            Ok(mail) => mail,
            Err(error) => return app.store.mark_dead(&row.id, &error.to_string(), now).await,
        };
        let name = format!("{}-{number}", row.id);
        match transport.send(mail, &name).await {
            Ok(()) => {}
            Err(SendError::Refused(_)) => {
                info!(outbox.id = %row.id, "mail refused for good");
                return app
                    .store
                    .mark_dead(&row.id, "refused by the relay", now)
                    .await;
            }
            Err(SendError::Later(_)) => {
                warn!(outbox.id = %row.id, outbox.attempt = row.attempt, "mail delayed");
                app.store
                    .retry_later(&row.id, "relay away", None, now)
                    .await?;
                return Ok(());
            }
        }
    }
    app.store.mark_sent(&row.id, None, now).await
}
