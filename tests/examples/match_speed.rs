//! How long a whole match takes, trainings, employers, pairs and reasons, on the demonstration
//! data (26,000 documents): `cargo run --release -p tandem-tests --example match_speed`.

use std::time::Instant;

use anyhow::ensure;
use jiff::civil::date;
use serde_json::json;
use tandem_bot::demo;
use tandem_engine::matching::wire::MatchRequest;
use tandem_engine::matching::{Bookable, explain, propose_for};
use tandem_index::Searcher;
use tandem_models::Understander;

/// Matches of each kind.
const ROUNDS: usize = 300;

const TOWNS: [&str; 10] = [
    "Lyon", "Lille", "Metz", "Bordeaux", "Nantes", "Rennes", "Toulouse", "Dijon", "Rouen", "Lens",
];

/// What is asked, by kind: `{town}` goes round.
const KINDS: [(&str, &str); 5] = [
    (
        "one trade, 30 km",
        "coiffeuse à {town}, 30 km, je suis en 3e, 16 ans",
    ),
    ("one trade, 10 km", "un cap cuisine à {town}, 10 km, 17 ans"),
    (
        "three trades, 60 km",
        "maçon, plombier ou électricien à {town}, 60 km",
    ),
    (
        "one trade, anywhere",
        "mécanicien auto à {town}, peu importe la distance",
    ),
    ("any trade, 30 km", "à {town}, 30 km, je suis en terminale"),
];

fn main() -> anyhow::Result<()> {
    let understander = Understander::embedded();
    let today = date(2026, 11, 24);
    let supply = demo::first_start(&understander, today);
    let documents = supply.trainings.len() + supply.employers.len();
    let searcher = Searcher::in_memory(supply.trainings, supply.employers);
    println!("{documents} documents, {ROUNDS} matches of each kind");
    for (name, sentence) in KINDS {
        let mut micros = Vec::with_capacity(ROUNDS);
        let mut proposals = 0;
        for round in 0..ROUNDS {
            let town = TOWNS[round % TOWNS.len()];
            let request: MatchRequest =
                serde_json::from_value(json!({"text": sentence.replace("{town}", town)}))?;
            let wishes = request.wishes(&understander, today)?;
            let began = Instant::now();
            let neighbours = wishes.neighbours(&understander);
            let found = propose_for(
                &wishes,
                neighbours.as_ref(),
                &searcher,
                &Bookable::new(),
                today,
            );
            let reasons: usize = found
                .trainings
                .iter()
                .take(10)
                .map(|one| explain(one).len())
                .sum();
            micros.push(began.elapsed().as_micros());
            proposals += found.trainings.len() + found.employers.len() + found.pairs.len();
            ensure!(reasons > 0, "nothing was proposed for {name} at {town}");
        }
        micros.sort_unstable();
        println!(
            "{name}: median {} µs, p95 {} µs, {} proposals on average",
            micros[ROUNDS / 2],
            micros[ROUNDS * 95 / 100],
            proposals / ROUNDS
        );
    }
    Ok(())
}
