//! What the dialogue has learned about a person: never a name, a birth date or coordinates.

use jiff::civil::Date;
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

/// One answer of a person: a slot of the profile and its whole value. What events carry, what undo
/// puts back, and what buttons say as text (see [`SlotValue::parse`]).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "slot", content = "value", rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names are those of the profile's fields")]
pub enum SlotValue {
    Trades(Vec<WantedTrade>),
    NotTrades(Vec<RomeCode>),
    Interests(Vec<Riasec>),
    Domains(Vec<String>),
    LevelNow(Option<SchoolStage>),
    TargetLevel(Option<DiplomaLevel>),
    Place(Option<InseeCode>),
    Reach(Option<Reach>),
    TravelMode(Option<TravelMode>),
    AgeBand(Option<AgeBand>),
    Start(Option<StartWish>),
    HasEmployer(Option<bool>),
}

impl SlotValue {
    /// Name of the slot ("place").
    pub fn slot(&self) -> &'static str {
        match self {
            Self::Trades(_) => "trades",
            Self::NotTrades(_) => "not_trades",
            Self::Interests(_) => "interests",
            Self::Domains(_) => "domains",
            Self::LevelNow(_) => "level_now",
            Self::TargetLevel(_) => "target_level",
            Self::Place(_) => "place",
            Self::Reach(_) => "reach",
            Self::TravelMode(_) => "travel_mode",
            Self::AgeBand(_) => "age_band",
            Self::Start(_) => "start",
            Self::HasEmployer(_) => "has_employer",
        }
    }

    /// Whether nothing was answered.
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Trades(list) => list.is_empty(),
            Self::NotTrades(list) => list.is_empty(),
            Self::Interests(list) => list.is_empty(),
            Self::Domains(list) => list.is_empty(),
            Self::LevelNow(value) => value.is_none(),
            Self::TargetLevel(value) => value.is_none(),
            Self::Place(value) => value.is_none(),
            Self::Reach(value) => value.is_none(),
            Self::TravelMode(value) => value.is_none(),
            Self::AgeBand(value) => value.is_none(),
            Self::Start(value) => value.is_none(),
            Self::HasEmployer(value) => value.is_none(),
        }
    }

    /// Reads the text form that flows and buttons use: `"place"` + `"57463"`, `"reach"` + `"20km"`,
    /// `"30min"` or `"anywhere"`, `"start"` + `"asap"`, `"whenever"`, `"month-9"` (next such month
    /// after `today`) or a date; an empty value empties the slot. `None`: no such slot or value.
    pub fn parse(slot: &str, value: &str, today: Date) -> Option<Self> {
        if value.is_empty() {
            return Profile::default().get(slot);
        }
        Some(match slot {
            "trades" => Self::Trades(
                names::<RomeCode>(value)?
                    .into_iter()
                    .map(|rome| WantedTrade { rome, fit: 1.0 })
                    .collect(),
            ),
            "not_trades" => Self::NotTrades(names(value)?),
            "interests" => Self::Interests(names(value)?),
            "domains" => Self::Domains(names(value)?),
            "level_now" => Self::LevelNow(Some(name(value)?)),
            "target_level" => Self::TargetLevel(Some(name(value)?)),
            "place" => Self::Place(Some(name(value)?)),
            "reach" => Self::Reach(Some(parse_reach(value)?)),
            "travel_mode" => Self::TravelMode(Some(name(value)?)),
            "age_band" => Self::AgeBand(Some(parse_age_band(value)?)),
            "start" => Self::Start(Some(parse_start(value, today)?)),
            "has_employer" => Self::HasEmployer(Some(match value {
                "yes" => true,
                "no" => false,
                _ => return None,
            })),
            _ => return None,
        })
    }
}

/// Reads the wire name of a value ("troisieme", "57463").
fn name<T: serde::de::DeserializeOwned>(value: &str) -> Option<T> {
    serde_json::from_value(serde_json::Value::String(value.to_owned())).ok()
}

/// Reads wire names separated by commas.
fn names<T: serde::de::DeserializeOwned>(value: &str) -> Option<Vec<T>> {
    value.split(',').map(name).collect()
}

