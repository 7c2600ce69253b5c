//! Questions to the index and its answers.

use std::collections::HashSet;
use std::path::Path;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use tandem_models::{DiplomaLevel, Point, RomeCode};

use crate::error::IndexError;
use crate::search::document::Indexed;
use crate::search::shelf::Shelf;
use crate::supply::{Employer, Siret, Training, TrainingId};

/// Which documents, where, how many. Trades are filters (any of them); words narrow further.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Query {
    /// Words typed, matched on titles, diplomas and names.
    pub text: Option<String>,
    /// How they are read.
    pub words: Words,
    /// Any of these trades; empty: all.
    pub romes: Vec<RomeCode>,
    /// Centre of the circle.
    pub around: Option<Point>,
    /// Radius of the circle in kilometres; `None`: no limit.
    pub radius_km: Option<f64>,
    /// Whether one has to be there.
    pub attendance: Attendance,
    /// Levels accepted; empty: all. Documents without level always pass.
    pub levels: Vec<DiplomaLevel>,
    /// At most so many.
    pub limit: usize,
}

/// How words are read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Words {
    /// For what they mean: other forms, synonyms and acronyms count, most words must be found.
    #[default]
    Most,
    /// As typed: every word must be found whole, in the title or the keywords of a training, in
    /// the offers or the name of an employer. A word that stands nowhere is read as the known
    /// words nearest to it.
    All,
}

/// Whether one has to be there. Employers and ordinary trainings are on site.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Attendance {
    /// On site within the circle, or at a distance wherever the centre is.
    #[default]
    Any,
    /// On site, within the circle.
    OnSite,
    /// Taught wholly at a distance; the circle does not count.
    Remote,
}

/// One document found.
#[derive(Debug, Clone)]
pub struct Hit<T> {
    /// The document.
    pub item: Arc<T>,
    /// Text score, 0 when no words were asked.
    pub score: f32,
    /// Distance to the centre of the circle, when both have a point and one has to go there.
    pub distance_km: Option<f64>,
}

/// Documents taken away by law or by their owner: hidden at once, whatever the generation holds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tombstones {
    /// Trainings.
    pub trainings: HashSet<TrainingId>,
    /// Employers.
    pub employers: HashSet<Siret>,
}

/// A reader of one index generation; immutable while held, cheap to clone.
#[derive(Clone, Default)]
pub struct Searcher {
    trainings: Side<Training>,
    employers: Side<Employer>,
}

/// One kind of document and what is hidden of it.
struct Side<T> {
    shelf: Option<Arc<Shelf<T>>>,
    hidden: Arc<HashSet<u32>>,
}

impl<T> Clone for Side<T> {
    fn clone(&self) -> Self {
        Self {
            shelf: self.shelf.clone(),
            hidden: Arc::clone(&self.hidden),
        }
    }
}

impl<T> Default for Side<T> {
    fn default() -> Self {
        Self {
            shelf: None,
            hidden: Arc::default(),
        }
    }
}

impl<T: Indexed> Side<T> {
    fn of(shelf: Shelf<T>) -> Self {
        Self {
            shelf: Some(Arc::new(shelf)),
            hidden: Arc::default(),
        }
    }

    fn search(&self, query: &Query) -> Vec<Hit<T>> {
        let found = self
            .shelf
            .as_ref()
            .map(|shelf| shelf.search(query, &self.hidden));
        found.unwrap_or_default()
    }

    fn get(&self, key: &str) -> Option<Arc<T>> {
        self.shelf.as_ref()?.get(key, &self.hidden)
    }

    fn len(&self) -> usize {
        self.shelf.as_ref().map_or(0, |shelf| shelf.len())
    }

    fn each(&self, visit: &mut impl FnMut(T)) {
        if let Some(shelf) = &self.shelf {
            shelf.each(&self.hidden, visit);
        }
    }

    fn without<'a>(&self, keys: impl Iterator<Item = &'a str>) -> Self {
        let numbers = match &self.shelf {
            Some(known) => keys.filter_map(|key| known.number(key)).collect(),
            None => HashSet::new(),
        };
        Self {
            shelf: self.shelf.clone(),
            hidden: Arc::new(numbers),
        }
    }
}

impl std::fmt::Debug for Searcher {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("Searcher")
            .field("trainings", &self.trainings.len())
            .field("employers", &self.employers.len())
            .finish()
    }
}

impl Searcher {
    /// An index in memory, for tests and small supplies. Of several documents of one key the
    /// last is kept. Should the library refuse them, the answer is an empty index and a logged
    /// error; [`Self::try_in_memory`] says why.
    pub fn in_memory(trainings: Vec<Training>, employers: Vec<Employer>) -> Self {
        Self::try_in_memory(trainings, employers).unwrap_or_else(|error| {
            tracing::error!("no index in memory: {error}");
            Self::default()
        })
    }

    /// An index in memory, or why there is none.
    pub fn try_in_memory(
        trainings: Vec<Training>,
        employers: Vec<Employer>,
    ) -> Result<Self, IndexError> {
        Ok(Self {
            trainings: Side::of(Shelf::in_memory(trainings)?),
            employers: Side::of(Shelf::in_memory(employers)?),
        })
    }

    /// The index of a generation's folder.
    pub(crate) fn open(folder: &Path) -> Result<Self, IndexError> {
        Ok(Self {
            trainings: Side::of(Shelf::open(&folder.join("trainings"))?),
            employers: Side::of(Shelf::open(&folder.join("employers"))?),
        })
    }

    /// Trainings: best text score, then nearest, then by id.
    pub fn trainings(&self, query: &Query) -> Vec<Hit<Training>> {
        self.trainings.search(query)
    }

    /// Employers: best text score, then nearest, then by SIRET.
    pub fn employers(&self, query: &Query) -> Vec<Hit<Employer>> {
        self.employers.search(query)
    }

    /// One training.
    pub fn training(&self, id: &TrainingId) -> Option<Arc<Training>> {
        self.trainings.get(id.as_str())
    }

    /// One employer.
    pub fn employer(&self, siret: &Siret) -> Option<Arc<Employer>> {
        self.employers.get(siret.as_str())
    }

    /// Every training, hidden ones aside, in no promised order.
    pub fn each_training(&self, mut visit: impl FnMut(Training)) {
        self.trainings.each(&mut visit);
    }

    /// Every employer, hidden ones aside, in no promised order.
    pub fn each_employer(&self, mut visit: impl FnMut(Employer)) {
        self.employers.each(&mut visit);
    }

    /// How many trainings and employers the index holds, hidden ones included.
    pub fn counts(&self) -> (usize, usize) {
        (self.trainings.len(), self.employers.len())
    }

    /// The same index with exactly these documents hidden.
    #[must_use]
    pub fn without(&self, tombstones: &Tombstones) -> Self {
        let trainings = tombstones.trainings.iter().map(TrainingId::as_str);
        let employers = tombstones.employers.iter().map(Siret::as_str);
        Self {
            trainings: self.trainings.without(trainings),
            employers: self.employers.without(employers),
        }
    }
}
