//! The table as a file: gzip over "TDL1"; u64 fingerprint; f32 unit; u16 trades and their codes of five
//! letters; then for each column u8 rarity in steps of `RARITY_STEP`; then for each column the number of its
//! weights as u16; then the gaps between positions as u16; then the weights as i8. Little endian.

use std::io::{Read, Write};

use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;

use super::LearntTrades;
use super::features::COLUMNS;
use crate::ids::RomeCode;

const MAGIC: &[u8] = b"TDL1";
/// A rarity is kept in steps: the natural logarithm of some thousands of texts is below 16.
const RARITY_STEP: f32 = 1.0 / 16.0;

/// A table that cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the table of learnt trades is damaged: models/data/learnt.bin.gz")]
pub struct TableError;

/// A rarity as the file keeps it.
pub(super) fn kept_rarity(rarity: f32) -> f32 {
    f32::from(steps(rarity)) * RARITY_STEP
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "held between 0 and 255"
)]
fn steps(rarity: f32) -> u8 {
    (rarity / RARITY_STEP).round().clamp(0.0, 255.0) as u8
}

impl LearntTrades {
    /// The file.
    ///
    /// # Errors
    /// When there is no memory to write to.
    pub fn write(&self) -> std::io::Result<Vec<u8>> {
        let mut out = GzEncoder::new(Vec::new(), Compression::best());
        out.write_all(MAGIC)?;
        out.write_all(&self.fingerprint.to_le_bytes())?;
        out.write_all(&self.unit.to_le_bytes())?;
        let trades = u16::try_from(self.trades.len()).unwrap_or(u16::MAX);
        out.write_all(&trades.to_le_bytes())?;
        for trade in &self.trades {
            out.write_all(trade.as_str().as_bytes())?;
        }
        let rarities: Vec<u8> = self.rarity.iter().map(|rarity| steps(*rarity)).collect();
        out.write_all(&rarities)?;
        for held in self.starts.windows(2) {
            let count = u16::try_from(held[1] - held[0]).unwrap_or(u16::MAX);
            out.write_all(&count.to_le_bytes())?;
        }
        for held in self.starts.windows(2) {
            let mut before = 0;
            for place in &self.places[held[0] as usize..held[1] as usize] {
                out.write_all(&(place - before).to_le_bytes())?;
                before = *place;
            }
        }
        let weights: Vec<u8> = self.weights.iter().map(|w| w.to_le_bytes()[0]).collect();
        out.write_all(&weights)?;
        out.finish()
    }

    /// Reads what [`Self::write`] wrote.
    ///
    /// # Errors
    /// When it is anything else.
    pub fn read(file: &[u8]) -> Result<Self, TableError> {
        let mut bytes = Vec::new();
        GzDecoder::new(file)
            .read_to_end(&mut bytes)
            .map_err(|_| TableError)?;
        let mut rest = Rest(&bytes);
        if rest.take(MAGIC.len())? != MAGIC {
            return Err(TableError);
        }
        let fingerprint = u64::from_le_bytes(rest.array()?);
        let unit = f32::from_le_bytes(rest.array()?);
        let count = usize::from(u16::from_le_bytes(rest.array()?));
        let mut trades: Vec<RomeCode> = Vec::with_capacity(count);
        for _ in 0..count {
            let code = std::str::from_utf8(rest.take(5)?).map_err(|_| TableError)?;
            trades.push(code.parse().map_err(|_| TableError)?);
        }
        let rarity = rest
            .take(COLUMNS)?
            .iter()
            .map(|steps| f32::from(*steps) * RARITY_STEP)
            .collect();
        let mut starts = Vec::with_capacity(COLUMNS + 1);
        let mut end = 0_u32;
        starts.push(end);
        for _ in 0..COLUMNS {
            end += u32::from(u16::from_le_bytes(rest.array()?));
            starts.push(end);
        }
        let mut places = Vec::with_capacity(end as usize);
        for held in starts.windows(2) {
            let mut place = 0_u16;
            for _ in held[0]..held[1] {
                place = place
                    .checked_add(u16::from_le_bytes(rest.array()?))
                    .filter(|place| usize::from(*place) < count)
                    .ok_or(TableError)?;
                places.push(place);
            }
        }
        let weights = rest
            .take(end as usize)?
            .iter()
            .map(|byte| i8::from_le_bytes([*byte]))
            .collect();
        if !rest.0.is_empty() {
            return Err(TableError);
        }
        Ok(Self {
            fingerprint,
            trades,
            rarity,
            starts,
            places,
            weights,
            unit,
        })
    }
}

/// What is left to read.
struct Rest<'a>(&'a [u8]);

impl<'a> Rest<'a> {
    fn take(&mut self, count: usize) -> Result<&'a [u8], TableError> {
        let (taken, left) = self.0.split_at_checked(count).ok_or(TableError)?;
        self.0 = left;
        Ok(taken)
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N], TableError> {
        self.take(N)?.try_into().map_err(|_| TableError)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_is_read_as_it_was_written_and_a_damaged_one_is_refused() {
        let mut weights = vec![vec![0.0; 2]; COLUMNS];
        weights[3] = vec![0.5, -1.0];
        weights[COLUMNS - 1] = vec![0.0, 0.25];
        let trades = vec!["D1102".parse().unwrap(), "D1104".parse().unwrap()];
        let table = LearntTrades::of(7, trades, &vec![2.5; COLUMNS], &weights);
        let file = table.write().unwrap();
        assert_eq!(LearntTrades::read(&file), Ok(table));
        assert_eq!(LearntTrades::read(&file[..file.len() / 2]), Err(TableError));
        assert_eq!(LearntTrades::read(b"TDL1"), Err(TableError));
    }
}
