//! The page of the conversation: it works as plain forms (POST, redirect, GET), and the script
//! makes it livelier.

use std::time::Duration;

use askama::Template;
use axum::extract::{Form, FromRequest, Request, State};
use axum::http::header::{LOCATION, SET_COOKIE};
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::response::{AppendHeaders, IntoResponse, Response};
use serde::Deserialize;
use sha2::{Digest, Sha256};

use super::Web;
use super::assets::Assets;
use super::body;
use super::incoming::Incoming;
use super::limits::client_address;
use super::pages::{Alert, ChatPage, html};
use super::problem::{PageProblem, Problem};
use super::session::{Claim, no_cookie};
use super::talk::is_entry;
use super::view::{MessageView, mark_past};

/// How long a form waits for its reply, so that the page it leads to shows it.
const PATIENCE: Duration = Duration::from_secs(4);

/// Any form of the page.
#[derive(Debug, Default, Deserialize)]
struct ChatForm {
    /// Makes two submissions of one page one message.
    #[serde(default)]
    key: String,
    text: Option<String>,
    button: Option<String>,
    start: Option<String>,
    #[serde(default)]
    entry: String,
}

/// `GET /` and `GET /chat`.
pub(super) async fn show(
    State(web): State<Web>,
    headers: HeaderMap,
    uri: Uri,
) -> Result<Response, PageProblem> {
    let Some(claim) = Claim::of_cookie(&headers) else {
        return Ok(welcome(&web, &entry(&uri), "", None));
    };
    match web.verify(&claim).await {
        Ok(()) => conversation(&web, &claim, "", None).await,
        Err(problem) if problem.status == 503 => Err(problem.into()),
        // Erased or too old: the welcome again, without the cookie that leads nowhere.
        Err(_) => Ok((
            AppendHeaders([(SET_COOKIE, no_cookie())]),
            welcome(&web, &entry(&uri), "", None),
        )
            .into_response()),
    }
}

/// `POST /chat`: opens the conversation if there is none, hears, waits a moment for the reply.
pub(super) async fn submit(
    State(web): State<Web>,
    request: Request,
) -> Result<Response, PageProblem> {
    let (parts, raw) = request.into_parts();
    let bytes = body::read(&parts.headers, raw).await?;
    let address = client_address(&parts.headers, &parts.extensions);
    let claim = verified(&web, &parts.headers).await?;
    let request = Request::from_parts(parts, bytes.into());
    let Form(form) = Form::<ChatForm>::from_request(request, &())
        .await
        .map_err(|_| Problem::bad_form())?;

    let draft = form.text.as_deref().unwrap_or_default();
    let incoming = match read(&form) {
        Ok(incoming) => incoming,
        Err(problem) => return refused(&web, claim.as_ref(), &form, &problem).await,
    };
    let allowed = match &claim {
        Some(claim) => web.limits.message(&claim.conversation, address),
        None => web.limits.opening(address),
    };
    if let Err(problem) = allowed {
        return refused(&web, claim.as_ref(), &form, &problem).await;
    }
    let (claim, cookie) = if let Some(claim) = claim {
        (claim, None)
    } else {
        let opened = web
            .open(Some(form.entry.as_str()).filter(|e| !e.is_empty()))
            .await?;
        let cookie = opened.cookie(&web.app.config.server.public_url);
        (opened, Some(cookie))
    };
    let before = web.latest(&claim.conversation).await?;
    if let Some(incoming) = incoming {
        let key = submission_key(&web, &form, draft);
        if let Err(problem) = web.hear(&claim.conversation, &key, incoming).await {
            return refused(&web, Some(&claim), &form, &problem).await;
        }
    }
    web.wait_for_reply(&claim.conversation, PATIENCE).await;
    let cookies = AppendHeaders(cookie.map(|cookie| (SET_COOKIE, cookie)));
    // To what was just said, so that the reply is read from its beginning.
    let place = if before == 0 {
        "/chat".to_owned()
    } else {
        format!("/chat#m{}", before + 1)
    };
    Ok((StatusCode::SEE_OTHER, [(LOCATION, place)], cookies, ()).into_response())
}

/// The cookie's conversation, when it still stands.
async fn verified(web: &Web, headers: &HeaderMap) -> Result<Option<Claim>, Problem> {
    let Some(claim) = Claim::of_cookie(headers) else {
        return Ok(None);
    };
    match web.verify(&claim).await {
        Ok(()) => Ok(Some(claim)),
        Err(problem) if problem.status == 503 => Err(problem),
        Err(_) => Ok(None),
    }
}

