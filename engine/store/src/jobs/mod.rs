//! What must happen later: a hold runs out, a parent does not answer. A job is known by its kind
//! and subject: scheduling it again changes nothing.

mod backlog;
mod run;
mod schedule;

use jiff::Timestamp;

pub(crate) use schedule::{JobKind, schedule};

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
