//! Time from "message in" to "reply stored", on SQLite, with the demonstration data (26,000
//! documents): `cargo run --release -p tandem-tests --example chat_turn`.
//!
//! Everything runs on one thread but SQLite's own; `taskset -c 0` in front keeps all on one core.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context, ensure};
use tandem_bot::clock::Clock;
use tandem_bot::config::{Overrides, load};
use tandem_bot::demo;
use tandem_bot::entropy::Entropy;
use tandem_bot::indexer::{self, Build};
use tandem_engine::dialogue::{ChannelKind, Flows};
use tandem_engine::message::{Button, Message};
use tandem_index::Catalog;
use tandem_models::Understander;
use tandem_store::{
    Channel, CipherKey, ConversationId, Incoming, IncomingBody, Line, Store, TurnWorld,
};

const CONVERSATIONS: usize = 200;

const TOWNS: [&str; 10] = [
    "Lyon", "Lille", "Metz", "Bordeaux", "Nantes", "Rennes", "Toulouse", "Dijon", "Rouen", "Lens",
];

const TRADES: [&str; 7] = [
    "cuisinier",
    "maçon",
    "vendeuse",
    "coiffeuse",
    "mécanicien",
    "électricien",
    "boulanger",
];

/// Times of each kind of turn.
type Times = BTreeMap<&'static str, Vec<Duration>>;

/// A conversation that talks to the store as a door and a worker do.
struct Talk<'a> {
    store: &'a Store,
    world: &'a TurnWorld<'a>,
    clock: &'a Clock,
    id: ConversationId,
    sent: usize,
    seen: i64,
    times: &'a mut Times,
}

fn main() -> anyhow::Result<()> {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?
        .block_on(run())
}

async fn run() -> anyhow::Result<()> {
    let folder = tempfile::tempdir()?;
    let (clock, entropy) = (Clock::machine(), Entropy::seeded(demo::SEED));
    let overrides = Overrides {
        data: Some(folder.path().to_owned()),
        ..Overrides::default()
    };
    let config = load(&overrides, [])?;
    let store = Store::open(
        &config.database.url,
        CipherKey::new([7; 32]),
        Arc::new(entropy.clone()),
    )
    .await?;
    let understander = Understander::embedded();
    let supply = demo::first_start(&understander, clock.today());
    demo::load(&store, supply, clock.now()).await?;
    let root = indexer::folder(&config);
    indexer::publish(&store, root.clone(), Build::Always, &clock, &entropy).await?;
    let searcher = Catalog::open(root)?.searcher();
    let (bookable, flows) = (store.bookable_centres().await?, Flows::embedded());
    let world = TurnWorld {
        understander: &understander,
        searcher: &searcher,
        bookable: &bookable,
        flows: &flows,
        help_desk: None,
        telegram_bot: None,
        apology: "Désolé.",
    };

    let mut times = Times::new();
    for number in 0..CONVERSATIONS {
        let opened = store
            .open_conversation(ChannelKind::Web, clock.now())
            .await?;
        let mut talk = Talk {
            store: &store,
            world: &world,
            clock: &clock,
            id: opened.id,
            sent: 0,
            seen: 0,
            times: &mut times,
        };
        converse(&mut talk, number).await?;
    }
    let (trainings, employers) = searcher.counts();
    println!(
        "{CONVERSATIONS} conversations, {} documents",
        trainings + employers
    );
    for (kind, mut times) in times {
        report(kind, &mut times);
    }
    store.close().await;
    Ok(())
}

/// From hello to a confirmed appointment, or to the cards where none can be booked.
async fn converse(talk: &mut Talk<'_>, number: usize) -> anyhow::Result<()> {
    let (trade, town) = (TRADES[number % TRADES.len()], TOWNS[number % TOWNS.len()]);
    talk.send("question", IncomingBody::Start { entry: None })
        .await?;
    talk.say("question", "OK, on y va").await?;
    let wish = format!("je voudrais être {trade} vers {town}, j'ai 17 ans");
    talk.say("question", &wish).await?;
    talk.say("question", "je suis en 3e").await?;
    talk.say("question", "50 km en voiture").await?;
    let found = talk.say("search with results", "en septembre").await?;
    ensure!(
        found.iter().any(|(_, message)| !message.cards.is_empty()),
        "nothing was found for {wish:?}: {found:#?}"
    );
    let Some(press) = button(&found, "Prendre rendez-vous") else {
        return Ok(());
    };
    let slots = talk.send("booking", press).await?;
    let Some(press) = button(&slots, " h ") else {
        return Ok(());
    };
    talk.send("booking", press).await?;
    talk.say("booking", "Lina").await?;
    let summary = talk.say("booking", "lina@mail.example").await?;
    let confirm = button(&summary, "je confirme").context("a button to confirm")?;
    talk.send("booking", confirm).await?;
    Ok(())
}

impl Talk<'_> {
    async fn say(&mut self, kind: &'static str, text: &str) -> anyhow::Result<Vec<(i64, Message)>> {
        self.send(kind, IncomingBody::Text(text.to_owned())).await
    }

    /// Sends it, has it answered, and returns the answers with their numbers.
    async fn send(
        &mut self,
        kind: &'static str,
        body: IncomingBody,
    ) -> anyhow::Result<Vec<(i64, Message)>> {
        self.sent += 1;
        let incoming = Incoming {
            channel: Channel::Conversation(self.id.clone()),
            external_id: self.sent.to_string(),
            body,
        };
        let now = self.clock.now();
        let began = Instant::now();
        self.store.receive(&incoming, now).await?;
        let report = self.store.take_turn(self.world, now).await?;
        self.times.entry(kind).or_default().push(began.elapsed());
        ensure!(
            report.is_some_and(|report| report.said > 0 && !report.is_given_up),
            "no answer"
        );
        let lines = self.store.messages_after(&self.id, self.seen, 50).await?;
        self.seen = lines.last().map_or(self.seen, |line| line.seq);
        Ok(lines
            .into_iter()
            .filter_map(|line| match line.line {
                Line::Said(message) => Some((line.seq, message)),
                Line::Heard { .. } => None,
            })
            .collect())
    }
}

/// The first button whose label contains that, as a press.
fn button(messages: &[(i64, Message)], part: &str) -> Option<IncomingBody> {
    messages.iter().find_map(|(seq, message)| {
        let on_cards = message.cards.iter().flat_map(|card| &card.buttons);
        let mut all = message.buttons.iter().chain(on_cards);
        let index = all.position(|button: &Button| button.label.contains(part))?;
        Some(IncomingBody::Press {
            seq: *seq,
            index: u32::try_from(index).ok()?,
        })
    })
}

fn report(kind: &str, times: &mut [Duration]) {
    times.sort();
    let at = |percent: usize| times[(times.len() * percent / 100).min(times.len() - 1)];
    println!(
        "{kind:>20}: {:5} turns, p50 {:6.2} ms, p95 {:6.2} ms, p99 {:6.2} ms",
        times.len(),
        at(50).as_secs_f64() * 1e3,
        at(95).as_secs_f64() * 1e3,
        at(99).as_secs_f64() * 1e3,
    );
}
