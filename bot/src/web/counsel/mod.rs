//! Pages of the counsellors: `/conseil`.

mod queue;

use axum::Router;
use axum::routing::get;

use super::Web;

/// Pages of the counsellors.
pub(super) fn router() -> Router<Web> {
    Router::new().route("/conseil", get(queue::show))
}
