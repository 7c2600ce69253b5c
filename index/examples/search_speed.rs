//! How long a search takes among 24,000 trainings of the usual trades, made up over the larger
//! communes; each search asks for what is taught somewhere around:
//! `cargo run --release -p tandem-index --example search_speed`.

use std::cmp::Reverse;
use std::time::Instant;

use tandem_index::{
    CentreId, Location, PlaceLink, Query, Searcher, TradeLink, Training, TrainingId,
};
use tandem_models::{Commune, DiplomaLevel, RomeCode, Understander};

const TRAININGS: usize = 24_000;
const ROUNDS: usize = 2_000;
/// Communes where something is taught, the largest.
const TOWNS: usize = 1_500;
/// Trades that are taught.
const TAUGHT: usize = 120;

fn training(number: usize, commune: &Commune, rome: RomeCode, label: &str) -> Training {
    Training {
        id: TrainingId(format!("bench:{number:05}")),
        title: format!("CAP {label}"),
        diploma: Some("CAP".to_owned()),
        level: DiplomaLevel::from_number(3 + u8::try_from(number % 6).unwrap_or(0)),
        cfd: None,
        rncp: None,
        romes: vec![rome],
        trade_link: TradeLink::Source,
        centre: CentreId(format!("nom:{}", number % 900)),
        centre_name: format!("CFA {}", commune.name),
        location: Location {
            address: None,
            postal_code: commune.postal_codes.first().cloned(),
            insee: Some(commune.insee),
            city: commune.name.clone(),
            point: commune.point,
        },
        place_link: PlaceLink::Insee,
        is_remote: false,
        sessions: Vec::new(),
        entry_months: vec![9],
        capacity: None,
        keywords: String::new(),
        is_demo: true,
    }
}

fn main() {
    let understander = Understander::embedded();
    let mut communes: Vec<&Commune> = understander.places().communes().iter().collect();
    communes.sort_by_key(|commune| Reverse(commune.population));
    communes.truncate(TOWNS);
    let trades: Vec<_> = understander
        .domains()
        .iter()
        .flat_map(|domain| &domain.trades)
        .take(TAUGHT)
        .collect();
    let trainings = (0..TRAININGS)
        .map(|number| {
            // two steps prime to the lengths spread trades and towns evenly
            let commune = communes[number * 7_919 % communes.len()];
            let trade = trades[number * 31 % trades.len()];
            training(number, commune, trade.rome, &trade.label)
        })
        .collect();
    let searcher = Searcher::in_memory(trainings, Vec::new());
    for (name, has_text, has_trades) in [
        ("words + 30 km + level", true, false),
        ("trades + 30 km + level", false, true),
        ("30 km + level", false, false),
    ] {
        let mut micros: Vec<u128> = Vec::with_capacity(ROUNDS);
        let mut hits = 0;
        for round in 0..ROUNDS {
            let trade = trades[round * 17 % trades.len()];
            let query = Query {
                text: has_text.then(|| trade.label.clone()),
                romes: if has_trades {
                    vec![trade.rome]
                } else {
                    Vec::new()
                },
                around: communes[round * 1_009 % communes.len()].point,
                radius_km: Some(30.0),
                levels: vec![DiplomaLevel::Three, DiplomaLevel::Four],
                limit: 20,
                ..Query::default()
            };
            let start = Instant::now();
            hits += searcher.trainings(&query).len();
            micros.push(start.elapsed().as_micros());
        }
        micros.sort_unstable();
        let at = |percent: usize| micros[ROUNDS * percent / 100];
        println!(
            "{name}: p50 {} µs, p95 {} µs, {} hits a search of at most 20",
            at(50),
            at(95),
            hits / ROUNDS
        );
    }
}
