//! Lists of documents by trade or by word, with boxes over their places.

use std::collections::BTreeMap;

use tantivy::directory::OwnedBytes;

use super::super::bytes::{Numbers, Texts, push_u32, text_parts};
use super::columns::{Columns, read_unit};

/// Documents in a box of the lowest level.
pub(super) const LEAF: usize = 32;
/// Boxes in a box of the next level.
pub(super) const FAN: usize = 8;
/// Bit of an entry that says: strongly (a word of the title).
const STRONG: u32 = 1 << 31;

/// An entry of a list: a document, and whether it belongs there strongly.
pub(crate) fn entry(doc: u32, is_strong: bool) -> u32 {
    doc | if is_strong { STRONG } else { 0 }
}

/// The document of an entry.
#[inline]
pub(crate) fn doc_of(entry: u32) -> u32 {
    entry & !STRONG
}

/// Whether an entry is strong.
#[inline]
pub(crate) fn is_strong(entry: u32) -> bool {
    entry & STRONG != 0
}

/// Lists being gathered: key → entries, in order of documents.
#[derive(Debug, Default)]
pub(crate) struct Gathered(BTreeMap<Vec<u8>, Vec<u32>>);

impl Gathered {
    /// Adds a document to a list. Documents come in ascending order; of a document added twice
    /// the strong entry stays.
    pub(crate) fn add(&mut self, key: &str, entry: u32) {
        let list = match self.0.get_mut(key.as_bytes()) {
            Some(list) => list,
            None => self.0.entry(key.as_bytes().to_vec()).or_default(),
        };
        match list.last_mut() {
            Some(before) if doc_of(*before) == doc_of(entry) => *before |= entry,
            _ => list.push(entry),
        }
    }

    /// The lists as parts of a file; `placed` documents, the first ones, have a place.
    pub(crate) fn parts(&self, columns: &Columns, placed: u32) -> [Vec<u8>; PARTS] {
        let (keys, key_ends) = text_parts(self.0.keys().map(Vec::as_slice));
        let (mut entries, mut starts) = (Vec::new(), Vec::new());
        let (mut boxes, mut box_starts) = (Vec::new(), Vec::new());
        let mut placed_counts = Vec::new();
        for list in self.0.values() {
            push_count(&mut starts, entries.len() / 4);
            push_count(&mut box_starts, boxes.len() / 24);
            let count = list.partition_point(|entry| doc_of(*entry) < placed);
            push_count(&mut placed_counts, count);
            for entry in list {
                push_u32(&mut entries, *entry);
            }
            for edges in boxes_over(list.get(..count).unwrap_or_default(), columns) {
                for edge in edges.low.into_iter().chain(edges.high) {
                    boxes.extend_from_slice(&edge.to_le_bytes());
                }
            }
        }
        push_count(&mut starts, entries.len() / 4);
        push_count(&mut box_starts, boxes.len() / 24);
        [
            keys,
            key_ends,
            starts,
            entries,
            placed_counts,
            box_starts,
            boxes,
        ]
    }
}

fn push_count(out: &mut Vec<u8>, count: usize) {
    push_u32(out, u32::try_from(count).unwrap_or(u32::MAX));
}

/// A box in space, from the centre of the Earth.
#[derive(Debug, Clone, Copy)]
struct Edges {
    low: [f32; 3],
    high: [f32; 3],
}

impl Edges {
    const NONE: Self = Self {
        low: [f32::INFINITY; 3],
        high: [f32::NEG_INFINITY; 3],
    };

    fn joined(mut self, other: &Self) -> Self {
        for axis in 0..3 {
            self.low[axis] = self.low[axis].min(other.low[axis]);
            self.high[axis] = self.high[axis].max(other.high[axis]);
        }
        self
    }
}

/// Boxes of all levels, the lowest first.
fn boxes_over(list: &[u32], columns: &Columns) -> Vec<Edges> {
    let units = columns.units();
    let mut level: Vec<Edges> = list
        .chunks(LEAF)
        .map(|leaf| {
            leaf.iter().fold(Edges::NONE, |edges, entry| {
                let unit = units
                    .get(doc_of(*entry) as usize)
                    .map_or([0.0; 3], read_unit);
                edges.joined(&Edges {
                    low: unit,
                    high: unit,
                })
            })
        })
        .collect();
    let mut all = Vec::new();
    while level.len() > 1 {
        let next = level
            .chunks(FAN)
            .map(|few| few.iter().fold(Edges::NONE, Edges::joined))
            .collect();
        all.append(&mut level);
        level = next;
    }
    all.append(&mut level);
    all
}

