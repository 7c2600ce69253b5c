//! Establishments (SIRENE and simpler files), NAF labels, hirings by trade.

mod labels;
mod shared;
mod simple;
mod sirene;

use std::collections::HashSet;

pub(crate) use shared::{hiring_trades, staff_range};

use super::error::ImportError;
use super::item::Item;
use super::layout::{choose, each_row};
use super::lookups::Lookups;
use super::report::{Reason, Remark};
use super::run::{Run, Verdict};
use super::table::Table;
use crate::supply::{Employer, PlaceLink};

/// What a row gives, before it is counted.
pub(crate) enum Read {
    /// An employer and how it was placed.
    Employer(Box<Employer>, PlaceLink),
    /// To be passed over.
    Skip(Reason),
    /// To be put aside.
    Refuse(Remark),
}

/// All rows of any of these files.
pub(crate) fn import(
    mut table: Table<'_>,
    lookups: &Lookups<'_>,
    run: &mut Run<'_>,
) -> Result<(), ImportError> {
    let layouts = [
        &sirene::LAYOUT,
        &simple::LAYOUT,
        &labels::HIRINGS,
        &labels::LABELS,
    ];
    let layout = choose("employers", &table.header, &layouts)?;
    if layout.name == labels::HIRINGS.name || layout.name == labels::LABELS.name {
        return each_row(&mut table, run, |header, line, record, _| {
            let read = if layout.name == labels::LABELS.name {
                labels::label
            } else {
                labels::hirings
            };
            Ok(read(header, line, record))
        });
    }
    let mut seen = HashSet::new();
    if layout.name == sirene::LAYOUT.name {
        let columns = sirene::Columns::of(&table.header);
        return each_row(&mut table, run, |_, line, record, run| {
            judge(line, columns.read(line, record, lookups), &mut seen, run)
        });
    }
    each_row(&mut table, run, |header, line, record, run| {
        judge(
            line,
            simple::read(header, line, record, lookups),
            &mut seen,
            run,
        )
    })
}

/// Keeps each SIRET once, counts and flags.
pub(crate) fn judge(
    line: u64,
    read: Read,
    seen: &mut HashSet<String>,
    run: &mut Run<'_>,
) -> Result<Verdict, ImportError> {
    let (employer, placing) = match read {
        Read::Employer(employer, placing) => (employer, placing),
        Read::Skip(reason) => return Ok(Verdict::Skip(reason)),
        Read::Refuse(remark) => return Ok(Verdict::Quarantine(remark)),
    };
    let siret = employer.siret.as_str();
    if !seen.insert(siret.to_owned()) {
        return Ok(Verdict::Quarantine(Remark::new(
            line,
            "siret",
            siret,
            Reason::Duplicate,
        )));
    }
    let is_placed = placing != PlaceLink::Missing;
    if !is_placed {
        run.flag(Remark::new(line, "", siret, Reason::NotPlaced))?;
    }
    let is_linked = !employer.trades.is_empty();
    if !is_linked {
        let naf = employer.naf.as_deref().unwrap_or_default();
        run.flag(Remark::new(line, "naf", naf, Reason::NotLinked))?;
    }
    run.count(is_placed.then_some(()), is_linked.then_some(()));
    Ok(Verdict::Keep(vec![Item::Employer(*employer)]))
}
