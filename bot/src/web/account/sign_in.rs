//! Signing in and out. GET shows, POST acts: what previews links uses nothing up.

use askama::Template;
use axum::extract::{Form, Path, State};
use axum::http::header::SET_COOKIE;
use axum::http::{Extensions, HeaderMap};
use axum::response::{AppendHeaders, IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::{gate, home};
use crate::app::App;
use crate::web::Web;
use crate::web::assets::Assets;
use crate::web::limits::client_address;
use crate::web::pages::html;
use crate::web::problem::{PageProblem, Problem};
use crate::web::talk::unavailable;

#[derive(Template)]
#[template(path = "account/sign_in.html")]
struct SignInPage {
    assets: Assets,
    /// A link was asked for.
    is_sent: bool,
}

#[derive(Template)]
#[template(path = "account/link.html")]
struct LinkPage<'a> {
    assets: Assets,
    token: &'a str,
}

/// `GET /connexion`.
pub(super) async fn ask(
    State(web): State<Web>,
    headers: HeaderMap,
) -> Result<Response, PageProblem> {
    if let Some((account, _)) = web.account(&headers).await? {
        return Ok(Redirect::to(home(&account)).into_response());
    }
    Ok(page(false))
}

/// An address of mail.
#[derive(Deserialize)]
pub(super) struct Asked {
    mail: String,
}

/// `POST /connexion`: the same answer whether the address is known or not, and as fast.
pub(super) async fn send(
    State(web): State<Web>,
    headers: HeaderMap,
    extensions: Extensions,
    Form(asked): Form<Asked>,
) -> Result<Response, PageProblem> {
    web.limits.link(client_address(&headers, &extensions))?;
    let account = web.account_of_mail(&asked.mail);
    if web.limits.may_send_link(&asked.mail)
        && let Some(account) = account
    {
        let app = web.app.clone();
        tokio::spawn(async move { write(&app, &account, &asked.mail).await });
    }
    Ok(page(true))
}

async fn write(app: &App, account: &tandem_store::Account, mail: &str) {
    let now = app.clock.now();
    let sent = app.store.send_sign_in_link(account, mail.trim(), now);
    match sent.await {
        Ok(()) => app.wake.outbox.raise(),
        Err(error) => tracing::error!(%error, "a link to sign in was not sent"),
    }
}

/// `GET /connexion/{token}`.
pub(super) async fn show(
    State(web): State<Web>,
    Path(token): Path<String>,
    headers: HeaderMap,
) -> Result<Response, PageProblem> {
    let now = web.app.clock.now();
    let found = web.app.store.account_of_link(&token, now).await;
    if found.map_err(unavailable)?.is_none() {
        // used by this very browser a moment ago
        return match web.account(&headers).await? {
            Some((account, _)) => Ok(Redirect::to(home(&account)).into_response()),
            None => Err(Problem::sign_in_link_used_up().into()),
        };
    }
    let page = LinkPage {
        assets: Assets,
        token: &token,
    };
    Ok(html(page.render()))
}

/// `POST /connexion/{token}`.
pub(super) async fn open(
    State(web): State<Web>,
    Path(token): Path<String>,
    headers: HeaderMap,
) -> Result<Response, PageProblem> {
    let now = web.app.clock.now();
    let opened = web.app.store.sign_in(&token, now).await;
    let Some(opened) = opened.map_err(unavailable)? else {
        return match web.account(&headers).await? {
            Some((account, _)) => Ok(Redirect::to(home(&account)).into_response()),
            None => Err(Problem::sign_in_link_used_up().into()),
        };
    };
    let cookie = gate::cookie(&opened.token, &web.app.config.server.public_url);
    let place = Redirect::to(home(&opened.account));
    Ok((AppendHeaders([(SET_COOKIE, cookie)]), place).into_response())
}

/// A form with nothing to fill in.
#[derive(Deserialize)]
pub(super) struct Pressed {
    /// The token of forms.
    jeton: String,
}

/// `POST /deconnexion`.
pub(super) async fn close(
    State(web): State<Web>,
    headers: HeaderMap,
    Form(form): Form<Pressed>,
) -> Result<Response, PageProblem> {
    if let Some(token) = gate::token(&headers) {
        gate::own_form(&token, &form.jeton)?;
        let now = web.app.clock.now();
        let closed = web.app.store.sign_out(&token, now).await;
        closed.map_err(unavailable)?;
    }
    let cookie = gate::no_cookie(&web.app.config.server.public_url);
    let place = Redirect::to("/connexion");
    Ok((AppendHeaders([(SET_COOKIE, cookie)]), place).into_response())
}

fn page(is_sent: bool) -> Response {
    let page = SignInPage {
        assets: Assets,
        is_sent,
    };
    html(page.render())
}
