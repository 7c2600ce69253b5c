//! Supply: what was imported, public and in clear. Rows are compared by a hash of their content,
//! so that importing the same file again changes nothing.

use jiff::Timestamp;
use serde::Serialize;
use serde::de::DeserializeOwned;
use tandem_index::{Centre, CentreId, Employer, Siret, Training, TrainingId};

use crate::{Store, StoreError};

/// What a file covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Coverage {
    /// Everything the source has: rows of that source which are no longer in it are removed.
    Whole,
    /// Some rows: the others stay.
    Partial,
}

/// Where imported rows come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Import<'a> {
    /// Name of the source ("rco", "sirene", "demo").
    pub source: &'a str,
    /// What the file covers.
    pub coverage: Coverage,
}

/// What an import did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct ImportCounts {
    /// Rows new or different from what was kept.
    pub changed: u64,
    /// Rows equal to what was kept.
    pub unchanged: u64,
    /// Rows removed because the source no longer has them.
    pub removed: u64,
}

/// How much there is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[expect(missing_docs, reason = "the names say it")]
pub struct SupplyCounts {
    pub trainings: u64,
    pub centres: u64,
    pub employers: u64,
}

/// A table of reference: key → JSON row, whose shape belongs to its importer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ReferenceKind {
    /// ROME appellations, RIASEC, mobility: by ROME code.
    Rome,
    /// CFD ↔ RNCP ↔ ROME: by RNCP or CFD code.
    Certifications,
    /// Hirings per trade: by NAF class.
    NafHirings,
    /// Communes imported over the embedded table: by INSEE code.
    Communes,
}

impl Store {
    /// Writes trainings in one transaction: all or none.
    pub async fn import_trainings(
        &self,
        _rows: Vec<Training>,
        _import: Import<'_>,
        _now: Timestamp,
    ) -> Result<ImportCounts, StoreError> {
        todo!()
    }
    /// Writes centres in one transaction: all or none.
    pub async fn import_centres(
        &self,
        _rows: Vec<Centre>,
        _import: Import<'_>,
        _now: Timestamp,
    ) -> Result<ImportCounts, StoreError> {
        todo!()
    }
    /// Writes employers in one transaction: all or none.
    pub async fn import_employers(
        &self,
        _rows: Vec<Employer>,
        _import: Import<'_>,
        _now: Timestamp,
    ) -> Result<ImportCounts, StoreError> {
        todo!()
    }
    /// Writes a table of reference in one transaction: all or none.
    pub async fn import_reference<T: Serialize + Send + Sync>(
        &self,
        _kind: ReferenceKind,
        _rows: Vec<(String, T)>,
        _import: Import<'_>,
        _now: Timestamp,
    ) -> Result<ImportCounts, StoreError> {
        todo!()
    }
    /// A whole table of reference, ascending by key.
    pub async fn reference<T: DeserializeOwned + Send>(
        &self,
        _kind: ReferenceKind,
    ) -> Result<Vec<(String, T)>, StoreError> {
        todo!()
    }
    /// Removes everything of a source ("demo"); how many rows.
    pub async fn forget_source(&self, _source: &str, _now: Timestamp) -> Result<u64, StoreError> {
        todo!()
    }
    /// One training.
    pub async fn training(&self, _id: &TrainingId) -> Result<Option<Training>, StoreError> {
        todo!()
    }
    /// One centre.
    pub async fn centre(&self, _id: &CentreId) -> Result<Option<Centre>, StoreError> {
        todo!()
    }
    /// One employer.
    pub async fn employer(&self, _siret: &Siret) -> Result<Option<Employer>, StoreError> {
        todo!()
    }
    /// Every training, ascending by key.
    pub async fn all_trainings(&self) -> Result<Vec<Training>, StoreError> {
        todo!()
    }
    /// Every centre, ascending by key.
    pub async fn all_centres(&self) -> Result<Vec<Centre>, StoreError> {
        todo!()
    }
    /// Every employer, ascending by key.
    pub async fn all_employers(&self) -> Result<Vec<Employer>, StoreError> {
        todo!()
    }
    /// Hands every employer to `take`, a few thousand in memory at a time.
    pub async fn each_employer(
        &self,
        _take: impl FnMut(Employer) + Send,
    ) -> Result<(), StoreError> {
        todo!()
    }
    /// How much there is.
    pub async fn supply_counts(&self) -> Result<SupplyCounts, StoreError> {
        todo!()
    }
    /// Grows by one with every import that changed something: what an index generation is built at.
    pub async fn feed_position(&self) -> Result<i64, StoreError> {
        todo!()
    }
}
