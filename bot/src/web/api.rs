//! The protocol of the web chat: POST in, SSE out, polling behind (CHANNELS 6.1).

use axum::Json;
use axum::body::Body;
use axum::extract::{Path, Request, State};
use axum::http::header::SET_COOKIE;
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::response::{AppendHeaders, IntoResponse, Response};
use serde::{Deserialize, Serialize};

use super::Web;
use super::body;
use super::incoming::Incoming;
use super::limits::client_address;
use super::problem::Problem;
use super::view::MessageView;

/// Longest `Idempotency-Key`.
const LONGEST_KEY: usize = 128;

/// Body of `POST /api/v1/chat/conversations`, all optional.
#[derive(Default, Deserialize)]
struct Opening {
    /// Code of a poster or of a link.
    entry: Option<String>,
}

/// A conversation just opened.
#[derive(Serialize)]
struct Opened {
    id: String,
    token: String,
}

/// What `POST …/messages` answers, the same for every retry of one key.
#[derive(Serialize)]
struct Received<'a> {
    status: &'static str,
    key: &'a str,
}

/// Answer of `GET …/messages`.
#[derive(Serialize)]
struct Transcript {
    messages: Vec<MessageView>,
    /// Greatest `seq` known to the client after reading this: the next `after`.
    last: i64,
}

/// `POST /api/v1/chat/conversations`: the notice of the first message is the first thing said.
pub(super) async fn open(State(web): State<Web>, request: Request) -> Result<Response, Problem> {
    let (parts, body) = request.into_parts();
    let bytes = body::read(&parts.headers, body).await?;
    let text = body::utf8(&bytes)?;
    let opening: Opening = if text.trim().is_empty() {
        Opening::default()
    } else {
        serde_json::from_str(text).map_err(|error| {
            Problem::bad_json(&format!(
                "ligne {}, colonne {}",
                error.line(),
                error.column()
            ))
        })?
    };
    web.limits
        .opening(client_address(&parts.headers, &parts.extensions))?;
    let claim = web.open(opening.entry.as_deref()).await?;
    let cookie = claim.cookie(&web.app.config.server.public_url);
    let opened = Opened {
        id: claim.conversation,
        token: claim.token,
    };
    Ok((
        StatusCode::CREATED,
        AppendHeaders([(SET_COOKIE, cookie)]),
        Json(opened),
    )
        .into_response())
}

/// `POST …/{id}/messages`: durable before the 200. Header `Idempotency-Key` makes a retry one.
pub(super) async fn receive(
    State(web): State<Web>,
    Path(conversation): Path<String>,
    request: Request,
) -> Result<Response, Problem> {
    let (parts, body) = request.into_parts();
    web.signed_in(&conversation, &parts.headers).await?;
    let incoming = read_incoming(&parts.headers, body).await?;
    let key = idempotency_key(&parts.headers)?;
    web.limits.message(
        &conversation,
        client_address(&parts.headers, &parts.extensions),
    )?;
    web.hear(&conversation, &key, incoming).await?;
    Ok(Json(Received {
        status: "received",
        key: &key,
    })
    .into_response())
}

/// `GET …/{id}/messages?after=seq`.
pub(super) async fn messages(
    State(web): State<Web>,
    Path(conversation): Path<String>,
    headers: HeaderMap,
    uri: Uri,
) -> Result<Response, Problem> {
    web.signed_in(&conversation, &headers).await?;
    let after = after(&uri)?.unwrap_or(0);
    let messages = web.messages_after(&conversation, after).await?;
    let last = messages.last().map_or(after, |message| message.seq);
    Ok(Json(Transcript { messages, last }).into_response())
}

/// `after` of the query, when there is one.
pub(super) fn after(uri: &Uri) -> Result<Option<i64>, Problem> {
    uri.query()
        .into_iter()
        .flat_map(|query| query.split('&'))
        .find_map(|pair| pair.strip_prefix("after="))
        .map(|value| {
            value
                .parse()
                .map_err(|_| Problem::bad_value("after", "le numéro du dernier message reçu"))
        })
        .transpose()
}

async fn read_incoming(headers: &HeaderMap, body: Body) -> Result<Incoming, Problem> {
    let bytes = body::read(headers, body).await?;
    Incoming::from_json(body::utf8(&bytes)?)
}

fn idempotency_key(headers: &HeaderMap) -> Result<String, Problem> {
    headers
        .get("idempotency-key")
        .and_then(|value| value.to_str().ok())
        .map(str::trim)
        .filter(|key| !key.is_empty() && key.len() <= LONGEST_KEY)
        .map(str::to_owned)
        .ok_or_else(|| {
            Problem::bad_value(
                "Idempotency-Key",
                "un en-tête avec une clé unique par message, par exemple un UUID v7",
            )
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_place_to_read_from_is_a_number_or_said_wrong() {
        let read = |uri: &'static str| after(&Uri::from_static(uri));
        assert_eq!(read("/m?after=12"), Ok(Some(12)));
        assert_eq!(read("/m?x=1&after=0"), Ok(Some(0)));
        assert_eq!(read("/m"), Ok(None));
        assert_eq!(read("/m?after=no").unwrap_err().status, 422);
    }
}
