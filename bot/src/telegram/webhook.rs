//! The webhook: secret → inbox → 200, so that nothing is lost between Telegram and us.

use axum::Router;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::routing::post;
use subtle::ConstantTimeEq;
use teloxide::Bot;
use tracing::{debug, warn};

use crate::app::App;

use super::client::client;
use super::receive::receive;
use super::update::read;

/// Path that Telegram calls.
pub const PATH: &str = "/telegram/webhook";

/// Header that repeats the secret of `setWebhook`.
const SECRET_HEADER: &str = "x-telegram-bot-api-secret-token";

/// An update is far smaller.
const LARGEST_UPDATE: usize = 1 << 20;

/// Route of the webhook; without a secret in the settings it refuses everything.
pub(super) fn router(app: App) -> Router {
    let Ok(bot) = client(&app) else {
        return Router::new();
    };
    Router::new()
        .route(PATH, post(update))
        .layer(DefaultBodyLimit::max(LARGEST_UPDATE))
        .with_state((app, bot))
}

async fn update(
    State((app, bot)): State<(App, Bot)>,
    headers: HeaderMap,
    body: Bytes,
) -> StatusCode {
    if !is_from_telegram(&app, &headers) {
        return StatusCode::UNAUTHORIZED;
    }
    let arrival = match read(&body) {
        Ok(arrival) => arrival,
        Err(ignored) => {
            // Acknowledged: delivered again it would be no different.
            debug!(update.ignored = ?ignored, "update ignored");
            return StatusCode::OK;
        }
    };
    let update_id = arrival.update_id;
    match receive(&app, &bot, arrival).await {
        Ok(()) => StatusCode::OK,
        Err(error) => {
            warn!(
                update.id = update_id,
                "update {update_id} not kept, Telegram will repeat it: {error}"
            );
            StatusCode::SERVICE_UNAVAILABLE
        }
    }
}

fn is_from_telegram(app: &App, headers: &HeaderMap) -> bool {
    let expected = app
        .config
        .telegram
        .webhook_secret
        .expose()
        .unwrap_or_default();
    let given = headers
        .get(SECRET_HEADER)
        .map(HeaderValue::as_bytes)
        .unwrap_or_default();
    !expected.is_empty() && bool::from(expected.as_bytes().ct_eq(given))
}
