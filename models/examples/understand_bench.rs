//! Time of one reading: `cargo run --release -p tandem-models --example understand_bench`.
//!
//! Prints the start-up time, the resident memory, and the median and 99th percentile of
//! `understand` over the sentences of models/tests/sentences.tsv.

use std::time::Instant;

use jiff::civil::date;
use tandem_models::{Context, Understander};

const SENTENCES: &str = include_str!("../tests/sentences.tsv");
const ROUNDS: usize = 50;

fn main() {
    let started = Instant::now();
    let understander = Understander::embedded();
    println!("start: {:.1} ms", started.elapsed().as_secs_f64() * 1e3);
    println!(
        "resident: {}",
        resident().unwrap_or_else(|| "unknown".to_owned())
    );
    let context = Context {
        today: date(2026, 11, 24),
        expected: None,
    };
    let texts: Vec<&str> = SENTENCES
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split('\t').next())
        .filter(|text| !text.is_empty())
        .collect();
    let mut times: Vec<f64> = Vec::with_capacity(texts.len() * ROUNDS);
    let mut found = 0;
    for _ in 0..ROUNDS {
        for text in &texts {
            let before = Instant::now();
            found += understander.understand(text, &context).trades.len();
            times.push(before.elapsed().as_secs_f64() * 1e6);
        }
    }
    times.sort_by(f64::total_cmp);
    println!(
        "{} sentences x {ROUNDS}: median {:.1} us, p99 {:.1} us, longest {:.1} us ({found} trades)",
        texts.len(),
        times[times.len() / 2],
        times[times.len() * 99 / 100],
        times.last().copied().unwrap_or_default(),
    );
}

/// Peak resident memory, where the system tells it.
fn resident() -> Option<String> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM"))?;
    Some(line.trim_start_matches("VmHWM:").trim().to_owned())
}
