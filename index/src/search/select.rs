//! Which documents pass, and the best of them.

use std::collections::HashSet;

use super::geo::Circle;
use super::near::Columns;
use crate::query::{Attendance, Query};

/// A document that passed, before its item is read.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Candidate {
    pub(crate) doc: u32,
    pub(crate) score: f32,
    /// Distance to the centre of the circle; infinite when one need not or cannot go there.
    pub(crate) km: f64,
    /// Place in the order of keys.
    pub(crate) rank: u32,
}

impl Candidate {
    /// Best score first, then nearest, then by key: no two documents are equal.
    pub(crate) fn order(&self, other: &Self) -> std::cmp::Ordering {
        other
            .score
            .total_cmp(&self.score)
            .then(self.km.total_cmp(&other.km))
            .then(self.rank.cmp(&other.rank))
    }
}

/// What a question asks of a document besides words and trades.
pub(crate) struct Filter<'a> {
    pub(crate) columns: &'a Columns,
    query: &'a Query,
    hidden: &'a HashSet<u32>,
    circle: Option<Circle>,
    levels: u16,
}

impl<'a> Filter<'a> {
    /// The filter of a question.
    pub(crate) fn new(query: &'a Query, columns: &'a Columns, hidden: &'a HashSet<u32>) -> Self {
        let levels = query.levels.iter().map(|level| 1 << level.number());
        Self {
            columns,
            query,
            hidden,
            circle: query
                .around
                .zip(query.radius_km)
                .map(|(centre, radius_km)| Circle::new(centre, radius_km)),
            levels: if query.levels.is_empty() {
                u16::MAX
            } else {
                // bit 0: no level
                levels.fold(1_u16, |set, level| set | level)
            },
        }
    }

    /// Whether level and attendance are those asked, and the document is not hidden.
    #[inline]
    pub(crate) fn passes(&self, doc: u32) -> bool {
        let is_asked = match self.query.attendance {
            Attendance::Any => true,
            Attendance::OnSite => !self.columns.is_remote(doc),
            Attendance::Remote => self.columns.is_remote(doc),
        };
        is_asked
            && self.levels & 1 << self.columns.level(doc) != 0
            && (self.hidden.is_empty() || !self.hidden.contains(&doc))
    }

    /// The document as a candidate if it lies where it is asked.
    #[inline]
    pub(crate) fn placed(&self, doc: u32, score: f32) -> Option<Candidate> {
        let km = if self.columns.is_remote(doc) {
            f64::INFINITY
        } else {
            match (self.columns.point(doc), &self.circle, self.query.around) {
                (None, Some(_), _) => return None,
                (Some(point), Some(circle), _) => circle.distance_within(point)?,
                (Some(point), None, Some(centre)) => centre.km_to(point),
                (_, None, _) => f64::INFINITY,
            }
        };
        Some(Candidate {
            doc,
            score,
            km,
            rank: self.columns.rank(doc),
        })
    }
}

/// The best of all candidates, in order.
pub(crate) fn best(mut found: Vec<Candidate>, limit: usize) -> Vec<Candidate> {
    if limit == 0 {
        return Vec::new();
    }
    if limit < found.len() {
        found.select_nth_unstable_by(limit - 1, Candidate::order);
        found.truncate(limit);
    }
    found.sort_unstable_by(Candidate::order);
    found
}

/// The best so far, always in order. A document offered twice is kept once.
pub(crate) struct Best {
    kept: Vec<Candidate>,
    limit: usize,
}

impl Best {
    /// Room for so many.
    pub(crate) fn new(limit: usize) -> Self {
        Self {
            kept: Vec::with_capacity(limit + 1),
            limit,
        }
    }

    /// Offers a candidate. When that fills or changes a full list, answers the distance of its
    /// last: nothing farther counts any more.
    pub(crate) fn offer(&mut self, candidate: Candidate) -> Option<f64> {
        let is_full = self.kept.len() == self.limit;
        if is_full
            && self
                .kept
                .last()
                .is_some_and(|last| last.order(&candidate).is_le())
        {
            return None;
        }
        let place = self.kept.binary_search_by(|kept| kept.order(&candidate));
        self.kept.insert(place.err()?, candidate);
        self.kept.truncate(self.limit);
        let last = self.kept.last().filter(|_| self.kept.len() == self.limit)?;
        Some(last.km)
    }

    /// How many more there is room for.
    pub(crate) fn room(&self) -> usize {
        self.limit - self.kept.len()
    }

    /// The best, in order.
    pub(crate) fn into_kept(self) -> Vec<Candidate> {
        self.kept
    }
}
