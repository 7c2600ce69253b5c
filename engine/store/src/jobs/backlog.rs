//! What still has to be done.

use jiff::Timestamp;

use crate::db::args;
use crate::{Backlog, Store, StoreError};

const INBOX: &str = "SELECT COUNT(*) FROM inbox WHERE status = 'new'";
const TELEGRAM: &str = "SELECT COUNT(*) FROM outbox WHERE status = 'new' AND kind = 'telegram'";
const MAIL: &str = "SELECT COUNT(*) FROM outbox WHERE status = 'new' AND kind = 'mail'";
const JOBS: &str = "SELECT COUNT(*) FROM jobs WHERE status = 'new' AND run_at <= $1";
const DEAD: [&str; 3] = [
    "SELECT COUNT(*) FROM inbox WHERE status = 'dead'",
    "SELECT COUNT(*) FROM outbox WHERE status = 'dead'",
    "SELECT COUNT(*) FROM jobs WHERE status = 'dead'",
];

impl Store {
    /// What still has to be done.
    pub async fn backlog(&self, now: Timestamp) -> Result<Backlog, StoreError> {
        let mut dead = 0;
        for sql in DEAD {
            dead += self.counted(sql, args![]).await?;
        }
        Ok(Backlog {
            inbox: self.counted(INBOX, args![]).await?,
            telegram: self.counted(TELEGRAM, args![]).await?,
            mail: self.counted(MAIL, args![]).await?,
            jobs: self.counted(JOBS, args![now]).await?,
            dead,
        })
    }
}
