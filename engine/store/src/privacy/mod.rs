//! Rights of the person and retention (CHANNELS §9).

mod consents;
mod erase;
mod export;
mod retention;

pub(crate) use consents::consent;
pub(crate) use erase::erase;
pub use retention::{Retention, RetentionReport};