/// Reads an age band as buttons write it.
fn parse_age_band(value: &str) -> Option<AgeBand> {
    Some(match value {
        "under_15" => AgeBand::Under15,
        "15_17" => AgeBand::From15To17,
        "18_25" => AgeBand::From18To25,
        "26" => AgeBand::From26,
        _ => return None,
    })
}

fn parse_reach(value: &str) -> Option<Reach> {
    if value == "anywhere" {
        return Some(Reach::Anywhere);
    }
    match (value.strip_suffix("km"), value.strip_suffix("min")) {
        (Some(number), _) => Some(Reach::Kilometres(number.parse().ok()?)),
        (_, Some(number)) => Some(Reach::Minutes(number.parse().ok()?)),
        _ => None,
    }
}

fn parse_start(value: &str, today: Date) -> Option<StartWish> {
    Some(match value {
        "asap" => StartWish::Asap,
        "whenever" => StartWish::Whenever,
        _ => match value.strip_prefix("month-") {
            Some(month) => {
                let month: i8 = month.parse().ok()?;
                let year = if month > today.month() {
                    today.year()
                } else {
                    today.year().checked_add(1)?
                };
                StartWish::From(Date::new(year, month, 1).ok()?)
            }
            None => StartWish::From(value.parse().ok()?),
        },
    })
}

impl Profile {
    /// Puts an answer in its place and returns the one that stood there.
    pub fn put(&mut self, value: SlotValue) -> SlotValue {
        use std::mem::replace;
        match value {
            SlotValue::Trades(new) => SlotValue::Trades(replace(&mut self.trades, new)),
            SlotValue::NotTrades(new) => SlotValue::NotTrades(replace(&mut self.not_trades, new)),
            SlotValue::Interests(new) => SlotValue::Interests(replace(&mut self.interests, new)),
            SlotValue::Domains(new) => SlotValue::Domains(replace(&mut self.domains, new)),
            SlotValue::LevelNow(new) => SlotValue::LevelNow(replace(&mut self.level_now, new)),
            SlotValue::TargetLevel(new) => {
                SlotValue::TargetLevel(replace(&mut self.target_level, new))
            }
            SlotValue::Place(new) => SlotValue::Place(replace(&mut self.place, new)),
            SlotValue::Reach(new) => SlotValue::Reach(replace(&mut self.reach, new)),
            SlotValue::TravelMode(new) => {
                SlotValue::TravelMode(replace(&mut self.travel_mode, new))
            }
            SlotValue::AgeBand(new) => SlotValue::AgeBand(replace(&mut self.age_band, new)),
            SlotValue::Start(new) => SlotValue::Start(replace(&mut self.start, new)),
            SlotValue::HasEmployer(new) => {
                SlotValue::HasEmployer(replace(&mut self.has_employer, new))
            }
        }
    }

    /// The answer of a slot by its name.
    pub fn get(&self, slot: &str) -> Option<SlotValue> {
        Some(match slot {
            "trades" => SlotValue::Trades(self.trades.clone()),
            "not_trades" => SlotValue::NotTrades(self.not_trades.clone()),
            "interests" => SlotValue::Interests(self.interests.clone()),
            "domains" => SlotValue::Domains(self.domains.clone()),
            "level_now" => SlotValue::LevelNow(self.level_now),
            "target_level" => SlotValue::TargetLevel(self.target_level),
            "place" => SlotValue::Place(self.place),
            "reach" => SlotValue::Reach(self.reach),
            "travel_mode" => SlotValue::TravelMode(self.travel_mode),
            "age_band" => SlotValue::AgeBand(self.age_band),
            "start" => SlotValue::Start(self.start),
            "has_employer" => SlotValue::HasEmployer(self.has_employer),
            _ => return None,
        })
    }

    /// What a CFA receives (CHANNELS privacy 7): trade, class, level aimed at, start.
    #[must_use]
    pub fn for_centre(&self) -> Self {
        Self {
            trades: self.trades.clone(),
            level_now: self.level_now,
            target_level: self.target_level,
            start: self.start,
            ..Self::default()
        }
    }

    /// What an employer receives once the person agrees: trade, level, town, start.
    #[must_use]
    pub fn for_employer(&self) -> Self {
        Self {
            place: self.place,
            ..self.for_centre()
        }
    }
}
