//! The web chat: pages, POST in, SSE out.

use axum::Router;

use crate::app::App;

/// Routes of the web chat.
pub fn router(_app: App) -> Router {
    Router::new()
}
