//! POST in, SSE out, polling behind.

use serde_json::{Value, json};
use tandem_tests::server::RunningServer;
use tandem_tests::web_client::{WebClient, last};

#[tokio::test(flavor = "multi_thread")]
async fn a_retry_is_heard_once_and_a_stream_resumes_where_it_was_cut() {
    let server = RunningServer::start().await.expect("a server");
    let client = WebClient::open(&server.url()).await.expect("opened");
    client.wait_after(0).await.expect("a greeting");
    client.press("OK, on y va").await.expect("an answer");

    // The same key twice: the same body, one line in the transcript.
    let body = json!({"type": "text", "text": "je cherche un cap cuisine vers Lens"});
    let before = last(&client.messages(0).await.unwrap());
    let mut answers = Vec::new();
    for _ in 0..3 {
        let answer = client.post("key-1", &body).await.unwrap();
        assert_eq!(answer.status(), 200);
        answers.push(answer.text().await.unwrap());
    }
    answers.dedup();
    assert_eq!(answers.len(), 1, "{answers:?}");
    client.wait_after(before + 1).await.expect("an answer");
    let said = client.messages(before).await.unwrap();
    let heard: Vec<&Value> = said.iter().filter(|m| m["author"] == "user").collect();
    assert_eq!(heard.len(), 1, "{heard:?}");
    assert_eq!(heard[0]["key"], "key-1");

    // The stream replays what came after Last-Event-ID, in order, with the numbers as ids.
    let all = client.messages(0).await.unwrap();
    let events = client.stream(0, all.len()).await.expect("a replay");
    let replayed: Vec<Value> = events
        .iter()
        .filter(|event| event.name == "message")
        .map(|event| {
            assert_eq!(event.id, event.data["seq"].as_i64());
            event.data.clone()
        })
        .collect();
    assert_eq!(replayed, all);
    let end = last(&all);
    let tail = client.stream(end - 1, 1).await.expect("the tail");
    assert_eq!(
        tail.iter().filter(|event| event.name == "message").count(),
        1
    );

    // What is said while it is open comes by it, after Tandem was seen writing.
    let listening = {
        let client = client.clone();
        tokio::spawn(async move { client.stream(end, 2).await })
    };
    tokio::time::sleep(std::time::Duration::from_millis(300)).await;
    client
        .say("en fait je suis à Lille")
        .await
        .expect("an answer");
    let events = listening.await.unwrap().expect("live");
    let typing = events
        .iter()
        .find(|event| event.name == "typing")
        .expect("typing");
    let ms = typing.data["ms"].as_u64().unwrap();
    assert!((300..=1200).contains(&ms), "{ms}");
    let ids: Vec<i64> = events.iter().filter_map(|event| event.id).collect();
    assert!(ids.is_sorted() && ids.iter().all(|id| *id > end), "{ids:?}");
}
