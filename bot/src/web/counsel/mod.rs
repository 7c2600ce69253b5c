//! Pages of the counsellors: `/conseil`. Everything works as plain forms; the script keeps the
//! pages up to date. What somebody may read is decided by the store: a conversation whose young
//! person agreed to be put in touch, as long as it lasts.

mod act;
mod conversation;
mod live;
mod misses;
mod queue;

use axum::Router;
use axum::routing::{get, post};
use jiff::Timestamp;
use tandem_engine::french;

use super::Web;
use super::problem::Problem;

/// Pages of the counsellors.
pub(super) fn router() -> Router<Web> {
    Router::new()
        .route("/conseil", get(queue::show))
        .route("/conseil/evenements", get(live::queue))
        .route(
            "/conseil/incomprises",
            get(misses::show).post(misses::label),
        )
        .route("/conseil/{id}", get(conversation::show))
        .route("/conseil/{id}/evenements", get(live::conversation))
        .route("/conseil/{id}/repondre", post(act::answer))
        .route("/conseil/{id}/prendre", post(act::take))
        .route("/conseil/{id}/rendre", post(act::give_back))
}

/// The conversation was given back, taken back or erased: nothing of it may be read.
fn closed() -> Problem {
    Problem::new(
        axum::http::StatusCode::NOT_FOUND,
        "conversation_not_open",
        "Cette conversation n'est plus ouverte",
        "Elle est revenue à Tandem, ou la personne l'a effacée. Vous ne pouvez plus la lire ni y répondre.",
        "Si la personne redemande quelqu'un, elle reparaîtra dans la file d'attente.",
    )
}

/// "14 h 05", with its day unless it is today.
fn moment(at: Timestamp, now: Timestamp) -> String {
    let (then, today) = (
        french::local(at, "Europe/Paris"),
        french::local(now, "Europe/Paris").date(),
    );
    if then.date() == today {
        french::time(then.time())
    } else {
        french::instant(at, "Europe/Paris")
    }
}
