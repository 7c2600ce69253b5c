//! What to say and what to propose.
//!
//! - [`dialogue`]: the conversation. [`dialogue::step`] answers one input with events and effects.
//! - [`matching`]: which trainings, employers and pairs suit a profile, each with its reasons.
//! - [`slots`]: free times of a centre's advisers.
//! - [`pay`]: what an apprentice earns at least.
//! - [`profile`], [`message`], [`appointments`]: the words that these parts share.
//!
//! # What it never does
//! It reads no clock, no network, no database and draws no randomness: `now` and `seed` are
//! arguments. It performs nothing: an act is a [`dialogue::Request`] that the store performs and
//! answers in the same transaction.
//!
//! # How to add…
//! - **a question**: a step in `engine/flows/orientation.yml`; its texts are data, its slot one of
//!   [`profile::SlotValue`]. [`dialogue::Flow::parse`] says what is wrong, with the line.
//! - **a slot**: a field of [`profile::Profile`], a variant of [`profile::SlotValue`], and how it is
//!   said in the recap.
//! - **a sentence**: an id in `engine/flows/texts.yml` with two wordings or more.
//! - **an answer to a question**: a sheet in `engine/flows/topics.yml`, with its law and its date.
//! - **a component of the score**: see [`matching`].
//!
//! ```
//! use tandem_engine::dialogue::Flows;
//! let flows = Flows::embedded();
//! assert!(flows.orientation().step("place").is_some());
//! ```
pub mod appointments;
pub mod dialogue;
pub mod facts;
pub mod french;
pub mod help_desk;
pub mod matching;
pub mod message;
pub mod pay;
pub mod profile;
pub mod slots;
