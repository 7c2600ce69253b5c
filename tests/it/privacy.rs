//! The privacy behaviours of the whole program (CHANNELS 9), each test named after the one it
//! proves. What the dialogue alone promises stands in `engine/tests/it/dialogue`, retention in
//! `engine/store/tests/it/privacy.rs`, headers and cookies in `browser/pages.rs`.

use std::fmt::Write as _;
use std::path::Path;

use serde_json::{Value, json};
use tandem_store::ConversationId;
use tandem_tests::phone::{Act, Phone};
use tandem_tests::postgres::PostgresDatabase;
use tandem_tests::server::RunningServer;
use tandem_tests::web_client::WebClient;

/// Words found nowhere else: whoever finds them in a file or a log found a leak.
const NAME: &str = "Zébulonne";
const MAIL: &str = "zebulonne.canari@mail.example";
const WORDS: &str = "mon canari sait faire du trampoline";

/// A journey that says all of them.
const JOURNEY: [Act; 12] = [
    Act::Press("OK, on y va"),
    Act::Say("je cherche un CAP cuisine vers Lyon, j'ai 17 ans"),
    Act::Say("je suis en 3e"),
    Act::Say("30 km en voiture"),
    Act::Say("en septembre"),
    Act::Say(WORDS),
    Act::Press("Prendre rendez-vous"),
    Act::Press("Autre jour"),
    Act::Press(" h"),
    Act::Say(NAME),
    Act::Say(MAIL),
    Act::Press("je confirme"),
];

async fn walk(server: &RunningServer) -> Phone {
    let phone = Phone::open(&server.url()).await.expect("opened");
    for act in JOURNEY {
        phone
            .act(act)
            .await
            .unwrap_or_else(|error| panic!("{act:?}: {error:#}"));
    }
    phone
}

/// Every file below a folder that holds one of these, with what it holds.
fn leaks(folder: &Path, needles: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).expect("readable") {
            let path = entry.expect("readable").path();
            // mails captured instead of sent: they are addressed to the very person
            if path.ends_with("mails") || path.ends_with("mail") {
                continue;
            }
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let bytes = std::fs::read(&path).expect("readable");
            for needle in needles {
                if memchr::memmem::find(&bytes, needle.as_bytes()).is_some() {
                    found.push(format!("{needle:?} in {}", path.display()));
                }
            }
        }
    }
    found
}

