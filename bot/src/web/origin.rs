//! What changes something must be pressed on our own pages. A cookie with `SameSite=Lax` stays at
//! home when another site posts a form, and the answer would then replace it: the visitor would lose
//! their conversation, or write in one that somebody else reads.

use axum::extract::{Request, State};
use axum::http::header::{HOST, ORIGIN};
use axum::http::{HeaderMap, HeaderValue};
use axum::middleware::Next;
use axum::response::Response;

use super::problem::Problem;
use super::{Web, answer};

/// Refuses what a browser says was sent from another site. Programs send neither header.
pub(super) async fn guard(State(web): State<Web>, request: Request, next: Next) -> Response {
    let public_url = &web.app.config.server.public_url;
    if !request.method().is_safe() && is_from_elsewhere(request.headers(), public_url) {
        return answer(request.uri(), Problem::sent_from_elsewhere());
    }
    next.run(request).await
}

fn is_from_elsewhere(headers: &HeaderMap, public_url: &str) -> bool {
    if let Some(site) = headers.get("sec-fetch-site") {
        return site != "same-origin" && site != "none";
    }
    // Browsers before 2023 send only this one.
    let Some(origin) = headers.get(ORIGIN) else {
        return false;
    };
    let Ok(origin) = origin.to_str() else {
        return true;
    };
    let host = headers.get(HOST).map(HeaderValue::as_bytes);
    let of_origin = origin.split_once("://").map(|(_, host)| host.as_bytes());
    !(origin.eq_ignore_ascii_case(public_url) || (of_origin.is_some() && of_origin == host))
}

#[cfg(test)]
mod tests {
    use super::*;

    const OURS: &str = "https://tandem.example";

    fn refused(pairs: &[(&'static str, &'static str)]) -> bool {
        let headers = pairs
            .iter()
            .map(|(name, value)| (name.parse().unwrap(), HeaderValue::from_static(value)))
            .collect();
        is_from_elsewhere(&headers, OURS)
    }

    #[test]
    fn only_a_press_on_our_own_page_counts() {
        for site in ["cross-site", "same-site"] {
            assert!(refused(&[("sec-fetch-site", site)]), "{site}");
        }
        for site in ["same-origin", "none"] {
            assert!(!refused(&[("sec-fetch-site", site)]), "{site}");
        }
        assert!(!refused(&[]), "a program");
    }

    #[test]
    fn an_older_browser_is_judged_by_its_origin() {
        let host = ("host", "127.0.0.1:8080");
        assert!(!refused(&[("origin", OURS), host]), "behind a proxy");
        assert!(!refused(&[("origin", "http://127.0.0.1:8080"), host]));
        for origin in ["null", "https://evil.example", "http://127.0.0.1:80"] {
            assert!(refused(&[("origin", origin), host]), "{origin}");
        }
        assert!(refused(&[("origin", "null")]), "no host either");
    }
}
