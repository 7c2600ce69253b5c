//! A plain list of establishments: SIRET, name, NAF, commune, staff, score, point.

use csv::StringRecord;

use super::super::layout::Layout;
use super::super::lookups::Lookups;
use super::super::names::readable_name;
use super::super::places::{RawPlace, locate, point};
use super::super::report::{Reason, Remark};
use super::super::table::{Header, cell};
use super::super::values;
use super::{Read, hiring_trades, staff_range};
use crate::supply::{Employer, Siret};

pub(crate) const LAYOUT: Layout = Layout {
    name: "liste d'établissements",
    columns: &["siret", "nom", "naf", "insee", "code_postal"],
};

/// One row. Scores from 0 to 100 become 0 to 1.
pub(crate) fn read(
    header: &Header,
    line: u64,
    record: &StringRecord,
    lookups: &Lookups<'_>,
) -> Read {
    let raw = |column: &str| cell(record, header.at(column));
    let refuse =
        |column: &str, reason| Read::Refuse(Remark::new(line, column, raw(column), reason));
    let Ok(siret) = raw("siret").parse::<Siret>() else {
        return refuse("siret", Reason::BadCode);
    };
    let naf = values::naf(raw("naf"));
    let activity = naf.as_deref().and_then(|naf| lookups.activities.label(naf));
    let Some(name) = [raw("enseigne"), raw("nom")]
        .into_iter()
        .find(|name| !name.is_empty())
    else {
        return refuse("nom", Reason::Missing);
    };
    let (location, placing) = locate(
        RawPlace {
            address: raw("adresse"),
            postal_code: raw("code_postal"),
            insee: raw("insee"),
            city: raw("commune"),
            point: point(raw("lat"), raw("lon")),
        },
        lookups.understander.places(),
    );
    let score = values::number(raw("score_alternance"));
    Read::Employer(
        Box::new(Employer {
            siret,
            name: readable_name(name),
            activity: activity.map(str::to_owned),
            location,
            size: staff_range(raw("tranche_effectif")),
            trades: hiring_trades(naf.as_deref(), lookups),
            naf,
            hiring_score: score.map(as_share),
            offers: Vec::new(),
            mail: None,
            phone: None,
            is_demo: false,
        }),
        placing,
    )
}

#[expect(clippy::cast_possible_truncation, reason = "clamped to 0..=1")]
fn as_share(percent: f64) -> f32 {
    (percent / 100.0).clamp(0.0, 1.0) as f32
}
