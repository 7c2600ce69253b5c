//! Certifications: the CFD–RNCP kit of France compétences and the DEPP, and RNCP → ROME tables.

use std::collections::HashSet;

use csv::StringRecord;

use super::error::ImportError;
use super::item::{Certification, CertificationTrade, Item};
use super::layout::{Layout, choose, each_row};
use super::names::squeezed;
use super::report::{Reason, Remark};
use super::run::{Run, Verdict};
use super::table::{Header, Table, cell};
use super::values;

const KIT: Layout = Layout {
    name: "correspondances CFD–RNCP",
    columns: &["cfd", "rncp", "niveau", "intitule_rncp"],
};
const TRADES: Layout = Layout {
    name: "RNCP → ROME",
    columns: &["rncp", "code_rome"],
};

/// All rows of either file.
pub(crate) fn import(mut table: Table<'_>, run: &mut Run<'_>) -> Result<(), ImportError> {
    let layout = choose("certifications", &table.header, &[&KIT, &TRADES])?;
    let mut seen = HashSet::new();
    each_row(&mut table, run, |header, line, record, _| {
        let read = if layout.name == KIT.name {
            certification
        } else {
            trade
        };
        Ok(match read(header, line, record) {
            Err(remark) => Verdict::Quarantine(remark),
            Ok((key, _)) if !seen.insert(key.clone()) => {
                Verdict::Quarantine(Remark::new(line, "", &key, Reason::Duplicate))
            }
            Ok((_, item)) => Verdict::Keep(vec![item]),
        })
    })
}

fn certification(
    header: &Header,
    line: u64,
    record: &StringRecord,
) -> Result<(String, Item), Remark> {
    let raw = |column: &str| cell(record, header.at(column));
    let refuse = |column: &str, reason| Remark::new(line, column, raw(column), reason);
    let code = |column: &str, read: fn(&str) -> Option<String>| match raw(column) {
        // "NR": not in the register
        "" | "NR" => Ok(None),
        text => read(text)
            .map(Some)
            .ok_or_else(|| refuse(column, Reason::BadCode)),
    };
    let (cfd, rncp) = (code("cfd", values::cfd)?, code("rncp", values::rncp)?);
    if cfd.is_none() && rncp.is_none() {
        return Err(refuse("cfd", Reason::Missing));
    }
    let title = match squeezed(raw("intitule_rncp")) {
        title if title.is_empty() => squeezed(raw("intitule_depp")),
        title => title,
    };
    let related = |column: &str| {
        values::list(raw(column))
            .iter()
            .filter_map(|code| values::rncp(code))
            .collect()
    };
    let key = format!("{} {}", raw("cfd"), raw("rncp"));
    let item = Item::Certification(Certification {
        cfd,
        rncp,
        title,
        level: values::level(raw("niveau")),
        in_apprenticeship: match values::fold(raw("acces_apprentissage")).as_str() {
            "oui" => Some(true),
            "non" => Some(false),
            _ => None,
        },
        until: values::date(raw("echeance")),
        previous: related("ancienne_rncp"),
        next: related("nouvelle_rncp"),
    });
    Ok((key, item))
}

fn trade(header: &Header, line: u64, record: &StringRecord) -> Result<(String, Item), Remark> {
    let raw = |column: &str| cell(record, header.at(column));
    let refuse = |column: &str, reason| Remark::new(line, column, raw(column), reason);
    let rncp = values::rncp(raw("rncp")).ok_or_else(|| refuse("rncp", Reason::BadCode))?;
    let rome =
        values::rome(raw("code_rome")).map_err(|_| refuse("code_rome", Reason::UnknownCode))?;
    let key = format!("{rncp} {rome}");
    Ok((
        key,
        Item::CertificationTrade(CertificationTrade { rncp, rome }),
    ))
}
