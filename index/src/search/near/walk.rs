//! Walks outward from a point over lists.

use std::cmp::Ordering;
use std::collections::BinaryHeap;

use tandem_models::Point;

use super::columns::{Columns, read_unit, unit};
use super::lists::{FAN, List, doc_of};

/// Mean radius of the Earth in kilometres, as in [`Point::km_to`].
const EARTH_KM: f64 = 6_371.008_8;
/// What rounding to single precision may hide of a straight distance, in radii of the Earth:
/// 2.5 m. The cheap distance only refuses; what it lets through is measured exactly.
const SLACK: f64 = 4e-7;

/// A walk: from where, how far.
pub(crate) struct Walk<'a> {
    units: &'a [[u8; 12]],
    from: [f32; 3],
    /// Square of the straight distance beyond which nothing counts.
    limit: f32,
}

/// A box to open.
struct Step {
    apart: f32,
    list: u32,
    level: u32,
    number: u32,
}

impl PartialEq for Step {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Step {}

impl PartialOrd for Step {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Step {
    /// The nearest is the greatest: a heap gives it first.
    fn cmp(&self, other: &Self) -> Ordering {
        other.apart.total_cmp(&self.apart)
    }
}

impl<'a> Walk<'a> {
    /// A walk from a point, so far at most.
    pub(crate) fn new(columns: &'a Columns, from: Point, km: f64) -> Self {
        let mut walk = Self {
            units: columns.units(),
            from: unit(from),
            limit: 0.0,
        };
        walk.stop_at(km);
        walk
    }

    /// Nothing farther counts any more.
    pub(crate) fn stop_at(&mut self, km: f64) {
        let half_angle = (km.max(0.0) / EARTH_KM / 2.0).min(std::f64::consts::FRAC_PI_2);
        let chord = 2.0 * half_angle.sin() + SLACK;
        #[expect(clippy::cast_possible_truncation, reason = "the slack is larger")]
        let limit = (chord * chord) as f32;
        self.limit = limit;
    }

    /// Entries of the lists that may be near enough, nearest boxes first. `visit` may answer
    /// that nothing farther than so many kilometres counts any more.
    pub(crate) fn outward(mut self, lists: &[List<'_>], mut visit: impl FnMut(u32) -> Option<f64>) {
        let mut steps = BinaryHeap::with_capacity(64);
        for (number, list) in (0_u32..).zip(lists) {
            let levels = Levels::of(list.leaves());
            if levels.count > 0 {
                let top = levels.count - 1;
                self.open(list, &levels, top, 0..levels.len(top), number, &mut steps);
            }
        }
        while let Some(step) = steps.pop() {
            if step.apart > self.limit {
                break;
            }
            let Some(list) = lists.get(step.list as usize) else {
                continue;
            };
            let number = step.number as usize;
            if step.level > 0 {
                let levels = Levels::of(list.leaves());
                let below = step.level as usize - 1;
                let range = number * FAN..((number + 1) * FAN).min(levels.len(below));
                self.open(list, &levels, below, range, step.list, &mut steps);
                continue;
            }
            for raw in list.leaf(number) {
                let entry = u32::from_le_bytes(*raw);
                if self.is_near(entry)
                    && let Some(km) = visit(entry)
                {
                    self.stop_at(km);
                }
            }
        }
    }

    fn open(
        &self,
        list: &List<'_>,
        levels: &Levels,
        level: usize,
        range: std::ops::Range<usize>,
        list_number: u32,
        steps: &mut BinaryHeap<Step>,
    ) {
        let start = levels.start(level);
        for number in range {
            let apart = list.apart(start + number, self.from);
            if apart <= self.limit {
                steps.push(Step {
                    apart,
                    list: list_number,
                    level: u32::try_from(level).unwrap_or(0),
                    number: u32::try_from(number).unwrap_or(0),
                });
            }
        }
    }

    /// Entries of a list that may be near enough, in order of documents.
    pub(crate) fn within(&self, list: &List<'_>, visit: &mut impl FnMut(u32)) {
        let levels = Levels::of(list.leaves());
        if levels.count > 0 {
            self.descend(list, &levels, levels.count - 1, 0, visit);
        }
    }

    fn descend(
        &self,
        list: &List<'_>,
        levels: &Levels,
        level: usize,
        number: usize,
        visit: &mut impl FnMut(u32),
    ) {
        if list.apart(levels.start(level) + number, self.from) > self.limit {
            return;
        }
        if level > 0 {
            let below = level - 1;
            for child in number * FAN..((number + 1) * FAN).min(levels.len(below)) {
                self.descend(list, levels, below, child, visit);
            }
            return;
        }
        for raw in list.leaf(number) {
            let entry = u32::from_le_bytes(*raw);
            if self.is_near(entry) {
                visit(entry);
            }
        }
    }

    #[inline]
    fn is_near(&self, entry: u32) -> bool {
        let Some(raw) = self.units.get(doc_of(entry) as usize) else {
            return false;
        };
        let [x, y, z] = read_unit(raw);
        let [x, y, z] = [x - self.from[0], y - self.from[1], z - self.from[2]];
        x * x + y * y + z * z <= self.limit
    }
}

/// How many boxes each level has, the lowest first.
struct Levels {
    lengths: [usize; 12],
    count: usize,
}

impl Levels {
    fn of(leaves: usize) -> Self {
        let mut lengths = [0; 12];
        let mut count = 0;
        let mut length = leaves;
        while length > 0 && count < lengths.len() {
            lengths[count] = length;
            count += 1;
            if length == 1 {
                break;
            }
            length = length.div_ceil(FAN);
        }
        Self { lengths, count }
    }

    fn len(&self, level: usize) -> usize {
        self.lengths.get(level).copied().unwrap_or_default()
    }

    fn start(&self, level: usize) -> usize {
        self.lengths.iter().take(level).sum()
    }
}
