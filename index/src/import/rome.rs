//! The ROME in the files of France Travail: codes, titles, RIASEC types, mobility.

use csv::StringRecord;
use tandem_models::Riasec;

use super::error::ImportError;
use super::item::{Item, TradeLabel, TradeNear, TradeTitle, TradeTypes};
use super::layout::{Layout, choose, each_row};
use super::report::{Reason, Remark};
use super::run::{Run, Verdict};
use super::table::{Header, Table, cell};
use super::values;

const TITLES: Layout = Layout {
    name: "appellations ROME",
    columns: &["code_rome", "libelle_appellation_long"],
};
const MOBILITY: Layout = Layout {
    name: "mobilités ROME",
    columns: &["code_rome", "code_rome_cible", "libelle_type_mobilite"],
};
const TYPES: Layout = Layout {
    name: "types RIASEC",
    columns: &["code_rome", "riasec_majeur", "riasec_mineur"],
};
const CODES: Layout = Layout {
    name: "codes ROME",
    columns: &["code_rome", "libelle_rome"],
};
const CODES_SHORT: Layout = Layout {
    name: "codes ROME",
    columns: &["code_rome", "libelle"],
};

/// All rows of any of these files.
pub(crate) fn import(mut table: Table<'_>, run: &mut Run<'_>) -> Result<(), ImportError> {
    let layouts = [&TITLES, &MOBILITY, &TYPES, &CODES, &CODES_SHORT];
    let layout = choose("rome", &table.header, &layouts)?;
    each_row(&mut table, run, |header, line, record, _| {
        Ok(judge(layout, header, line, record))
    })
}

fn judge(layout: &Layout, header: &Header, line: u64, record: &StringRecord) -> Verdict {
    let raw = |column: &str| cell(record, header.at(column));
    let refuse =
        |column: &str, reason| Verdict::Quarantine(Remark::new(line, column, raw(column), reason));
    let Ok(rome) = values::rome(raw("code_rome")) else {
        return refuse("code_rome", Reason::BadCode);
    };
    // the official export doubles its apostrophes
    let text = |column: &str| raw(column).replace("''", "'");
    let item = if layout.name == TITLES.name {
        match text("libelle_appellation_long") {
            title if title.is_empty() => {
                return refuse("libelle_appellation_long", Reason::Missing);
            }
            title => Item::TradeTitle(TradeTitle { rome, title }),
        }
    } else if layout.name == MOBILITY.name {
        let Ok(near) = values::rome(raw("code_rome_cible")) else {
            return refuse("code_rome_cible", Reason::BadCode);
        };
        let is_close = values::fold(raw("libelle_type_mobilite")) == "proche";
        Item::TradeNear(TradeNear {
            rome,
            near,
            is_close,
        })
    } else if layout.name == TYPES.name {
        let Some(major) = riasec(raw("riasec_majeur")) else {
            return refuse("riasec_majeur", Reason::BadValue);
        };
        let minor = riasec(raw("riasec_mineur"));
        Item::TradeTypes(TradeTypes { rome, major, minor })
    } else {
        let column = if header.at("libelle_rome").is_some() {
            "libelle_rome"
        } else {
            "libelle"
        };
        match text(column) {
            label if label.is_empty() => return refuse(column, Reason::Missing),
            label => Item::Trade(TradeLabel { rome, label }),
        }
    };
    Verdict::Keep(vec![item])
}

fn riasec(letter: &str) -> Option<Riasec> {
    Some(match letter.to_uppercase().as_str() {
        "R" => Riasec::Realistic,
        "I" => Riasec::Investigative,
        "A" => Riasec::Artistic,
        "S" => Riasec::Social,
        "E" => Riasec::Enterprising,
        "C" => Riasec::Conventional,
        _ => return None,
    })
}
