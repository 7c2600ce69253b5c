//! Whatever is sent: a sentence that helps, nothing lost, never a 5xx.

use reqwest::{Client, StatusCode, redirect::Policy};
use serde_json::{Value, json};
use tandem_tests::server::RunningServer;
use tandem_tests::web_client::{WebClient, last};

fn assert_helps(problem: &Value, status: StatusCode) {
    assert_eq!(problem["status"], status.as_u16(), "{problem}");
    for field in ["type", "title", "code", "detail", "next"] {
        let text = problem[field].as_str().unwrap_or_default();
        assert!(!text.is_empty(), "{field} is empty in {problem}");
    }
}

#[tokio::test(flavor = "multi_thread")]
#[expect(clippy::too_many_lines, reason = "one bad request after another")]
async fn bad_requests_are_answered_in_words_and_the_conversation_goes_on() {
    let server = RunningServer::start().await.expect("a server");
    let url = server.url();
    let http = Client::builder().redirect(Policy::none()).build().unwrap();
    let opened: Value = http
        .post(format!("{url}/api/v1/chat/conversations"))
        .send()
        .await
        .unwrap()
        .json()
        .await
        .unwrap();
    let id = opened["id"].as_str().unwrap();
    let token = opened["token"].as_str().unwrap();
    let messages = format!("{url}/api/v1/chat/conversations/{id}/messages");

    let huge = vec![b'a'; 10 * 1024 * 1024];
    let invalid = b"{\"type\":\"text\",\"text\":\"\xff\xfe\"}".to_vec();
    let cases: Vec<(&str, Vec<u8>, StatusCode)> = vec![
        ("10 MB", huge.clone(), StatusCode::PAYLOAD_TOO_LARGE),
        ("not UTF-8", invalid, StatusCode::UNPROCESSABLE_ENTITY),
        ("not JSON", b"salut".to_vec(), StatusCode::BAD_REQUEST),
        ("empty", Vec::new(), StatusCode::BAD_REQUEST),
        (
            "unknown type",
            b"{\"type\":\"voice\"}".to_vec(),
            StatusCode::UNPROCESSABLE_ENTITY,
        ),
        (
            "blank",
            b"{\"type\":\"text\",\"text\":\" \"}".to_vec(),
            StatusCode::UNPROCESSABLE_ENTITY,
        ),
        (
            "nowhere",
            b"{\"type\":\"location\",\"lat\":200,\"lon\":0}".to_vec(),
            StatusCode::UNPROCESSABLE_ENTITY,
        ),
    ];
    for (name, body, status) in cases {
        let answer = http
            .post(&messages)
            .bearer_auth(token)
            .header("Idempotency-Key", name)
            .body(body)
            .send()
            .await
            .unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(answer.status(), status, "{name}");
        assert_eq!(
            answer.headers()["content-type"],
            "application/problem+json",
            "{name}"
        );
        assert_helps(&answer.json().await.unwrap(), status);
    }

    // Who asks is checked before anything is read.
    for (address, bearer, status) in [
        (messages.clone(), "wrong", StatusCode::NOT_FOUND),
        (
            format!("{url}/api/v1/chat/conversations/none/events"),
            token,
            StatusCode::NOT_FOUND,
        ),
        (
            format!("{url}/api/v1/nothing"),
            token,
            StatusCode::NOT_FOUND,
        ),
        (
            format!("{url}/api/v1/chat/conversations"),
            token,
            StatusCode::METHOD_NOT_ALLOWED,
        ),
    ] {
        let answer = http.get(&address).bearer_auth(bearer).send().await.unwrap();
        assert_eq!(answer.status(), status, "{address}");
        assert_helps(&answer.json().await.unwrap(), status);
    }
    let answer = http.get(&messages).send().await.unwrap();
    assert_eq!(answer.status(), StatusCode::UNAUTHORIZED);
    assert_helps(&answer.json().await.unwrap(), StatusCode::UNAUTHORIZED);

    // The form keeps what was typed; what is too large gets a page.
    let answer = http
        .post(format!("{url}/chat"))
        .form(&[("text", "   ")])
        .send()
        .await
        .unwrap();
    assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        answer
            .text()
            .await
            .unwrap()
            .contains("Ton message est vide")
    );
    let answer = http
        .post(format!("{url}/chat"))
        .header("content-type", "application/x-www-form-urlencoded")
        .body(huge)
        .send()
        .await
        .unwrap();
    assert_eq!(answer.status(), StatusCode::PAYLOAD_TOO_LARGE);
    assert!(answer.text().await.unwrap().contains("trop long"));

    // After all that, and after a message too long and a button that never was, it still talks.
    let client = WebClient::open(&url).await.unwrap();
    client.wait_after(0).await.unwrap();
    for body in [
        json!({"type": "text", "text": "a".repeat(2001)}),
        json!({"type": "button", "value": "999:0"}),
        json!({"type": "button", "value": "nonsense"}),
        json!({"type": "location", "lat": 0, "lon": 0}),
        json!({"type": "text", "text": "OK, on y va"}),
    ] {
        let said = client.send(body).await.expect("an answer");
        assert!(last(&said) > 0);
    }
    let log = server.log().unwrap();
    assert!(!log.contains("panicked"), "{log}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_flood_is_asked_to_slow_down_and_nothing_is_lost() {
    let server = RunningServer::start().await.expect("a server");
    let client = WebClient::open(&server.url()).await.expect("opened");
    client.wait_after(0).await.expect("a greeting");
    let mut refused = None;
    let mut accepted = 0;
    for round in 0..100 {
        let body = json!({"type": "text", "text": "salut"});
        let answer = client.post(&format!("k{round}"), &body).await.unwrap();
        if answer.status() == StatusCode::TOO_MANY_REQUESTS {
            assert!(answer.headers().contains_key("retry-after"));
            refused = Some(answer.json::<Value>().await.unwrap());
            break;
        }
        assert_eq!(answer.status(), StatusCode::OK);
        accepted += 1;
    }
    let problem = refused.expect("a limit");
    assert_helps(&problem, StatusCode::TOO_MANY_REQUESTS);
    assert!(problem["title"].as_str().unwrap().contains("Doucement"));
    // Everything that was accepted is in the transcript.
    for _ in 0..200 {
        let heard = client.messages(0).await.unwrap();
        if heard.iter().filter(|m| m["author"] == "user").count() == accepted {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    panic!("not all of the {accepted} messages were handled");
}
