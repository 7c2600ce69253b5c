//! The web chat: pages, POST in, SSE out.
//!
//! Everything works as plain forms; `assets/js` makes it livelier. Addresses under `/api` answer
//! with problems as JSON, the others with pages.

mod account;
mod api;
mod assets;
mod body;
mod captured;
mod carry;
mod chat;
mod counsel;
mod events;
mod files;
mod headers;
mod incoming;
mod limits;
mod links;
mod origin;
mod pages;
mod problem;
mod session;
mod talk;
mod view;

use axum::Router;
use axum::http::Uri;
use axum::middleware;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};

use crate::app::App;

pub use problem::Problem;
pub use view::{Author, ButtonView, CardView, FileView, MessageView, Piece, mark_past};

/// What every handler is given.
#[derive(Clone)]
pub(crate) struct Web {
    pub(crate) app: App,
    limits: limits::Limits,
}

/// Routes of the web chat.
pub fn router(app: App) -> Router {
    let web = Web {
        app,
        limits: limits::Limits::default(),
    };
    Router::new()
        .route("/", get(chat::show))
        .route("/chat", get(chat::show).post(chat::submit))
        .route("/chat/fichiers/{seq}", get(files::download))
        .route("/r/{token}", get(links::show))
        .route("/r/{token}/annuler", post(links::cancel))
        .route("/r/{token}/deplacer", post(links::move_to))
        .route("/r/{token}/accord", post(links::decide))
        .route("/c/{code}", get(carry::show).post(carry::carry))
        .merge(account::router())
        .merge(counsel::router())
        .route("/dev/mail", get(captured::list))
        .route("/dev/mail/{name}", get(captured::show))
        .route("/dev/mail/{name}/brut", get(captured::raw))
        .route("/confidentialite", get(pages::privacy))
        .route("/accessibilite", get(pages::accessibility))
        .route("/assets/{file}", get(assets::serve))
        .route("/api/v1/chat/conversations", post(api::open))
        .route(
            "/api/v1/chat/conversations/{id}/messages",
            get(api::messages).post(api::receive),
        )
        .route(
            "/api/v1/chat/conversations/{id}/events",
            get(events::events),
        )
        .fallback(not_found)
        .method_not_allowed_fallback(not_allowed)
        .layer(middleware::from_fn_with_state(web.clone(), origin::guard))
        .layer(middleware::from_fn(headers::secure))
        .with_state(web)
}

async fn not_found(uri: Uri) -> Response {
    answer(&uri, Problem::page_not_found())
}

async fn not_allowed(uri: Uri) -> Response {
    answer(&uri, Problem::method_not_allowed())
}

/// JSON under `/api`, a page elsewhere.
fn answer(uri: &Uri, problem: Problem) -> Response {
    if uri.path().starts_with("/api/") {
        problem.into_response()
    } else {
        problem::PageProblem(problem).into_response()
    }
}
