//! Every place where a label can be entered, sorted, and the best of any stretch of them.

use std::collections::BinaryHeap;
use std::ops::Range;

use crate::search::bytes::Texts;

/// Keys under one entry of the lowest table.
const BLOCK: usize = 32;

/// A beginning of a word in a folded label.
#[derive(Debug, Clone, Copy)]
struct Key {
    label: u32,
    start: u32,
}

/// All of them in the order of what follows them.
pub(super) struct Keys {
    sorted: Vec<Key>,
    /// Rank of each key: labels come by their position (their weight), those entered at their
    /// beginning before all others.
    ranks: Vec<u32>,
    /// `least[n][b]`: least rank of the `2^n` blocks from block `b` on.
    least: Vec<Vec<u32>>,
}

impl Keys {
    /// The keys of folded labels, the best label first.
    pub(super) fn new(folded: &[String]) -> Self {
        let mut keys: Vec<(&str, Key)> = Vec::new();
        for (label, text) in (0_u32..).zip(folded) {
            let mut start = 0;
            for word in text.split(' ') {
                if let Some(rest) = text.get(start..).filter(|rest| !rest.is_empty()) {
                    let start = u32::try_from(start).unwrap_or(u32::MAX);
                    keys.push((rest, Key { label, start }));
                }
                start += word.len() + 1;
            }
        }
        keys.sort_unstable_by_key(|(rest, key)| (*rest, key.label, key.start));
        let count = u32::try_from(folded.len()).unwrap_or(u32::MAX);
        let ranks: Vec<u32> = keys
            .iter()
            .map(|(_, key)| {
                if key.start == 0 {
                    key.label
                } else {
                    key.label.saturating_add(count)
                }
            })
            .collect();
        let mut least: Vec<Vec<u32>> = vec![
            ranks
                .chunks(BLOCK)
                .map(|block| block.iter().copied().min().unwrap_or(u32::MAX))
                .collect(),
        ];
        let blocks = ranks.len().div_ceil(BLOCK);
        while let Some(below) = least.last().filter(|_| blocks >> least.len() > 0) {
            let step = 1 << (least.len() - 1);
            let next = below.iter().zip(below.iter().skip(step));
            let next = next.map(|(left, right)| *left.min(right)).collect();
            least.push(next);
        }
        Self {
            sorted: keys.into_iter().map(|(_, key)| key).collect(),
            ranks,
            least,
        }
    }

    /// The keys that begin with a text.
    pub(super) fn range(&self, folded: &Texts, typed: &str) -> Range<usize> {
        let typed = typed.as_bytes();
        let beginning = |key: &Key| {
            let rest = folded.bytes(key.label as usize);
            let rest = rest.get(key.start as usize..).unwrap_or_default();
            rest.get(..typed.len()).unwrap_or(rest)
        };
        let start = self.sorted.partition_point(|key| beginning(key) < typed);
        let rest = self.sorted.get(start..).unwrap_or_default();
        // the end is near when few begin so: look at doubling distances first
        let mut far = 1;
        while rest.get(far).is_some_and(|key| beginning(key) == typed) {
            far *= 2;
        }
        let ahead = rest.get(..far.min(rest.len())).unwrap_or_default();
        start..start + ahead.partition_point(|key| beginning(key) == typed)
    }

    /// Labels of a stretch of keys, each as often as it stands there.
    pub(super) fn labels(&self, range: Range<usize>) -> impl Iterator<Item = u32> {
        let keys = self.sorted.get(range).unwrap_or_default();
        keys.iter().map(|key| key.label)
    }

    /// Adds the best labels that a text begins, each once, until there are so many.
    pub(super) fn best(&self, folded: &Texts, typed: &str, limit: usize, found: &mut Vec<u32>) {
        let range = self.range(folded, typed);
        let mut stretches = BinaryHeap::with_capacity(limit * 2);
        self.push(range, &mut stretches);
        while let Some(stretch) = stretches.pop() {
            if found.len() >= limit {
                break;
            }
            if let Some(key) = self.sorted.get(stretch.at)
                && !found.contains(&key.label)
            {
                found.push(key.label);
            }
            self.push(stretch.range.start..stretch.at, &mut stretches);
            self.push(stretch.at + 1..stretch.range.end, &mut stretches);
        }
    }

    fn push(&self, range: Range<usize>, stretches: &mut BinaryHeap<Stretch>) {
        let Some((rank, at)) = self.least(&range) else {
            return;
        };
        stretches.push(Stretch { rank, at, range });
    }

    /// The least rank of a stretch and where it stands.
    fn least(&self, range: &Range<usize>) -> Option<(u32, usize)> {
        let (first, last) = (range.start.div_ceil(BLOCK), range.end / BLOCK);
        if first >= last {
            return self.least_of(range.clone());
        }
        let edges = [range.start..first * BLOCK, last * BLOCK..range.end];
        let mut best = edges
            .into_iter()
            .filter_map(|edge| self.least_of(edge))
            .min();
        let level = (last - first).ilog2() as usize;
        let table = self.least.get(level)?;
        let (left, right) = (first, last - (1 << level));
        let (left_rank, right_rank) = (*table.get(left)?, *table.get(right)?);
        let rank = left_rank.min(right_rank);
        if best.is_none_or(|(best, _)| rank < best) {
            let from = if left_rank <= right_rank { left } else { right };
            let blocks = self.least.first()?.get(from..from + (1 << level))?;
            let block = from + blocks.iter().position(|least| *least == rank)?;
            let end = ((block + 1) * BLOCK).min(self.ranks.len());
            best = self.least_of(block * BLOCK..end);
        }
        best
    }

    fn least_of(&self, range: Range<usize>) -> Option<(u32, usize)> {
        let ranks = self.ranks.get(range.clone())?;
        let least = ranks.iter().copied().min()?;
        let at = ranks.iter().position(|rank| *rank == least)?;
        Some((least, range.start + at))
    }
}

/// A stretch of keys and its best.
#[derive(PartialEq, Eq)]
struct Stretch {
    rank: u32,
    at: usize,
    range: Range<usize>,
}

impl PartialOrd for Stretch {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Stretch {
    /// The least rank is the greatest: a heap gives it first.
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        (other.rank, other.at).cmp(&(self.rank, self.at))
    }
}
