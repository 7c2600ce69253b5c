//! One-off complements to the catalogue: SIRETs, place, CFD, RNCP, year; no title.
//!
//! The title comes from the certification table: rows whose certification is unknown are put
//! aside. Key: `ponctuel:<formateur>:<INSEE>:<CFD>:<RNCP>`.

use super::super::layout::Layout;
use super::super::lookups::Lookups;
use super::super::names::squeezed;
use super::super::places::{RawPlace, locate};
use super::super::report::Reason;
use super::super::values;
use super::fields::Fields;
use super::linking::{Draft, RawCentre, Refused, centre};
use crate::supply::{TradeLink, Training, TrainingId};

pub(crate) const LAYOUT: Layout = Layout {
    name: "complément RCO",
    columns: &[
        "etablissement_gestionnaire_siret",
        "etablissement_formateur_siret",
        "etablissement_lieu_formation_code_postal",
        "etablissement_lieu_formation_code_insee",
        "cfd",
        "rncp_code",
    ],
};

/// One row.
pub(crate) fn training(
    line: u64,
    fields: Fields<'_>,
    lookups: &Lookups<'_>,
) -> Result<Draft, Refused> {
    let cfd = values::cfd(&fields.text("cfd"));
    let rncp = values::rncp(&fields.text("rncp_code"));
    let known = lookups
        .certifications
        .title(cfd.as_deref(), rncp.as_deref());
    let Some((title, level)) = known else {
        return Err(Refused::For(fields.remark(
            line,
            "cfd",
            Reason::UnknownCode,
        )));
    };
    let formateur = fields.text("etablissement_formateur_siret");
    let responsable = fields.text("etablissement_gestionnaire_siret");
    let address = squeezed(&fields.text("etablissement_lieu_formation_adresse"));
    let postal_code = fields.text("etablissement_lieu_formation_code_postal");
    let insee = fields.text("etablissement_lieu_formation_code_insee");
    let (location, place_link) = locate(
        RawPlace {
            address: &address,
            postal_code: &postal_code,
            insee: &insee,
            ..RawPlace::default()
        },
        lookups.understander.places(),
    );
    let centre = centre(RawCentre {
        formateur_siret: &formateur,
        responsable_siret: &responsable,
        uais: Vec::new(),
        name: "",
        location: location.clone(),
    });
    let id = format!(
        "ponctuel:{}:{insee}:{}:{}",
        centre.id,
        cfd.as_deref().unwrap_or_default(),
        rncp.as_deref().unwrap_or_default()
    );
    let diploma = title.split_once(" - ").map(|(kind, _)| kind.to_owned());
    let training = Training {
        id: TrainingId(id),
        title: title.replacen(" - ", " ", 1),
        diploma,
        level,
        cfd,
        rncp,
        romes: Vec::new(),
        trade_link: TradeLink::Missing,
        centre: centre.id.clone(),
        centre_name: centre.name.clone(),
        location,
        place_link,
        is_remote: false,
        sessions: Vec::new(),
        entry_months: Vec::new(),
        keywords: String::new(),
        capacity: None,
        is_demo: false,
    };
    Ok(Draft {
        training,
        centre,
        other_titles: Vec::new(),
    })
}
