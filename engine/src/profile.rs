//! What the dialogue has learned about a person: never a name, a birth date or coordinates.

use serde::{Deserialize, Serialize};
use tandem_models::{
    AgeBand, DiplomaLevel, InseeCode, Reach, Riasec, RomeCode, SchoolStage, StartWish, TravelMode,
};

/// A profile. Every field is optional: people answer in any order.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Profile {
    /// Trades wanted, most wanted first.
    pub trades: Vec<WantedTrade>,
    /// Trades rejected.
    pub not_trades: Vec<RomeCode>,
    /// Interests chosen on the orientation path.
    pub interests: Vec<Riasec>,
    /// Domains chosen on the orientation path.
    pub domains: Vec<String>,
    /// Class or diploma now.
    pub level_now: Option<SchoolStage>,
    /// Diploma level aimed at.
    pub target_level: Option<DiplomaLevel>,
    /// Commune.
    pub place: Option<InseeCode>,
    /// How far.
    pub reach: Option<Reach>,
    /// How.
    pub travel_mode: Option<TravelMode>,
    /// Age band.
    pub age_band: Option<AgeBand>,
    /// When.
    pub start: Option<StartWish>,
    /// Already has an employer.
    pub has_employer: Option<bool>,
}

/// A trade with how well it fits what was said (1 when named).
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct WantedTrade {
    /// Trade.
    pub rome: RomeCode,
    /// 0 to 1.
    pub fit: f32,
}
