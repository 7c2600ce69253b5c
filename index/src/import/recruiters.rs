//! Establishments likely to recruit: a JSON array with a score per trade.

use std::collections::HashSet;

use serde_json::{Map, Value};

use super::employers::{Read, hiring_trades, judge, staff_range};
use super::error::ImportError;
use super::lambert;
use super::lookups::Lookups;
use super::names::readable_name;
use super::places::{RawPlace, locate};
use super::report::{Reason, Remark};
use super::run::{Run, Verdict};
use super::source::Source;
use super::{json, values};
use crate::supply::{Employer, HiringTrade, Siret};

/// Trades kept for one employer.
const MOST_TRADES: usize = 8;

/// All elements.
pub(crate) fn import(
    source: Source<'_>,
    lookups: &Lookups<'_>,
    run: &mut Run<'_>,
) -> Result<(), ImportError> {
    let Source::Json(input) = source else {
        return Err(ImportError::Json(
            "an array of recruiters was expected".to_owned(),
        ));
    };
    let mut seen = HashSet::new();
    json::each_element(input, &mut |line, element| {
        let verdict = match &element {
            Value::Object(object) => judge(line, read(line, object, lookups), &mut seen, run)?,
            other => {
                let text = other.to_string();
                Verdict::Quarantine(Remark::new(line, "", &text, Reason::BadValue))
            }
        };
        run.row(verdict)
    })
}

fn read(line: u64, object: &Map<String, Value>, lookups: &Lookups<'_>) -> Read {
    let text = |field: &str| {
        object
            .get(field)
            .and_then(values::scalar)
            .unwrap_or_default()
    };
    let refuse = |field: &str, reason| Read::Refuse(Remark::new(line, field, &text(field), reason));
    let Ok(siret) = text("siret").parse::<Siret>() else {
        return refuse("siret", Reason::BadCode);
    };
    let names = ["enseigne", "raison_sociale"].map(text);
    let Some(name) = names.iter().find(|name| !name.is_empty()) else {
        return refuse("raison_sociale", Reason::Missing);
    };
    let insee = text("insee_city_code");
    let coordinate = |axis: &str| {
        let value = object.get(&format!("coordonneeLambert{axis}Etablissement"))?;
        value.as_f64().or_else(|| values::number(value.as_str()?))
    };
    let lambert = coordinate("Abscisse").zip(coordinate("Ordonnee"));
    let point = lambert
        .and_then(|(easting, northing)| lambert::near_commune(easting, northing, &insee, lookups));
    let address = format!("{} {}", text("street_number"), text("street_name"));
    let (postal_code, city) = (text("zip_code"), text("libelleCommuneEtablissement"));
    let (location, placing) = locate(
        RawPlace {
            address: &address,
            postal_code: &postal_code,
            insee: &insee,
            city: &city,
            point,
        },
        lookups.understander.places(),
    );
    let naf = ["naf_code", "activitePrincipaleEtablissement"]
        .iter()
        .find_map(|field| values::naf(&text(field)));
    let label = ["naf_label", "labelActivitePrincipaleEtablissement"]
        .iter()
        .find_map(|field| values::some(&text(field)));
    let known = naf
        .as_deref()
        .and_then(|naf| lookups.activities.label(naf))
        .map(str::to_owned);
    let scored = scored_trades(object);
    let best = scored.first().map(|trade| trade.affinity);
    let trades = if scored.is_empty() {
        hiring_trades(naf.as_deref(), lookups)
    } else {
        scored
    };
    Read::Employer(
        Box::new(Employer {
            siret,
            name: readable_name(name),
            activity: label.or(known),
            location,
            size: staff_range(&text("company_size")),
            trades,
            naf,
            hiring_score: best,
            offers: Vec::new(),
            mail: values::some(&text("email")).filter(|mail| mail.contains('@')),
            phone: values::some(&text("phone")),
            is_demo: false,
        }),
        placing,
    )
}

/// Trades with their normalised score, best first. The best one is also the employer's own
/// hiring score.
fn scored_trades(object: &Map<String, Value>) -> Vec<HiringTrade> {
    let listed = object
        .get("rome_codes")
        .and_then(Value::as_array)
        .into_iter()
        .flatten();
    let mut trades: Vec<HiringTrade> = listed
        .filter_map(|entry| {
            let rome = values::rome(entry.get("rome_code")?.as_str()?).ok()?;
            let affinity = as_share(entry.get("normalized_score")?.as_f64()?);
            Some(HiringTrade { rome, affinity })
        })
        .collect();
    trades.sort_by(|a, b| b.affinity.total_cmp(&a.affinity).then(a.rome.cmp(&b.rome)));
    trades.dedup_by_key(|trade| trade.rome);
    trades.truncate(MOST_TRADES);
    trades
}

#[expect(clippy::cast_possible_truncation, reason = "clamped to 0..=1")]
fn as_share(score: f64) -> f32 {
    score.clamp(0.0, 1.0) as f32
}
