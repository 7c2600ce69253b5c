//! Reads the embedded tables, built by models/data/build-communes.

use std::io::Read;

use super::grid::Extent;
use super::{Commune, Departement, Places, Point, Region};
use crate::ids::InseeCode;

const COMMUNES: &[u8] = include_bytes!("../../data/communes.tsv.gz");
const DEPARTEMENTS: &str = include_str!("../../data/departements.tsv");
const REGIONS: &str = include_str!("../../data/regions.tsv");

/// What the files hold.
#[derive(Debug, Default)]
pub(super) struct Table {
    /// Each with what its box spans around its point.
    pub(super) communes: Vec<(Commune, Option<Extent>)>,
    /// Code of a merged commune, code of the one it became.
    pub(super) old_codes: Vec<(InseeCode, InseeCode)>,
    pub(super) departements: Vec<Departement>,
    pub(super) regions: Vec<Region>,
}

/// The embedded files are checked by `every_row_of_the_embedded_table_is_read`.
pub(super) fn embedded() -> Places {
    let mut text = String::new();
    let readable = flate2::read::GzDecoder::new(COMMUNES).read_to_string(&mut text);
    debug_assert!(
        readable.is_ok(),
        "the embedded table of communes is damaged"
    );
    let mut table = Table {
        departements: departements(),
        regions: regions(),
        ..Table::default()
    };
    table.communes.reserve(35_100);
    for line in text.lines().skip(1) {
        let columns: Vec<&str> = line.split('\t').collect();
        let Some((commune, extent)) = commune(&columns) else {
            continue;
        };
        let old = columns.get(10).copied().unwrap_or_default();
        table.old_codes.extend(
            old.split('|')
                .filter_map(|code| Some((code.parse().ok()?, commune.insee))),
        );
        table.communes.push((commune, extent));
    }
    Places::build(table)
}

fn commune(columns: &[&str]) -> Option<(Commune, Option<Extent>)> {
    let [
        insee,
        name,
        postal_codes,
        population,
        departement,
        region,
        lat,
        lon,
        half_lat,
        half_lon,
        ..,
    ] = columns
    else {
        return None;
    };
    let point = match (lat.parse(), lon.parse()) {
        (Ok(lat), Ok(lon)) => Some(Point { lat, lon }),
        _ => None,
    };
    let extent = match (half_lat.parse(), half_lon.parse()) {
        (Ok(half_lat), Ok(half_lon)) => Some(Extent { half_lat, half_lon }),
        _ => None,
    };
    let commune = Commune {
        insee: insee.parse().ok()?,
        name: (*name).to_owned(),
        postal_codes: postal_codes
            .split('|')
            .filter(|code| !code.is_empty())
            .map(str::to_owned)
            .collect(),
        population: population.parse().ok()?,
        departement: (*departement).to_owned(),
        region: (*region).to_owned(),
        point,
    };
    Some((commune, extent))
}

fn departements() -> Vec<Departement> {
    rows(DEPARTEMENTS)
        .filter_map(|columns| match columns.as_slice() {
            [code, name, region] => Some(Departement {
                code: (*code).to_owned(),
                name: (*name).to_owned(),
                region: (*region).to_owned(),
            }),
            _ => None,
        })
        .collect()
}

fn regions() -> Vec<Region> {
    rows(REGIONS)
        .filter_map(|columns| match columns.as_slice() {
            [code, name] => Some(Region {
                code: (*code).to_owned(),
                name: (*name).to_owned(),
            }),
            _ => None,
        })
        .collect()
}

fn rows(text: &str) -> impl Iterator<Item = Vec<&str>> {
    text.lines().skip(1).map(|line| line.split('\t').collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_the_embedded_table_is_read() {
        let places = embedded();
        assert_eq!(places.communes().len(), 35_014);
        assert_eq!(
            places
                .communes()
                .iter()
                .filter(|commune| commune.point.is_none())
                .count(),
            101
        );
        assert_eq!(places.departements().len(), 109);
        assert_eq!(places.regions().len(), 26);
        for commune in places.communes() {
            assert!(
                places.departement(&commune.departement).is_some(),
                "{commune:?}"
            );
            assert!(places.region(&commune.region).is_some(), "{commune:?}");
        }
    }
}
