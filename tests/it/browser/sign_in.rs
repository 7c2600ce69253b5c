//! Signing in without JavaScript: same answer to everybody, one use, out again.

use std::time::Duration;

use reqwest::redirect::Policy;
use reqwest::{Client, Response, StatusCode};
use tandem_tests::server::RunningServer;

const STAFF: (&str, &str) = (
    "TANDEM__STAFF__COUNSELLORS",
    "Marie, conseillère <marie@conseil.example>",
);

fn browser() -> Client {
    let builder = Client::builder().redirect(Policy::none());
    builder.build().expect("a client")
}

fn leads_to(answer: &Response) -> &str {
    answer.headers()["location"].to_str().expect("text")
}

async fn ask(server: &RunningServer, mail: &str) -> (StatusCode, String) {
    let asked = browser()
        .post(format!("{}/connexion", server.url()))
        .form(&[("mail", mail)])
        .send();
    let answer = asked.await.expect("an answer");
    (answer.status(), answer.text().await.expect("a page"))
}

/// The link of the newest captured mail.
async fn mailed_link(server: &RunningServer) -> Option<String> {
    let list = reqwest::get(format!("{}/dev/mail", server.url())).await;
    let list = list.expect("an answer").text().await.expect("a page");
    let (_, name) = list.split_once("href=\"/dev/mail/")?;
    let name = name.split('"').next()?;
    let mail = reqwest::get(format!("{}/dev/mail/{name}", server.url())).await;
    let mail = mail.expect("an answer").text().await.expect("a page");
    let (_, link) = mail.split_once("/connexion/")?;
    let token: String = link
        .chars()
        .take_while(|letter| letter.is_ascii_alphanumeric() || "-_".contains(*letter))
        .collect();
    Some(format!("/connexion/{token}"))
}

#[tokio::test(flavor = "multi_thread")]
async fn staff_sign_in_by_a_link_that_works_once_and_nobody_learns_who_is_known() {
    let server = RunningServer::start_with(&[STAFF]).await.expect("a server");
    let url = server.url();

    let outside = browser().get(format!("{url}/conseil")).send().await;
    assert_eq!(leads_to(&outside.expect("an answer")), "/connexion");

    let unknown = ask(&server, "autre@conseil.example").await;
    tokio::time::sleep(Duration::from_millis(300)).await;
    assert_eq!(mailed_link(&server).await, None, "nobody is written to");
    let known = ask(&server, "Marie@conseil.example").await;
    assert_eq!(known, unknown, "the same answer to everybody");

    let mut link = None;
    for _ in 0..100 {
        link = mailed_link(&server).await;
        if link.is_some() {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    let link = format!("{url}{}", link.expect("a mail with a link"));

    // looking uses nothing, another site's form opens nothing
    for _ in 0..2 {
        let shown = browser().get(&link).send().await.expect("an answer");
        assert!(shown.status().is_success());
        assert!(!shown.headers().contains_key("set-cookie"));
    }
    let forged = browser().post(&link).header("sec-fetch-site", "cross-site");
    let forged = forged.send().await.expect("an answer");
    assert_eq!(forged.status(), StatusCode::FORBIDDEN);

    let opened = browser().post(&link).send().await.expect("an answer");
    assert_eq!(leads_to(&opened), "/conseil");
    let cookie = opened.headers()["set-cookie"].to_str().expect("text");
    assert!(cookie.contains("HttpOnly; SameSite=Lax"), "{cookie}");
    let cookie = cookie.split(';').next().expect("a pair").to_owned();
    let again = browser().post(&link).send().await.expect("an answer");
    assert_eq!(again.status(), StatusCode::NOT_FOUND, "a link works once");

    let page = |path: &str| {
        browser()
            .get(format!("{url}{path}"))
            .header("cookie", &cookie)
    };
    let inside = page("/conseil").send().await.expect("an answer");
    let html = inside.text().await.expect("a page");
    assert!(html.contains("Marie, conseillère"), "{html}");

    let (_, form_token) = html.split_once("name=\"jeton\" value=\"").expect("a form");
    let form_token = form_token.split('"').next().expect("its token");
    let leave = |token: &str| {
        let form = [("jeton", token.to_owned())];
        let out = browser().post(format!("{url}/deconnexion")).form(&form);
        out.header("cookie", &cookie).send()
    };
    let forged = leave("x").await.expect("an answer");
    assert_eq!(forged.status(), StatusCode::BAD_REQUEST);
    let out = leave(form_token).await;
    assert!(
        out.expect("an answer").headers()["set-cookie"]
            .to_str()
            .expect("text")
            .contains("Max-Age=0")
    );
    let after = page("/conseil").send().await.expect("an answer");
    assert_eq!(leads_to(&after), "/connexion", "the session is closed");
    let log = server.log().expect("its log");
    assert!(!log.contains("marie@"), "an address is in the log");
}
