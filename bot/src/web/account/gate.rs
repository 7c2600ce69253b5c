//! Who is signed in, and what they may do: asked at every request.

use axum::http::header::COOKIE as COOKIES;
use axum::http::{HeaderMap, StatusCode, header::LOCATION};
use axum::response::{IntoResponse, Response};
use axum_extra::extract::cookie::CookieJar;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;
use tandem_store::Account;

use crate::config::{StaffMember, StaffRole};
use crate::web::Web;
use crate::web::problem::{PageProblem, Problem};
use crate::web::talk::unavailable;

/// Name of the cookie; its value is the token of the session.
const COOKIE: &str = "tandem_compte";

/// Somebody signed in who is named in the settings.
pub(in crate::web) struct Signed {
    /// Who.
    pub(in crate::web) member: StaffMember,
    /// Stands in every form of their pages: what another page makes a browser send has it not.
    pub(in crate::web) form_token: String,
}

/// Why a page of people who sign in is not shown.
pub(in crate::web) enum Refusal {
    /// Nobody is signed in: first the page of sign-in.
    SignIn,
    /// Said as a page.
    Problem(Box<Problem>),
}

impl From<Problem> for Refusal {
    fn from(problem: Problem) -> Self {
        Self::Problem(Box::new(problem))
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        match self {
            Self::SignIn => (StatusCode::SEE_OTHER, [(LOCATION, "/connexion")]).into_response(),
            Self::Problem(problem) => PageProblem(*problem).into_response(),
        }
    }
}

/// Refuses a form that does not come from a page of this session.
pub(super) fn own_form(session: &str, sent: &str) -> Result<(), Problem> {
    is_same(&form_token(session), sent)
}

fn is_same(token: &str, sent: &str) -> Result<(), Problem> {
    if bool::from(token.as_bytes().ct_eq(sent.as_bytes())) {
        Ok(())
    } else {
        Err(Problem::bad_form())
    }
}

impl Signed {
    /// Refuses a form that does not come from a page of this session.
    pub(in crate::web) fn own_form(&self, sent: &str) -> Result<(), Problem> {
        is_same(&self.form_token, sent)
    }
}

impl Web {
    /// Somebody of the settings with at least that role.
    pub(in crate::web) async fn staff(
        &self,
        headers: &HeaderMap,
        role: StaffRole,
    ) -> Result<Signed, Refusal> {
        let (account, token) = self.account(headers).await?.ok_or(Refusal::SignIn)?;
        let member = self.app.config.staff.of_account(&account);
        let member = member.ok_or_else(Problem::not_allowed)?;
        if member.role < role {
            return Err(Problem::not_allowed().into());
        }
        Ok(Signed {
            member,
            form_token: form_token(&token),
        })
    }

    /// The account whose session the browser holds, with the token of the session.
    pub(super) async fn account(
        &self,
        headers: &HeaderMap,
    ) -> Result<Option<(Account, String)>, Problem> {
        let Some(token) = token(headers) else {
            return Ok(None);
        };
        let now = self.app.clock.now();
        let account = self.app.store.account_of_session(&token, now).await;
        Ok(account
            .map_err(unavailable)?
            .map(|account| (account, token)))
    }
}

/// What the browser holds.
pub(super) fn token(headers: &HeaderMap) -> Option<String> {
    if !headers.contains_key(COOKIES) {
        return None;
    }
    let jar = CookieJar::from_headers(headers);
    Some(jar.get(COOKIE)?.value().to_owned())
}

/// Made from the session, and nothing of the session can be made from it.
fn form_token(session: &str) -> String {
    let mut digest = Sha256::new();
    digest.update(b"form");
    digest.update(session);
    URL_SAFE_NO_PAD.encode(digest.finalize())
}

/// `Set-Cookie` that gives a session to the browser. It lasts as long as the window: what counts is
/// what the store says.
pub(super) fn cookie(token: &str, public_url: &str) -> String {
    let secure = secure(public_url);
    format!("{COOKIE}={token}; Path=/; HttpOnly; SameSite=Lax{secure}")
}

/// `Set-Cookie` that takes it back.
pub(super) fn no_cookie(public_url: &str) -> String {
    let secure = secure(public_url);
    format!("{COOKIE}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax{secure}")
}

fn secure(public_url: &str) -> &'static str {
    if public_url.starts_with("https://") {
        "; Secure"
    } else {
        ""
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cookie_is_for_the_server_only_and_secure_behind_https() {
        let given = cookie("t1", "https://tandem.example");
        assert!(given.contains("HttpOnly; SameSite=Lax; Secure"), "{given}");
        assert!(!cookie("t1", "http://127.0.0.1:8080").contains("Secure"));
        let mut headers = HeaderMap::new();
        assert_eq!(token(&headers), None);
        let pair = given.split(';').next().unwrap();
        headers.insert(COOKIES, pair.parse().unwrap());
        assert_eq!(token(&headers).as_deref(), Some("t1"));
        assert_ne!(form_token("t1"), form_token("t2"));
    }
}
