//! skeleton
pub mod protocol;
pub use protocol::*;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use tandem_index::Searcher;
use tandem_models::Understander;

use crate::matching::Bookable;
use crate::profile::Profile;

/// What the machine may look at. Immutable during a turn.
#[derive(Clone, Copy)]
pub struct World<'a> {
    /// Reads sentences; holds trades and places.
    pub understander: &'a Understander,
    /// Current index generation.
    pub searcher: &'a Searcher,
    /// Centres with a calendar.
    pub bookable: &'a Bookable,
    /// The flows.
    pub flows: &'a Flows,
    /// What the channel of this turn can do.
    pub channel: ChannelKind,
}

/// The channel of a turn, where a sentence depends on it (notice, link to the other channel).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum ChannelKind {
    Web,
    Telegram,
    Terminal,
}

/// The flows, parsed and checked.
#[derive(Debug)]
pub struct Flows {}

impl Flows {
    /// The flows built into the program (engine/flows/*.yml).
    pub fn embedded() -> Self {
        todo!()
    }
}

/// State of a conversation = fold of its events.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct State {
    /// Inputs handled so far; messages said are stamped with it.
    pub turn: u32,
    /// What was learned.
    pub profile: Profile,
}

/// One thing that happened, kept for ever in its JSON form: variants are only added.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum Event {
    /// A turn was taken.
    TurnTaken,
}

impl Event {
    /// Name of the kind, kept in clear beside the encrypted body ("slot_set").
    pub fn kind(&self) -> &'static str {
        todo!()
    }
}

impl State {
    /// The state after one more event.
    pub fn apply(&mut self, _event: &Event) {
        todo!()
    }

    /// The state after all these events.
    pub fn fold<'a>(_events: impl IntoIterator<Item = &'a Event>) -> Self {
        todo!()
    }
}

/// What a step decided.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Step {
    /// To append.
    pub events: Vec<Event>,
    /// To perform, in order.
    pub effects: Vec<Effect>,
}

/// Answers one input. Pure: same state, input, world, time and seed give the same step.
pub fn step(
    _state: &State,
    _input: &Input,
    _world: &World<'_>,
    _now: Timestamp,
    _seed: u64,
) -> Step {
    todo!()
}
