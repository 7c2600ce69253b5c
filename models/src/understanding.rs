//! skeleton
use crate::ids::RomeCode;
use crate::meaning::{Context, Meaning, TradeCandidate};
use crate::places::Places;
use crate::trades::{Domain, Trade};

/// Everything needed to read a sentence, compiled once.
#[derive(Debug)]
pub struct Understander {}

impl Understander {
    /// From the embedded data.
    pub fn embedded() -> Self {
        todo!()
    }

    /// From the embedded data and more titles of trades (the official appellations, imported).
    pub fn with_titles(_titles: &[(RomeCode, String)]) -> Self {
        todo!()
    }

    /// What a sentence means.
    pub fn understand(&self, _text: &str, _context: &Context) -> Meaning {
        todo!()
    }

    /// Trades of a training title ("CAP boulanger", "BTS MCO"), best first: a drier reading than
    /// [`Self::understand`], without small talk, for catalogues.
    pub fn trades_of_title(&self, _title: &str) -> Vec<TradeCandidate> {
        todo!()
    }

    /// Trades practised in a NAF class, best first.
    pub fn trades_of_naf(&self, _naf: &str) -> Vec<RomeCode> {
        todo!()
    }

    /// Domains with their trades.
    pub fn domains(&self) -> &[Domain] {
        todo!()
    }

    /// One trade.
    pub fn trade(&self, _rome: RomeCode) -> Option<&Trade> {
        todo!()
    }

    /// The communes.
    pub fn places(&self) -> &Places {
        todo!()
    }
}