#[tokio::test(flavor = "multi_thread")]
async fn privacy_01_only_a_random_id_is_stored_until_the_notice_is_accepted() {
    let mut server = RunningServer::start().await.expect("a server");
    let phone = Phone::open(&server.url()).await.expect("opened");
    let said = phone.transcript().await.expect("a transcript");
    assert!(said[0]["text"].as_str().unwrap().contains("supprimer"));
    let id = ConversationId(phone.id().to_owned());
    server.kill_hard().expect("stopped");
    let store = server.store().await.expect("its database");
    let kept = store.export(&id).await.expect("exported");
    assert_eq!(kept["consents"], json!([]));
    assert_eq!(kept["appointments"], json!([]));
    let text = kept["events"].to_string();
    for what in ["slot_set", "detail_set", "notice_accepted"] {
        assert!(!text.contains(what), "{text}");
    }
    store.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn privacy_04_a_position_is_rounded_to_its_commune_and_written_nowhere() {
    let mut server = RunningServer::start_with(&[("TANDEM__LOG__FILTER", "debug")])
        .await
        .expect("a server");
    let client = WebClient::open(&server.url()).await.expect("opened");
    client.wait_after(0).await.expect("greeted");
    client.press("OK, on y va").await.expect("answered");
    client
        .say("boulanger, je suis en 3e")
        .await
        .expect("answered");
    client
        .send(json!({"type": "location", "lat": 49.118_732_15, "lon": 6.175_933_51}))
        .await
        .expect("answered");
    let id = ConversationId(client.id().to_owned());
    server.kill_hard().expect("stopped");
    let store = server.store().await.expect("its database");
    let kept = store.export(&id).await.expect("exported").to_string();
    store.close().await;
    assert!(kept.contains("57463"), "the commune is kept: {kept}");
    for digits in ["49.1187", "6.17593"] {
        assert!(!kept.contains(digits), "{kept}");
        assert!(!server.log().expect("a log").contains(digits));
        let found = leaks(&server.data(), &[digits]);
        // towns have points too: only the exact digits of the person count
        let own: Vec<_> = found
            .iter()
            .filter(|leak| !leak.contains("/index/") && !leak.contains("tandem.db"))
            .collect();
        assert!(own.is_empty(), "{own:?}");
    }
    let exact = leaks(&server.data(), &["49.11873215", "6.17593351"]);
    assert!(exact.is_empty(), "{exact:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn privacy_05_what_nobody_asked_for_is_masked_and_not_kept() {
    let mut server = RunningServer::start().await.expect("a server");
    let client = WebClient::open(&server.url()).await.expect("opened");
    client.wait_after(0).await.expect("greeted");
    client.press("OK, on y va").await.expect("answered");
    let secrets = [
        ("appelle moi au 06 39 98 12 34", "06 39 98 12 34"),
        ("mon mail c'est canari@mail.example", "canari@mail.example"),
        (
            "ma sécu c'est 1 08 05 57 463 123 91",
            "1 08 05 57 463 123 91",
        ),
        ("je suis diabétique", "diabétique"),
    ];
    for (text, _) in secrets {
        let said = client.say(text).await.expect("answered");
        let answer: String = said
            .iter()
            .filter(|message| message["author"] == "assistant")
            .filter_map(|message| message["text"].as_str())
            .collect();
        assert!(answer.contains("besoin"), "{text}: {answer}");
    }
    let id = ConversationId(client.id().to_owned());
    server.kill_hard().expect("stopped");
    let store = server.store().await.expect("its database");
    let kept = store.export(&id).await.expect("exported").to_string();
    store.close().await;
    for (_, secret) in secrets {
        assert!(!kept.contains(secret), "{secret} in {kept}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn privacy_08_my_data_shows_everything_and_erasing_leaves_nothing() {
    let mut server = RunningServer::start().await.expect("a server");
    let phone = walk(&server).await;
    phone.act(Act::Say("mes données")).await.expect("answered");
    let file = phone
        .transcript()
        .await
        .expect("a transcript")
        .iter()
        .rev()
        .find_map(|message| message["file"]["name"].as_str().map(str::to_owned));
    assert_eq!(file.as_deref(), Some("mes-donnees.json"));
    phone.act(Act::Say("supprimer")).await.expect("answered");
    // the person's own line goes with the rest: only the answer comes
    let said = phone
        .client()
        .press("Oui, efface tout")
        .await
        .expect("answered");
    let last = said.last().expect("an answer")["text"].to_string();
    assert!(last.contains("numéro de confirmation"), "{last}");
    let id = ConversationId(phone.id().to_owned());
    server.kill_hard().expect("stopped");
    let store = server.store().await.expect("its database");
    let left = store.export(&id).await.expect("exported");
    store.close().await;
    let text = left.to_string();
    for canary in [NAME, MAIL, WORDS, "69123"] {
        assert!(!text.contains(canary), "{canary} in {text}");
    }
    let status = &left["appointments"][0]["appointment"]["status"];
    assert_eq!(*status, "cancelled_by_candidate");
}

#[tokio::test(flavor = "multi_thread")]
async fn privacy_11_consents_are_kept_with_their_text_channel_and_time() {
    let mut server = RunningServer::start().await.expect("a server");
    let phone = walk(&server).await;
    let id = ConversationId(phone.id().to_owned());
    server.kill_hard().expect("stopped");
    let store = server.store().await.expect("its database");
    let kept = store.export(&id).await.expect("exported");
    store.close().await;
    let consents: Vec<(&str, &str)> = kept["consents"]
        .as_array()
        .expect("a ledger")
        .iter()
        .map(|line| {
            assert!(line["at"].as_i64().is_some_and(|at| at > 0));
            (
                line["text"].as_str().expect("a version"),
                line["channel"].as_str().expect("a channel"),
            )
        })
        .collect();
    assert_eq!(consents, [("notice-1", "web"), ("booking-1", "web")]);
}

async fn fetch(http: &reqwest::Client, server: &RunningServer, path: &str) -> String {
    let answer = http.get(format!("{}{path}", server.url())).send().await;
    let answer = answer.expect("an answer");
    answer.text().await.expect("its text")
}

#[tokio::test(flavor = "multi_thread")]
async fn privacy_12_no_page_calls_anybody_else() {
    let server = RunningServer::start().await.expect("a server");
    let http = reqwest::Client::builder().build().unwrap();
    let mut assets = Vec::new();
    for path in [
        "/",
        "/chat",
        "/confidentialite",
        "/accessibilite",
        "/dev/mail",
    ] {
        let html = fetch(&http, &server, path).await;
        for part in html.split(['"', '\'']) {
            let is_link = html.contains(&format!("<a href=\"{part}\""))
                || html.contains(&format!("<a class=\"button\" href=\"{part}\""));
            let is_outside = part.starts_with("http://") || part.starts_with("https://");
            // a link is followed by a person, the name of a vocabulary by nobody
            assert!(
                !is_outside || is_link || part.starts_with("http://www.w3.org/"),
                "{path} calls {part}"
            );
            if part.starts_with("/assets/") {
                assets.push(part.to_owned());
            }
        }
    }
    assets.sort();
    assets.dedup();
    assert!(assets.len() >= 2, "{assets:?}");
    for asset in assets {
        let text = fetch(&http, &server, &asset).await;
        let outside =
            text.replace("http://www.w3.org/", "").contains("http://") || text.contains("https://");
        assert!(!outside, "{asset} calls somebody");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn privacy_14_canaries_of_a_whole_journey_are_in_no_log_and_no_file() {
    let mut server = RunningServer::start_with(&[("TANDEM__LOG__FILTER", "debug")])
        .await
        .expect("a server");
    let phone = walk(&server).await;
    let id = ConversationId(phone.id().to_owned());
    server.kill_hard().expect("stopped");
    let log = server.log().expect("a log");
    assert!(log.len() > 500, "the log was written: {log}");
    for canary in [NAME, MAIL, WORDS] {
        assert!(!log.contains(canary), "{canary} in the log");
    }
    let found = leaks(&server.data(), &[NAME, MAIL, WORDS]);
    assert!(found.is_empty(), "{found:?}");
    // the journey did say them: the key opens what is there
    let store = server.store().await.expect("its database");
    let kept = store.export(&id).await.expect("exported").to_string();
    store.close().await;
    for canary in [NAME, MAIL, WORDS] {
        assert!(kept.contains(canary), "{canary} was never kept");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn privacy_14_canaries_are_in_clear_nowhere_in_postgresql() {
    let Some(database) = PostgresDatabase::create().expect("a database") else {
        return;
    };
    let mut server = RunningServer::start_with(&[("TANDEM__DATABASE__URL", &database.url)])
        .await
        .expect("a server");
    let phone = walk(&server).await;
    let id = ConversationId(phone.id().to_owned());
    server.kill_hard().expect("stopped");
    let dump = database
        .dump_without(&["trainings", "employers"])
        .expect("a dump");
    assert!(memchr::memmem::find(&dump, b"INSERT INTO public.appointments").is_some());
    for canary in [NAME, MAIL, WORDS] {
        let hex = canary.bytes().fold(String::new(), |mut hex, byte| {
            let _ = write!(hex, "{byte:02x}");
            hex
        });
        for written in [canary, hex.as_str()] {
            let found = memchr::memmem::find(&dump, written.as_bytes());
            assert!(found.is_none(), "{written} in the dump");
        }
    }
    let store = server.store().await.expect("its database");
    let kept: Value = store.export(&id).await.expect("exported");
    store.close().await;
    assert!(kept.to_string().contains(MAIL));
}
