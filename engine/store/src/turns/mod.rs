//! A turn: one input of a conversation, handled in one transaction.

use jiff::Timestamp;
use tandem_engine::dialogue::{ChannelKind, Flows};
use tandem_engine::matching::Bookable;
use tandem_index::Searcher;
use tandem_models::Understander;

use crate::ids::{ConversationId, InboxId};
use crate::{Store, StoreError};

/// What a turn may look at.
#[derive(Clone, Copy)]
pub struct TurnWorld<'a> {
    /// Reads sentences.
    pub understander: &'a Understander,
    /// Current index generation.
    pub searcher: &'a Searcher,
    /// Centres with a calendar.
    pub bookable: &'a Bookable,
    /// The flows.
    pub flows: &'a Flows,
    /// Name of the Telegram bot, without `@`, when there is one: link codes become links to it.
    pub telegram_bot: Option<&'a str>,
    /// What is said when an input had to be given up after five attempts.
    pub apology: &'a str,
}

/// What a turn did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TurnReport {
    /// Whose.
    pub conversation: ConversationId,
    /// The input.
    pub inbox_id: InboxId,
    /// Where it came from.
    pub channel: ChannelKind,
    /// Messages said.
    pub said: usize,
    /// Seq of the last line of the transcript.
    pub last_seq: i64,
    /// Telegram messages put in the outbox.
    pub telegram: usize,
    /// Mails put in the outbox.
    pub mails: usize,
    /// The input failed for the fifth time and was answered by the apology.
    pub is_given_up: bool,
}

impl Store {
    /// Handles the oldest input that is due of a conversation that nobody is handling; `None`: there
    /// is none. On an error nothing happened but the count of attempts: the input comes again a
    /// little later, and after five attempts it is given up with an apology.
    pub async fn take_turn(
        &self,
        _world: &TurnWorld<'_>,
        _now: Timestamp,
    ) -> Result<Option<TurnReport>, StoreError> {
        todo!()
    }
}
