//! What an act is given: a transaction, the store's means, the instant.

use jiff::Timestamp;

use crate::Store;
use crate::db::Tx;

/// An act under way.
pub(crate) struct Act<'a> {
    pub(crate) store: &'a Store,
    pub(crate) tx: &'a mut Tx,
    pub(crate) now: Timestamp,
    /// Mails put in the outbox so far.
    pub(crate) mails: usize,
}

impl<'a> Act<'a> {
    pub(crate) fn new(store: &'a Store, tx: &'a mut Tx, now: Timestamp) -> Self {
        Self {
            store,
            tx,
            now,
            mails: 0,
        }
    }

    /// One more id.
    pub(crate) fn new_id(&self) -> String {
        self.store.new_id(self.now)
    }

    /// The instant so many seconds from now.
    pub(crate) fn after_seconds(&self, seconds: i64) -> Timestamp {
        self.now
            .checked_add(jiff::SignedDuration::from_secs(seconds))
            .unwrap_or(Timestamp::MAX)
    }
}

/// How often an act is tried again when transactions met.
pub(crate) const CONFLICT_RETRIES: u32 = 8;

/// Performs `$body` (a future on `$act`) in one transaction: commits when it succeeds, rolls back
/// when it fails, tries again when two transactions met.
macro_rules! whole_act {
    ($store:expr, $now:expr, |$act:ident| $body:expr) => {{
        let mut retries = 0;
        loop {
            let mut tx = $store.begin().await?;
            let outcome = {
                let mut $act = $crate::act::Act::new($store, &mut tx, $now);
                $body.await
            };
            let outcome = match outcome {
                Ok(value) => tx.commit().await.map(|()| value),
                Err(error) => {
                    tx.rollback().await?;
                    Err(error)
                }
            };
            match outcome {
                Err(error) if error.is_conflict() && retries < $crate::act::CONFLICT_RETRIES => {
                    retries += 1;
                }
                outcome => break outcome,
            }
        }
    }};
}
pub(crate) use whole_act;
