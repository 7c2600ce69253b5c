//! The pay that Tandem says equals the public simulator, on a grid.

use std::path::Path;
use std::process::Command;

use jiff::civil::Date;
use serde::Deserialize;
use tandem_engine::pay::{self, PayBand};

#[derive(Deserialize)]
struct Oracle {
    day: Date,
    band: usize,
    year: u8,
    gross: f64,
    net: f64,
}

#[test]
fn pay_equals_the_public_simulator() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("web");
    let output = Command::new("node")
        .arg("pay.mjs")
        .current_dir(&folder)
        .output()
        .expect("node");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    let grid: Vec<Oracle> = text
        .lines()
        .map(|line| serde_json::from_str(line).expect(line))
        .collect();
    assert!(grid.len() > 100, "{} points", grid.len());
    for point in grid {
        let own = pay::least(PayBand::ALL[point.band], point.year, point.day);
        let named = format!(
            "{}, {:?}, year {}",
            point.day,
            PayBand::ALL[point.band],
            point.year
        );
        assert!(
            (f64::from(own.gross) - point.gross).abs() < f64::EPSILON,
            "{named}: {} € gross here, {} € there",
            own.gross,
            point.gross
        );
        let difference = (f64::from(own.net_cents) / 100.0 - point.net).abs();
        assert!(
            difference <= 0.011,
            "{named}: {} cents net here, {} € there",
            own.net_cents,
            point.net
        );
    }
}
