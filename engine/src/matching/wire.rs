//! Profiles and proposals as JSON: one line in, one line out (`tandem match`, the API).

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use tandem_index::{CentreId, Employer, Siret, Training, TrainingId};
use tandem_models::{
    Context, DiplomaLevel, InseeCode, Meaning, Point, Reach, RomeCode, Understander,
};

use crate::matching::{Component, Match, Proposals, Widened, Wishes, explain};
use crate::profile::{Profile, WantedTrade};

/// Rows of a kind when nothing is asked.
const DEFAULT_LIMIT: usize = 20;

/// A profile as it is written: the fields of [`Profile`], and shorter ways to say the same.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(default)]
pub struct MatchRequest {
    /// A sentence; what it says fills what no field says.
    pub text: Option<String>,
    /// Trades wanted, all equally.
    pub romes: Vec<RomeCode>,
    /// Commune of home, as `place`.
    pub insee: Option<InseeCode>,
    /// Latitude of home, WGS 84 degrees; goes before the commune.
    pub lat: Option<f64>,
    /// Longitude of home.
    pub lon: Option<f64>,
    /// How far in kilometres, as `reach`.
    pub radius_km: Option<u16>,
    /// Rows of a kind at most.
    pub limit: Option<usize>,
    /// Everything else that is known.
    #[serde(flatten)]
    pub profile: Profile,
    /// Fields that nobody knows, refused by [`MatchRequest::wishes`].
    #[serde(flatten)]
    pub unknown: BTreeMap<String, serde_json::Value>,
}

/// What was wrong with a request.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum RequestError {
    /// A field of no known name.
    #[error("unknown field {name:?}")]
    UnknownField {
        /// The name.
        name: String,
    },
    /// One half of a point, or a point that is not on Earth.
    #[error("home is no point: lat {lat:?}, lon {lon:?} (expected both, in degrees)")]
    NoPoint {
        /// Latitude read.
        lat: Option<f64>,
        /// Longitude read.
        lon: Option<f64>,
    },
    /// A commune that the table does not hold.
    #[error("no commune has the INSEE code {insee}")]
    UnknownCommune {
        /// The code.
        insee: InseeCode,
    },
}

impl MatchRequest {
    /// The wishes that the request says.
    pub fn wishes(&self, understander: &Understander, today: Date) -> Result<Wishes, RequestError> {
        if let Some(name) = self.unknown.keys().next() {
            return Err(RequestError::UnknownField { name: name.clone() });
        }
        let mut profile = self.profile.clone();
        let fit = 1.0;
        profile.trades.extend(
            self.romes
                .iter()
                .map(|rome| WantedTrade { rome: *rome, fit }),
        );
        profile.place = profile.place.or(self.insee);
        profile.reach = profile.reach.or(self.radius_km.map(Reach::Kilometres));
        if let Some(text) = &self.text {
            let context = Context {
                today,
                expected: None,
            };
            complete(&mut profile, &understander.understand(text, &context));
        }
        if let Some(insee) = profile.place
            && understander.places().get(insee).is_none()
        {
            return Err(RequestError::UnknownCommune { insee });
        }
        let mut wishes = Wishes::of(&profile, understander);
        wishes.home = self.point()?.or(wishes.home);
        Ok(wishes)
    }

    /// Rows of a kind at most: 20 when nothing is asked.
    pub fn rows(&self) -> usize {
        self.limit.unwrap_or(DEFAULT_LIMIT)
    }

    fn point(&self) -> Result<Option<Point>, RequestError> {
        match (self.lat, self.lon) {
            (None, None) => Ok(None),
            (Some(lat), Some(lon)) if lat.abs() <= 90.0 && lon.abs() <= 180.0 => {
                Ok(Some(Point { lat, lon }))
            }
            (lat, lon) => Err(RequestError::NoPoint { lat, lon }),
        }
    }
}

