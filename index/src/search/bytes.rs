//! Files made of numbered parts, and numbers read out of them where they lie.
//!
//! A file is its parts one after the other, their end offsets (u64, little endian), then how
//! many there are (u64). Nothing is copied when a file is opened: parts are slices of the
//! mapped file, numbers are decoded as they are asked for.

use std::io::{self, Write};

use tantivy::directory::OwnedBytes;

/// Writes parts in the form of this module.
pub(crate) fn write_parts(out: &mut impl Write, parts: &[Vec<u8>]) -> io::Result<()> {
    let mut end = 0_u64;
    let mut ends = Vec::with_capacity(parts.len());
    for part in parts {
        out.write_all(part)?;
        end += part.len() as u64;
        ends.push(end);
    }
    for end in &ends {
        out.write_all(&end.to_le_bytes())?;
    }
    out.write_all(&(parts.len() as u64).to_le_bytes())?;
    out.flush()
}

/// The parts of a file; `None` when it is not made of exactly so many.
pub(crate) fn open_parts<const COUNT: usize>(bytes: &OwnedBytes) -> Option<[OwnedBytes; COUNT]> {
    let number_at = |at: usize| {
        let raw = bytes.get(at..at.checked_add(8)?)?.try_into().ok()?;
        usize::try_from(u64::from_le_bytes(raw)).ok()
    };
    let count_at = bytes.len().checked_sub(8)?;
    if number_at(count_at)? != COUNT {
        return None;
    }
    let table = count_at.checked_sub(COUNT * 8)?;
    let mut start = 0;
    let mut parts = Vec::with_capacity(COUNT);
    for part in 0..COUNT {
        let end = number_at(table + part * 8)?;
        if end < start || end > table {
            return None;
        }
        parts.push(bytes.slice(start..end));
        start = end;
    }
    parts.try_into().ok()
}

/// Appends a number.
pub(crate) fn push_u32(out: &mut Vec<u8>, number: u32) {
    out.extend_from_slice(&number.to_le_bytes());
}

/// Numbers of a part.
#[derive(Clone)]
pub(crate) struct Numbers(pub(crate) OwnedBytes);

impl Numbers {
    /// How many.
    pub(crate) fn len(&self) -> usize {
        self.0.len() / 4
    }

    /// One of them; 0 beyond the end.
    #[inline]
    pub(crate) fn get(&self, position: usize) -> u32 {
        self.raw()
            .get(position)
            .map_or(0, |raw| u32::from_le_bytes(*raw))
    }

    /// All of them, as they lie.
    #[inline]
    pub(crate) fn raw(&self) -> &[[u8; 4]] {
        self.0.as_chunks().0
    }
}

/// Texts one after the other, found by position.
pub(crate) struct Texts {
    bytes: OwnedBytes,
    ends: Numbers,
}

impl Texts {
    /// Texts whose ends are given.
    pub(crate) fn new(bytes: OwnedBytes, ends: OwnedBytes) -> Self {
        Self {
            bytes,
            ends: Numbers(ends),
        }
    }

    /// How many.
    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    /// One of them; empty beyond the end.
    #[inline]
    pub(crate) fn bytes(&self, position: usize) -> &[u8] {
        let start = match position {
            0 => 0,
            _ => self.ends.get(position - 1) as usize,
        };
        let end = self.ends.get(position) as usize;
        self.bytes.get(start..end).unwrap_or_default()
    }

    /// One of them as text.
    pub(crate) fn text(&self, position: usize) -> &str {
        std::str::from_utf8(self.bytes(position)).unwrap_or_default()
    }
}

/// The two parts of [`Texts`]: bytes and ends.
pub(crate) fn text_parts<'a>(texts: impl IntoIterator<Item = &'a [u8]>) -> (Vec<u8>, Vec<u8>) {
    let (mut bytes, mut ends) = (Vec::new(), Vec::new());
    for text in texts {
        bytes.extend_from_slice(text);
        push_u32(&mut ends, u32::try_from(bytes.len()).unwrap_or(u32::MAX));
    }
    (bytes, ends)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_come_back_and_a_damaged_file_is_refused() {
        let (texts, ends) = text_parts(["un", "", "trois"].map(str::as_bytes));
        let mut file = Vec::new();
        write_parts(&mut file, &[texts, ends, Vec::new()]).unwrap();
        let [texts, ends, empty] = open_parts(&OwnedBytes::new(file.clone())).unwrap();
        let texts = Texts::new(texts, ends);
        assert_eq!((texts.len(), empty.len()), (3, 0));
        assert_eq!(
            [0, 1, 2, 3].map(|at| texts.text(at)),
            ["un", "", "trois", ""]
        );
        assert!(open_parts::<2>(&OwnedBytes::new(file.clone())).is_none());
        assert!(open_parts::<3>(&OwnedBytes::new(file[..20].to_vec())).is_none());
        let mut wrong_end = file.clone();
        let at = wrong_end.len() - 16;
        wrong_end[at] = 200;
        assert!(open_parts::<3>(&OwnedBytes::new(wrong_end)).is_none());
    }
}
