//! Passes hints between this process and the others on the same PostgreSQL: a message received by
//! one node is answered by another at once, and shown by the node that holds the page. Without it
//! everything still arrives, a second later.

use std::collections::BTreeSet;
use std::time::Duration;

use tandem_store::{Hint, StoreError};
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::RecvError;
use tokio_util::sync::CancellationToken;
use tracing::warn;

use crate::app::App;

/// Hints of that time are told together.
const GATHER: Duration = Duration::from_millis(5);

/// Before listening or telling again when the database is away.
const PAUSE: Duration = Duration::from_secs(1);

/// Tells and listens until cancelled.
pub async fn run(app: App, cancel: CancellationToken) {
    let own = format!("{:016x}", app.entropy.seed());
    let both = async {
        tokio::join!(tell(&app, &own), listen(&app, &own));
    };
    tokio::select! {
        () = cancel.cancelled() => {}
        () = both => {}
    }
}

async fn tell(app: &App, own: &str) {
    let mut told = app.wake.listen_told();
    while let Some(hints) = gather(&mut told).await {
        let hints: Vec<Hint> = hints.into_iter().collect();
        if let Err(failure) = app.store.tell(own, &hints).await {
            warn!("other processes not told, they look by themselves: {failure}");
            tokio::time::sleep(PAUSE).await;
        }
    }
}

/// The hints of a moment, each once; `None` when there will be no more.
async fn gather(told: &mut Receiver<Hint>) -> Option<BTreeSet<Hint>> {
    let mut hints = BTreeSet::new();
    loop {
        match told.recv().await {
            Ok(hint) => {
                hints.insert(hint);
                break;
            }
            Err(RecvError::Lagged(_)) => hints.extend([Hint::Inbox, Hint::Outbox]),
            Err(RecvError::Closed) => return None,
        }
    }
    tokio::time::sleep(GATHER).await;
    while let Ok(hint) = told.try_recv() {
        hints.insert(hint);
    }
    Some(hints)
}

async fn listen(app: &App, own: &str) {
    loop {
        if let Err(failure) = hear(app, own).await {
            warn!("other processes not heard, looking by itself: {failure}");
        }
        tokio::time::sleep(PAUSE).await;
    }
}

async fn hear(app: &App, own: &str) -> Result<(), StoreError> {
    let Some(mut listener) = app.store.listen(own).await? else {
        return Ok(());
    };
    loop {
        for hint in listener.next().await? {
            app.wake.hear(&hint);
        }
    }
}
