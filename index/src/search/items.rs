//! The documents themselves: decoded once, then shared.
//!
//! On disk: the items as JSON one after the other, then their end offsets (u64, little
//! endian), then their number (u64). Nothing is decoded before it is asked for.

use std::io::{self, Write};
use std::sync::{Arc, OnceLock};

use serde::Serialize;
use serde::de::DeserializeOwned;
use tantivy::directory::OwnedBytes;

/// Items by document number.
pub(crate) enum Items<T> {
    /// All decoded.
    Held(Vec<Arc<T>>),
    /// In a file, decoded when first asked for.
    Filed {
        /// The file.
        bytes: OwnedBytes,
        /// One place per item.
        decoded: Vec<OnceLock<Arc<T>>>,
    },
}

impl<T: DeserializeOwned> Items<T> {
    /// Items of a file; `None` when its table of offsets does not fit it.
    pub(crate) fn open(bytes: OwnedBytes) -> Option<Self> {
        let count = number_at(&bytes, bytes.len().checked_sub(8)?)?;
        let table = count.checked_mul(8)?.checked_add(8)?;
        bytes.len().checked_sub(table)?;
        let decoded = (0..count).map(|_| OnceLock::new()).collect();
        Some(Self::Filed { bytes, decoded })
    }

    /// How many.
    pub(crate) fn len(&self) -> usize {
        match self {
            Self::Held(items) => items.len(),
            Self::Filed { decoded, .. } => decoded.len(),
        }
    }

    /// One item.
    pub(crate) fn get(&self, doc: u32) -> Option<Arc<T>> {
        let position = doc as usize;
        match self {
            Self::Held(items) => items.get(position).cloned(),
            Self::Filed { bytes, decoded } => {
                let place = decoded.get(position)?;
                if let Some(item) = place.get() {
                    return Some(Arc::clone(item));
                }
                let item = serde_json::from_slice(blob(bytes, position, decoded.len())?)
                    .inspect_err(|error| {
                        tracing::error!(index.document = doc, "unreadable item: {error}");
                    })
                    .ok()?;
                Some(Arc::clone(place.get_or_init(|| Arc::new(item))))
            }
        }
    }
}

fn number_at(bytes: &[u8], at: usize) -> Option<usize> {
    let raw = bytes.get(at..at.checked_add(8)?)?.try_into().ok()?;
    usize::try_from(u64::from_le_bytes(raw)).ok()
}

fn blob(bytes: &[u8], position: usize, count: usize) -> Option<&[u8]> {
    let table = bytes.len() - 8 - count * 8;
    let start = match position {
        0 => 0,
        _ => number_at(bytes, table + (position - 1) * 8)?,
    };
    let end = number_at(bytes, table + position * 8)?;
    bytes.get(start..end)
}

/// Writes items in the form of this module.
pub(crate) fn write_items<T: Serialize>(out: &mut impl Write, items: &[Arc<T>]) -> io::Result<()> {
    let mut ends = Vec::with_capacity(items.len());
    let mut end = 0_u64;
    for item in items {
        let json = serde_json::to_vec(item.as_ref())?;
        out.write_all(&json)?;
        end += json.len() as u64;
        ends.push(end);
    }
    for end in &ends {
        out.write_all(&end.to_le_bytes())?;
    }
    out.write_all(&(ends.len() as u64).to_le_bytes())?;
    out.flush()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_come_back_and_a_damaged_file_is_refused() {
        let items: Vec<Arc<String>> = ["un", "deux", ""].map(|s| Arc::new(s.to_owned())).into();
        let mut file = Vec::new();
        write_items(&mut file, &items).unwrap();
        let open = Items::<String>::open(OwnedBytes::new(file.clone())).unwrap();
        for (doc, item) in (0_u32..).zip(&items) {
            assert_eq!(open.get(doc).as_ref(), Some(item));
        }
        assert!(open.get(3).is_none());
        let mut wrong_count = file.clone();
        let at = wrong_count.len() - 8;
        wrong_count[at] = 200;
        assert!(Items::<String>::open(OwnedBytes::new(wrong_count)).is_none());
        assert!(Items::<String>::open(OwnedBytes::new(file[..4].to_vec())).is_none());
    }
}
