//! `tandem search`.

use std::time::Instant;

use serde::{Deserialize, Serialize};
use tandem_index::{Attendance, Query, Searcher, Words};
use tandem_models::{DiplomaLevel, Point, RomeCode};

use super::output::{Answered, answer_each};
use super::understand::micros_since;

/// Answers kept when the question names no limit.
const USUAL_LIMIT: usize = 20;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Question {
    kind: Kind,
    text: Option<String>,
    #[serde(default)]
    words: Words,
    #[serde(default)]
    romes: Vec<RomeCode>,
    lat: Option<f64>,
    lon: Option<f64>,
    radius_km: Option<f64>,
    level: Option<Level>,
    limit: Option<usize>,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum Kind {
    Training,
    Employer,
}

/// A level as `"3"` or `3`, or several.
#[derive(Deserialize)]
#[serde(untagged)]
enum Level {
    Named(DiplomaLevel),
    Number(u8),
    Several(Vec<DiplomaLevel>),
}

#[derive(Serialize)]
struct Answer {
    hits: Vec<HitLine>,
    took_us: u64,
}

#[derive(Serialize)]
struct HitLine {
    id: String,
    score: f32,
    distance_km: Option<f64>,
}

/// Answers each question of stdin.
pub(super) fn run(searcher: &Searcher) -> anyhow::Result<Answered> {
    answer_each(|question: Question| {
        let kind = question.kind;
        let query = Query {
            text: question.text,
            words: question.words,
            romes: question.romes,
            around: question
                .lat
                .zip(question.lon)
                .map(|(lat, lon)| Point { lat, lon }),
            radius_km: question.radius_km,
            // a circle is asked for: what is in it
            attendance: Attendance::OnSite,
            levels: match question.level {
                None => Vec::new(),
                Some(Level::Named(level)) => vec![level],
                Some(Level::Number(number)) => {
                    DiplomaLevel::from_number(number).into_iter().collect()
                }
                Some(Level::Several(levels)) => levels,
            },
            limit: question.limit.unwrap_or(USUAL_LIMIT),
        };
        let started = Instant::now();
        let hits = match kind {
            Kind::Training => searcher
                .trainings(&query)
                .into_iter()
                .map(|hit| line(hit.item.id.to_string(), hit.score, hit.distance_km))
                .collect(),
            Kind::Employer => searcher
                .employers(&query)
                .into_iter()
                .map(|hit| line(hit.item.siret.to_string(), hit.score, hit.distance_km))
                .collect(),
        };
        Answer {
            hits,
            took_us: micros_since(started),
        }
    })
}

fn line(id: String, score: f32, distance_km: Option<f64>) -> HitLine {
    HitLine {
        id,
        score,
        distance_km,
    }
}
