//! Learns trades anew from models/data/trades and writes models/data/learnt.bin.gz; after it the tests pass
//! that compare the table with the phrases: `cargo run --release -p tandem-models --example learn_trades`

use std::time::Instant;

use tandem_models::learnt::LearntTrades;

fn main() -> std::io::Result<()> {
    let before = Instant::now();
    let file = LearntTrades::learnt_anew().write()?;
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/data/learnt.bin.gz");
    std::fs::write(path, &file)?;
    println!("learnt in {:.1?}, {} bytes", before.elapsed(), file.len());
    Ok(())
}
