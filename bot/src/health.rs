//! Is it alive, is it ready: for load balancers and for the impatient.

use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::get;
use axum::{Json, Router};
use serde_json::{Value, json};

use crate::app::App;

/// `/health/live` and `/health/ready`.
pub fn router(app: App) -> Router {
    Router::new()
        .route("/health/live", get(async || "ok"))
        .route("/health/ready", get(ready))
        .with_state(app)
}

/// 200 with the sizes of the index once it has something to propose, else 503.
async fn ready(State(app): State<App>) -> (StatusCode, Json<Value>) {
    let (trainings, employers) = app.catalog.searcher().counts();
    let status = if trainings > 0 {
        StatusCode::OK
    } else {
        StatusCode::SERVICE_UNAVAILABLE
    };
    let body = json!({
        "ready": status == StatusCode::OK,
        "trainings": trainings,
        "employers": employers,
    });
    (status, Json(body))
}