/// What the form says; `None` when it only opens the conversation.
fn read(form: &ChatForm) -> Result<Option<Incoming>, Problem> {
    if let Some(value) = &form.button {
        return Ok(Some(Incoming::press(value)));
    }
    match form.text.as_deref() {
        Some(text) => Incoming::text(text).map(Some),
        None if form.start.is_some() => Ok(None),
        None => Err(Problem::bad_form()),
    }
}

/// One key for one submission of one page: pressing twice is once, pressing something else is not.
fn submission_key(web: &Web, form: &ChatForm, text: &str) -> String {
    if form.key.is_empty() {
        return web.app.entropy.token();
    }
    let mut hash = Sha256::new();
    for part in [
        form.key.as_str(),
        form.button.as_deref().unwrap_or_default(),
        text,
    ] {
        hash.update(part.len().to_be_bytes());
        hash.update(part);
    }
    format!("form-{:x}", hash.finalize())
}

/// The page again, with why and with what was typed.
async fn refused(
    web: &Web,
    claim: Option<&Claim>,
    form: &ChatForm,
    problem: &Problem,
) -> Result<Response, PageProblem> {
    let status = StatusCode::from_u16(problem.status).unwrap_or(StatusCode::BAD_REQUEST);
    let detail = match problem.code {
        "value_not_accepted" => "Écris quelques mots avant d'envoyer.".to_owned(),
        _ => format!("{} {}", problem.detail, problem.next),
    };
    let alert = Alert {
        title: match problem.code {
            "value_not_accepted" => "Ton message est vide",
            _ => problem.title,
        },
        detail,
    };
    let draft = form.text.as_deref().unwrap_or_default();
    let page = match claim {
        Some(claim) => conversation(web, claim, draft, Some(alert)).await?,
        None => welcome(web, &form.entry, draft, Some(alert)),
    };
    Ok((status, page).into_response())
}

/// Code of a poster or of a link: `?entry=` or Telegram's `?start=`.
fn entry(uri: &Uri) -> String {
    uri.query()
        .into_iter()
        .flat_map(|query| query.split('&'))
        .find_map(|pair| {
            pair.strip_prefix("entry=")
                .or_else(|| pair.strip_prefix("start="))
        })
        .filter(|code| is_entry(code))
        .unwrap_or_default()
        .to_owned()
}

fn welcome(web: &Web, entry: &str, draft: &str, alert: Option<Alert<'_>>) -> Response {
    html(
        ChatPage {
            assets: Assets,
            page_key: web.app.entropy.token(),
            conversation: None,
            messages: &[],
            last_seq: 0,
            entry,
            draft,
            status: "",
            alert,
        }
        .render(),
    )
}

async fn conversation(
    web: &Web,
    claim: &Claim,
    draft: &str,
    alert: Option<Alert<'_>>,
) -> Result<Response, PageProblem> {
    let mut messages = web.transcript(&claim.conversation).await?;
    mark_past(&mut messages);
    let last_seq = messages
        .last()
        .map_or(0, |message: &MessageView| message.seq);
    Ok(html(
        ChatPage {
            assets: Assets,
            page_key: web.app.entropy.token(),
            conversation: Some(&claim.conversation),
            messages: &messages,
            last_seq,
            entry: "",
            draft,
            status: "",
            alert,
        }
        .render(),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_of_a_poster_is_taken_and_anything_else_is_not() {
        let read = |uri: &'static str| entry(&Uri::from_static(uri));
        assert_eq!(read("/?entry=affiche-12_b"), "affiche-12_b");
        assert_eq!(read("/?start=abc"), "abc");
        assert_eq!(read("/?entry=%3Cscript"), "");
        assert_eq!(read("/"), "");
    }

    #[test]
    fn a_form_is_a_button_or_words_or_a_start() {
        let form = |button: Option<&str>, text: Option<&str>, start: Option<&str>| ChatForm {
            button: button.map(str::to_owned),
            text: text.map(str::to_owned),
            start: start.map(str::to_owned),
            ..ChatForm::default()
        };
        assert_eq!(
            read(&form(Some("3:1"), None, None)),
            Ok(Some(Incoming::Press { seq: 3, index: 1 }))
        );
        assert_eq!(read(&form(None, None, Some("1"))), Ok(None));
        assert!(read(&form(None, Some("  "), None)).is_err());
        assert!(read(&form(None, None, None)).is_err());
    }
}
