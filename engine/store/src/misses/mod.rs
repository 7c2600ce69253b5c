//! Sentences that were not understood, for a person to say what they meant (CHANNELS 13). They come
//! masked from the dialogue and are kept once, with how often they came and no link to anybody: no
//! conversation, no instant finer than a day.

mod keep;
mod label;

use std::fmt;
use std::str::FromStr;

use jiff::Timestamp;
use tandem_models::{Intent, RomeCode, Topic};

pub(crate) use keep::keep_misses;

/// Purpose of the encrypted sentences.
pub(crate) const BODY: &str = "misses.body";

/// A sentence that was not understood.
#[derive(Debug, Clone, PartialEq)]
pub struct Miss {
    /// Its id: random.
    pub id: String,
    /// The sentence, masked.
    pub text: String,
    /// What had been asked ("place", "free").
    pub about: String,
    /// How often it came.
    pub times: u64,
    /// The last day on which it came, at 0:00 UTC.
    pub last_day: Timestamp,
    /// What a person said that it means.
    pub label: Option<MissLabel>,
}

/// What a sentence means, as a person says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MissLabel {
    /// It speaks of a trade.
    Trade(RomeCode),
    /// It wants that.
    Intent(Intent),
    /// It asks about that.
    Topic(Topic),
    /// Nothing is to be learned from it.
    Ignored,
}

impl fmt::Display for MissLabel {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Trade(rome) => write!(formatter, "trade:{rome}"),
            Self::Intent(intent) => write!(formatter, "intent:{}", name_of(intent)),
            Self::Topic(topic) => write!(formatter, "topic:{}", name_of(topic)),
            Self::Ignored => formatter.write_str("ignored"),
        }
    }
}

/// The name under which the data knows an intent or a topic.
fn name_of<T: serde::Serialize>(value: &T) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(name)) => name,
        _ => String::new(),
    }
}

/// No label is written so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no such label")]
pub struct UnknownLabel;

impl FromStr for MissLabel {
    type Err = UnknownLabel;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if text == "ignored" {
            return Ok(Self::Ignored);
        }
        let (kind, name) = text.split_once(':').ok_or(UnknownLabel)?;
        let named = serde_json::Value::String(name.to_owned());
        match kind {
            "trade" => name.parse().map(Self::Trade).map_err(|_| UnknownLabel),
            "intent" => serde_json::from_value(named)
                .map(Self::Intent)
                .map_err(|_| UnknownLabel),
            "topic" => serde_json::from_value(named)
                .map(Self::Topic)
                .map_err(|_| UnknownLabel),
            _ => Err(UnknownLabel),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_is_read_as_it_is_written() {
        let labels = [
            MissLabel::Trade("D1102".parse().unwrap()),
            MissLabel::Intent(Intent::CancelAppointment),
            MissLabel::Topic(Topic::AgeLimits),
            MissLabel::Ignored,
        ];
        for label in labels {
            assert_eq!(label.to_string().parse(), Ok(label));
        }
        for wrong in ["", "trade:", "trade:x", "intent:nothing", "other:pay"] {
            assert_eq!(wrong.parse::<MissLabel>(), Err(UnknownLabel), "{wrong}");
        }
    }
}
