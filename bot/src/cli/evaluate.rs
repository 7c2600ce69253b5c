//! `tandem evaluate`.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::Context as _;
use jiff::civil::Date;
use serde_json::{Map, Value, json};
use tandem_models::judged::{Judged, Measure, Scores};
use tandem_models::review::{Review, review};
use tandem_models::{Context, Understander};

use super::args::EvaluateArgs;
use super::output::{json_line, line};

/// Scores the reading of judged files, or reads the data of the trades over.
pub(super) fn run(
    args: &EvaluateArgs,
    understander: &Understander,
    today: Date,
) -> anyhow::Result<()> {
    if args.review {
        return say_review(&review(
            understander,
            &Context {
                today,
                expected: None,
            },
        ));
    }
    let mut scores = Scores::default();
    let mut micros: Vec<u64> = Vec::new();
    for judged in read_all(&args.files)? {
        let context = Context {
            today,
            expected: judged.expected,
        };
        let started = Instant::now();
        let meaning = understander.understand(&judged.text, &context);
        micros.push(super::understand::micros_since(started));
        scores.add(&judged, &meaning);
    }
    micros.sort_unstable();
    let median = micros.get(micros.len() / 2).copied().unwrap_or_default();
    if args.json {
        json_line(&as_json(&scores, micros.len(), median))?;
    } else {
        line(&format!("{} phrases, {median} µs en médiane", micros.len()))?;
        for (measure, tally) in scores.tallies() {
            line(&format!(
                "{:<32} {:>6.1} %  ({} sur {})",
                in_french(measure),
                100.0 * tally.share(),
                tally.right,
                tally.of
            ))?;
        }
    }
    if args.misses {
        for miss in scores.misses() {
            if args.json {
                json_line(miss)?;
            } else {
                line(&format!(
                    "{} : {:?}, attendu {}, lu {}",
                    in_french(miss.measure),
                    miss.text,
                    miss.expected,
                    miss.read
                ))?;
            }
        }
    }
    Ok(())
}

fn read_all(files: &[PathBuf]) -> anyhow::Result<Vec<Judged>> {
    let mut all = Vec::new();
    for file in files {
        read(file, &mut all)?;
    }
    Ok(all)
}

fn read(file: &Path, into: &mut Vec<Judged>) -> anyhow::Result<()> {
    let name = file.display();
    let text = fs::read_to_string(file).with_context(|| format!("{name} ne peut pas être lu"))?;
    for (number, written) in (1..).zip(text.lines()) {
        if !written.trim().is_empty() {
            let judged = serde_json::from_str(written)
                .with_context(|| format!("{name}, ligne {number} : phrase jugée illisible"))?;
            into.push(judged);
        }
    }
    Ok(())
}

fn as_json(scores: &Scores, sentences: usize, median_us: u64) -> Value {
    let measures: Map<String, Value> = scores
        .tallies()
        .filter_map(|(measure, tally)| {
            let Ok(Value::String(name)) = serde_json::to_value(measure) else {
                return None;
            };
            let tally = json!({"right": tally.right, "of": tally.of, "share": tally.share()});
            Some((name, tally))
        })
        .collect();
    json!({"sentences": sentences, "median_us": median_us, "measures": measures})
}

fn in_french(measure: Measure) -> &'static str {
    match measure {
        Measure::Intent => "intention",
        Measure::Topic => "sujet d'une question",
        Measure::TradeFirst => "métier, en premier",
        Measure::TradeFive => "métier, dans les cinq premiers",
        Measure::ObliqueFirst => "activité, en premier",
        Measure::ObliqueFive => "activité, dans les cinq premiers",
        Measure::Refused => "refus",
        Measure::Place => "ville",
        Measure::Level => "niveau",
        Measure::Reach => "distance",
        Measure::Age => "âge",
        Measure::DistressHeard => "détresse entendue",
        Measure::DistressCalm => "fausse détresse laissée",
        Measure::NothingInvented => "rien d'inventé",
    }
}

fn say_review(review: &Review) -> anyhow::Result<()> {
    for (phrase, romes) in &review.claimed {
        line(&format!("partagée : {phrase:?} {romes:?}"))?;
    }
    for (rome, phrases) in &review.thin {
        line(&format!("peu de phrases : {rome} en a {phrases}"))?;
    }
    for astray in &review.astray {
        let read = astray
            .read
            .map_or_else(|| "rien".to_owned(), |read| read.to_string());
        let place = astray.place.map_or_else(
            || "absent".to_owned(),
            |place| format!("en place {}", place + 1),
        );
        line(&format!(
            "ailleurs : {} {:?} lu {read}, {place}",
            astray.rome, astray.phrase
        ))?;
    }
    line(&format!(
        "{} phrases lues : {} partagées, {} ailleurs ; {} métiers en ont trop peu",
        review.phrases,
        review.claimed.len(),
        review.astray.len(),
        review.thin.len()
    ))?;
    Ok(())
}
