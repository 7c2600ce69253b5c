//! Hints between the processes that share a PostgreSQL: "look again". NOTIFY carries them in a tiny
//! transaction of its own: it takes a lock of the whole database at commit, which no turn may wait
//! for. A hint may be lost; whoever waits also looks by itself after a while. A SQLite file has one
//! process and needs none.

use serde::{Deserialize, Serialize};
use sqlx::postgres::PgListener;

use crate::db::{Db, args};
use crate::{ConversationId, Store, StoreError};

const CHANNEL: &str = "tandem";
const TELL: &str = "SELECT pg_notify('tandem', $1)";
const LISTEN: &str = "LISTEN tandem";

/// Hints of one notification: PostgreSQL takes 8,000 bytes, an id is some forty.
const AT_ONCE: usize = 100;

/// What another process should look at again.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Hint {
    /// Something came in.
    Inbox,
    /// Something must be sent.
    Outbox,
    /// That conversation has new messages.
    Said(ConversationId),
}

/// A notification as it is written.
#[derive(Serialize, Deserialize)]
struct Told {
    by: String,
    hints: Vec<Hint>,
}

/// Hears the hints of the other processes.
#[derive(Debug)]
pub struct HintListener {
    listener: PgListener,
    own: String,
}

impl Store {
    /// Tells the other processes, in the name of process `by`. Nothing happens on SQLite.
    pub async fn tell(&self, by: &str, hints: &[Hint]) -> Result<(), StoreError> {
        if matches!(self.db(), Db::Sqlite(_)) {
            return Ok(());
        }
        for some in hints.chunks(AT_ONCE) {
            let told = Told {
                by: by.to_owned(),
                hints: some.to_vec(),
            };
            let told = serde_json::to_string(&told).unwrap_or_default();
            let mut tx = self.begin().await?;
            tx.execute(TELL, args![told]).await?;
            tx.commit().await?;
        }
        Ok(())
    }

    /// Listens to the other processes as process `own`; `None` on SQLite, where there are none.
    pub async fn listen(&self, own: &str) -> Result<Option<HintListener>, StoreError> {
        let Db::Postgres(pool) = self.db() else {
            return Ok(None);
        };
        let failed = StoreError::database(LISTEN);
        let mut listener = PgListener::connect_with(pool).await.map_err(&failed)?;
        listener.listen(CHANNEL).await.map_err(&failed)?;
        Ok(Some(HintListener {
            listener,
            own: own.to_owned(),
        }))
    }
}

impl HintListener {
    /// The next hints. After a broken connection, made again by itself, everything is to be looked
    /// at: what was told meanwhile is lost.
    ///
    /// # Errors
    /// When the database is away or the store was closed.
    pub async fn next(&mut self) -> Result<Vec<Hint>, StoreError> {
        loop {
            let heard = self.listener.try_recv().await;
            let Some(heard) = heard.map_err(StoreError::database(LISTEN))? else {
                return Ok(vec![Hint::Inbox, Hint::Outbox]);
            };
            // What a newer version may say besides is no reason to stop listening.
            let Ok(told) = serde_json::from_str::<Told>(heard.payload()) else {
                continue;
            };
            if told.by != self.own {
                return Ok(told.hints);
            }
        }
    }
}
