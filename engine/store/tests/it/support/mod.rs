//! Two databases, one set of tests.

mod database;
mod supply;
mod talk;

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use tandem_engine::appointments::{AppointmentView, Contact, Slot};
use tandem_engine::dialogue::{ChannelKind, Outcome};
use tandem_engine::profile::Profile;
use tandem_store::{
    CipherKey, ConversationId, MailJob, OutboxKind, OutboxPayload, SeededEntropy, Store,
};

pub(crate) use database::Database;
pub(crate) use supply::{calendar, employer, training};
pub(crate) use talk::{drain, drain_staffed, press, say, take, tell};

/// A store with a little supply around Metz: a centre with a calendar and one without.
pub(crate) struct World {
    pub(crate) store: Store,
    pub(crate) now: Timestamp,
    database: Database,
}

/// Monday 2026-11-23, 08:00 in Metz.
pub(crate) const NOW: &str = "2026-11-23T07:00:00Z";

impl World {
    pub(crate) async fn on(database: Database) -> Self {
        Self::seeded(database, 1).await
    }

    async fn seeded(database: Database, seed: u64) -> Self {
        let store = open(&database, seed).await;
        let now = NOW.parse().unwrap();
        supply::load(&store, now).await;
        Self {
            store,
            now,
            database,
        }
    }

    /// Another handle on the same database, as another process would have.
    pub(crate) async fn another_process(&self) -> Store {
        open(&self.database, 99).await
    }

    pub(crate) fn database(&self) -> &Database {
        &self.database
    }

    pub(crate) fn later(&self, seconds: i64) -> Timestamp {
        self.now + SignedDuration::from_secs(seconds)
    }

    pub(crate) fn advance(&mut self, seconds: i64) {
        self.now = self.later(seconds);
    }

    /// A new conversation of the web chat.
    pub(crate) async fn conversation(&self) -> ConversationId {
        let opened = self.store.open_conversation(ChannelKind::Web, self.now);
        opened.await.unwrap().id
    }

    /// The first slots of the centre with a calendar.
    pub(crate) async fn slots(&self, limit: usize) -> Vec<Slot> {
        let id = training("open").id;
        let found = self.store.find_slots(&id, None, None, limit, self.now);
        match found.await.unwrap() {
            Outcome::Slots { slots, .. } => slots,
            other => panic!("{other:?}"),
        }
    }

    pub(crate) async fn hold(&self, conversation: &ConversationId, slot: &Slot) -> Outcome {
        let id = training("open").id;
        let held = self.store.hold(conversation, &id, slot, self.now);
        held.await.unwrap()
    }

    pub(crate) async fn confirm(&self, conversation: &ConversationId, id: &str) -> Outcome {
        let (contact, profile) = (lea(), Profile::default());
        let confirmed = self
            .store
            .confirm(conversation, id, &contact, "c1", &profile, self.now);
        confirmed.await.unwrap()
    }

    /// Holds and confirms.
    pub(crate) async fn book(&self, conversation: &ConversationId, slot: &Slot) -> AppointmentView {
        let Outcome::Held(held) = self.hold(conversation, slot).await else {
            panic!("not held")
        };
        match self.confirm(conversation, &held.id).await {
            Outcome::Confirmed(view) => view,
            other => panic!("{other:?}"),
        }
    }

    /// Mails waiting, in the order in which they are handed out; they count as sent.
    pub(crate) async fn sent_mails(&self) -> Vec<MailJob> {
        let claimed = self
            .store
            .claim_outbox(OutboxKind::Mail, 100, "test", self.now);
        let mut mails = Vec::new();
        for row in claimed.await.unwrap() {
            let sent = self.store.mark_sent(&row.id, None, self.now);
            sent.await.unwrap();
            match row.payload {
                OutboxPayload::Mail(mail) => mails.push(mail),
                OutboxPayload::Telegram(_) => panic!("a Telegram job among mails"),
            }
        }
        mails
    }
}

async fn open(database: &Database, seed: u64) -> Store {
    let key = CipherKey::new([7; 32]);
    let entropy = Arc::new(SeededEntropy::new(seed));
    Store::open(&database.url, key, entropy).await.unwrap()
}

pub(crate) fn lea() -> Contact {
    Contact {
        first_name: "Léa".to_owned(),
        mail: Some("lea@exemple.test".to_owned()),
        phone: None,
    }
}

/// One test per database of each function.
macro_rules! contract {
    ($($name:ident),* $(,)?) => {
        mod sqlite {
            $(#[test]
            fn $name() {
                $crate::support::run_on_sqlite(super::$name);
            })*
        }
        mod postgres {
            $(#[test]
            fn $name() {
                $crate::support::run_on_postgres(super::$name);
            })*
        }
    };
}
pub(crate) use contract;

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .unwrap()
}

pub(crate) fn run_on_sqlite<F: Future<Output = ()>>(test: impl FnOnce(World) -> F) {
    runtime().block_on(async { test(World::on(Database::sqlite()).await).await });
}

pub(crate) fn run_on_postgres<F: Future<Output = ()>>(test: impl FnOnce(World) -> F) {
    runtime().block_on(async {
        match Database::postgres().await {
            Some(database) => test(World::on(database).await).await,
            None => eprintln!("TEST_POSTGRES_URL is not set: not run on PostgreSQL"),
        }
    });
}
