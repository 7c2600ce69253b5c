//! The documents themselves, in short rows read when they are shown.
//!
//! A row is its fields one after the other; numbers are short when small. A text stands in the
//! row the first time it is met; from its second time on, rows name it by its number in a table
//! of texts: towns, activities, trades and ordinary names cost a byte or three. Points stand in
//! the columns. JSON took 400 bytes an employer, this takes 40; reading one back takes 0.3 µs,
//! so nothing is kept decoded and memory does not grow with use.

use std::collections::HashMap;
use std::sync::Arc;

use tantivy::directory::OwnedBytes;

use super::bytes::{Texts, push_u32, text_parts};
use super::document::Indexed;

/// A text met once so far.
const ONCE: u32 = u32::MAX;
/// Marks before a text: none, in the row, then numbers of the table.
const NONE: u64 = 0;
const HERE: u64 = 1;
const FIRST_NUMBER: u64 = 2;

/// Writes rows.
#[derive(Default)]
pub(crate) struct RowWriter<'a> {
    bytes: Vec<u8>,
    known: HashMap<&'a str, u32>,
    table: Vec<&'a [u8]>,
}

impl<'a> RowWriter<'a> {
    /// A number, one byte for each seven bits it needs.
    pub(crate) fn number(&mut self, mut number: u64) {
        while number >= 0x80 {
            self.bytes.push(number.to_le_bytes()[0] | 0x80);
            number >>= 7;
        }
        self.bytes.push(number.to_le_bytes()[0]);
    }

    /// A share or score: round ones are short.
    pub(crate) fn score(&mut self, score: f32) {
        self.number(u64::from(score.to_bits().swap_bytes()));
    }

    /// A text, or none.
    pub(crate) fn text(&mut self, text: Option<&'a str>) {
        let Some(text) = text else {
            return self.number(NONE);
        };
        let next = u32::try_from(self.table.len()).unwrap_or(ONCE);
        if let Some(number) = self.known.get_mut(text) {
            if *number == ONCE {
                *number = next;
                self.table.push(text.as_bytes());
            }
            let number = u64::from(*number) + FIRST_NUMBER;
            self.number(number);
            return;
        }
        self.known.insert(text, ONCE);
        self.number(HERE);
        self.number(text.len() as u64);
        self.bytes.extend_from_slice(text.as_bytes());
    }
}

/// Number of parts of the rows.
pub(crate) const PARTS: usize = 4;

/// Rows of items as parts of a file.
pub(crate) fn row_parts<T: Indexed>(items: &[Arc<T>]) -> [Vec<u8>; PARTS] {
    let mut writer = RowWriter::default();
    let mut ends = Vec::with_capacity(items.len() * 4);
    for item in items {
        item.write(&mut writer);
        let end = u32::try_from(writer.bytes.len()).unwrap_or(u32::MAX);
        push_u32(&mut ends, end);
    }
    let (texts, text_ends) = text_parts(writer.table);
    [writer.bytes, ends, texts, text_ends]
}

/// Rows of a file.
pub(crate) struct Rows {
    rows: Texts,
    texts: Texts,
}

impl Rows {
    /// The rows of a file.
    pub(crate) fn open(parts: [OwnedBytes; PARTS]) -> Self {
        let [rows, ends, texts, text_ends] = parts;
        Self {
            rows: Texts::new(rows, ends),
            texts: Texts::new(texts, text_ends),
        }
    }

    /// How many.
    pub(crate) fn len(&self) -> usize {
        self.rows.len()
    }

    /// One row, from its beginning.
    pub(crate) fn row(&self, doc: u32) -> RowReader<'_> {
        RowReader {
            rest: self.rows.bytes(doc as usize),
            texts: &self.texts,
        }
    }
}

/// Reads a row, field after field in the order they were written. `None`: the row ends or
/// holds something else.
pub(crate) struct RowReader<'a> {
    rest: &'a [u8],
    texts: &'a Texts,
}

impl<'a> RowReader<'a> {
    /// A number.
    #[inline]
    pub(crate) fn number(&mut self) -> Option<u64> {
        let mut number = 0;
        for shift in (0..64).step_by(7) {
            let (byte, rest) = self.rest.split_first()?;
            self.rest = rest;
            number |= u64::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return Some(number);
            }
        }
        None
    }

    /// A number that fits a smaller kind.
    pub(crate) fn small<N: TryFrom<u64>>(&mut self) -> Option<N> {
        self.number()?.try_into().ok()
    }

    /// A share or score.
    pub(crate) fn score(&mut self) -> Option<f32> {
        Some(f32::from_bits(self.small::<u32>()?.swap_bytes()))
    }

    /// A text that may be missing.
    #[expect(
        clippy::option_option,
        reason = "unreadable is not the same as missing"
    )]
    pub(crate) fn maybe_text(&mut self) -> Option<Option<&'a str>> {
        match self.number()? {
            NONE => Some(None),
            HERE => {
                let length = self.small()?;
                let (text, rest) = self.rest.split_at_checked(length)?;
                self.rest = rest;
                std::str::from_utf8(text).ok().map(Some)
            }
            number => {
                let number = usize::try_from(number - FIRST_NUMBER).ok()?;
                Some(Some(self.texts.text(number)))
            }
        }
    }

    /// A text that is never missing.
    pub(crate) fn text(&mut self) -> Option<&'a str> {
        self.maybe_text()?
    }

    /// As many as are announced.
    pub(crate) fn several<V>(
        &mut self,
        mut read: impl FnMut(&mut Self) -> Option<V>,
    ) -> Option<Vec<V>> {
        let count: usize = self.small()?;
        (0..count).map(|_| read(self)).collect()
    }
}
