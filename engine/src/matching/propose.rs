//! From a profile to everything proposed to it.

use jiff::civil::Date;
use tandem_index::{Employer, Hit, Query, Searcher, Training};
use tandem_models::{Reach, RomeCode, Understander};

use crate::matching::components::travel::is_too_far_for_every_day;
use crate::matching::diversity::{diversify_employers, diversify_trainings};
use crate::matching::widen::{find, ladder, whole_km};
use crate::matching::{
    Bookable, EmployersNearby, Match, Proposals, Widened, Wishes, best_pairs, rank_employers,
    rank_trainings,
};
use crate::profile::Profile;

/// Rows proposed at most.
const ROWS: usize = 30;
/// Pairs proposed at most.
const PAIRS: usize = 5;
/// Employers looked at, nearest first.
const EMPLOYERS: usize = 400;
/// Employers are looked for at least so far from home, in kilometres, even by who would rather
/// study next door.
const EMPLOYER_RADIUS_KM: f64 = 10.0;
/// Employers are looked for so far from home by who would study anywhere, in kilometres.
const ANYWHERE_RADIUS_KM: f64 = 60.0;

/// Searches and ranks for a profile: pure, same input same answer. The understander gives trades
/// (labels, neighbours, domains) and communes.
pub fn propose(
    profile: &Profile,
    searcher: &Searcher,
    understander: &Understander,
    bookable: &Bookable,
    today: Date,
) -> Proposals {
    let wishes = Wishes::of(profile, understander);
    let neighbours = wishes.neighbours(understander);
    propose_for(&wishes, neighbours.as_ref(), searcher, bookable, today)
}

/// Searches and ranks for wishes already read; `neighbours` are the wishes to fall back on
/// ([`Wishes::neighbours`]).
pub fn propose_for(
    wishes: &Wishes,
    neighbours: Option<&Wishes>,
    searcher: &Searcher,
    bookable: &Bookable,
    today: Date,
) -> Proposals {
    let found = find(searcher, wishes, neighbours);
    let wishes = found.wishes;

    let around = EmployersAround::find(searcher, &wishes, &found.hits);
    let nearby = around
        .radius_km
        .map_or_else(EmployersNearby::unknown, |radius_km| {
            EmployersNearby::new(radius_km, &around.hits)
        });
    let mut trainings = rank_trainings(&wishes, &found.hits, &nearby, bookable, today);
    // whoever did not say that they would go anywhere goes home every evening, if anything allows it
    trainings.sort_by_key(|found| is_far(&wishes, found));
    let mut trainings = diversify_trainings(trainings, ROWS);
    if found.widened.contains(&Widened::NearestAnywhere) {
        // all are far: the nearest is the least bad
        let km = |found: &Match<Training>| found.distance_km.unwrap_or(f64::MAX);
        trainings.shown.sort_by(|a, b| km(a).total_cmp(&km(b)));
    }
    let employers = rank_employers(&wishes, &around.hits, today);

    let pairs = if wishes.has_employer {
        Vec::new()
    } else {
        let reach_km = match (found.radius_km, around.radius_km) {
            (Some(km), Some(employer_km)) => km.max(f64::from(employer_km)),
            (Some(km), None) => km,
            (None, _) => wishes.radius_km().unwrap_or(ANYWHERE_RADIUS_KM),
        };
        let daily: Vec<Match<Training>> = trainings
            .shown
            .iter()
            .filter(|found| !is_far(&wishes, found))
            .cloned()
            .collect();
        best_pairs(&wishes, &daily, &employers, reach_km, PAIRS)
    };
    Proposals {
        trainings: trainings.shown,
        set_aside: trainings.set_aside,
        employers: diversify_employers(employers, ROWS).shown,
        pairs,
        widened: found.widened,
    }
}

/// Whether it is further than one goes every day by the means they have.
fn is_far(wishes: &Wishes, found: &Match<Training>) -> bool {
    !found.item.is_remote
        && wishes.reach != Some(Reach::Anywhere)
        && found
            .distance_km
            .is_some_and(|km| is_too_far_for_every_day(wishes, km))
}

/// Employers around home.
struct EmployersAround {
    hits: Vec<Hit<Employer>>,
    /// Radius that all employers within are among the hits; `None` without a home.
    radius_km: Option<u32>,
}

impl EmployersAround {
    /// Of the wished trades, or of those of the trainings found when no trade was wished.
    fn find(searcher: &Searcher, wishes: &Wishes, trainings: &[Hit<Training>]) -> Self {
        let mut romes = wishes.romes();
        if romes.is_empty() {
            romes = trades_of(trainings);
        }
        let search = |radius_km: Option<f64>| {
            let query = Query {
                romes: romes.clone(),
                around: wishes.home,
                radius_km,
                levels: Vec::new(),
                limit: EMPLOYERS,
                ..Query::default()
            };
            searcher.employers(&query)
        };
        let mut hits = Vec::new();
        let mut radius_km = None;
        if romes.is_empty() {
            // Nothing says what to look for.
        } else if wishes.home.is_none() {
            hits = search(None);
        } else {
            let first_km = wishes
                .radius_km()
                .unwrap_or(ANYWHERE_RADIUS_KM)
                .max(EMPLOYER_RADIUS_KM);
            for km in ladder(first_km) {
                hits = search(Some(km));
                // When there are more than we look at, all within the last one's distance are here.
                let last_km = hits.last().and_then(|hit| hit.distance_km).unwrap_or(km);
                let is_cut = hits.len() == EMPLOYERS;
                radius_km = Some(whole_km(if is_cut { last_km } else { km }).max(1));
                if !hits.is_empty() {
                    break;
                }
            }
        }
        hits.retain(|hit| {
            let trades: Vec<RomeCode> = hit.item.trades.iter().map(|trade| trade.rome).collect();
            !wishes.rejects(&trades)
        });
        Self { hits, radius_km }
    }
}

/// Every trade of these trainings, once.
fn trades_of(trainings: &[Hit<Training>]) -> Vec<RomeCode> {
    let mut romes: Vec<RomeCode> = trainings
        .iter()
        .flat_map(|hit| hit.item.romes.iter().copied())
        .collect();
    romes.sort_unstable();
    romes.dedup();
    romes
}
