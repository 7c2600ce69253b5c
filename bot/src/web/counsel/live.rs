//! What changes on the pages of counsellors, as it changes: fragments of the very pages.

use std::collections::VecDeque;
use std::convert::Infallible;
use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::HeaderMap;
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use futures_util::stream;
use serde::Deserialize;
use tandem_store::ConversationId;
use tokio::sync::broadcast;
use tokio::time::Instant;

use super::closed;
use super::conversation::{lines_after, stage};
use super::queue::list;
use crate::config::StaffRole;
use crate::typography;
use crate::web::Web;
use crate::web::account::{Refusal, Signed};
use crate::web::events::{HEARTBEAT, LIFE, LOOK, RETRY, hinted};
use crate::web::limits::StreamPlace;
use crate::web::problem::Problem;
use crate::web::talk::unavailable;

/// What a page follows.
enum Watch {
    Queue,
    Conversation {
        id: ConversationId,
        /// Greatest `seq` sent.
        last: i64,
    },
}

/// One open stream.
struct Live {
    web: Web,
    signed: Signed,
    watch: Watch,
    /// The fragment sent last: nothing is sent again.
    shown: String,
    ready: VecDeque<Event>,
    hints: broadcast::Receiver<Arc<str>>,
    ends_at: Instant,
    _place: StreamPlace,
}

/// Where the page stands.
#[derive(Deserialize)]
pub(super) struct From {
    #[serde(default)]
    apres: i64,
}

/// `GET /conseil/evenements`.
pub(super) async fn queue(State(web): State<Web>, headers: HeaderMap) -> Result<Response, Refusal> {
    let signed = web.staff(&headers, StaffRole::Counsellor).await?;
    open(web, signed, Watch::Queue)
}

/// `GET /conseil/{id}/evenements?apres=`: a reading like the page's, noted like it.
pub(super) async fn conversation(
    State(web): State<Web>,
    Path(id): Path<String>,
    Query(from): Query<From>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let signed = web.staff(&headers, StaffRole::Counsellor).await?;
    let id = ConversationId(id);
    let (account, now) = (signed.member.account(), web.app.clock.now());
    let opened = web.app.store.open_handover(&account, &id, now).await;
    opened.map_err(unavailable)?.ok_or_else(closed)?;
    let resumed = headers
        .get("last-event-id")
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.parse().ok());
    let watch = Watch::Conversation {
        id,
        last: resumed.unwrap_or(from.apres),
    };
    open(web, signed, watch)
}

fn open(web: Web, signed: Signed, watch: Watch) -> Result<Response, Refusal> {
    let place = web.limits.stream(&signed.form_token)?;
    let live = Live {
        hints: web.app.wake.listen_said(),
        web,
        signed,
        watch,
        shown: String::new(),
        ready: VecDeque::from([Event::default().retry(RETRY).comment("tandem")]),
        ends_at: Instant::now() + LIFE,
        _place: place,
    };
    let stream = stream::unfold(live, |mut live| async move {
        let event = live.next().await?;
        Some((Ok::<_, Infallible>(event), live))
    });
    let heartbeat = KeepAlive::new().interval(HEARTBEAT).text("");
    let sse = Sse::new(stream).keep_alive(heartbeat);
    Ok(([("x-accel-buffering", "no")], sse).into_response())
}

impl Live {
    /// The next event; `None` ends the stream, and the browser comes back by itself.
    async fn next(&mut self) -> Option<Event> {
        loop {
            if let Some(event) = self.ready.pop_front() {
                return Some(event);
            }
            if Instant::now() >= self.ends_at || self.web.app.shutdown.is_cancelled() {
                return None;
            }
            self.look().await.ok()?;
            if self.ready.is_empty() {
                let until = (Instant::now() + LOOK).min(self.ends_at);
                let counts = |said: &str| match &self.watch {
                    Watch::Queue => true,
                    Watch::Conversation { id, .. } => said == id.as_str(),
                };
                hinted(&mut self.hints, counts, until, &self.web.app.shutdown).await;
            }
        }
    }

    async fn look(&mut self) -> Result<(), Problem> {
        let (name, fragment) = match &mut self.watch {
            Watch::Queue => ("file", rendered(&list(&self.web, &self.signed).await?)),
            Watch::Conversation { id, last } => {
                for line in lines_after(&self.web, id, *last).await? {
                    *last = line.seq;
                    let event = Event::default().event("ligne").id(line.seq.to_string());
                    self.ready.push_back(event.data(rendered(&line)));
                }
                let fragment = match stage(&self.web, &self.signed, id).await? {
                    Some(stage) => rendered(&stage),
                    None => rendered(&ClosedView),
                };
                ("etat", fragment)
            }
        };
        if fragment != self.shown {
            let event = Event::default().event(name).data(&fragment);
            self.ready.push_back(event);
            self.shown = fragment;
        }
        Ok(())
    }
}

/// Nothing may be read any more.
#[derive(Template)]
#[template(path = "counsel/closed.html")]
struct ClosedView;

/// A template that fails is a defect of ours: the page keeps what it shows.
fn rendered(fragment: &impl Template) -> String {
    let html = fragment.render().unwrap_or_else(|error| {
        tracing::error!(%error, "a fragment could not be rendered");
        String::new()
    });
    typography::page(&html)
}
