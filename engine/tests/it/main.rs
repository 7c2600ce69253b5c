//! What the engine promises, seen from outside.
#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot go on fails where it stands"
)]

mod dialogue;
mod flows;
mod matching;
mod slots;
