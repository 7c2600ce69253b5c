//! Rights of the person and retention (CHANNELS §9).

mod consents;
mod erase;
mod export;
mod purge;

pub(crate) use consents::consent;
pub(crate) use erase::erase;

/// What a round of retention did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct PurgeReport {
    /// Conversations whose text was deleted.
    pub conversations: u64,
    /// Lines of transcripts deleted.
    pub lines: u64,
}
