//! The handle that every part of the program shares.

use std::fmt;
use std::sync::Arc;

use jiff::Timestamp;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::cipher::{Cipher, CipherKey};
use crate::db::{Db, Tx, Value, args};
use crate::entropy::Entropy;
use crate::error::StoreError;
use crate::ids::IdMaker;

/// What is remembered. Cheap to clone: clones share their connections.
#[derive(Clone)]
pub struct Store {
    shared: Arc<Shared>,
}

struct Shared {
    db: Db,
    cipher: Cipher,
    entropy: Arc<dyn Entropy>,
    ids: IdMaker,
}

/// What still has to be done: zero everywhere once a test has drained it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Backlog {
    /// Inputs not handled.
    pub inbox: u64,
    /// Telegram messages not sent.
    pub telegram: u64,
    /// Mails not sent.
    pub mail: u64,
    /// Jobs due.
    pub jobs: u64,
    /// Inputs, messages and jobs given up.
    pub dead: u64,
}

impl Store {
    /// Opens `sqlite:<path>` (the file is made if missing; `sqlite::memory:` for a moment) or
    /// `postgres://…` and brings its tables up to date. The key and the randomness are the caller's.
    ///
    /// # Errors
    /// An unknown scheme, an unreachable database, a migration that was changed after its release.
    pub async fn open(
        url: &str,
        key: CipherKey,
        entropy: Arc<dyn Entropy>,
    ) -> Result<Self, StoreError> {
        Ok(Self {
            shared: Arc::new(Shared {
                db: Db::open(url).await?,
                cipher: Cipher::new(key),
                entropy,
                ids: IdMaker::default(),
            }),
        })
    }

    /// Closes every connection; acts after it fail.
    pub async fn close(&self) {
        self.db().close().await;
    }

    /// Whether the database answers.
    ///
    /// # Errors
    /// When it does not.
    pub async fn ping(&self) -> Result<(), StoreError> {
        self.db().all::<(i64,)>(PING, args![]).await.map(drop)
    }

    /// "sqlite" or "postgres".
    pub fn database_kind(&self) -> &'static str {
        match self.db() {
            Db::Sqlite(_) => "sqlite",
            Db::Postgres(_) => "postgres",
        }
    }

    pub(crate) fn db(&self) -> &Db {
        &self.shared.db
    }

    pub(crate) async fn begin(&self) -> Result<Tx, StoreError> {
        self.db().begin().await
    }

    /// The number that a `SELECT COUNT(*)` gives.
    pub(crate) async fn counted(
        &self,
        sql: &'static str,
        values: Vec<Value>,
    ) -> Result<u64, StoreError> {
        let row: Option<(i64,)> = self.db().optional(sql, values).await?;
        Ok(row.map_or(0, |(count,)| count.unsigned_abs()))
    }

    pub(crate) fn cipher(&self) -> &Cipher {
        &self.shared.cipher
    }

    pub(crate) fn entropy(&self) -> &dyn Entropy {
        self.shared.entropy.as_ref()
    }

    /// One more id, after every id made before.
    pub(crate) fn new_id(&self, now: Timestamp) -> String {
        self.shared.ids.make(now, self.entropy())
    }

    pub(crate) fn seal<T: Serialize>(
        &self,
        purpose: &'static str,
        value: &T,
    ) -> Result<Vec<u8>, StoreError> {
        self.cipher().seal(purpose, value, self.entropy())
    }

    pub(crate) fn unseal<T: DeserializeOwned>(
        &self,
        purpose: &'static str,
        sealed: &[u8],
    ) -> Result<T, StoreError> {
        self.cipher().open(purpose, sealed)
    }

    /// The same for a column that may be empty.
    pub(crate) fn unsealed<T: DeserializeOwned>(
        &self,
        purpose: &'static str,
        sealed: Option<&[u8]>,
    ) -> Result<Option<T>, StoreError> {
        sealed
            .map(|sealed| self.unseal(purpose, sealed))
            .transpose()
    }
}

const PING: &str = "SELECT CAST(1 AS BIGINT)";

impl fmt::Debug for Store {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Store({})", self.database_kind())
    }
}
