//! What importers yield.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use tandem_models::{Commune, DiplomaLevel, Riasec, RomeCode};

use super::report::Remark;
use crate::supply::{Centre, CentreId, Employer, Location, Training};

/// One thing read.
#[derive(Debug, Clone, PartialEq)]
#[expect(
    clippy::large_enum_variant,
    reason = "moved once, from the file to its table"
)]
pub enum Event {
    /// To be kept. One row may give several.
    Item(Item),
    /// A row put aside.
    Quarantined(Remark),
    /// A row kept with a flag.
    Flagged(Remark),
}

/// Something to keep.
#[derive(Debug, Clone, PartialEq)]
pub enum Item {
    /// A trade of the ROME.
    Trade(TradeLabel),
    /// A title of a trade.
    TradeTitle(TradeTitle),
    /// The RIASEC types of a trade.
    TradeTypes(TradeTypes),
    /// A trade near another.
    TradeNear(TradeNear),
    /// A commune.
    Commune(Commune),
    /// A certification.
    Certification(Certification),
    /// A certification leads to a trade.
    CertificationTrade(CertificationTrade),
    /// A centre.
    Centre(Centre),
    /// A place where a centre teaches.
    TeachingPlace(TeachingPlace),
    /// A training.
    Training(Training),
    /// An employer.
    Employer(Employer),
    /// Hirings of a trade in a NAF class.
    Hirings(Hirings),
    /// The label of a NAF class.
    Activity(Activity),
}

/// A trade and its official label.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TradeLabel {
    /// Trade.
    pub rome: RomeCode,
    /// Label.
    pub label: String,
}

/// A title under which a trade is practised.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TradeTitle {
    /// Trade.
    pub rome: RomeCode,
    /// "Boulanger / Boulangère".
    pub title: String,
}

/// Holland's types of a trade.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct TradeTypes {
    /// Trade.
    pub rome: RomeCode,
    /// Major type.
    pub major: Riasec,
    /// Minor type.
    pub minor: Option<Riasec>,
}

/// Mobility between trades (ROME).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct TradeNear {
    /// From.
    pub rome: RomeCode,
    /// To.
    pub near: RomeCode,
    /// Close trade, or a further step.
    pub is_close: bool,
}

/// A certification of the RNCP, by CFD where it has one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Certification {
    /// Code formation diplôme, 8 characters.
    pub cfd: Option<String>,
    /// `RNCP` and digits.
    pub rncp: Option<String>,
    /// Title.
    pub title: String,
    /// Level.
    pub level: Option<DiplomaLevel>,
    /// May be prepared in apprenticeship, when known.
    pub in_apprenticeship: Option<bool>,
    /// Last day of its registration.
    pub until: Option<Date>,
    /// RNCP codes it replaces.
    pub previous: Vec<String>,
    /// RNCP codes that replace it.
    pub next: Vec<String>,
}

/// A certification leads to a trade.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CertificationTrade {
    /// `RNCP` and digits.
    pub rncp: String,
    /// Trade.
    pub rome: RomeCode,
}

/// A place where a centre teaches.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TeachingPlace {
    /// The centre.
    pub centre: CentreId,
    /// UAI of the place.
    pub uai: Option<String>,
    /// Where.
    pub location: Location,
}

/// Hirings of a year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hirings {
    /// Trade.
    pub rome: RomeCode,
    /// NAF class without dot.
    pub naf: String,
    /// How many.
    pub count: u32,
}

/// A NAF class.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Activity {
    /// Class without dot.
    pub naf: String,
    /// Label.
    pub label: String,
}
