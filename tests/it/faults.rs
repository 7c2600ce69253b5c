//! `kill -9` of the server at fifty random moments of scripted conversations: nothing is lost,
//! nothing is handled twice, nothing is shown twice.

use std::time::{Duration, Instant};

use serde_json::Value;
use tandem_store::ConversationId;
use tandem_tests::phone::{Act, Phone, Sent};
use tandem_tests::postgres::PostgresDatabase;
use tandem_tests::server::RunningServer;

const KILLS: usize = 50;

/// Kills on PostgreSQL: the machine is the same, fewer moments show that the database is no
/// different.
const KILLS_ON_POSTGRES: usize = 15;

/// Changes the moments of the kills.
const SEED: u64 = 20_261_124;

/// From hello to a booked appointment, and back.
const SCRIPT: [Act; 15] = [
    Act::Press("OK, on y va"),
    Act::Say("je cherche un CAP cuisine vers Lyon, j'ai 17 ans"),
    Act::Say("je suis en 3e"),
    Act::Say("30 km en voiture"),
    Act::Say("en septembre"),
    Act::Press("Pourquoi ?"),
    Act::Press("Prendre rendez-vous"),
    // Late enough to be cancelled here.
    Act::Press("Autre jour"),
    Act::Press("Autre jour"),
    Act::Press(" h"),
    Act::Say("Lina"),
    Act::Say("lina@mail.example"),
    Act::Press("je confirme"),
    Act::Say("annuler mon rendez-vous"),
    Act::Press("Oui, annuler"),
];

/// Random moments, the same for the same seed.
struct Moments(u64);

impl Moments {
    /// Somewhere within that time (splitmix64).
    fn within(&mut self, span: Duration) -> Duration {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        let share = u32::try_from((mixed ^ (mixed >> 31)) >> 44).unwrap_or(0);
        span * share / (1 << 20)
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_killed_at_any_moment_loses_nothing_and_repeats_nothing() {
    let server = RunningServer::start().await.expect("a server");
    kill_again_and_again(server, KILLS).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_on_postgresql_killed_at_any_moment_loses_nothing_and_repeats_nothing() {
    let Some(database) = PostgresDatabase::create().expect("a database") else {
        return;
    };
    let server = RunningServer::start_with(&[("TANDEM__DATABASE__URL", &database.url)])
        .await
        .expect("a server");
    kill_again_and_again(server, KILLS_ON_POSTGRES).await;
}

async fn kill_again_and_again(mut server: RunningServer, enough: usize) {
    // Undisturbed: what the conversation must look like, and how long a turn takes.
    let began = Instant::now();
    let calm = Phone::open(&server.url()).await.expect("opened");
    let mut sent = Vec::new();
    for act in SCRIPT {
        sent.push(calm.act(act).await.expect("answered"));
    }
    let turn = began.elapsed() / u32::try_from(SCRIPT.len()).expect("few");
    let mut kept_after: Vec<_> = sent.iter().map(|sent| sent.kept_after).collect();
    kept_after.sort_unstable();
    let keeping = kept_after[kept_after.len() / 2];
    check(&calm, &sent).await;
    let expected = authors(&calm).await;

    // The made-up supply is there: later starts leave it alone.
    server.set("TANDEM__DATA__DEMO", "never");
    let mut moments = Moments(SEED);
    let mut kills = 0;
    let mut unheard = 0;
    let mut conversations = vec![calm.id().to_owned()];
    let began = Instant::now();
    while kills < enough {
        let phone = Phone::open(&server.url()).await.expect("opened");
        let mut sent = Vec::new();
        for act in SCRIPT {
            if kills == enough {
                sent.push(phone.act(act).await.expect("answered"));
                continue;
            }
            let aimed = phone.aim(act).await.expect("something to send");
            // Most of a turn comes after the message is kept: one kill in three is aimed before.
            let span = if kills % 3 == 0 {
                keeping / 2
            } else {
                turn * 3 / 2
            };
            let moment = moments.within(span);
            let strike = async {
                tokio::time::sleep(moment).await;
                server.kill_hard().expect("killed");
                server.restart().await.expect("it starts again");
            };
            let (acted, ()) = tokio::join!(phone.finish(aimed), strike);
            let acted = acted.unwrap_or_else(|error| panic!("kill {kills}, {act:?}: {error:#}"));
            kills += 1;
            unheard += usize::from(acted.failed > 0);
            sent.push(acted);
        }
        check(&phone, &sent).await;
        assert_eq!(
            authors(&phone).await,
            expected,
            "answered as if undisturbed"
        );
        conversations.push(phone.id().to_owned());
    }
    println!(
        "{kills} kills in {:.0?}, a turn takes {turn:.0?}, keeping {keeping:.1?}; {unheard} fell before the message was kept",
        began.elapsed()
    );
    assert!(
        unheard > 0 && unheard < kills,
        "kills fall on both sides of the moment a message is kept: {unheard}"
    );

    // Asked of the database itself, with nobody serving.
    server.kill_hard().expect("killed");
    let store = server.store().await.expect("its database");
    for id in conversations {
        let left = store.export(&ConversationId(id)).await.expect("exported");
        let appointments = left["appointments"].as_array().expect("appointments");
        assert_eq!(appointments.len(), 1, "booked once: {appointments:#?}");
        let status = &appointments[0]["appointment"]["status"];
        assert_eq!(*status, "cancelled_by_candidate");
    }
    store.close().await;
}

/// Every message sent is there once, in order; numbers have no holes; the stream showed each once.
async fn check(phone: &Phone, sent: &[Sent]) {
    let messages = phone.transcript().await.expect("a transcript");
    let heard: Vec<_> = messages
        .iter()
        .filter(|message| message["author"] == "user")
        .map(|message| (message["text"].as_str(), message["key"].as_str()))
        .collect();
    let expected: Vec<_> = sent
        .iter()
        .map(|sent| (Some(sent.text.as_str()), Some(sent.key.as_str())))
        .collect();
    assert_eq!(heard, expected, "each sentence once, in order");

    let numbers: Vec<i64> = messages
        .iter()
        .map(|message| message["seq"].as_i64().expect("a number"))
        .collect();
    let latest = i64::try_from(numbers.len()).expect("few");
    assert_eq!(numbers, (1..=latest).collect::<Vec<_>>(), "no holes");
    let shown = phone.shown_until(latest).await.expect("shown");
    assert_eq!(shown, numbers, "the stream shows each once, in order");
}

/// Who said each line.
async fn authors(phone: &Phone) -> Vec<Value> {
    let messages = phone.transcript().await.expect("a transcript");
    messages
        .iter()
        .map(|message| message["author"].clone())
        .collect()
}
