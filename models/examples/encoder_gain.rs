//! What an encoder adds and costs: `cargo run --release -p tandem-models --example encoder_gain -- FILE…`
//!
//! Reads judged files (tests/judged/trades.jsonl) and prints, for words alone and for the embedded table,
//! how often the right trade comes first and in five, and the time of a sentence.

use std::sync::Arc;
use std::time::Instant;

use jiff::civil::date;
use tandem_models::encoder::{Encoder, Side, StaticEncoder};
use tandem_models::judged::{Judged, Measure, Scores};
use tandem_models::{Context, Understander};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut lines: Vec<Judged> = Vec::new();
    for file in std::env::args().skip(1) {
        for line in std::fs::read_to_string(file)?.lines() {
            lines.push(serde_json::from_str(line)?);
        }
    }
    let before = Instant::now();
    let table = StaticEncoder::embedded()?;
    let read = before.elapsed();
    let texts: Vec<&str> = lines.iter().map(|line| line.text.as_str()).collect();
    let before = Instant::now();
    let encoded = table.encode(&texts, Side::Said).len().max(1);
    let each = before.elapsed() / u32::try_from(encoded)?;
    println!("table: read in {read:.1?}, a sentence encoded in {each:.1?}");
    let words = Understander::embedded();
    print_row("words alone", &words, &lines);
    let before = Instant::now();
    let joined = words.with_encoder(Arc::new(table));
    println!("phrases encoded in {:.0?}", before.elapsed());
    print_row("words and table", &joined, &lines);
    Ok(())
}

fn print_row(name: &str, understander: &Understander, lines: &[Judged]) {
    let mut scores = Scores::default();
    let mut times: Vec<f64> = Vec::new();
    for line in lines {
        let context = Context {
            today: date(2026, 11, 24),
            expected: line.expected,
        };
        let before = Instant::now();
        let meaning = understander.understand(&line.text, &context);
        times.push(before.elapsed().as_secs_f64() * 1e6);
        scores.add(line, &meaning);
    }
    times.sort_by(f64::total_cmp);
    let share = |measure| {
        let tally = scores.of(measure);
        format!("{:.1} % of {}", 100.0 * tally.share(), tally.of)
    };
    println!(
        "{name}: first {}, five {}; activities first {}, five {}; refused {}; median {:.0} us",
        share(Measure::TradeFirst),
        share(Measure::TradeFive),
        share(Measure::ObliqueFirst),
        share(Measure::ObliqueFive),
        share(Measure::Refused),
        times.get(times.len() / 2).copied().unwrap_or_default(),
    );
}
