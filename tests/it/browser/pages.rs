//! Headers of pages, cookies, long-lived files.

use reqwest::{Client, redirect::Policy};
use tandem_tests::server::RunningServer;

#[tokio::test(flavor = "multi_thread")]
async fn pages_are_strict_and_set_no_cookie_before_the_chat_is_opened() {
    let server = RunningServer::start().await.expect("a server");
    let url = server.url();
    let http = Client::builder().redirect(Policy::none()).build().unwrap();
    let mut style = None;
    for path in [
        "/",
        "/chat",
        "/confidentialite",
        "/accessibilite",
        "/nulle-part",
    ] {
        let answer = http.get(format!("{url}{path}")).send().await.unwrap();
        let headers = answer.headers().clone();
        assert!(!headers.contains_key("set-cookie"), "{path}");
        let policy = headers["content-security-policy"].to_str().unwrap();
        assert!(policy.contains("default-src 'none'") && !policy.contains("unsafe"));
        assert_eq!(headers["x-content-type-options"], "nosniff");
        assert_eq!(headers["referrer-policy"], "same-origin");
        let html = answer.text().await.unwrap();
        assert!(
            html.contains("Accessibilité\u{a0}: partiellement conforme"),
            "{path}"
        );
        style = html
            .split('"')
            .find(|part| part.starts_with("/assets/") && part.contains(".css"))
            .map(str::to_owned);
    }
    let style = style.expect("a style sheet");
    let answer = http
        .get(format!("{url}{style}"))
        .header("accept-encoding", "gzip")
        .send()
        .await
        .unwrap();
    assert!(answer.status().is_success());
    assert_eq!(answer.headers()["content-encoding"], "gzip");
    let cache = answer.headers()["cache-control"].to_str().unwrap();
    assert!(cache.contains("immutable") && cache.contains("max-age=31536000"));

    // Opening: a redirect, a cookie for the server only, and the page shows the first words.
    let answer = http
        .post(format!("{url}/chat"))
        .form(&[("start", "1")])
        .send()
        .await
        .unwrap();
    assert_eq!(answer.status(), 303);
    let cookie = answer.headers()["set-cookie"].to_str().unwrap().to_owned();
    assert!(cookie.contains("HttpOnly; SameSite=Lax") && !cookie.contains("Secure"));
    let pair = cookie.split(';').next().unwrap();
    let page = http
        .get(format!("{url}/chat"))
        .header("cookie", pair)
        .send()
        .await
        .unwrap();
    assert_eq!(page.headers()["cache-control"], "no-store");
    let html = page.text().await.unwrap();
    assert!(
        html.contains("OK, on y va"),
        "the reply is in the page the form leads to"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn another_site_opens_no_conversation_and_acts_on_no_link() {
    let server = RunningServer::start().await.expect("a server");
    let url = server.url();
    let http = Client::builder().redirect(Policy::none()).build().unwrap();
    for path in [
        "/chat",
        "/r/x/annuler",
        "/c/x",
        "/api/v1/chat/conversations",
    ] {
        for (name, value) in [
            ("sec-fetch-site", "cross-site"),
            ("origin", "https://evil.example"),
        ] {
            let answer = http
                .post(format!("{url}{path}"))
                .header(name, value)
                .form(&[("start", "1")])
                .send()
                .await
                .unwrap();
            assert_eq!(answer.status(), 403, "{path} {name}");
            let headers = answer.headers();
            assert!(!headers.contains_key("set-cookie"), "{path} {name}");
            assert!(headers.contains_key("content-security-policy"), "{path}");
        }
    }
    let own = http
        .post(format!("{url}/chat"))
        .header("origin", &url)
        .form(&[("start", "1")])
        .send()
        .await
        .unwrap();
    assert_eq!(own.status(), 303);
}

#[tokio::test(flavor = "multi_thread")]
async fn captured_mails_show_at_this_machine_and_never_through_a_proxy() {
    let server = RunningServer::start().await.expect("a server");
    let http = Client::builder().build().unwrap();
    let list = format!("{}/dev/mail", server.url());
    let here = http.get(&list).send().await.unwrap();
    assert_eq!(here.status(), 200);
    for header in ["x-forwarded-for", "forwarded"] {
        let through = http.get(&list).header(header, "203.0.113.5").send();
        assert_eq!(through.await.unwrap().status(), 404, "{header}");
    }
}
