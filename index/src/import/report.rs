//! What an import did, row by row and in sum.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// Why a row was put aside, passed over, or kept with a flag.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// Bytes that are not UTF-8.
    InvalidUtf8,
    /// More or fewer fields than the header.
    FieldCount,
    /// A value that must be there is not.
    Missing,
    /// A code of the wrong shape or with a wrong check digit.
    BadCode,
    /// A number or a date that is none.
    BadValue,
    /// A code that no longer stands in its nomenclature.
    UnknownCode,
    /// The key of a row read before.
    Duplicate,
    /// Passed over: closed, withdrawn or not published.
    Closed,
    /// Passed over: an establishment without staff.
    NotAnEmployer,
    /// Kept, but on no commune.
    NotPlaced,
    /// Kept, but linked to no trade.
    NotLinked,
    /// Kept, but its centre has neither SIRET nor UAI.
    CentreByName,
}

impl Reason {
    /// The reason as people read it.
    pub fn to_french(self) -> &'static str {
        match self {
            Self::InvalidUtf8 => "texte illisible (le fichier n'est pas en UTF-8 à cette ligne)",
            Self::FieldCount => "nombre de champs différent de l'en-tête",
            Self::Missing => "valeur obligatoire absente",
            Self::BadCode => "code mal formé ou clé de contrôle fausse",
            Self::BadValue => "nombre ou date illisible",
            Self::UnknownCode => "code absent de la nomenclature",
            Self::Duplicate => "déjà lu plus haut dans le fichier",
            Self::Closed => "fermé, retiré ou non publié",
            Self::NotAnEmployer => "établissement sans salarié",
            Self::NotPlaced => "gardé, mais sans commune",
            Self::NotLinked => "gardé, mais rattaché à aucun métier",
            Self::CentreByName => "gardé, mais le centre n'a ni SIRET ni UAI",
        }
    }
}

/// A remark on one row: it goes to the quarantine file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remark {
    /// Line of the file, the header being line 1; position in the list for JSON.
    pub line: u64,
    /// Column, as the file names it; empty when the whole row is meant.
    pub column: String,
    /// What stood there, cut at 200 characters.
    pub value: String,
    /// Why.
    pub reason: Reason,
}

impl Remark {
    /// A remark on one value.
    pub(crate) fn new(line: u64, column: &str, value: &str, reason: Reason) -> Self {
        let value = value.chars().take(200).collect();
        Self {
            line,
            column: column.to_owned(),
            value,
            reason,
        }
    }
}

/// The sums of an import.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportReport {
    /// Rows read, the header not counted.
    pub read: u64,
    /// Rows that gave something.
    pub kept: u64,
    /// Rows put aside, by reason.
    pub quarantined: BTreeMap<Reason, u64>,
    /// Rows passed over as the rules want, by reason.
    pub skipped: BTreeMap<Reason, u64>,
    /// Rows kept with a flag, by reason.
    pub flagged: BTreeMap<Reason, u64>,
    /// Trainings and employers put on a commune or a point.
    pub placed: u64,
    /// Trainings and employers linked to a trade.
    pub linked: u64,
}

impl ImportReport {
    /// All rows put aside.
    pub fn quarantined_total(&self) -> u64 {
        self.quarantined.values().sum()
    }

    /// All rows passed over.
    pub fn skipped_total(&self) -> u64 {
        self.skipped.values().sum()
    }
}
