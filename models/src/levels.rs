//! Diploma levels and school stages.
//!
//! Levels are those of the French framework of certifications (Code du travail D6113-19),
//! numbered as in Europe: 3 CAP, 4 bac, 5 bac+2, 6 bac+3, 7 bac+5.

use serde::{Deserialize, Serialize};

/// European level of a diploma, `"3"` to `"8"` on the wire.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum DiplomaLevel {
    /// CAP, BEP.
    #[serde(rename = "3")]
    Three,
    /// Bac, bac pro, BP.
    #[serde(rename = "4")]
    Four,
    /// BTS, DEUST.
    #[serde(rename = "5")]
    Five,
    /// Licence, BUT.
    #[serde(rename = "6")]
    Six,
    /// Master, engineer.
    #[serde(rename = "7")]
    Seven,
    /// Doctorate.
    #[serde(rename = "8")]
    Eight,
}

impl DiplomaLevel {
    /// The number, 3 to 8.
    pub fn number(self) -> u8 {
        match self {
            Self::Three => 3,
            Self::Four => 4,
            Self::Five => 5,
            Self::Six => 6,
            Self::Seven => 7,
            Self::Eight => 8,
        }
    }

    /// The level of that number, if there is one.
    pub fn from_number(number: u8) -> Option<Self> {
        match number {
            3 => Some(Self::Three),
            4 => Some(Self::Four),
            5 => Some(Self::Five),
            6 => Some(Self::Six),
            7 => Some(Self::Seven),
            8 => Some(Self::Eight),
            _ => None,
        }
    }
}

/// Where a person stands at school, or stopped: the last class or diploma they named.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SchoolStage {
    /// No diploma, left school, or a class before the 3e.
    NoDiploma,
    /// In 3e, or brevet.
    Troisieme,
    /// In seconde or 1st year of bac pro.
    Seconde,
    /// In première.
    Premiere,
    /// Preparing or holding a CAP or BEP.
    Cap,
    /// In terminale.
    Terminale,
    /// Holds a bac of any kind, or a BP.
    Bac,
    /// In or after a bac+2 (BTS, DEUST, DUT).
    BacPlus2,
    /// In or after a bac+3 (licence, BUT).
    BacPlus3,
    /// In or after a bac+5.
    BacPlus5,
}

impl SchoolStage {
    /// European level held or about to be held at this stage; `None` below level 3.
    pub fn level(self) -> Option<DiplomaLevel> {
        match self {
            Self::NoDiploma | Self::Troisieme | Self::Seconde | Self::Premiere => None,
            Self::Cap => Some(DiplomaLevel::Three),
            Self::Terminale | Self::Bac => Some(DiplomaLevel::Four),
            Self::BacPlus2 => Some(DiplomaLevel::Five),
            Self::BacPlus3 => Some(DiplomaLevel::Six),
            Self::BacPlus5 => Some(DiplomaLevel::Seven),
        }
    }
}
