//! What can be proposed: trainings, centres, employers, offers.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use tandem_models::{CodeError, DiplomaLevel, InseeCode, Point, RomeCode, text_id};

/// Identifier of an establishment (INSEE, SIRENE): 14 digits with a Luhn check; La Poste's
/// establishments (SIREN 356000000) have a digit sum that is a multiple of five instead.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Siret(String);

impl Siret {
    /// The 14 digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The digits as a number, for short storage.
    pub(crate) fn number(&self) -> u64 {
        self.0.parse().unwrap_or_default()
    }

    /// The identifier of that number, which [`Self::number`] gave.
    pub(crate) fn from_number(number: u64) -> Self {
        Self(format!("{number:014}"))
    }
}

impl FromStr for Siret {
    type Err = CodeError;

    /// Reads 14 digits; spaces, dots and dashes between them are dropped.
    fn from_str(value: &str) -> Result<Self, CodeError> {
        let digits: String = value
            .chars()
            .filter(|character| !matches!(character, ' ' | '.' | '-' | '\u{a0}'))
            .collect();
        let values: Vec<u32> = digits.chars().filter_map(|c| c.to_digit(10)).collect();
        let is_sound = digits.len() == 14 && values.len() == 14 && {
            let luhn: u32 = values
                .iter()
                .zip([2, 1].into_iter().cycle())
                .map(|(digit, weight)| match digit * weight {
                    doubled if doubled > 9 => doubled - 9,
                    plain => plain,
                })
                .sum();
            luhn.is_multiple_of(10)
                || (digits.starts_with("356000000") && values.iter().sum::<u32>().is_multiple_of(5))
        };
        if is_sound {
            Ok(Self(digits))
        } else {
            Err(CodeError {
                value: value.to_owned(),
                kind: "SIRET",
                expected: "14 digits with a valid check digit",
            })
        }
    }
}

impl TryFrom<String> for Siret {
    type Error = CodeError;
    fn try_from(value: String) -> Result<Self, CodeError> {
        value.parse()
    }
}

impl From<Siret> for String {
    fn from(siret: Siret) -> Self {
        siret.0
    }
}

impl fmt::Display for Siret {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

text_id!(
    /// Key of a training: clé ministère éducatif, else `<source>:<its own key>` (`rco:92_33407…`).
    TrainingId
);
text_id!(
    /// Key of a centre: SIRET where known, else `uai:<UAI>`, else `nom:<folded name>:<INSEE>`.
    CentreId
);
text_id!(
    /// Key of an offer.
    OfferId
);

/// How a training was linked to its trades.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TradeLink {
    /// The source names the trades.
    Source,
    /// Certification (RNCP or CFD) → ROME table.
    Certification,
    /// The words of its title.
    Title,
    /// Not linked.
    Missing,
}

/// How a training was put on a commune.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PlaceLink {
    /// Coordinates of the source.
    Coordinates,
    /// INSEE code (leading zero restored where a workbook lost it).
    Insee,
    /// Postal code, most populated commune of it.
    PostalCode,
    /// Not placed.
    Missing,
}

/// Where something is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Location {
    /// Street and number, when known.
    pub address: Option<String>,
    /// Postal code.
    pub postal_code: Option<String>,
    /// Commune.
    pub insee: Option<InseeCode>,
    /// Town as shown.
    pub city: String,
    /// Point, when known.
    pub point: Option<Point>,
}

/// A start of a training.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Session {
    /// First day.
    pub start: Date,
    /// Last day.
    pub end: Option<Date>,
}

/// One diploma taught at one place by one centre.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Training {
    /// Key.
    pub id: TrainingId,
    /// Title as shown.
    pub title: String,
    /// Kind of diploma ("CAP", "BTS", "Titre professionnel"), when known.
    pub diploma: Option<String>,
    /// Level; filters keep trainings that have none.
    pub level: Option<DiplomaLevel>,
    /// Code formation diplôme, 8 characters.
    pub cfd: Option<String>,
    /// `RNCP` and digits.
    pub rncp: Option<String>,
    /// Trades it leads to, best first.
    pub romes: Vec<RomeCode>,
    /// How these were found.
    pub trade_link: TradeLink,
    /// The centre that teaches (formateur).
    pub centre: CentreId,
    /// Its name as shown.
    pub centre_name: String,
    /// Where.
    pub location: Location,
    /// How it was placed.
    pub place_link: PlaceLink,
    /// Taught entirely at a distance.
    pub is_remote: bool,
    /// Starts, ascending.
    pub sessions: Vec<Session>,
    /// Months in the year when one may enter, 1 to 12, where no dates are given.
    pub entry_months: Vec<u8>,
    /// Places.
    pub capacity: Option<u32>,
    /// Other words by which it is found, when the source gives some.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub keywords: String,
    /// Made up for the demonstration, and said so wherever shown.
    pub is_demo: bool,
}

/// What a centre is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CentreNature {
    /// Manages.
    Responsable,
    /// Teaches.
    Formateur,
    /// Both.
    ResponsableFormateur,
    /// Not said.
    Unknown,
}

/// A CFA.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Centre {
    /// Key.
    pub id: CentreId,
    /// SIRET, when known.
    pub siret: Option<Siret>,
    /// UAI, when known.
    pub uai: Option<String>,
    /// Name as shown.
    pub name: String,
    /// What it is.
    pub nature: CentreNature,
    /// Qualiopi certified, when known.
    pub qualiopi: Option<bool>,
    /// Where.
    pub location: Location,
    /// Mail that leads are sent to.
    pub mail: Option<String>,
    /// Phone shown to young people.
    pub phone: Option<String>,
    /// Made up for the demonstration.
    pub is_demo: bool,
}

/// A trade that an employer may hire for.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct HiringTrade {
    /// Trade.
    pub rome: RomeCode,
    /// Affinity, 0 to 1.
    pub affinity: f32,
}

/// A need that an employer posted.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Offer {
    /// Key.
    pub id: OfferId,
    /// Title as the employer wrote it.
    pub title: String,
    /// Trades.
    pub romes: Vec<RomeCode>,
    /// Level asked; `None`: any.
    pub level: Option<DiplomaLevel>,
    /// Start.
    pub start: Option<Date>,
}

/// An establishment that hires (an offer is open) or is likely to.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Employer {
    /// Key.
    pub siret: Siret,
    /// Name as shown: enseigne, else raison sociale.
    pub name: String,
    /// NAF rev. 2 class without a dot ("1071C").
    pub naf: Option<String>,
    /// What this class means, short, when known.
    pub activity: Option<String>,
    /// Where.
    pub location: Location,
    /// Staff band as shown ("6 à 9 salariés").
    pub size: Option<String>,
    /// Trades it may hire for, best first, at most eight.
    pub trades: Vec<HiringTrade>,
    /// Hiring score, 0 to 1, when the source gives one.
    pub hiring_score: Option<f32>,
    /// Open offers.
    pub offers: Vec<Offer>,
    /// Mail for applications.
    pub mail: Option<String>,
    /// Phone.
    pub phone: Option<String>,
    /// Made up for the demonstration.
    pub is_demo: bool,
}
