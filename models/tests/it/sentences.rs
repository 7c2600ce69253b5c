//! models/tests/sentences.tsv: sentence → intent and facts.

use jiff::civil::date;
use serde::de::DeserializeOwned;
use tandem_models::{Context, Meaning, Reach, StartWish, TradeCandidate, Understander};

const SENTENCES: &str = include_str!("../sentences.tsv");
/// The score from which a trade is taken without asking.
const SURE: f32 = 0.75;

fn word<T: DeserializeOwned>(text: &str) -> T {
    serde_json::from_value(serde_json::Value::String(text.to_owned())).expect("a name of the type")
}

fn name<T: serde::Serialize>(value: T) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(name)) => name,
        other => panic!("{other:?} is no name"),
    }
}

fn codes(trades: &[TradeCandidate], least: f32) -> Vec<String> {
    let kept = trades.iter().filter(|trade| trade.score >= least);
    kept.map(|trade| trade.rome.to_string()).collect()
}

fn reach(reach: Reach) -> String {
    match reach {
        Reach::Kilometres(km) => format!("{km}km"),
        Reach::Minutes(minutes) => format!("{minutes}min"),
        Reach::Anywhere => "anywhere".to_owned(),
    }
}

fn start(start: StartWish) -> String {
    match start {
        StartWish::Asap => "asap".to_owned(),
        StartWish::Whenever => "whenever".to_owned(),
        StartWish::From(date) => date.to_string(),
    }
}

/// What the meaning says for one key of the file; empty when nothing.
fn said(meaning: &Meaning, key: &str) -> String {
    let text = match key {
        "intent" => Some(name(meaning.intent.value)),
        "topic" => meaning.topic.as_ref().map(|found| name(found.value)),
        // sure, exactly these, in any order
        "trade" => Some(sorted(codes(&meaning.trades, SURE))),
        "place" => meaning
            .place
            .as_ref()
            .map(|found| found.value.insee.to_string()),
        "unknown" => meaning
            .unknown_place
            .as_ref()
            .map(|found| found.value.replace(' ', "_")),
        "now" => meaning.level_now.as_ref().map(|found| name(found.value)),
        "target" => meaning.target_level.as_ref().map(|found| name(found.value)),
        "reach" => meaning.reach.as_ref().map(|found| reach(found.value)),
        "mode" => meaning.travel_mode.as_ref().map(|found| name(found.value)),
        "age" => meaning.age_band.as_ref().map(|found| name(found.value)),
        "start" => meaning.start.as_ref().map(|found| start(found.value)),
        "employer" => meaning
            .has_employer
            .as_ref()
            .map(|found| found.value.to_string()),
        "child" => Some(meaning.is_for_a_child.to_string()),
        "correction" => Some(meaning.is_correction.to_string()),
        "name" => meaning.first_name.as_ref().map(|found| found.value.clone()),
        "mail" => meaning.mail.as_ref().map(|found| found.value.clone()),
        "phone" => meaning.phone.as_ref().map(|found| found.value.clone()),
        "sensitive" => meaning.sensitive.first().map(|found| name(found.value)),
        _ => panic!("unknown key {key}"),
    };
    text.unwrap_or_default()
}

fn sorted(mut codes: Vec<String>) -> String {
    codes.sort();
    codes.join("+")
}

/// Keys that hold when one value is among those found.
fn among(meaning: &Meaning, key: &str, value: &str) -> Option<bool> {
    let trades = match key {
        "maybe" => &meaning.trades,
        "not" => &meaning.not_trades,
        _ => return None,
    };
    Some(codes(trades, 0.0).iter().any(|code| code == value))
}

#[test]
fn sentences_are_read_as_written_in_the_file() {
    let understander = Understander::embedded();
    let mut wrong = Vec::new();
    let mut read = 0;
    for line in SENTENCES
        .lines()
        .filter(|line| !line.starts_with('#') && !line.is_empty())
    {
        let [text, expected, checks] = line.split('\t').collect::<Vec<_>>()[..] else {
            panic!("three columns: {line}")
        };
        let expected = (!expected.is_empty()).then(|| word(expected));
        let context = Context {
            today: date(2026, 11, 24),
            expected,
        };
        let meaning = understander.understand(text, &context);
        read += 1;
        for check in checks.split(' ') {
            let (key, value) = check.split_once('=').unwrap();
            let holds = among(&meaning, key, value).unwrap_or_else(|| said(&meaning, key) == value);
            if !holds {
                let found = if matches!(key, "maybe" | "not") {
                    format!(
                        "{:?} / {:?}",
                        codes(&meaning.trades, 0.0),
                        codes(&meaning.not_trades, 0.0)
                    )
                } else {
                    said(&meaning, key)
                };
                wrong.push(format!("{text:?}: {key}={value}, found {found:?}"));
            }
        }
    }
    assert!(read >= 150, "{read} sentences");
    assert!(
        wrong.is_empty(),
        "{} wrong of {read} sentences:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}
