//! How long a whole match takes. A measure, not a promise: run it by hand, in release, with
//! `cargo nextest run --release --workspace --run-ignored only -E 'test(whole_match)' --no-capture`.

use std::time::Instant;

use tandem_engine::matching::{Bookable, TradeSource, Wishes, propose_for};
use tandem_index::{HiringTrade, Searcher};
use tandem_models::Reach;

use super::supply::{TODAY, baker, bakery, place, recruiting, rome, training, wished};

const TRAININGS: u32 = 6_000;
const EMPLOYERS: u32 = 18_000;

/// A trade code out of sixty.
fn code(number: u32) -> String {
    format!("D1{:03}", number % 60)
}

#[test]
#[ignore = "a measure to read, not to pass"]
fn whole_match_with_24_000_documents() {
    // Scattered over a square of some 200 km around home, by a fixed walk.
    let point = |number: u32| {
        let step = |factor: f64| (f64::from(number) * factor).fract() - 0.5;
        let home = super::supply::HOME;
        tandem_models::Point {
            lat: home.lat + step(0.618_034) * 1.8,
            lon: home.lon + step(0.754_878) * 2.7,
        }
    };
    let trainings = (0..TRAININGS).map(|number| {
        let mut made = training(&format!("t{number:05}"), 1.0);
        made.location = place(Some(point(number)));
        made.romes = vec![rome(&code(number)), rome(&code(number / 7))];
        made.entry_months = vec![9];
        made
    });
    let employers = (1..=EMPLOYERS).map(|number| {
        let mut made = if number % 20 == 0 {
            recruiting(number, 1.0)
        } else {
            bakery(number, 1.0)
        };
        made.location = place(Some(point(number)));
        made.trades = (0..4)
            .map(|turn| HiringTrade {
                rome: rome(&code(number / (turn + 1))),
                affinity: 0.8,
            })
            .collect();
        made
    });
    let searcher = Searcher::in_memory(trainings.collect(), employers.collect());
    let trades = |count: u32| {
        (0..count)
            .map(|number| wished(&code(number), 1.0, TradeSource::Interest))
            .collect()
    };
    for (name, wishes) in [
        (
            "one trade, 30 km",
            Wishes {
                trades: trades(1),
                ..baker()
            },
        ),
        (
            "one trade, anywhere",
            Wishes {
                trades: trades(1),
                reach: Some(Reach::Anywhere),
                ..baker()
            },
        ),
        (
            "twenty trades, 60 km",
            Wishes {
                trades: trades(20),
                reach: Some(Reach::Kilometres(60)),
                ..baker()
            },
        ),
        (
            "any trade, 30 km",
            Wishes {
                trades: Vec::new(),
                ..baker()
            },
        ),
        (
            "unknown home",
            Wishes {
                trades: trades(5),
                home: None,
                ..baker()
            },
        ),
    ] {
        let mut times: Vec<u128> = (0..200)
            .map(|_| {
                let started = Instant::now();
                let found = propose_for(&wishes, None, &searcher, &Bookable::new(), TODAY);
                let elapsed = started.elapsed().as_micros();
                assert!(!found.trainings.is_empty());
                elapsed
            })
            .collect();
        times.sort_unstable();
        println!("{name}: median {} µs, p95 {} µs", times[100], times[190]);
    }
}
