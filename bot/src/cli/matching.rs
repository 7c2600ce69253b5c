//! `tandem match`.

use std::time::Instant;

use jiff::civil::Date;
use serde::Serialize;
use tandem_engine::matching::{Bookable, Component, Match, Pair, Widened, propose};
use tandem_engine::profile::Profile;
use tandem_index::{Employer, Searcher, Training};
use tandem_models::Understander;

use super::output::{Answered, answer_each};
use super::understand::micros_since;

#[derive(Serialize)]
struct Answer {
    trainings: Vec<Line>,
    employers: Vec<Line>,
    pairs: Vec<PairLine>,
    widened: Vec<Widened>,
    took_us: u64,
}

#[derive(Serialize)]
struct Line {
    id: String,
    title: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    centre: Option<String>,
    city: String,
    score: f32,
    distance_km: Option<f64>,
    reasons: Vec<String>,
    components: Vec<Component>,
    is_demo: bool,
}

#[derive(Serialize)]
struct PairLine {
    training: String,
    employer: String,
    score: f32,
    reason: String,
}

/// Answers each profile of stdin, with at most `limit` proposals of a kind.
pub(super) fn run(
    searcher: &Searcher,
    understander: &Understander,
    bookable: &Bookable,
    today: Date,
    limit: usize,
) -> anyhow::Result<Answered> {
    answer_each(|profile: Profile| {
        let started = Instant::now();
        let proposals = propose(&profile, searcher, understander, bookable, today);
        let took_us = micros_since(started);
        Answer {
            trainings: proposals
                .trainings
                .iter()
                .take(limit)
                .map(training)
                .collect(),
            employers: proposals
                .employers
                .iter()
                .take(limit)
                .map(employer)
                .collect(),
            pairs: proposals.pairs.iter().take(limit).map(pair).collect(),
            widened: proposals.widened,
            took_us,
        }
    })
}

fn training(found: &Match<Training>) -> Line {
    Line {
        id: found.item.id.to_string(),
        title: found.item.title.clone(),
        centre: Some(found.item.centre_name.clone()),
        city: found.item.location.city.clone(),
        is_demo: found.item.is_demo,
        ..line(found)
    }
}

fn employer(found: &Match<Employer>) -> Line {
    Line {
        id: found.item.siret.to_string(),
        title: found.item.name.clone(),
        city: found.item.location.city.clone(),
        is_demo: found.item.is_demo,
        ..line(found)
    }
}

/// What every proposal has.
fn line<T>(found: &Match<T>) -> Line {
    let reasons = found.components.iter();
    Line {
        id: String::new(),
        title: String::new(),
        centre: None,
        city: String::new(),
        score: found.score,
        distance_km: found.distance_km,
        reasons: reasons.filter_map(|part| part.reason.clone()).collect(),
        components: found.components.clone(),
        is_demo: false,
    }
}

fn pair(pair: &Pair) -> PairLine {
    PairLine {
        training: pair.training.item.id.to_string(),
        employer: pair.employer.item.siret.to_string(),
        score: pair.score,
        reason: pair.reason.clone(),
    }
}
