//! Sentences with what they should be read as, and how far a reading agrees.
//!
//! A line of a judged file is a [`Judged`]; the shape is told in tests/judged/README.md. [`Scores`]
//! counts, per thing judged, the lines read as they should, and keeps the others for reading.

mod score;

use serde::Deserialize;

use crate::ids::{InseeCode, RomeCode};
use crate::levels::{DiplomaLevel, SchoolStage};
use crate::meaning::{AgeBand, Expected, Intent, Topic};

pub use score::{Measure, Miss, Scores, Tally};

/// A sentence and what it should be read as; what is left out is not judged.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Judged {
    /// As typed.
    pub text: String,
    /// What had been asked before.
    #[serde(default)]
    pub expected: Option<Expected>,
    /// Intents that are right.
    #[serde(default)]
    pub intent: Vec<Intent>,
    /// Topics of the question that are right, any of them.
    #[serde(default)]
    pub topic: Vec<Topic>,
    /// Trades that are right, any of them.
    #[serde(default)]
    pub trades: Vec<RomeCode>,
    /// The sentence tells an activity and names no trade.
    #[serde(default)]
    pub oblique: bool,
    /// Trades that are refused, any of them; none of them may be proposed.
    #[serde(default)]
    pub not_trades: Vec<RomeCode>,
    /// Communes that are right, any of them.
    #[serde(default)]
    pub place: Vec<InseeCode>,
    /// Class or diploma now.
    #[serde(default)]
    pub level_now: Option<SchoolStage>,
    /// Diploma aimed at.
    #[serde(default)]
    pub target_level: Option<DiplomaLevel>,
    /// Distance.
    #[serde(default)]
    pub radius_km: Option<u16>,
    /// Duration.
    #[serde(default)]
    pub minutes: Option<u16>,
    /// Any distance.
    #[serde(default)]
    pub anywhere: bool,
    /// Age band.
    #[serde(default)]
    pub age_band: Option<AgeBand>,
    /// Whether somebody is in danger.
    #[serde(default)]
    pub distress: Option<bool>,
}
