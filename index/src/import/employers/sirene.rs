//! SIRENE, file `StockEtablissement` (INSEE). Newer files have more columns: all go by name.
//!
//! Establishments that are closed or employ nobody are passed over. Where the diffusion is
//! partial, name and address are hidden: only the commune stays.

use csv::StringRecord;
use tandem_models::Point;

use super::super::lambert;
use super::super::layout::Layout;
use super::super::lookups::Lookups;
use super::super::names::readable_name;
use super::super::places::{RawPlace, locate};
use super::super::report::{Reason, Remark};
use super::super::table::{Header, cell};
use super::super::values;
use super::{Read, hiring_trades, staff_range};
use crate::supply::{Employer, Siret};

pub(crate) const LAYOUT: Layout = Layout {
    name: "SIRENE StockEtablissement",
    columns: &[
        "siret",
        "statutDiffusionEtablissement",
        "trancheEffectifsEtablissement",
        "codePostalEtablissement",
        "codeCommuneEtablissement",
        "libelleCommuneEtablissement",
        "etatAdministratifEtablissement",
        "enseigne1Etablissement",
        "denominationUsuelleEtablissement",
        "activitePrincipaleEtablissement",
        "caractereEmployeurEtablissement",
    ],
};

type Column = Option<usize>;

/// Positions of the columns: the file has tens of millions of rows.
pub(crate) struct Columns {
    siret: Column,
    diffusion: Column,
    state: Column,
    is_employer: Column,
    staff: Column,
    naf: Column,
    names: [Column; 5],
    street: [Column; 4],
    postal_code: Column,
    insee: Column,
    city: Column,
    lambert: [Column; 2],
}

impl Columns {
    pub(crate) fn of(header: &Header) -> Self {
        let at = |name: &str| header.at(&format!("{name}Etablissement"));
        Self {
            siret: header.at("siret"),
            diffusion: at("statutDiffusion"),
            state: at("etatAdministratif"),
            is_employer: at("caractereEmployeur"),
            staff: at("trancheEffectifs"),
            naf: at("activitePrincipale"),
            // the legal name stands in another file; exports that join it name it so
            names: [
                at("enseigne1"),
                at("denominationUsuelle"),
                at("enseigne2"),
                header.at("denominationUniteLegale"),
                header.at("raison_sociale"),
            ],
            street: ["numeroVoie", "indiceRepetition", "typeVoie", "libelleVoie"].map(at),
            postal_code: at("codePostal"),
            insee: at("codeCommune"),
            city: at("libelleCommune"),
            lambert: ["coordonneeLambertAbscisse", "coordonneeLambertOrdonnee"].map(at),
        }
    }

    /// One row.
    pub(crate) fn read(&self, line: u64, record: &StringRecord, lookups: &Lookups<'_>) -> Read {
        let raw = |column: Column| cell(record, column);
        if raw(self.state) == "F" {
            return Read::Skip(Reason::Closed);
        }
        if raw(self.is_employer) == "N" {
            return Read::Skip(Reason::NotAnEmployer);
        }
        let Ok(siret) = raw(self.siret).parse::<Siret>() else {
            return Read::Refuse(Remark::new(line, "siret", raw(self.siret), Reason::BadCode));
        };
        let is_public = raw(self.diffusion) == "O";
        let street = self
            .street
            .map(raw)
            .into_iter()
            .filter(|part| !part.is_empty() && *part != "[ND]");
        let address = street.collect::<Vec<_>>().join(" ");
        let (location, placing) = locate(
            RawPlace {
                address: if is_public { &address } else { "" },
                postal_code: raw(self.postal_code),
                insee: raw(self.insee),
                city: raw(self.city),
                point: if is_public {
                    self.point(record, lookups)
                } else {
                    None
                },
            },
            lookups.understander.places(),
        );
        let naf = values::naf(raw(self.naf));
        let activity = naf.as_deref().and_then(|naf| lookups.activities.label(naf));
        let name = self
            .names
            .map(raw)
            .into_iter()
            .find(|name| !name.is_empty() && *name != "[ND]");
        let name = match (name, is_public) {
            (Some(name), true) => readable_name(name),
            _ => format!("{}, {}", activity.unwrap_or("Établissement"), location.city),
        };
        Read::Employer(
            Box::new(Employer {
                siret,
                name,
                activity: activity.map(str::to_owned),
                location,
                size: staff_range(raw(self.staff)),
                trades: hiring_trades(naf.as_deref(), lookups),
                naf,
                hiring_score: None,
                offers: Vec::new(),
                mail: None,
                phone: None,
                is_demo: false,
            }),
            placing,
        )
    }

    fn point(&self, record: &StringRecord, lookups: &Lookups<'_>) -> Option<Point> {
        let [easting, northing] = self
            .lambert
            .map(|column| values::number(cell(record, column)));
        lambert::near_commune(easting?, northing?, cell(record, self.insee), lookups)
    }
}
