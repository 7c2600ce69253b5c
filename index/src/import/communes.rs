//! Communes as the reference table lists them.

use tandem_models::Commune;

use super::error::ImportError;
use super::item::Item;
use super::layout::{Layout, choose, each_row};
use super::places::point;
use super::report::{Reason, Remark};
use super::run::{Run, Verdict};
use super::table::{Table, cell};
use super::values;

const COMMUNES: Layout = Layout {
    name: "communes",
    columns: &[
        "insee",
        "nom",
        "codes_postaux",
        "population",
        "departement",
        "region",
        "lat",
        "lon",
    ],
};

/// All rows.
pub(crate) fn import(mut table: Table<'_>, run: &mut Run<'_>) -> Result<(), ImportError> {
    choose("communes", &table.header, &[&COMMUNES])?;
    each_row(&mut table, run, |header, line, record, _| {
        let raw = |column: &str| cell(record, header.at(column));
        let refuse = |column: &str, reason| {
            Ok(Verdict::Quarantine(Remark::new(
                line,
                column,
                raw(column),
                reason,
            )))
        };
        let Some(insee) = values::insee(raw("insee")) else {
            return refuse("insee", Reason::BadCode);
        };
        if raw("nom").is_empty() {
            return refuse("nom", Reason::Missing);
        }
        let Ok(population) = raw("population").parse().or_else(|error| {
            if raw("population").is_empty() {
                Ok(0)
            } else {
                Err(error)
            }
        }) else {
            return refuse("population", Reason::BadValue);
        };
        Ok(Verdict::Keep(vec![Item::Commune(Commune {
            insee,
            name: raw("nom").to_owned(),
            postal_codes: values::list(raw("codes_postaux")),
            population,
            departement: raw("departement").to_owned(),
            region: raw("region").to_owned(),
            point: point(raw("lat"), raw("lon")),
        })]))
    })
}
