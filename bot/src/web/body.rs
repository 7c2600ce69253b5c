//! Bodies, read within a limit. What is too large is still drained for a while: a client that is
//! cut while it writes never sees why.

use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::http::HeaderMap;
use axum::http::header::CONTENT_LENGTH;
use futures_util::StreamExt;

use super::problem::Problem;

/// Most bytes of a message or a form.
pub(super) const LIMIT: usize = 64 * 1024;

/// Most bytes read and dropped so that the answer can be heard.
const DRAINED: usize = 32 * 1024 * 1024;

/// Longest time that a body may take: nobody holds a connection by writing a byte a minute.
const PATIENCE: Duration = Duration::from_secs(30);

/// The whole body, or why not.
pub(super) async fn read(headers: &HeaderMap, body: Body) -> Result<Bytes, Problem> {
    read_within(PATIENCE, headers, body).await
}

async fn read_within(
    patience: Duration,
    headers: &HeaderMap,
    body: Body,
) -> Result<Bytes, Problem> {
    tokio::time::timeout(patience, gather(headers, body))
        .await
        .unwrap_or_else(|_| Err(Problem::too_slow()))
}

async fn gather(headers: &HeaderMap, body: Body) -> Result<Bytes, Problem> {
    let announced = headers
        .get(CONTENT_LENGTH)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.parse::<usize>().ok());
    if announced.is_some_and(|length| length > DRAINED) {
        return Err(Problem::too_large(LIMIT));
    }
    let mut stream = body.into_data_stream();
    let mut kept = Vec::with_capacity(announced.unwrap_or_default().min(LIMIT));
    let mut seen = 0_usize;
    while let Some(chunk) = stream.next().await {
        let Ok(chunk) = chunk else {
            return Err(Problem::bad_json("la connexion a été coupée"));
        };
        seen = seen.saturating_add(chunk.len());
        if seen > DRAINED {
            break;
        }
        if seen <= LIMIT {
            kept.extend_from_slice(&chunk);
        }
    }
    if seen > LIMIT {
        return Err(Problem::too_large(LIMIT));
    }
    Ok(Bytes::from(kept))
}

/// The body as text.
pub(super) fn utf8(bytes: &Bytes) -> Result<&str, Problem> {
    std::str::from_utf8(bytes).map_err(|error| Problem::not_utf8(error.valid_up_to()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn ten_megabytes_are_refused_in_words() {
        let body = Body::from(vec![b'a'; 10 * 1024 * 1024]);
        let problem = read(&HeaderMap::new(), body).await.unwrap_err();
        assert_eq!(problem.status, 413);
    }

    #[tokio::test]
    async fn a_body_that_never_ends_is_not_waited_for() {
        let body = Body::from_stream(futures_util::stream::pending::<Result<Bytes, axum::Error>>());
        let patience = Duration::from_millis(20);
        let problem = read_within(patience, &HeaderMap::new(), body).await;
        assert_eq!(problem.unwrap_err().status, 408);
    }

    #[test]
    fn bytes_that_are_not_utf8_are_refused_with_their_place() {
        let problem = utf8(&Bytes::from_static(b"abc\xff")).unwrap_err();
        assert_eq!(problem.status, 422);
        assert!(problem.detail.contains("position 3"));
    }
}
