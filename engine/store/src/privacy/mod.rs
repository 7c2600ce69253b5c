//! Rights of the person and retention (CHANNELS §9).

use jiff::{SignedDuration, Timestamp};
use tandem_engine::dialogue::Outcome;

use crate::ids::ConversationId;
use crate::{Store, StoreError};

/// What a round of retention did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct PurgeReport {
    /// Conversations whose text was deleted.
    pub conversations: u64,
    /// Lines of transcripts deleted.
    pub lines: u64,
}

impl Store {
    /// Records that a text (notice, consent) was accepted, with its version.
    pub async fn record_consent(
        &self,
        _conversation: &ConversationId,
        _text: &str,
        _now: Timestamp,
    ) -> Result<(), StoreError> {
        todo!()
    }
    /// Erases the person in one transaction: appointments cancelled and the centre told, text,
    /// events and contacts deleted; a confirmation code is kept without anything else:
    /// [`Outcome::Erased`].
    pub async fn erase(
        &self,
        _conversation: &ConversationId,
        _now: Timestamp,
    ) -> Result<Outcome, StoreError> {
        todo!()
    }
    /// Everything kept about the person, as JSON.
    pub async fn export(
        &self,
        _conversation: &ConversationId,
    ) -> Result<serde_json::Value, StoreError> {
        todo!()
    }
    /// Deletes the text of conversations silent for longer than `after` (30 days by rule), at most
    /// `limit` of them; slots and events stay.
    pub async fn purge_text(
        &self,
        _after: SignedDuration,
        _limit: u32,
        _now: Timestamp,
    ) -> Result<PurgeReport, StoreError> {
        todo!()
    }
}
