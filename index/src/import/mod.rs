//! Importers: official files → typed items, a report and remarks.
//!
//! [`import`] reads any file of a [`Kind`], finds its layout by its header, and hands every
//! item and every remark to the caller in the order of the file. It keeps nothing, writes
//! nothing and reads no clock. A file that is refused ([`ImportError`]) may have yielded items
//! before it broke: the caller commits only after `Ok`.
//!
//! One more layout: a `Layout` constant (its columns by name), a function from a row to items,
//! a line in the `choose` of its kind, and a test on a real extract.

mod catalogue;
mod centres;
mod certifications;
mod communes;
mod employers;
mod error;
mod item;
mod json;
mod lambert;
mod layout;
mod lookups;
mod names;
mod places;
mod recruiters;
mod report;
mod rome;
mod run;
mod source;
mod table;
mod values;

use std::io::Read;
use std::ops::ControlFlow;

use serde::{Deserialize, Serialize};

pub use error::ImportError;
pub use item::{
    Activity, Certification, CertificationTrade, Event, Hirings, Item, TeachingPlace, TradeLabel,
    TradeNear, TradeTitle, TradeTypes,
};
pub use lookups::{Activities, Certifications, Lookups};
pub use report::{ImportReport, Reason, Remark};

use run::Run;
use source::Source;

/// What a file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// ROME: labels, titles, RIASEC types, mobility.
    Rome,
    /// Communes.
    Communes,
    /// Certifications and their trades.
    Certifications,
    /// Trainings: RCO, catalogue-apprentissage.
    Catalogue,
    /// CFAs and where they teach.
    Centres,
    /// Establishments, NAF labels, hirings by trade.
    Employers,
    /// Establishments likely to recruit.
    Recruiters,
}

/// Imports one file: CSV or TSV, XLSX or JSON, gz or not, whatever its name.
///
/// `each` receives items and remarks in order; [`ControlFlow::Break`] stops the import, which
/// then answers [`ImportError::Stopped`].
pub fn import(
    kind: Kind,
    input: impl Read,
    lookups: &Lookups<'_>,
    each: &mut dyn FnMut(Event) -> ControlFlow<()>,
) -> Result<ImportReport, ImportError> {
    let source = Source::open(input)?;
    let mut run = Run::new(each);
    match kind {
        Kind::Rome => rome::import(source.table()?, &mut run)?,
        Kind::Communes => communes::import(source.table()?, &mut run)?,
        Kind::Certifications => certifications::import(source.table()?, &mut run)?,
        Kind::Catalogue => catalogue::import(source, lookups, &mut run)?,
        Kind::Centres => centres::import(source.table()?, lookups, &mut run)?,
        Kind::Employers => employers::import(source.table()?, lookups, &mut run)?,
        Kind::Recruiters => recruiters::import(source, lookups, &mut run)?,
    }
    Ok(run.into_report())
}
