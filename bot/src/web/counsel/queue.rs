//! Who waits for somebody.

use askama::Template;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;

use crate::config::StaffRole;
use crate::web::Web;
use crate::web::account::{Refusal, Signed};
use crate::web::assets::Assets;
use crate::web::pages::html;

#[derive(Template)]
#[template(path = "counsel/queue.html")]
struct QueuePage<'a> {
    assets: Assets,
    signed: &'a Signed,
}

/// `GET /conseil`.
pub(super) async fn show(State(web): State<Web>, headers: HeaderMap) -> Result<Response, Refusal> {
    let signed = web.staff(&headers, StaffRole::Counsellor).await?;
    let page = QueuePage {
        assets: Assets,
        signed: &signed,
    };
    Ok(html(page.render()))
}
