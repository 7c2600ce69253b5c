//! Who asks: a cookie that only the server reads, or a bearer token.

use axum::http::HeaderMap;
use axum::http::header::AUTHORIZATION;
use axum_extra::extract::cookie::CookieJar;

/// Name of the cookie; its value is `<conversation>.<token>`.
const COOKIE: &str = "tandem_chat";

/// How long a conversation can be taken up again from the same browser: 30 days, in seconds.
const MAX_AGE_S: u32 = 30 * 24 * 3600;

/// A claim to a conversation, not yet verified.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Claim {
    /// Conversation.
    pub(super) conversation: String,
    /// Its secret.
    pub(super) token: String,
}

impl std::fmt::Debug for Claim {
    /// Never prints the token.
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "Claim({})", self.conversation)
    }
}

impl Claim {
    /// What the cookie says.
    pub(super) fn of_cookie(headers: &HeaderMap) -> Option<Self> {
        let jar = CookieJar::from_headers(headers);
        let (conversation, token) = jar.get(COOKIE)?.value().split_once('.')?;
        Some(Self {
            conversation: conversation.to_owned(),
            token: token.to_owned(),
        })
    }

    /// The bearer token for that conversation, else the cookie when it is for that conversation.
    pub(super) fn on(conversation: &str, headers: &HeaderMap) -> Option<Self> {
        let bearer = headers
            .get(AUTHORIZATION)
            .and_then(|value| value.to_str().ok())
            .and_then(|value| {
                let (scheme, token) = value.split_once(' ')?;
                scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
            });
        match bearer {
            Some(token) => Some(Self {
                conversation: conversation.to_owned(),
                token: token.to_owned(),
            }),
            None => Self::of_cookie(headers).filter(|claim| claim.conversation == conversation),
        }
    }

    /// Value of the `Set-Cookie` header that gives it to the browser.
    pub(super) fn cookie(&self, public_url: &str) -> String {
        let secure = if public_url.starts_with("https://") {
            "; Secure"
        } else {
            ""
        };
        format!(
            "{COOKIE}={}.{}; Path=/; Max-Age={MAX_AGE_S}; HttpOnly; SameSite=Lax{secure}",
            self.conversation, self.token
        )
    }
}

/// Value of the `Set-Cookie` header that takes the cookie back.
pub(super) fn no_cookie() -> String {
    format!("{COOKIE}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(name: &'static str, value: &str) -> HeaderMap {
        let mut headers = HeaderMap::new();
        headers.insert(name, value.parse().unwrap());
        headers
    }

    #[test]
    fn the_cookie_is_for_the_server_only_and_secure_behind_https() {
        let claim = Claim {
            conversation: "c1".to_owned(),
            token: "t1".to_owned(),
        };
        let cookie = claim.cookie("https://tandem.example");
        assert!(
            cookie.contains("HttpOnly; SameSite=Lax; Secure"),
            "{cookie}"
        );
        assert!(!claim.cookie("http://127.0.0.1:8080").contains("Secure"));
        let pair = cookie.split(';').next().unwrap();
        assert_eq!(Claim::of_cookie(&headers("cookie", pair)), Some(claim));
    }

    #[test]
    fn a_bearer_token_wins_and_a_cookie_opens_only_its_own_conversation() {
        let claim = Claim::on("c1", &headers("authorization", "Bearer abc")).unwrap();
        assert_eq!(claim.token, "abc");
        let cookie = headers("cookie", "tandem_chat=c1.t1");
        assert!(Claim::on("c1", &cookie).is_some());
        assert!(Claim::on("c2", &cookie).is_none());
    }
}
