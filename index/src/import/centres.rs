//! Centres: the CFA list of the ministry, the référentiel of bodies, their teaching places.

use std::collections::HashSet;

use csv::StringRecord;
use tandem_models::Places;

use super::error::ImportError;
use super::item::{Item, TeachingPlace};
use super::layout::{Layout, choose, each_row};
use super::lookups::Lookups;
use super::names::{readable_name, squeezed};
use super::places::{RawPlace, locate, point};
use super::report::{Reason, Remark};
use super::run::{Run, Verdict};
use super::table::{Header, Table, cell};
use super::values;
use crate::supply::{Centre, CentreId, CentreNature, PlaceLink, Siret};

const MINISTRY: Layout = Layout {
    name: "liste des CFA (UAI)",
    columns: &[
        "numero_uai",
        "denomination_principale",
        "patronyme_uai",
        "commune",
        "numero_siren_siret_uai",
    ],
};
const BODIES: Layout = Layout {
    name: "référentiel des organismes",
    columns: &[
        "siret",
        "uai",
        "nature",
        "raison_sociale",
        "qualiopi",
        "insee",
    ],
};
const PLACES: Layout = Layout {
    name: "lieux de formation",
    columns: &["siret", "uai", "adresse", "insee", "lon", "lat"],
};

/// All rows of any of these files.
pub(crate) fn import(
    mut table: Table<'_>,
    lookups: &Lookups<'_>,
    run: &mut Run<'_>,
) -> Result<(), ImportError> {
    let layout = choose("centres", &table.header, &[&MINISTRY, &BODIES, &PLACES])?;
    let places = lookups.understander.places();
    let mut seen = HashSet::new();
    each_row(&mut table, run, |header, line, record, run| {
        let row = CentreRow {
            header,
            line,
            record,
            places,
        };
        let read = match layout.name {
            name if name == MINISTRY.name => row.ministry(&seen),
            name if name == BODIES.name => row.body(),
            _ => row.place(),
        };
        let (key, item, link) = match read {
            Ok(read) => read,
            Err(Refused::Closed) => return Ok(Verdict::Skip(Reason::Closed)),
            Err(Refused::For(remark)) => return Ok(Verdict::Quarantine(remark)),
        };
        if !seen.insert(key.clone()) {
            let remark = Remark::new(line, "", &key, Reason::Duplicate);
            return Ok(Verdict::Quarantine(remark));
        }
        if link == PlaceLink::Missing {
            run.flag(Remark::new(line, "", &key, Reason::NotPlaced))?;
        }
        run.count((link != PlaceLink::Missing).then_some(()), None);
        Ok(Verdict::Keep(vec![item]))
    })
}

enum Refused {
    Closed,
    For(Remark),
}

type Read = Result<(String, Item, PlaceLink), Refused>;

struct CentreRow<'a> {
    header: &'a Header,
    line: u64,
    record: &'a StringRecord,
    places: &'a Places,
}

