//! The web chat in a real browser and over its protocol, on a real server with demonstration data.

mod bad_input;
mod pages;
mod protocol;
mod sign_in;

use std::process::Command;

use tandem_bot::clock::Clock;
use tandem_engine::dialogue::ChannelKind;
use tandem_tests::server::RunningServer;

/// People who answer, at any hour the tests run.
const TEAM: [(&str, &str); 3] = [
    (
        "TANDEM__STAFF__COUNSELLORS",
        "Marie, conseillère <marie@conseil.example>",
    ),
    (
        "TANDEM__STAFF__ADMINS",
        "Ana, administratrice <ana@conseil.example>",
    ),
    ("TANDEM__COUNSEL__HOURS", "1-7 0:00-23:59"),
];

/// Runs tests/web/suites with node: whole conversations with and without JavaScript, axe, keyboard,
/// networks that drop.
#[tokio::test(flavor = "multi_thread")]
async fn people_talk_to_tandem_in_a_browser() {
    let web = concat!(env!("CARGO_MANIFEST_DIR"), "/web");
    assert!(
        std::path::Path::new(web)
            .join("node_modules/playwright-core")
            .exists(),
        "run `npm ci` in tests/web first, as tests/run does"
    );
    let server = RunningServer::start_with(&TEAM).await.expect("a server");
    let url = server.url();
    let carried = carried(&server).await;
    let output = tokio::task::spawn_blocking(move || {
        Command::new("node")
            .arg("run.mjs")
            .current_dir(web)
            .env("TANDEM_URL", url)
            .env("TANDEM_CARRY", carried)
            .output()
    })
    .await
    .expect("the runner ends")
    .expect("node runs");
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(
        output.status.success() && said.contains("pass"),
        "{said}\n{}\n{}",
        String::from_utf8_lossy(&output.stderr),
        server.log().unwrap_or_default()
    );
    // what lines say: their clock may tick "…2.83" by itself
    let log = server.log().expect("its log");
    let log: Vec<&str> = log
        .lines()
        .filter_map(|line| Some(line.split_once(char::is_whitespace)?.1))
        .collect();
    let log = log.join("\n");
    assert!(!log.is_empty(), "the log was written");
    for canary in [
        "camille@exemple.fr",
        "Camille",
        "50.42",
        "2.83",
        "conseil.example",
    ] {
        assert!(!log.contains(canary), "{canary} is in the log");
    }
}

/// A page that would take over a conversation begun elsewhere.
async fn carried(server: &RunningServer) -> String {
    let store = server.store().await.expect("its store");
    let now = Clock::machine().now();
    let opened = store.open_conversation(ChannelKind::Terminal, now).await;
    let code = store.link_code(&opened.expect("opened").id, now).await;
    store.close().await;
    format!("/c/{}", code.expect("a code"))
}
