//! A turn: one input of a conversation, handled in one transaction.

mod claim;
mod give_up;
mod input;
mod perform;
mod take;
mod write;

use tandem_engine::dialogue::{ChannelKind, Flows, World};
use tandem_engine::help_desk::HelpDesk;
use tandem_engine::matching::Bookable;
use tandem_index::Searcher;
use tandem_models::Understander;

use crate::ids::{ConversationId, InboxId};

pub(crate) use write::profile_of;

/// Purpose of the encrypted events.
pub(crate) const EVENT: &str = "events.body";
/// Purpose of the encrypted snapshots.
pub(crate) const SNAPSHOT: &str = "snapshots.body";

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
    /// Who answers in person, if anybody does here.
    pub help_desk: Option<&'a HelpDesk>,
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

impl<'a> TurnWorld<'a> {
    /// What the dialogue may look at on that channel.
    fn on(&self, channel: ChannelKind) -> World<'a> {
        World {
            understander: self.understander,
            searcher: self.searcher,
            bookable: self.bookable,
            flows: self.flows,
            help_desk: self.help_desk,
            channel,
        }
    }
}