/// Fills what the profile leaves open with what a sentence says.
fn complete(profile: &mut Profile, meaning: &Meaning) {
    if profile.trades.is_empty() {
        profile.trades = meaning
            .trades
            .iter()
            .map(|candidate| WantedTrade {
                rome: candidate.rome,
                fit: candidate.score,
            })
            .collect();
    }
    if profile.not_trades.is_empty() {
        profile.not_trades = meaning
            .not_trades
            .iter()
            .map(|candidate| candidate.rome)
            .collect();
    }
    let place = meaning.place.as_ref().map(|found| found.value.insee);
    profile.place = profile.place.or(place);
    profile.level_now = profile
        .level_now
        .or(meaning.level_now.as_ref().map(|found| found.value));
    profile.target_level = profile
        .target_level
        .or(meaning.target_level.as_ref().map(|found| found.value));
    profile.reach = profile
        .reach
        .or(meaning.reach.as_ref().map(|found| found.value));
    profile.travel_mode = profile
        .travel_mode
        .or(meaning.travel_mode.as_ref().map(|found| found.value));
    profile.age_band = profile
        .age_band
        .or(meaning.age_band.as_ref().map(|found| found.value));
    profile.start = profile
        .start
        .or(meaning.start.as_ref().map(|found| found.value));
    profile.has_employer = profile
        .has_employer
        .or(meaning.has_employer.as_ref().map(|found| found.value));
}

/// Proposals as they are written.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct MatchAnswer {
    /// Trainings, best first.
    pub trainings: Vec<TrainingLine>,
    /// Employers, best first.
    pub employers: Vec<EmployerLine>,
    /// Pairs, best first.
    pub pairs: Vec<PairLine>,
    /// What was widened to find trainings.
    pub widened: Vec<Widened>,
}

/// What every proposal carries.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Merits {
    /// 0 to 1.
    pub score: f32,
    /// Kilometres from home, to ten metres.
    pub distance_km: Option<f64>,
    /// Reasons in French, what counts most first.
    pub reasons: Vec<String>,
    /// Every component of the score.
    pub components: Vec<Component>,
}

/// A training.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TrainingLine {
    /// Key.
    pub id: TrainingId,
    /// Title.
    pub title: String,
    /// Level.
    pub level: Option<DiplomaLevel>,
    /// Trades.
    pub romes: Vec<RomeCode>,
    /// Key of the centre.
    pub centre: CentreId,
    /// Name of the centre.
    pub centre_name: String,
    /// Town.
    pub city: String,
    /// Made up for the demonstration.
    pub is_demo: bool,
    /// How good it is, and why.
    #[serde(flatten)]
    pub merits: Merits,
}

/// An employer.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct EmployerLine {
    /// Key.
    pub siret: Siret,
    /// Name.
    pub name: String,
    /// Town.
    pub city: String,
    /// Titles of its open offers.
    pub offers: Vec<String>,
    /// Made up for the demonstration.
    pub is_demo: bool,
    /// How good it is, and why.
    #[serde(flatten)]
    pub merits: Merits,
}

/// A pair.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PairLine {
    /// Key of the training.
    pub training: TrainingId,
    /// Key of the employer.
    pub employer: Siret,
    /// 0 to 1.
    pub score: f32,
    /// Why these two together.
    pub reason: String,
}

impl MatchAnswer {
    /// The first `rows` proposals of each kind.
    pub fn new(proposals: &Proposals, rows: usize) -> Self {
        let pair = |pair: &crate::matching::Pair| PairLine {
            training: pair.training.item.id.clone(),
            employer: pair.employer.item.siret.clone(),
            score: pair.score,
            reason: pair.reason.clone(),
        };
        Self {
            trainings: proposals
                .trainings
                .iter()
                .take(rows)
                .map(training_line)
                .collect(),
            employers: proposals
                .employers
                .iter()
                .take(rows)
                .map(employer_line)
                .collect(),
            pairs: proposals.pairs.iter().take(rows).map(pair).collect(),
            widened: proposals.widened.clone(),
        }
    }
}

fn training_line(found: &Match<Training>) -> TrainingLine {
    let training = &found.item;
    TrainingLine {
        id: training.id.clone(),
        title: training.title.clone(),
        level: training.level,
        romes: training.romes.clone(),
        centre: training.centre.clone(),
        centre_name: training.centre_name.clone(),
        city: training.location.city.clone(),
        is_demo: training.is_demo,
        merits: merits(found),
    }
}

fn employer_line(found: &Match<Employer>) -> EmployerLine {
    let employer = &found.item;
    EmployerLine {
        siret: employer.siret.clone(),
        name: employer.name.clone(),
        city: employer.location.city.clone(),
        offers: employer
            .offers
            .iter()
            .map(|offer| offer.title.clone())
            .collect(),
        is_demo: employer.is_demo,
        merits: merits(found),
    }
}

fn merits<T>(found: &Match<T>) -> Merits {
    Merits {
        score: found.score,
        distance_km: found.distance_km.map(|km| (km * 100.0).round() / 100.0),
        reasons: explain(found),
        components: found.components.clone(),
    }
}
