//! The catalogue of the Carif-Oref (RCO), as the network exports it.
//!
//! Key of a training: `rco:<numeroFO>:<session>:<code CERTIFINFO>`. `numeroFO` and the session
//! are not enough: one session may lead to several options of a diploma, a row each.

use std::borrow::Cow;

use super::super::layout::Layout;
use super::super::lookups::Lookups;
use super::super::names::{readable_title, squeezed};
use super::super::places::{RawPlace, locate};
use super::super::report::Reason;
use super::super::values;
use super::diplomas::short_name;
use super::fields::Fields;
use super::linking::{Draft, RawCentre, Refused, centre};
use crate::supply::{TradeLink, Training, TrainingId};
use tandem_models::DiplomaLevel;

const SESSION: &str = "identifiant session*";
const RNCP: &str = "code-RNCP*";
const CFD: &str = "Code scolarité";
const TITLE: &str = "Nom de la formation";
const DIPLOMA: &str = "Diplôme ou titre visé";
const DIPLOMA_TITLE: &str = "Intitulé du diplôme ou titre";
const LEVEL: &str = "code niveau européen";
const NATIONAL_LEVEL: &str = "code niveau EN";
const MONTHS: &str = "Périodes d'entrée";
const POSTAL_CODE: &str = "code postal lieu";
const INSEE: &str = "code INSEE lieu";

pub(crate) const LAYOUT: Layout = Layout {
    name: "catalogue RCO",
    columns: &[
        "numeroFO",
        TITLE,
        "code-CERTIFINFO",
        DIPLOMA,
        CFD,
        LEVEL,
        "CFA-OFA SIRET*",
        "formateur_SIRET",
        "formateur_RS",
        MONTHS,
        POSTAL_CODE,
        INSEE,
        SESSION,
        RNCP,
    ],
};

/// One row.
pub(crate) fn training(
    line: u64,
    fields: Fields<'_>,
    lookups: &Lookups<'_>,
) -> Result<Draft, Refused> {
    let missing = |column| Refused::For(fields.remark(line, column, Reason::Missing));
    let number = fields.text("numeroFO");
    if number.is_empty() {
        return Err(missing("numeroFO"));
    }
    let (named, certified) = (fields.text(TITLE), fields.text(DIPLOMA_TITLE));
    let title = [&named, &certified]
        .into_iter()
        .find(|title| !title.is_empty());
    let title = readable_title(title.ok_or_else(|| missing(TITLE))?);
    let id = format!(
        "rco:{number}:{}:{}",
        fields.text(SESSION),
        fields.text("code-CERTIFINFO")
    );
    let diploma = short_name(&fields.text(DIPLOMA));

    let (postal_code, insee) = (fields.text(POSTAL_CODE), fields.text(INSEE));
    let raw = RawPlace {
        postal_code: &postal_code,
        insee: &insee,
        ..RawPlace::default()
    };
    let (location, place_link) = locate(raw, lookups.understander.places());

    let (formateur, responsable) = (
        fields.text("formateur_SIRET"),
        fields.text("CFA-OFA SIRET*"),
    );
    let name = centre_name(fields);
    let centre = centre(RawCentre {
        formateur_siret: &formateur,
        responsable_siret: &responsable,
        uais: fields.list("UAI localisation formation*"),
        name: &name,
        location: location.clone(),
    });
    let other_titles = [
        format!("{} {certified}", diploma.as_deref().unwrap_or_default()),
        certified.into_owned(),
    ];
    let training = Training {
        id: TrainingId(id),
        title,
        level: level(fields),
        diploma,
        cfd: values::cfd(&fields.text(CFD)),
        rncp: values::rncp(&fields.text(RNCP)),
        romes: Vec::new(),
        trade_link: TradeLink::Missing,
        centre: centre.id.clone(),
        centre_name: centre.name.clone(),
        location,
        place_link,
        is_remote: false,
        sessions: Vec::new(),
        entry_months: entry_months(fields),
        keywords: String::new(),
        capacity: fields
            .text("Capacité d'accueil*")
            .parse()
            .ok()
            .filter(|places| *places > 0),
        is_demo: false,
    };
    Ok(Draft {
        training,
        centre,
        other_titles: other_titles.map(|title| squeezed(&title)).into(),
    })
}

/// European level, else the one of the old national numbering (5 is a CAP, 1 a master).
fn level(fields: Fields<'_>) -> Option<DiplomaLevel> {
    values::level(&fields.text(LEVEL)).or_else(|| match fields.text(NATIONAL_LEVEL).as_ref() {
        "5" => Some(DiplomaLevel::Three),
        "4" => Some(DiplomaLevel::Four),
        "3" => Some(DiplomaLevel::Five),
        "2" => Some(DiplomaLevel::Six),
        "1" => Some(DiplomaLevel::Seven),
        _ => None,
    })
}

/// The source cuts the name of the `formateur` at fifty characters: where another name of the
/// row goes on from there, that one is whole.
fn centre_name(fields: Fields<'_>) -> Cow<'_, str> {
    let own = fields.text("formateur_RS");
    let others = [
        fields.text("CFA-OFA raison sociale"),
        fields.text("CFA-OFA responsable_nom"),
    ];
    if own.is_empty() {
        return others
            .into_iter()
            .find(|name| !name.is_empty())
            .unwrap_or(own);
    }
    let whole = others.into_iter().find(|name| {
        own.chars().count() >= 50 && name.len() > own.len() && name.starts_with(&*own)
    });
    whole.unwrap_or(own)
}

/// All months where one may enter at any time, else those named.
fn entry_months(fields: Fields<'_>) -> Vec<u8> {
    if fields.text("modalites-entrees-sorties") == "1" {
        return (1..=12).collect();
    }
    let months = fields.list(MONTHS);
    let mut months: Vec<u8> = months
        .iter()
        .filter_map(|month| month.parse().ok())
        .filter(|month| (1..=12).contains(month))
        .collect();
    months.sort_unstable();
    months.dedup();
    months
}
