//! Judged files read by the whole pipeline and by plain IDF token overlap, side by side.
//!
//! `cargo run --release -p tandem-models --example side_by_side -- [--misses] tests/judged/*.jsonl`

use std::collections::{HashMap, HashSet};

use jiff::civil::date;
use tandem_models::judged::{Judged, Scores};
use tandem_models::{Context, RomeCode, TradeCandidate, Understander};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut judged: Vec<Judged> = Vec::new();
    let mut misses = false;
    for argument in std::env::args().skip(1) {
        if argument == "--misses" {
            misses = true;
            continue;
        }
        for line in std::fs::read_to_string(&argument)?.lines() {
            judged.push(serde_json::from_str(line)?);
        }
    }
    let understander = Understander::embedded();
    let overlap = Overlap::of(&understander);
    let (mut ours, mut theirs) = (Scores::default(), Scores::default());
    for one in &judged {
        let context = Context {
            today: date(2026, 11, 24),
            expected: one.expected,
        };
        let mut meaning = understander.understand(&one.text, &context);
        ours.add(one, &meaning);
        meaning.trades = overlap.read(&one.text);
        theirs.add(one, &meaning);
    }
    println!("{:<16} {:>14} {:>14}", "", "rules", "IDF overlap");
    for (measure, tally) in ours.tallies() {
        let name = format!("{measure:?}");
        let other = if name.starts_with("Trade") || name.starts_with("Oblique") {
            format!("{:.1} %", 100.0 * theirs.of(measure).share())
        } else {
            String::new()
        };
        let share = format!("{:.1} % /{}", 100.0 * tally.share(), tally.of);
        println!("{name:<16} {share:>14} {other:>14}");
    }
    if misses {
        for miss in ours.misses() {
            println!(
                "{:?}: {:?} expected {} read {}",
                miss.measure, miss.text, miss.expected, miss.read
            );
        }
    }
    Ok(())
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
