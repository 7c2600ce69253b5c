//! The shapes a kind of file comes in, told apart by their columns.

use super::error::ImportError;
use super::run::{Run, Verdict};
use super::table::{Header, Row, Table};

/// A shape: its name for people and the columns it cannot do without.
pub(crate) struct Layout {
    pub(crate) name: &'static str,
    pub(crate) columns: &'static [&'static str],
}

impl Layout {
    fn missing(&self, header: &Header) -> Vec<&'static str> {
        self.columns
            .iter()
            .copied()
            .filter(|column| header.at(column).is_none())
            .collect()
    }
}

/// The first layout whose columns are all there, else an error on the one that fits best.
pub(crate) fn choose<'l>(
    kind: &'static str,
    header: &Header,
    layouts: &[&'l Layout],
) -> Result<&'l Layout, ImportError> {
    let mut best: Option<(usize, &Layout, Vec<&'static str>)> = None;
    for layout in layouts {
        let missing = layout.missing(header);
        if missing.is_empty() {
            return Ok(layout);
        }
        let present = layout.columns.len() - missing.len();
        if best.as_ref().is_none_or(|(most, ..)| present > *most) {
            best = Some((present, layout, missing));
        }
    }
    let (layout, missing) = best.map_or(("", Vec::new()), |(_, layout, missing)| {
        (layout.name, missing)
    });
    let found = header.names().to_vec();
    Err(ImportError::Columns {
        kind,
        layout,
        missing,
        found,
    })
}

/// Reads all rows: what cannot be read is put aside, the rest is judged.
pub(crate) fn each_row(
    table: &mut Table<'_>,
    run: &mut Run<'_>,
    mut judge: impl FnMut(
        &Header,
        u64,
        &csv::StringRecord,
        &mut Run<'_>,
    ) -> Result<Verdict, ImportError>,
) -> Result<(), ImportError> {
    while let Some(row) = table.next_row()? {
        let verdict = match row {
            Row::Bad(remark) => Verdict::Quarantine(remark),
            Row::Cells(line, record) => judge(&table.header, line, &record, run)?,
        };
        run.row(verdict)?;
    }
    Ok(())
}
