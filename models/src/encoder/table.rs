//! The embedded table of word pieces.

use super::pieces::Pieces;
use super::{Encoder, Side, Vector, to_length_one};
use crate::voices::OF_THE_TABLE;

/// Made by models/data/pieces/build-table, which tells its layout.
static EMBEDDED: &[u8] = include_bytes!("../../data/pieces/table.bin");

/// Why a table cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TableError {
    /// It begins otherwise than a table does.
    #[error("not a table of word pieces")]
    Kind,
    /// It ends before byte `wanted`.
    #[error("the table of word pieces ends at byte {length}, {wanted} were announced")]
    Short {
        /// Its length.
        length: usize,
        /// What it should have at least.
        wanted: usize,
    },
    /// A piece that is not text.
    #[error("piece {0} of the table is not text")]
    Piece(usize),
}

/// Sum of the vectors of the pieces, rare ones counting more (their weight is in their vectors).
#[derive(Debug)]
pub struct StaticEncoder {
    pieces: Pieces,
    dimensions: usize,
    scales: Vec<f32>,
    values: Vec<i8>,
}

impl StaticEncoder {
    /// The table in the program.
    pub fn embedded() -> Result<Self, TableError> {
        Self::read(EMBEDDED)
    }

    /// A table of the layout that models/data/pieces/build-table writes.
    pub fn read(bytes: &[u8]) -> Result<Self, TableError> {
        let mut reader = Reader { bytes, at: 0 };
        if reader.take(4)? != b"TDP1" {
            return Err(TableError::Kind);
        }
        let count = reader.number()?;
        let dimensions = reader.number()?;
        let mut names: Vec<Box<str>> = Vec::new();
        for number in 0..count {
            let length = usize::from(reader.take(1)?[0]);
            let name = std::str::from_utf8(reader.take(length)?);
            names.push(name.map_err(|_| TableError::Piece(number))?.into());
        }
        let scores = reader.floats(count)?;
        let scales = reader.floats(count)?;
        let values = reader.take(count.saturating_mul(dimensions))?;
        Ok(Self {
            pieces: Pieces::new(names.into_iter().zip(scores)),
            dimensions,
            scales,
            values: values.iter().map(|byte| byte.cast_signed()).collect(),
        })
    }

    fn one(&self, text: &str) -> Vector {
        let mut sum = vec![0.0; self.dimensions];
        for piece in self.pieces.cut(text) {
            let piece = piece as usize;
            let scale = self.scales[piece];
            let row = &self.values[piece * self.dimensions..(piece + 1) * self.dimensions];
            for (total, value) in sum.iter_mut().zip(row) {
                *total += scale * f32::from(*value);
            }
        }
        to_length_one(&mut sum);
        sum
    }
}

impl Encoder for StaticEncoder {
    fn encode(&self, texts: &[&str], _: Side) -> Vec<Vector> {
        texts.iter().map(|text| self.one(text)).collect()
    }

    fn weight(&self) -> f32 {
        OF_THE_TABLE
    }
}

struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Reader<'a> {
    fn take(&mut self, length: usize) -> Result<&'a [u8], TableError> {
        let wanted = self.at.saturating_add(length);
        let taken = self.bytes.get(self.at..wanted).ok_or(TableError::Short {
            length: self.bytes.len(),
            wanted,
        })?;
        self.at = wanted;
        Ok(taken)
    }

    fn number(&mut self) -> Result<usize, TableError> {
        let bytes = self.take(4)?;
        Ok(u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]) as usize)
    }

    fn floats(&mut self, count: usize) -> Result<Vec<f32>, TableError> {
        let bytes = self.take(count.saturating_mul(4))?;
        let four = bytes.chunks_exact(4);
        Ok(four
            .map(|b| f32::from_le_bytes([b[0], b[1], b[2], b[3]]))
            .collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_cut_short_or_of_another_kind_is_told_and_never_read() {
        assert_eq!(
            StaticEncoder::read(b"PK\x03\x04").err(),
            Some(TableError::Kind)
        );
        for end in [0, 3, 10, 5_000, EMBEDDED.len() - 1] {
            let error = StaticEncoder::read(&EMBEDDED[..end]).err();
            assert!(
                matches!(error, Some(TableError::Short { .. })),
                "{end}: {error:?}"
            );
        }
    }

    #[test]
    fn texts_that_mean_the_same_lie_nearer_than_others() -> Result<(), TableError> {
        let encoder = StaticEncoder::embedded()?;
        let said = encoder.encode(
            &[
                "réparer des voitures",
                "remettre une auto en état",
                "garder des bébés",
                "?",
            ],
            Side::Said,
        );
        let near =
            |one: &[f32], other: &[f32]| -> f32 { one.iter().zip(other).map(|(a, b)| a * b).sum() };
        assert!(near(&said[0], &said[1]) > near(&said[0], &said[2]) + 0.1);
        assert!(said[3].iter().all(|value| *value == 0.0));
        Ok(())
    }
}
