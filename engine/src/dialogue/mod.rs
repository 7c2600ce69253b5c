//! The dialogue machine: pure, event-sourced, one step an input.
//!
//! [`step`] looks at the state, the input and the [`World`] and returns events to append and effects
//! to perform; it performs none itself and reads neither clock nor chance. The state is the fold of
//! the events. What is asked and said comes from `engine/flows/*.yml`.

mod agenda;
mod applying;
mod appointments;
mod ask;
mod booking;
mod choices;
mod commands;
mod details;
mod event;
mod flows;
mod fold;
mod human;
mod ladder;
mod learn;
mod mask;
mod notice;
mod orders;
mod outcome;
mod owner;
mod pay_answer;
mod press;
pub mod protocol;
mod results;
mod route;
mod sentence;
mod sheets;
mod small_talk;
mod state;
mod times;

mod topics;
mod turn;
mod versions;
mod words;
mod written_choice;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use tandem_index::Searcher;
use tandem_models::Understander;

use crate::french;
use crate::help_desk::HelpDesk;
use crate::matching::Bookable;

pub use agenda::question as standing_question;
pub use event::{BookingEnd, Detail, Event};

pub use flows::{Finding, Flow, FlowError, FlowOption, FlowStep, Flows, OptionsFrom, check_files};
pub use owner::{Counsellor, CounsellorAct, Owner, OwnerChange, Wait};
pub use protocol::*;
pub use sentence::understood;
pub use sheets::TopicSheet;
pub use state::{
    Application, Asked, Awaiting, Before, Booking, Details, NoticeStage, Pending, Question,
    Results, State, UndoFrame,
};
pub use words::profile_facts;

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
    /// Who answers in person, if anybody does here.
    pub help_desk: Option<&'a HelpDesk>,
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

/// What a step decided.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Step {
    /// To append.
    pub events: Vec<Event>,
    /// To perform, in order.
    pub effects: Vec<Effect>,
}

/// Answers one input. Pure: same state, input, world, time and seed give the same step.
///
/// An input from outside takes a turn; an [`Outcome`] belongs to the turn that asked for it.
pub fn step(state: &State, input: &Input, world: &World<'_>, now: Timestamp, _seed: u64) -> Step {
    let mut turn = turn::Turn::new(state, world, now);
    route::route(&mut turn, input);
    turn.finish()
}
