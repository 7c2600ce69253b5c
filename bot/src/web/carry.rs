//! `/c/{code}`: a conversation begun on Telegram goes on here. GET shows, POST acts: what previews
//! links uses nothing up.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::header::SET_COOKIE;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{AppendHeaders, IntoResponse, Redirect, Response};
use tandem_store::ConversationId;

use super::Web;
use super::assets::Assets;
use super::pages::html;
use super::problem::{PageProblem, Problem};
use super::session::Claim;
use super::talk::unavailable;

#[derive(Template)]
#[template(path = "carry.html")]
struct CarryPage<'a> {
    assets: Assets,
    page_key: &'static str,
    code: &'a str,
    /// This browser holds another conversation, which gives way.
    replaces: bool,
}

/// `GET /c/{code}`.
pub(super) async fn show(
    State(web): State<Web>,
    Path(code): Path<String>,
    headers: HeaderMap,
) -> Result<Response, PageProblem> {
    let own = own(&web, &headers).await?;
    if own.is_some() && own == made_for(&web, &code).await? {
        return Ok(Redirect::to("/chat").into_response());
    }
    let now = web.app.clock.now();
    let found = web.app.store.conversation_of_code(&code, now).await;
    if found.map_err(unavailable)?.is_none() {
        return Err(used_up().into());
    }
    let page = CarryPage {
        assets: Assets,
        page_key: "",
        code: &code,
        replaces: own.is_some(),
    };
    Ok(html(page.render()))
}

/// `POST /c/{code}`: pressing twice leads to the same conversation.
pub(super) async fn carry(
    State(web): State<Web>,
    Path(code): Path<String>,
    headers: HeaderMap,
) -> Result<Response, PageProblem> {
    let own = own(&web, &headers).await?;
    if own.is_some() && own == made_for(&web, &code).await? {
        return Ok(Redirect::to("/chat").into_response());
    }
    let now = web.app.clock.now();
    let opened = web.app.store.redeem_link_code_on_page(&code, now).await;
    let opened = opened.map_err(unavailable)?.ok_or_else(used_up)?;
    web.app.wake.inbox.raise();
    let claim = Claim {
        conversation: opened.id.0,
        token: opened.token,
    };
    let cookie = claim.cookie(&web.app.config.server.public_url);
    let cookies = AppendHeaders([(SET_COOKIE, cookie)]);
    Ok((cookies, Redirect::to("/chat")).into_response())
}

/// The conversation that this browser holds the key of.
async fn own(web: &Web, headers: &HeaderMap) -> Result<Option<ConversationId>, Problem> {
    let Some(claim) = Claim::of_cookie(headers) else {
        return Ok(None);
    };
    match web.verify(&claim).await {
        Ok(()) => Ok(Some(ConversationId(claim.conversation))),
        Err(problem) if problem.status == 503 => Err(problem),
        Err(_) => Ok(None),
    }
}

async fn made_for(web: &Web, code: &str) -> Result<Option<ConversationId>, Problem> {
    let found = web.app.store.was_code_of(code).await;
    found.map_err(unavailable)
}

fn used_up() -> Problem {
    Problem::new(
        StatusCode::NOT_FOUND,
        "link_used_up",
        "Ce lien ne marche plus",
        "Il sert une seule fois, dans les 15 minutes. Rien n'est perdu : ta conversation est toujours sur Telegram.",
        "Sur Telegram, écris « continuer sur le site » : tu reçois un nouveau lien.",
    )
}
