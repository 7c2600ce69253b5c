//! `tandem understand`.

use std::time::Instant;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use tandem_models::{
    AgeBand, Context, DiplomaLevel, Expected, Intent, Meaning, Reach, SchoolStage, Topic,
    TradeCandidate, Understander,
};

use super::output::{Answered, answer_each};

#[derive(Deserialize)]
struct Question {
    text: String,
    #[serde(default)]
    expected: Option<Expected>,
}

#[derive(Serialize)]
struct Answer {
    intent: Intent,
    topic: Option<Topic>,
    trades: Vec<TradeLine>,
    not_trades: Vec<TradeLine>,
    place: Option<PlaceLine>,
    level_now: Option<SchoolStage>,
    target_level: Option<DiplomaLevel>,
    radius_km: Option<u16>,
    age_band: Option<AgeBand>,
    took_us: u64,
}

#[derive(Serialize)]
struct TradeLine {
    rome: String,
    label: String,
    score: f32,
}

#[derive(Serialize)]
struct PlaceLine {
    insee: String,
    name: String,
}

/// Answers each `{"text"}` of stdin.
pub(super) fn run(understander: &Understander, today: Date) -> anyhow::Result<Answered> {
    answer_each(|question: Question| {
        let context = Context {
            today,
            expected: question.expected,
        };
        let started = Instant::now();
        let meaning = understander.understand(&question.text, &context);
        answer(meaning, micros_since(started))
    })
}

/// Microseconds since an instant.
pub(super) fn micros_since(started: Instant) -> u64 {
    u64::try_from(started.elapsed().as_micros()).unwrap_or(u64::MAX)
}

fn answer(meaning: Meaning, took_us: u64) -> Answer {
    Answer {
        intent: meaning.intent.value,
        topic: meaning.topic.map(|topic| topic.value),
        trades: lines(meaning.trades),
        not_trades: lines(meaning.not_trades),
        place: meaning.place.map(|place| PlaceLine {
            insee: place.value.insee.to_string(),
            name: place.value.name,
        }),
        level_now: meaning.level_now.map(|level| level.value),
        target_level: meaning.target_level.map(|level| level.value),
        radius_km: meaning.reach.and_then(|reach| match reach.value {
            Reach::Kilometres(km) => Some(km),
            Reach::Minutes(_) | Reach::Anywhere => None,
        }),
        age_band: meaning.age_band.map(|band| band.value),
        took_us,
    }
}

fn lines(candidates: Vec<TradeCandidate>) -> Vec<TradeLine> {
    candidates
        .into_iter()
        .map(|candidate| TradeLine {
            rome: candidate.rome.to_string(),
            label: candidate.label,
            score: candidate.score,
        })
        .collect()
}
