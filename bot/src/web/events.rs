//! `GET …/{id}/events`: what is said, as it is said. The id of an event is the message's `seq`, so
//! that a browser that was cut asks for what it missed by itself.

use std::collections::VecDeque;
use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::{Path, State};
use axum::http::{HeaderMap, Uri};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use futures_util::stream;
use serde_json::json;
use tokio::sync::broadcast;
use tokio::sync::broadcast::error::RecvError;
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;

use super::Web;
use super::api::after;
use super::limits::StreamPlace;
use super::problem::Problem;
use super::view::{Author, MessageView};

/// Comment sent when nothing is said, so that nothing between cuts the line.
pub(super) const HEARTBEAT: Duration = Duration::from_secs(15);
/// How long a browser waits before it comes back.
pub(super) const RETRY: Duration = Duration::from_secs(2);
/// A stream ends after that; its browser comes back, perhaps to another node.
pub(super) const LIFE: Duration = Duration::from_mins(5);
/// Longest time between two looks at the database, when no hint comes.
pub(super) const LOOK: Duration = Duration::from_secs(1);

/// One open stream.
struct Listening {
    web: Web,
    conversation: String,
    /// Greatest `seq` sent.
    last: i64,
    /// Written and not sent yet.
    ready: VecDeque<Event>,
    hints: broadcast::Receiver<Arc<str>>,
    ends_at: Instant,
    /// Whether what is found now was just said: only then Tandem "writes" first.
    is_live: bool,
    _place: StreamPlace,
}

/// Opens the stream after `Last-Event-ID`, else after `?after=`, else from the beginning.
pub(super) async fn events(
    State(web): State<Web>,
    Path(conversation): Path<String>,
    headers: HeaderMap,
    uri: Uri,
) -> Result<Response, Problem> {
    web.signed_in(&conversation, &headers).await?;
    let resumed = headers
        .get("last-event-id")
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.parse().ok());
    let last = match resumed {
        Some(seq) => seq,
        None => after(&uri)?.unwrap_or(0),
    };
    let place = web.limits.stream(&conversation)?;
    let listening = Listening {
        hints: web.app.wake.listen_said(),
        web,
        conversation,
        last,
        ready: VecDeque::from([Event::default().retry(RETRY).comment("tandem")]),
        ends_at: Instant::now() + LIFE,
        is_live: false,
        _place: place,
    };
    let stream = stream::unfold(listening, |mut listening| async move {
        let event = listening.next().await?;
        Some((Ok::<_, Infallible>(event), listening))
    });
    let heartbeat = KeepAlive::new().interval(HEARTBEAT).text("");
    let sse = Sse::new(stream).keep_alive(heartbeat);
    // A proxy that gathers answers would hold the words back.
    Ok(([("x-accel-buffering", "no")], sse).into_response())
}

impl Listening {
    /// The next event; `None` ends the stream.
    async fn next(&mut self) -> Option<Event> {
        loop {
            if let Some(event) = self.ready.pop_front() {
                return Some(event);
            }
            if Instant::now() >= self.ends_at || self.web.app.shutdown.is_cancelled() {
                return None;
            }
            self.look().await?;
            if self.ready.is_empty() {
                self.is_live = true;
                self.wait().await;
            }
        }
    }

    /// Reads what was said since; `None` when the conversation is gone.
    async fn look(&mut self) -> Option<()> {
        let Ok(found) = self.web.messages_after(&self.conversation, self.last).await else {
            // The store will answer again: the browser comes back by itself.
            return None;
        };
        if self.is_live
            && let Some(first) = found.iter().find(|message| message.author != Author::User)
        {
            let typing = json!({ "ms": typing_ms(first) });
            self.ready
                .push_back(Event::default().event("typing").data(typing.to_string()));
        }
        for message in found {
            self.last = message.seq;
            let Ok(data) = serde_json::to_string(&message) else {
                continue;
            };
            self.ready.push_back(
                Event::default()
                    .event("message")
                    .id(message.seq.to_string())
                    .data(data),
            );
        }
        Some(())
    }

    /// Until a hint for this conversation, a second at most.
    async fn wait(&mut self) {
        let until = (Instant::now() + LOOK).min(self.ends_at);
        let conversation = &*self.conversation;
        let shutdown = &self.web.app.shutdown;
        hinted(
            &mut self.hints,
            |said| said == conversation,
            until,
            shutdown,
        )
        .await;
    }
}

/// Until a hint for a conversation that counts, until then at the latest, or until all ends.
pub(super) async fn hinted(
    hints: &mut broadcast::Receiver<Arc<str>>,
    counts: impl Fn(&str) -> bool,
    until: Instant,
    shutdown: &CancellationToken,
) {
    loop {
        tokio::select! {
            hint = hints.recv() => match hint {
                Ok(conversation) if counts(&conversation) => return,
                Ok(_) => {}
                Err(RecvError::Lagged(_)) => return,
                Err(RecvError::Closed) => {
                    tokio::time::sleep_until(until).await;
                    return;
                }
            },
            () = tokio::time::sleep_until(until) => return,
            () = shutdown.cancelled() => return,
        }
    }
}

/// How long Tandem seems to write, in milliseconds: 300 to 1,200, by the length of the words.
fn typing_ms(message: &MessageView) -> usize {
    (message.text.chars().count() * 6).clamp(300, 1200)
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::*;

    #[test]
    fn tandem_writes_for_a_moment_never_longer_than_it_is_pleasant() {
        let typing = |text: &str| {
            typing_ms(&MessageView::heard(
                1,
                Timestamp::UNIX_EPOCH,
                text.to_owned(),
                "k".to_owned(),
            ))
        };
        assert_eq!(typing("Salut"), 300);
        assert_eq!(typing(&"mot ".repeat(30)), 720);
        assert_eq!(typing(&"mot ".repeat(300)), 1200);
    }
}