impl CentreRow<'_> {
    fn raw(&self, column: &str) -> &str {
        cell(self.record, self.header.at(column))
    }

    fn refuse(&self, column: &str, reason: Reason) -> Refused {
        Refused::For(Remark::new(self.line, column, self.raw(column), reason))
    }

    /// Several CFAs may share one SIRET: the first keeps it as its key, the others are known
    /// by their UAI.
    fn ministry(&self, seen: &HashSet<String>) -> Read {
        if !self.raw("date_fermeture").is_empty() {
            return Err(Refused::Closed);
        }
        let uai = values::uai(self.raw("numero_uai"))
            .ok_or_else(|| self.refuse("numero_uai", Reason::BadCode))?;
        let siret: Option<Siret> = self.raw("numero_siren_siret_uai").parse().ok();
        let id = match &siret {
            Some(siret) if !seen.contains(siret.as_str()) => siret.to_string(),
            _ => format!("uai:{uai}"),
        };
        let (location, link) = locate(
            RawPlace {
                address: self.raw("adresse_uai"),
                postal_code: self.raw("code_postal_uai"),
                insee: self.raw("commune"),
                city: match self.raw("commune_libe") {
                    "" => self.raw("localite_acheminement_uai"),
                    name => name,
                },
                point: None,
            },
            self.places,
        );
        let name = cfa_name(
            self.raw("denomination_principale"),
            self.raw("patronyme_uai"),
        );
        let centre = Centre {
            id: CentreId(id.clone()),
            siret,
            uai: Some(uai),
            name,
            nature: CentreNature::Unknown,
            qualiopi: None,
            location,
            mail: None,
            phone: None,
            is_demo: false,
        };
        Ok((id, Item::Centre(centre), link))
    }

    fn body(&self) -> Read {
        if values::fold(self.raw("etat")).starts_with("ferm") {
            return Err(Refused::Closed);
        }
        let siret: Siret = self
            .raw("siret")
            .parse()
            .map_err(|_| self.refuse("siret", Reason::BadCode))?;
        let (location, link) = self.located();
        let uai = values::uai(self.raw("uai"));
        let name = [self.raw("enseigne"), self.raw("raison_sociale")]
            .into_iter()
            .find(|name| !name.is_empty())
            .map_or_else(
                || format!("Organisme de formation, {}", location.city),
                readable_name,
            );
        let centre = Centre {
            id: CentreId(siret.to_string()),
            siret: Some(siret.clone()),
            uai,
            name,
            nature: match values::fold(self.raw("nature")).as_str() {
                "responsable" => CentreNature::Responsable,
                "formateur" => CentreNature::Formateur,
                "responsableformateur" => CentreNature::ResponsableFormateur,
                _ => CentreNature::Unknown,
            },
            qualiopi: match self.raw("qualiopi") {
                "1" | "true" => Some(true),
                "0" | "false" => Some(false),
                _ => None,
            },
            location,
            mail: None,
            phone: None,
            is_demo: false,
        };
        Ok((siret.to_string(), Item::Centre(centre), link))
    }

    fn place(&self) -> Read {
        let siret: Siret = self
            .raw("siret")
            .parse()
            .map_err(|_| self.refuse("siret", Reason::BadCode))?;
        let (location, link) = self.located();
        let uai = values::uai(self.raw("uai"));
        let key = self.record.iter().collect::<Vec<_>>().join(" ");
        let centre = CentreId(siret.to_string());
        Ok((
            key,
            Item::TeachingPlace(TeachingPlace {
                centre,
                uai,
                location,
            }),
            link,
        ))
    }

    /// The address of these files ends with the postal code and the town, said elsewhere.
    fn located(&self) -> (crate::supply::Location, PlaceLink) {
        let postal_code = self.raw("code_postal");
        let whole = self.raw("adresse");
        let street = whole.rfind(postal_code).filter(|_| !postal_code.is_empty());
        let address = street.map_or(whole, |end| &whole[..end]);
        locate(
            RawPlace {
                address,
                postal_code,
                insee: self.raw("insee"),
                city: self.raw("localite"),
                point: point(self.raw("lat"), self.raw("lon")),
            },
            self.places,
        )
    }
}

/// "CTRE DE FORMATION D'APPRENTIS" and "DU BTP AIN" → "CFA du BTP AIN".
fn cfa_name(denomination: &str, patronym: &str) -> String {
    let folded = values::fold(denomination);
    let is_generic = folded.contains("form")
        && (folded.contains("appren") || folded.contains("app"))
        || folded == "cfa";
    let own = readable_name(&squeezed(patronym));
    if own.is_empty() {
        return readable_name(denomination);
    }
    let is_named_cfa = values::fold(&own).starts_with("cfa");
    match (is_generic, is_named_cfa) {
        (_, true) => own,
        (true, false) => {
            let lowered = ["De ", "Du ", "Des ", "De l'", "D'"]
                .iter()
                .find_map(|start| own.strip_prefix(start).map(|rest| (start, rest)));
            let own = match lowered {
                Some((start, rest)) => format!("{}{rest}", start.to_lowercase()),
                None => own,
            };
            format!("CFA {own}")
        }
        (false, false) => format!("{} {own}", readable_name(denomination)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cfa_is_called_as_people_call_it() {
        for (denomination, patronym, expected) in [
            (
                "CTRE DE FORMATION D'APPRENTIS",
                "DU BTP AIN",
                "CFA du BTP AIN",
            ),
            (
                "CTR DE FORMATION D APPRENTIS",
                "CECOF BERNARD PALISSY",
                "CFA Cecof Bernard Palissy",
            ),
            ("CFA", "CFA DE LA CHAMBRE", "CFA de la Chambre"),
            ("ECOLE DE PRODUCTION", "", "Ecole de Production"),
        ] {
            assert_eq!(cfa_name(denomination, patronym), expected);
        }
    }
}
