//! Labels of NAF classes, and hirings of each trade in each class.

use csv::StringRecord;

use super::super::item::{Activity, Hirings, Item};
use super::super::layout::Layout;
use super::super::report::{Reason, Remark};
use super::super::run::Verdict;
use super::super::table::{Header, cell};
use super::super::values;

pub(crate) const LABELS: Layout = Layout {
    name: "libellés NAF",
    columns: &["code_naf", "libelle"],
};
pub(crate) const HIRINGS: Layout = Layout {
    name: "embauches par métier et NAF",
    columns: &["code_rome", "code_naf", "hirings"],
};

/// One label.
pub(crate) fn label(header: &Header, line: u64, record: &StringRecord) -> Verdict {
    let raw = |column: &str| cell(record, header.at(column));
    let refuse =
        |column: &str, reason| Verdict::Quarantine(Remark::new(line, column, raw(column), reason));
    let Some(naf) = values::naf(raw("code_naf")) else {
        return refuse("code_naf", Reason::BadCode);
    };
    match values::some(raw("libelle")) {
        Some(label) => Verdict::Keep(vec![Item::Activity(Activity { naf, label })]),
        None => refuse("libelle", Reason::Missing),
    }
}

/// Hirings of one trade in one class.
pub(crate) fn hirings(header: &Header, line: u64, record: &StringRecord) -> Verdict {
    let raw = |column: &str| cell(record, header.at(column));
    let refuse =
        |column: &str, reason| Verdict::Quarantine(Remark::new(line, column, raw(column), reason));
    let Ok(rome) = values::rome(raw("code_rome")) else {
        return refuse("code_rome", Reason::BadCode);
    };
    let Some(naf) = values::naf(raw("code_naf")) else {
        return refuse("code_naf", Reason::BadCode);
    };
    match raw("hirings").parse() {
        Ok(count) => Verdict::Keep(vec![Item::Hirings(Hirings { rome, naf, count })]),
        Err(_) => refuse("hirings", Reason::BadValue),
    }
}
