//! The trades as young people speak of them: models/data/trades/*.yml, written by us.

mod catalogue;
mod lexicon;
mod reading;
mod score;
mod titles;

use serde::{Deserialize, Serialize};

pub(crate) use catalogue::trades_of_title;
pub(crate) use lexicon::Lexicon;
pub(crate) use reading::{TradeReading, read_trades};
pub(crate) use titles::variants;

use crate::ids::RomeCode;

/// A letter of Holland's RIASEC typology.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[expect(missing_docs, reason = "Holland's six types, named as he named them")]
pub enum Riasec {
    #[serde(rename = "R")]
    Realistic,
    #[serde(rename = "I")]
    Investigative,
    #[serde(rename = "A")]
    Artistic,
    #[serde(rename = "S")]
    Social,
    #[serde(rename = "E")]
    Enterprising,
    #[serde(rename = "C")]
    Conventional,
}

/// One trade.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Trade {
    /// ROME code.
    pub rome: RomeCode,
    /// Short label as we say it to people.
    pub label: String,
    /// Titles, "masculin / féminin" or one form for both.
    pub titles: Vec<String>,
    /// What young people say of it.
    pub phrases: Vec<String>,
    /// Phrases that are close but mean another trade.
    #[serde(default)]
    pub not: Vec<String>,
    /// Diplomas that lead there, acronym first ("CAP boulanger").
    #[serde(default)]
    pub diplomas: Vec<String>,
    /// Words of training titles that point here when no table does ("boulangerie").
    #[serde(default)]
    pub title_words: Vec<String>,
    /// NAF rev. 2 classes where it is practised, most typical first ("10.71C" written 1071C).
    #[serde(default)]
    pub naf: Vec<String>,
    /// Near trades to fall back on.
    #[serde(default)]
    pub near: Vec<RomeCode>,
    /// Major then minor type.
    pub riasec: Vec<Riasec>,
    /// "À quoi ressemble une journée", one plain sentence.
    pub day: String,
}

/// A domain: a page of trades that a person can choose among.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Domain {
    /// Identifier, ASCII ("alimentation").
    pub domain: String,
    /// Label shown on a button, 40 characters at most.
    pub label: String,
    /// The emoji before it.
    pub emoji: String,
    /// Its trades, most taught first.
    pub trades: Vec<Trade>,
}
