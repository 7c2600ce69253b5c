//! skeleton
pub mod appointments;
pub mod dialogue;
pub mod matching;
pub mod message;
pub mod profile;
pub mod slots;
