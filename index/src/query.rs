//! Questions to the index and its answers.

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use tandem_models::{DiplomaLevel, Point, RomeCode};

use crate::supply::{Employer, Siret, Training, TrainingId};

/// Which documents, where, how many. Trades are filters (any of them); words narrow further.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Query {
    /// Words typed, matched on titles, diplomas and names.
    pub text: Option<String>,
    /// Any of these trades; empty: all.
    pub romes: Vec<RomeCode>,
    /// Centre of the circle.
    pub around: Option<Point>,
    /// Radius of the circle in kilometres; `None`: no limit.
    pub radius_km: Option<f64>,
    /// Levels accepted; empty: all. Documents without level always pass.
    pub levels: Vec<DiplomaLevel>,
    /// At most so many.
    pub limit: usize,
}

/// One document found.
#[derive(Debug, Clone)]
pub struct Hit<T> {
    /// The document.
    pub item: Arc<T>,
    /// Text score (BM25), 0 when no words were asked.
    pub score: f32,
    /// Distance to the centre of the circle, when both have a point.
    pub distance_km: Option<f64>,
}

/// A reader of one index generation; immutable while held, cheap to clone.
#[derive(Clone)]
pub struct Searcher {}

impl Searcher {
    /// An index in memory, for tests and small supplies.
    pub fn in_memory(_trainings: Vec<Training>, _employers: Vec<Employer>) -> Self {
        todo!()
    }

    /// Trainings: best text score, then nearest, then by id.
    pub fn trainings(&self, _query: &Query) -> Vec<Hit<Training>> {
        todo!()
    }

    /// Employers: best text score, then nearest, then by SIRET.
    pub fn employers(&self, _query: &Query) -> Vec<Hit<Employer>> {
        todo!()
    }

    /// One training.
    pub fn training(&self, _id: &TrainingId) -> Option<Arc<Training>> {
        todo!()
    }

    /// One employer.
    pub fn employer(&self, _siret: &Siret) -> Option<Arc<Employer>> {
        todo!()
    }
}
