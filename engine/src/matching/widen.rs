//! Searching wider, one step at a time, when nothing is found, and keeping note of it.

use tandem_index::{Attendance, Hit, Query, Searcher, Training};
use tandem_models::DiplomaLevel;

use crate::matching::components::level::needs_a_cap_first;
use crate::matching::{Widened, Wishes};

/// Radii tried after the one asked for, in kilometres.
pub(super) const LADDER_KM: [f64; 5] = [10.0, 20.0, 30.0, 60.0, 100.0];
/// Trainings taken from a circle.
const CANDIDATES: usize = 400;
/// Trainings taken when no circle was wide enough.
const NEAREST: usize = 5;
/// Trainings taught at a distance that join the others.
const REMOTE: usize = 20;

/// Trainings found, and at what price.
pub(super) struct Found {
    /// Candidates, not ranked yet.
    pub(super) hits: Vec<Hit<Training>>,
    /// What had to be widened, in the order in which it is told.
    pub(super) widened: Vec<Widened>,
    /// The wishes that found them: their own trades, or the neighbours.
    pub(super) wishes: Wishes,
    /// The circle in which they were found; `None`: there was none.
    pub(super) radius_km: Option<f64>,
}

/// Searches as asked; then 10, 20, 30, 60 and 100 km; then the five nearest; then neighbouring
/// trades. A level that only follows from the class gives way before distance does, a level aimed
/// at only after. Trainings taught at a distance join what was found, whatever the circle.
///
/// What cannot be entered yet (a BP without a CAP) is found only when there is nothing else of the
/// trade. A neighbouring trade must be what a training leads to first, at a level that follows, and
/// within a circle: further or lower it would be no answer to what was asked.
pub(super) fn find(searcher: &Searcher, wishes: &Wishes, neighbours: Option<&Wishes>) -> Found {
    let search = Search::of(searcher, wishes);
    let levels = wishes.levels();
    let remote = search.remote(&levels);
    let mut found = on_site(searcher, wishes, neighbours, &levels, &remote);
    found.hits.extend(remote);
    found
}

fn on_site(
    searcher: &Searcher,
    wishes: &Wishes,
    neighbours: Option<&Wishes>,
    levels: &[DiplomaLevel],
    remote: &[Hit<Training>],
) -> Found {
    let search = Search::of(searcher, wishes);
    let later = Search {
        entry: Entry::Later,
        ..search
    };
    let found = search.widening(levels).or_else(|| later.widening(levels));
    if let Some(found) = found {
        return found;
    }
    // the trade itself at a distance is nearer to what is asked than a neighbour next door
    let neighbours = neighbours.filter(|_| remote.is_empty());
    let near = neighbours.and_then(|neighbours| {
        Search {
            trade: Trade::First,
            ..Search::of(searcher, neighbours)
        }
        .circles(levels)
    });
    match near {
        Some(mut found) => {
            found.widened.insert(0, Widened::NearTrades);
            found
        }
        None => Found {
            hits: Vec::new(),
            widened: Vec::new(),
            wishes: wishes.clone(),
            radius_km: None,
        },
    }
}

/// The radius asked for, then the wider ones.
pub(super) fn ladder(first_km: f64) -> impl Iterator<Item = f64> {
    std::iter::once(first_km).chain(LADDER_KM.into_iter().filter(move |km| *km > first_km))
}

fn any_level(mut found: Found) -> Found {
    found.widened.push(Widened::AnyLevel);
    found
}

/// Whether what can only be entered later counts.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Entry {
    Now,
    Later,
}

/// Which trade of a training must be wished.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Trade {
    Any,
    First,
}

#[derive(Clone, Copy)]
struct Search<'a> {
    searcher: &'a Searcher,
    wishes: &'a Wishes,
    entry: Entry,
    trade: Trade,
}

impl<'a> Search<'a> {
    fn of(searcher: &'a Searcher, wishes: &'a Wishes) -> Self {
        Self {
            searcher,
            wishes,
            entry: Entry::Now,
            trade: Trade::Any,
        }
    }

    /// Every circle, level and distance in turn.
    fn widening(&self, levels: &[DiplomaLevel]) -> Option<Found> {
        self.circles(levels).or_else(|| {
            if levels.is_empty() {
                self.nearest(&[])
            } else if self.wishes.target_level.is_some() {
                self.nearest(levels)
                    .or_else(|| self.circles(&[]).map(any_level))
                    .or_else(|| self.nearest(&[]).map(any_level))
            } else {
                self.circles(&[])
                    .map(any_level)
                    .or_else(|| self.nearest(levels))
                    .or_else(|| self.nearest(&[]).map(any_level))
            }
        })
    }

    /// In the circle asked for, then in wider ones; without a home or a limit, everywhere at once.
    fn circles(&self, levels: &[DiplomaLevel]) -> Option<Found> {
        let (Some(_), Some(first_km)) = (self.wishes.home, self.wishes.radius_km()) else {
            return self.found(self.hits(levels, None, CANDIDATES), None, Vec::new());
        };
        ladder(first_km).find_map(|km| {
            let widened = if km > first_km {
                vec![Widened::Radius(whole_km(km))]
            } else {
                Vec::new()
            };
            self.found(self.hits(levels, Some(km), CANDIDATES), Some(km), widened)
        })
    }

    /// The nearest anywhere.
    fn nearest(&self, levels: &[DiplomaLevel]) -> Option<Found> {
        self.wishes.home?;
        // so far away, only what leads to the trade first
        let first = Self {
            trade: Trade::First,
            ..*self
        };
        let mut hits = first.hits(levels, None, CANDIDATES);
        hits.truncate(NEAREST);
        self.found(hits, None, vec![Widened::NearestAnywhere])
    }

    fn hits(
        &self,
        levels: &[DiplomaLevel],
        radius_km: Option<f64>,
        limit: usize,
    ) -> Vec<Hit<Training>> {
        self.ask(&Query {
            romes: self.wishes.romes(),
            around: self.wishes.home,
            radius_km,
            attendance: Attendance::OnSite,
            levels: levels.to_vec(),
            limit,
            ..Query::default()
        })
    }

    /// Taught at a distance.
    fn remote(&self, levels: &[DiplomaLevel]) -> Vec<Hit<Training>> {
        self.ask(&Query {
            romes: self.wishes.romes(),
            attendance: Attendance::Remote,
            levels: levels.to_vec(),
            limit: REMOTE,
            ..Query::default()
        })
    }

    fn ask(&self, query: &Query) -> Vec<Hit<Training>> {
        let mut hits = self.searcher.trainings(query);
        hits.retain(|hit| {
            let is_wished = self.trade == Trade::Any
                || (hit.item.romes.first())
                    .is_some_and(|first| self.wishes.wish_for(*first).is_some());
            let can_enter =
                self.entry == Entry::Later || !needs_a_cap_first(self.wishes, &hit.item);
            is_wished && can_enter && !self.wishes.rejects(&hit.item.romes)
        });
        hits
    }

    fn found(
        &self,
        hits: Vec<Hit<Training>>,
        radius_km: Option<f64>,
        widened: Vec<Widened>,
    ) -> Option<Found> {
        (!hits.is_empty()).then(|| Found {
            hits,
            widened,
            wishes: self.wishes.clone(),
            radius_km,
        })
    }
}

/// Kilometres as said; every radius of ours is whole or is rounded up.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a radius is a small positive number"
)]
pub(super) fn whole_km(km: f64) -> u32 {
    km.max(0.0).ceil() as u32
}
