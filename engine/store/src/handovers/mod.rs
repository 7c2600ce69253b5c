//! Conversations that somebody was asked to answer: who waits, what may be read, what is written.
//!
//! The owner is decided by the dialogue and kept in its events; the rows here only follow, in the
//! same transaction, so that a queue can be listed. What somebody does comes in through the inbox
//! like everything else: kept first, handled once, in order, by one owner at a time.

mod call;
mod follow;
mod queue;
mod read;
mod speak;

use jiff::Timestamp;
use tandem_engine::dialogue::{ChannelKind, Counsellor};

use crate::ids::ConversationId;

pub use call::Team;
pub(crate) use call::call;
pub(crate) use follow::{follow, nobody_answered};

/// Purpose of the encrypted names.
pub(crate) const COUNSELLOR: &str = "handovers.counsellor";

/// A conversation that somebody was asked to answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Handover {
    /// Which.
    pub conversation: ConversationId,
    /// Where the young person writes from.
    pub channel: ChannelKind,
    /// Where it stands.
    pub stage: HandoverStage,
    /// When somebody was asked for.
    pub asked_at: Timestamp,
    /// Since when the young person waits for a word, if they do.
    pub waits_since: Option<Timestamp>,
}

/// Where a hand-over stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HandoverStage {
    /// Nobody took it yet.
    Requested,
    /// Somebody answers.
    Taken(Counsellor),
    /// Nobody answered in time: the machine answers, and whoever comes may still write.
    Missed {
        /// When the machine took it back.
        at: Timestamp,
    },
}
