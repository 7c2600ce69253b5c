//! Judged files read by the words that name a trade alone, with what was learnt from our phrases, with the
//! table of pieces or a whole encoder beside it, and by plain IDF token overlap, side by side: what is read
//! as it should, time of a sentence, start, memory.
//!
//! `cargo run --release -p tandem-models --example side_by_side -- [--misses] tests/judged/*.jsonl`;
//! with `--features bert` and `--models target/models/e5`, the whole encoder too. The first run with one
//! encodes the phrases of every trade, which takes minutes: start times are told from the second on.

use std::collections::{HashMap, HashSet};
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use jiff::civil::date;
use tandem_models::encoder::{StaticEncoder, open_folder};
use tandem_models::judged::{Judged, Measure, Scores};
use tandem_models::learnt::LearntTrades;
use tandem_models::{Context, Meaning, RomeCode, TradeCandidate, Understander};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut judged: Vec<Judged> = Vec::new();
    let (mut misses, mut models) = (false, None);
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--misses" => misses = true,
            "--models" => models = arguments.next(),
            file => {
                for line in std::fs::read_to_string(file)?.lines() {
                    judged.push(serde_json::from_str(line)?);
                }
            }
        }
    }
    let mut readings = Vec::new();
    let rules = Instant::now();
    let understander = Understander::words_alone(&[]);
    let overlap = Overlap::of(&understander);
    readings.push(Reading::of("rules", rules, &judged, |one, context| {
        understander.understand(&one.text, context)
    }));
    readings.push(Reading::of(
        "IDF overlap",
        Instant::now(),
        &judged,
        |one, context| {
            let mut meaning = understander.understand(&one.text, context);
            meaning.trades = overlap.read(&one.text);
            meaning
        },
    ));
    drop(understander);
    let started = Instant::now();
    let learnt = Understander::words_alone(&[]).with_learnt(LearntTrades::embedded()?);
    readings.push(Reading::of("learnt", started, &judged, |one, context| {
        learnt.understand(&one.text, context)
    }));
    drop(learnt);
    let started = Instant::now();
    let table = Understander::words_alone(&[])
        .with_learnt(LearntTrades::embedded()?)
        .with_encoder(Arc::new(StaticEncoder::embedded()?));
    readings.push(Reading::of(
        "with table",
        started,
        &judged,
        |one, context| table.understand(&one.text, context),
    ));
    drop(table);
    if let Some(folder) = models {
        let started = Instant::now();
        let encoder = open_folder(Path::new(&folder))?;
        let whole = Understander::words_alone(&[])
            .with_learnt(LearntTrades::embedded()?)
            .with_encoder(encoder);
        readings.push(Reading::of(
            "whole encoder",
            started,
            &judged,
            |one, context| whole.understand(&one.text, context),
        ));
    }
    print(&readings);
    if misses && let Some(last) = readings.last() {
        for miss in last.scores.misses() {
            println!(
                "{:?}: {:?} expected {} read {}",
                miss.measure, miss.text, miss.expected, miss.read
            );
        }
    }
    Ok(())
}

/// What one way of reading gave.
struct Reading {
    name: &'static str,
    start_ms: f64,
    resident: String,
    /// Sorted, in microseconds; and of the activities alone.
    times: Vec<f64>,
    oblique_times: Vec<f64>,
    scores: Scores,
}

impl Reading {
    fn of(
        name: &'static str,
        started: Instant,
        judged: &[Judged],
        read: impl Fn(&Judged, &Context) -> Meaning,
    ) -> Self {
        let mut reading = Self {
            name,
            start_ms: started.elapsed().as_secs_f64() * 1e3,
            resident: resident().unwrap_or_default(),
            times: Vec::new(),
            oblique_times: Vec::new(),
            scores: Scores::default(),
        };
        for one in judged {
            let context = Context {
                today: date(2026, 11, 24),
                expected: one.expected,
            };
            let before = Instant::now();
            let meaning = read(one, &context);
            let micros = before.elapsed().as_secs_f64() * 1e6;
            reading.times.push(micros);
            if one.oblique {
                reading.oblique_times.push(micros);
            }
            reading.scores.add(one, &meaning);
        }
        reading.times.sort_by(f64::total_cmp);
        reading.oblique_times.sort_by(f64::total_cmp);
        reading
    }
}

/// Resident memory now, where the system tells it.
fn resident() -> Option<String> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmRSS"))?;
    Some(line.trim_start_matches("VmRSS:").trim().to_owned())
}

fn print(readings: &[Reading]) {
    let row = |name: &str, cell: &dyn Fn(&Reading) -> String| {
        let cells: Vec<String> = readings
            .iter()
            .map(|one| format!("{:>15}", cell(one)))
            .collect();
        println!("{name:<24}{}", cells.concat());
    };
    let middle = |times: &[f64]| times.get(times.len() / 2).copied().unwrap_or_default() / 1e3;
    row("", &|one| one.name.to_owned());
    let measures: Vec<Measure> = readings
        .first()
        .map(|one| one.scores.tallies().map(|(measure, _)| measure).collect())
        .unwrap_or_default();
    for measure in measures {
        row(&format!("{measure:?}"), &|one| {
            let tally = one.scores.of(measure);
            format!("{:.1} % /{}", 100.0 * tally.share(), tally.of)
        });
    }
    row("median, ms", &|one| format!("{:.3}", middle(&one.times)));
    row("median of activities, ms", &|one| {
        format!("{:.3}", middle(&one.oblique_times))
    });
    row("start, ms", &|one| format!("{:.0}", one.start_ms));
    row("resident", &|one| one.resident.clone());
}

/// Trades by the rarity of the words they share with a sentence.
struct Overlap {
    rarity: HashMap<String, f32>,
    trades: Vec<(RomeCode, HashSet<String>)>,
}

fn tokens(text: &str) -> HashSet<String> {
    text.to_lowercase()
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| word.len() > 1)
        .map(str::to_owned)
        .collect()
}

impl Overlap {
    #[expect(clippy::cast_precision_loss, reason = "counts of trades")]
    fn of(understander: &Understander) -> Self {
        let trades: Vec<(RomeCode, HashSet<String>)> = understander
            .domains()
            .iter()
            .flat_map(|domain| &domain.trades)
            .map(|trade| {
                let texts = trade.titles.iter().chain(&trade.phrases);
                let texts = texts.chain(&trade.diplomas).chain([&trade.label]);
                (trade.rome, texts.flat_map(|text| tokens(text)).collect())
            })
            .collect();
        let mut held: HashMap<String, f32> = HashMap::new();
        for word in trades.iter().flat_map(|(_, words)| words) {
            *held.entry(word.clone()).or_default() += 1.0;
        }
        let all = trades.len() as f32;
        let rarity = held
            .into_iter()
            .map(|(word, in_trades)| (word, (all / in_trades).ln()))
            .collect();
        Self { rarity, trades }
    }

    fn read(&self, text: &str) -> Vec<TradeCandidate> {
        let said = tokens(text);
        let mut scored: Vec<TradeCandidate> = self
            .trades
            .iter()
            .map(|(rome, words)| TradeCandidate {
                rome: *rome,
                label: String::new(),
                score: said
                    .intersection(words)
                    .filter_map(|word| self.rarity.get(word))
                    .sum(),
                span: tandem_models::Span::default(),
            })
            .filter(|one| one.score > 0.0)
            .collect();
        scored.sort_by(|one, other| other.score.total_cmp(&one.score));
        scored.truncate(8);
        scored
    }
}
