//! Learns from what we say of each trade.
//!
//! A multiclass passive-aggressive machine (Crammer and others, "Online passive-aggressive algorithms",
//! 2006): each phrase should score its own trade above every other by a margin; where it does not, the two
//! are moved just enough, within a bound. The order is drawn from a fixed seed: the same phrases give the
//! same table, byte for byte.

use super::LearntTrades;
use super::features::{COLUMNS, Features, counted, weighed, words};
use crate::drawn::{SEED, shuffle};
use crate::ids::RomeCode;
use crate::text::{Sentence, rarity};
use crate::trades::{Domain, variants};

const EPOCHS: usize = 6;
/// How far one phrase may move the table.
const BOUND: f32 = 0.1;
const MARGIN: f32 = 1.0;

/// A text and the position of its trade.
pub(super) struct Said {
    trade: usize,
    text: String,
}

/// The trades in order, and every text that is said of them.
pub(super) fn taught(domains: &[Domain]) -> (Vec<RomeCode>, Vec<Said>) {
    let mut trades: Vec<_> = domains.iter().flat_map(|domain| &domain.trades).collect();
    trades.sort_by_key(|trade| trade.rome);
    let mut said = Vec::new();
    for (position, trade) in trades.iter().enumerate() {
        let titles = trade.titles.iter().flat_map(|title| variants(title));
        let texts = [&trade.label, &trade.day].into_iter().chain(&trade.phrases);
        said.extend(texts.cloned().chain(titles).map(|text| Said {
            trade: position,
            text,
        }));
    }
    (trades.iter().map(|trade| trade.rome).collect(), said)
}

/// A number that changes with any text, trade or setting.
pub(super) fn fingerprint(trades: &[RomeCode], said: &[Said]) -> u64 {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    let mut add = |bytes: &[u8]| {
        for byte in bytes.iter().chain(&[0xff]) {
            hash = (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    };
    add(format!("{COLUMNS} {EPOCHS} {BOUND} {MARGIN}").as_bytes());
    for one in said {
        add(trades[one.trade].as_str().as_bytes());
        add(one.text.as_bytes());
    }
    hash
}

/// The table of these domains.
pub(super) fn learn(domains: &[Domain]) -> LearntTrades {
    let (trades, said) = taught(domains);
    let read: Vec<Features> = said
        .iter()
        .map(|one| counted(&words(&Sentence::read(&one.text))))
        .collect();
    let rarity = rarity(&read, COLUMNS);
    let read: Vec<Features> = read
        .into_iter()
        .map(|features| weighed(features, &rarity))
        .collect();
    let classes: Vec<usize> = said.iter().map(|one| one.trade).collect();
    let weights = machine(trades.len(), &classes, &read);
    LearntTrades::of(fingerprint(&trades, &said), trades, &rarity, &weights)
}

/// Rows of one weight for each trade.
fn machine(trades: usize, classes: &[usize], read: &[Features]) -> Vec<Vec<f32>> {
    let mut weights = vec![vec![0.0_f32; trades]; COLUMNS];
    let mut order: Vec<usize> = (0..read.len()).collect();
    let mut drawn = SEED;
    let mut scores = vec![0.0_f32; trades];
    for _ in 0..EPOCHS {
        shuffle(&mut order, &mut drawn);
        for index in &order {
            let (right, features) = (classes[*index], &read[*index]);
            scores.fill(0.0);
            for (column, value) in features {
                for (score, weight) in scores.iter_mut().zip(&weights[*column as usize]) {
                    *score += value * weight;
                }
            }
            let rival = (0..trades)
                .filter(|trade| *trade != right)
                .max_by(|one, other| scores[*one].total_cmp(&scores[*other]));
            let Some(rival) = rival else { continue };
            let loss = MARGIN - scores[right] + scores[rival];
            if loss > 0.0 {
                let by = BOUND.min(loss / 2.0);
                for (column, value) in features {
                    let row = &mut weights[*column as usize];
                    row[right] += by * value;
                    row[rival] -= by * value;
                }
            }
        }
    }
    weights
}
