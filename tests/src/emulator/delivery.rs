//! Webhook delivery: one update at a time, in order, retried until a 2xx answers.

use std::sync::Arc;
use std::time::Duration;

use super::Shared;

/// Runs until the emulator is dropped.
pub(super) async fn run(shared: Arc<Shared>) {
    let client = reqwest::Client::builder()
        .timeout(Duration::from_secs(10))
        .build()
        .expect("an HTTP client without TLS can be built");
    loop {
        let next = {
            let state = shared.lock();
            state.webhook.clone().zip(state.queue.front().cloned())
        };
        let Some((webhook, update)) = next else {
            tokio::select! {
                () = shared.changed.notified() => {}
                () = tokio::time::sleep(Duration::from_millis(50)) => {}
            }
            continue;
        };
        let mut request = client
            .post(&webhook.url)
            .header("content-type", "application/json")
            .body(super::updates::wire(&update));
        if let Some(secret) = &webhook.secret {
            request = request.header("X-Telegram-Bot-Api-Secret-Token", secret);
        }
        match request.send().await {
            Ok(answer) if answer.status().is_success() => {
                let mut state = shared.lock();
                if state.queue.front() == Some(&update) {
                    state.delivered = state.queue.pop_front();
                }
            }
            _ => tokio::time::sleep(Duration::from_millis(100)).await,
        }
    }
}
