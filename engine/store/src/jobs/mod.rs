//! What must happen later: a hold runs out, a parent does not answer.

use jiff::Timestamp;

use crate::{Store, StoreError};

/// What a round of jobs did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct JobsReport {
    /// Done.
    pub done: u32,
    /// Failed, to be tried again.
    pub failed: u32,
    /// When the next one is due.
    pub next_at: Option<Timestamp>,
}

impl Store {
    /// Runs up to `limit` due jobs, each in its own transaction.
    pub async fn run_due_jobs(
        &self,
        _limit: u32,
        _worker: &str,
        _now: Timestamp,
    ) -> Result<JobsReport, StoreError> {
        todo!()
    }
    /// What still has to be done.
    pub async fn backlog(&self, _now: Timestamp) -> Result<crate::Backlog, StoreError> {
        todo!()
    }
}
