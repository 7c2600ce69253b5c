//! What a proposal is made of.

use std::collections::HashSet;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use tandem_index::{CentreId, Employer, Training};

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

impl<T> Match<T> {
    /// A proposal whose score is the weighted sum of its components.
    pub(super) fn new(item: Arc<T>, components: Vec<Component>, distance_km: Option<f64>) -> Self {
        let sum: f32 = components
            .iter()
            .map(|component| component.weight * component.value)
            .sum();
        Self {
            item,
            score: sum.clamp(0.0, 1.0),
            components,
            distance_km,
        }
    }
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

/// Centres that keep a calendar with us (free slots raise a training).
pub type Bookable = HashSet<CentreId>;
