//! When the people who answer young people are there.

use jiff::SignedDuration;
use serde::{Deserialize, Deserializer};
use tandem_engine::help_desk::{HelpDesk, Hours};
use tandem_engine::slots::HolidayZone;

/// When somebody answers young people.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CounselConfig {
    /// Opening hours in France, "1-5 9:00-17:30".
    #[serde(deserialize_with = "hours")]
    pub hours: Hours,
    /// Public holidays on which nobody answers.
    pub holidays: HolidayZone,
    /// Minutes within which somebody answers; after them Tandem takes the conversation back.
    pub answer_minutes: u16,
}

impl CounselConfig {
    /// As the dialogue wants it.
    pub fn help_desk(&self) -> HelpDesk {
        HelpDesk {
            hours: self.hours.clone(),
            holidays: self.holidays,
            answers_within: SignedDuration::from_mins(i64::from(self.answer_minutes.max(1))),
        }
    }
}

fn hours<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Hours, D::Error> {
    let text = String::deserialize(deserializer)?;
    Hours::parse(&text).map_err(serde::de::Error::custom)
}
