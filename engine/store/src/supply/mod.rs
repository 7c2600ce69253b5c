//! Supply: what was imported, public and in clear. Rows are compared by a hash of their content,
//! so that importing the same file again changes nothing.

mod import;
mod read;
mod table;

use serde::Serialize;

pub(crate) use read::{centre_in, employer_in, training_in};

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

impl ReferenceKind {
    fn table(self) -> table::Table {
        match self {
            Self::Rome => table::ROME,
            Self::Certifications => table::CERTIFICATIONS,
            Self::NafHirings => table::NAF_HIRINGS,
            Self::Communes => table::COMMUNES,
        }
    }
}
