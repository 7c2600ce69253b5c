//! skeleton
use std::sync::Arc;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use tandem_index::{Employer, Searcher, Training};
use tandem_models::{TravelMode, Understander};

use crate::profile::Profile;

/// One component of a score: how good (0 to 1), how much it weighs, and why, in plain French.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Component {
    /// Stable name ("trade", "travel", "level", "start", "employers", "quality", "slots"…).
    pub name: &'static str,
    /// 0 to 1.
    pub value: f32,
    /// Share of the whole, 0 to 1.
    pub weight: f32,
    /// "à 25 min en bus", when there is something to say.
    pub reason: Option<String>,
}

/// A proposal with its score and its reasons.
#[derive(Debug, Clone)]
pub struct Match<T> {
    /// What is proposed.
    pub item: Arc<T>,
    /// 0 to 1, the weighted sum of the components.
    pub score: f32,
    /// Every component.
    pub components: Vec<Component>,
    /// Distance from home.
    pub distance_km: Option<f64>,
}

/// A training with an employer of the same trade, both within reach.
#[derive(Debug, Clone)]
pub struct Pair {
    /// Training.
    pub training: Match<Training>,
    /// Employer.
    pub employer: Match<Employer>,
    /// 0 to 1.
    pub score: f32,
    /// Why these two together.
    pub reason: String,
}

/// What had to be widened to find anything, to be said.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Widened {
    /// Radius grown to so many kilometres.
    Radius(u32),
    /// No circle was wide enough: the nearest anywhere.
    NearestAnywhere,
    /// Neighbouring trades were taken in.
    NearTrades,
    /// Level filter dropped.
    AnyLevel,
}

/// Everything proposed to a profile.
#[derive(Debug, Clone)]
pub struct Proposals {
    /// Trainings, best first, diversified (no centre more than three times in ten).
    pub trainings: Vec<Match<Training>>,
    /// Good trainings left out of `trainings` because their centre stands there three times in ten
    /// already: for who asks for more.
    pub set_aside: Vec<Match<Training>>,
    /// Employers, best first: recruiting before likely at equal merit.
    pub employers: Vec<Match<Employer>>,
    /// Best pairs.
    pub pairs: Vec<Pair>,
    /// What was widened for trainings.
    pub widened: Vec<Widened>,
}

/// Estimated minutes of a trip, door to door.
pub fn travel_minutes(_mode: TravelMode, _km: f64) -> f64 {
    todo!()
}

/// Centres that keep a calendar with us (free slots raise a training).
pub type Bookable = std::collections::HashSet<tandem_index::CentreId>;

/// Searches and ranks for a profile: pure, same input same answer. The understander gives trades
/// (labels, neighbours, domains) and communes.
pub fn propose(
    _profile: &Profile,
    _searcher: &Searcher,
    _understander: &Understander,
    _bookable: &Bookable,
    _today: Date,
) -> Proposals {
    todo!()
}

/// Every reason of a proposal, what counts most first, for "pourquoi".
pub fn explain<T>(_proposal: &Match<T>) -> Vec<String> {
    todo!()
}

/// The three reasons to show on a card.
pub fn top_reasons<T>(_proposal: &Match<T>) -> Vec<String> {
    todo!()
}