/// Number of parts of the lists.
pub(crate) const PARTS: usize = 7;

/// Lists read where they lie in the file.
pub(crate) struct Lists {
    keys: Texts,
    starts: Numbers,
    entries: Numbers,
    placed_counts: Numbers,
    box_starts: Numbers,
    boxes: OwnedBytes,
}

impl Lists {
    /// The lists of a file; `None` when their lengths do not agree.
    pub(crate) fn open(parts: [OwnedBytes; PARTS]) -> Option<Self> {
        let [
            keys,
            key_ends,
            starts,
            entries,
            placed_counts,
            box_starts,
            boxes,
        ] = parts;
        let lists = Self {
            keys: Texts::new(keys, key_ends),
            starts: Numbers(starts),
            entries: Numbers(entries),
            placed_counts: Numbers(placed_counts),
            box_starts: Numbers(box_starts),
            boxes,
        };
        let count = lists.keys.len();
        let is_whole = lists.starts.len() == count + 1
            && lists.box_starts.len() == count + 1
            && lists.placed_counts.len() == count
            && lists.starts.get(count) as usize == lists.entries.len()
            && lists.box_starts.get(count) as usize * 24 == lists.boxes.len();
        is_whole.then_some(lists)
    }

    /// The keys, in order.
    pub(crate) fn keys(&self) -> &Texts {
        &self.keys
    }

    /// The list of a key.
    pub(crate) fn find(&self, key: &str) -> Option<List<'_>> {
        let (mut low, mut high) = (0, self.keys.len());
        while low < high {
            let middle = usize::midpoint(low, high);
            match self.keys.bytes(middle).cmp(key.as_bytes()) {
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Greater => high = middle,
                std::cmp::Ordering::Equal => return self.at(middle),
            }
        }
        None
    }

    /// The list of a position among the keys.
    pub(crate) fn at(&self, position: usize) -> Option<List<'_>> {
        let range =
            |numbers: &Numbers| numbers.get(position) as usize..numbers.get(position + 1) as usize;
        let boxes: &[[u8; 24]] = self.boxes.as_chunks().0;
        Some(List {
            entries: self.entries.raw().get(range(&self.starts))?,
            placed: self.placed_counts.get(position) as usize,
            boxes: boxes.get(range(&self.box_starts))?,
        })
    }
}

/// One list.
#[derive(Clone, Copy)]
pub(crate) struct List<'a> {
    entries: &'a [[u8; 4]],
    placed: usize,
    boxes: &'a [[u8; 24]],
}

impl<'a> List<'a> {
    /// How many entries.
    pub(crate) fn len(&self) -> usize {
        self.entries.len()
    }

    /// All entries, in order of documents.
    pub(crate) fn entries(&self) -> impl Iterator<Item = u32> + 'a {
        self.entries.iter().map(|raw| u32::from_le_bytes(*raw))
    }

    /// Entries without a place to go to.
    pub(crate) fn elsewhere(&self) -> impl Iterator<Item = u32> + 'a {
        let rest = self.entries.get(self.placed..).unwrap_or_default();
        rest.iter().map(|raw| u32::from_le_bytes(*raw))
    }

    /// The entry of a document.
    #[inline]
    pub(crate) fn entry_of(&self, doc: u32) -> Option<u32> {
        let at = self
            .entries
            .partition_point(|raw| doc_of(u32::from_le_bytes(*raw)) < doc);
        let entry = u32::from_le_bytes(*self.entries.get(at)?);
        (doc_of(entry) == doc).then_some(entry)
    }

    /// Entries of a box of the lowest level.
    #[inline]
    pub(super) fn leaf(&self, leaf: usize) -> &'a [[u8; 4]] {
        let start = leaf * LEAF;
        let end = (start + LEAF).min(self.placed);
        self.entries.get(start..end).unwrap_or_default()
    }

    /// How many boxes the lowest level has.
    pub(super) fn leaves(&self) -> usize {
        self.placed.div_ceil(LEAF)
    }

    /// Square of the straight distance from a vector to a box.
    #[inline]
    pub(super) fn apart(&self, number: usize, from: [f32; 3]) -> f32 {
        let Some(raw) = self.boxes.get(number) else {
            return f32::INFINITY;
        };
        let edges: &[[u8; 4]] = raw.as_chunks().0;
        let mut sum = 0.0;
        for axis in 0..3 {
            let low = f32::from_le_bytes(edges[axis]);
            let high = f32::from_le_bytes(edges[axis + 3]);
            let apart = (low - from[axis]).max(from[axis] - high).max(0.0);
            sum += apart * apart;
        }
        sum
    }
}
