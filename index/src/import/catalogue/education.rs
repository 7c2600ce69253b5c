//! The catalogue-apprentissage of the ministry: one key for all, the clé ministère éducatif.

use super::super::layout::Layout;
use super::super::lookups::Lookups;
use super::super::names::{readable_title, squeezed};
use super::super::places::{RawPlace, locate, point_in_one};
use super::super::report::Reason;
use super::super::values;
use super::diplomas::short_name;
use super::fields::Fields;
use super::linking::{Draft, RawCentre, Refused, centre};
use crate::supply::{Session, TradeLink, Training, TrainingId};

const KEY: &str = "cle_ministere_educatif";

pub(crate) const LAYOUT: Layout = Layout {
    name: "catalogue-apprentissage",
    columns: &[
        KEY,
        "cfd",
        "intitule_long",
        "niveau",
        "rncp_code",
        "code_postal",
        "code_commune_insee",
        "etablissement_formateur_siret",
        "etablissement_gestionnaire_siret",
    ],
};

/// One row or object.
pub(crate) fn training(
    line: u64,
    fields: Fields<'_>,
    lookups: &Lookups<'_>,
) -> Result<Draft, Refused> {
    let key = fields.text(KEY);
    if !is_key(&key) {
        let reason = if key.is_empty() {
            Reason::Missing
        } else {
            Reason::BadCode
        };
        return Err(Refused::For(fields.remark(line, KEY, reason)));
    }
    let is_withdrawn = ["published", "catalogue_published"]
        .iter()
        .any(|field| fields.truth(field) == Some(false));
    if is_withdrawn {
        return Err(Refused::Closed);
    }
    let titles = ["intitule_long", "intitule_rco", "intitule_court"].map(|name| fields.text(name));
    let Some(title) = titles.iter().find(|title| !title.is_empty()) else {
        return Err(Refused::For(fields.remark(
            line,
            "intitule_long",
            Reason::Missing,
        )));
    };
    let diploma = short_name(&fields.text("diplome"));
    let title = match (readable_title(title), &diploma) {
        // titles of the nomenclature do not repeat the diploma
        (title, Some(diploma)) if !values::fold(&title).starts_with(&values::fold(diploma)) => {
            format!("{diploma} {}", lower_first(&title))
        }
        (title, _) => title,
    };
    let places = lookups.understander.places();
    let address = fields.text("lieu_formation_adresse");
    let (postal_code, insee) = (
        fields.text("code_postal"),
        fields.text("code_commune_insee"),
    );
    let city = fields.text("localite");
    let (location, place_link) = locate(
        RawPlace {
            address: &address,
            postal_code: &postal_code,
            insee: &insee,
            city: &city,
            point: point_in_one(&fields.text("lieu_formation_geo_coordonnees")),
        },
        places,
    );
    let centre = read_centre(fields, lookups);
    let romes = fields
        .list("rome_codes")
        .iter()
        .filter_map(|code| values::rome(code).ok())
        .collect();
    let training = Training {
        is_remote: fields.truth("entierement_a_distance") == Some(true) || key.ends_with("#LAD"),
        id: TrainingId(key.into_owned()),
        title,
        level: values::level(&fields.text("niveau")),
        diploma,
        cfd: values::cfd(&fields.text("cfd")),
        rncp: values::rncp(&fields.text("rncp_code")),
        romes,
        trade_link: TradeLink::Missing,
        centre: centre.id.clone(),
        centre_name: centre.name.clone(),
        location,
        place_link,
        sessions: sessions(fields),
        entry_months: Vec::new(),
        keywords: String::new(),
        capacity: fields
            .text("capacite")
            .parse()
            .ok()
            .filter(|places| *places > 0),
        is_demo: false,
    };
    let other_titles = titles
        .iter()
        .map(|title| squeezed(title))
        .filter(|t| !t.is_empty())
        .collect();
    Ok(Draft {
        training,
        centre,
        other_titles,
    })
}

fn read_centre(fields: Fields<'_>, lookups: &Lookups<'_>) -> crate::supply::Centre {
    let formateur = fields.text("etablissement_formateur_siret");
    let responsable = fields.text("etablissement_gestionnaire_siret");
    // what describes the centre comes from the body that its key names
    let role = if formateur.parse::<crate::supply::Siret>().is_ok() || responsable.is_empty() {
        "formateur"
    } else {
        "gestionnaire"
    };
    let of_role = |field: &str| fields.text(&format!("etablissement_{role}_{field}"));
    let names = [
        "enseigne",
        "raison_sociale_enseigne",
        "entreprise_raison_sociale",
    ]
    .map(of_role);
    let name = names
        .into_iter()
        .find(|name| !name.is_empty())
        .unwrap_or_default();
    let (address, postal_code) = (of_role("adresse"), of_role("code_postal"));
    let (insee, city) = (of_role("code_commune_insee"), of_role("localite"));
    let point = fields.text(&format!("geo_coordonnees_etablissement_{role}"));
    let (location, _) = locate(
        RawPlace {
            address: &address,
            postal_code: &postal_code,
            insee: &insee,
            city: &city,
            point: point_in_one(&point),
        },
        lookups.understander.places(),
    );
    let mut centre = centre(RawCentre {
        formateur_siret: &formateur,
        responsable_siret: &responsable,
        uais: vec![of_role("uai").into_owned()],
        name: &name,
        location,
    });
    centre.qualiopi = fields.truth(&format!("etablissement_{role}_certifie_qualite"));
    centre.mail = values::some(&of_role("courriel")).filter(|mail| mail.contains('@'));
    centre
}

/// 6 digits, `P`, 4 digits, two SIRETs, `-`, INSEE, `#L` and two characters.
fn is_key(key: &str) -> bool {
    let bytes = key.as_bytes();
    bytes.len() == 49
        && bytes
            .iter()
            .enumerate()
            .all(|(position, byte)| match position {
                6 => *byte == b'P',
                39 => *byte == b'-',
                45 => *byte == b'#',
                46 => *byte == b'L',
                40..=44 | 47 | 48 => byte.is_ascii_digit() || byte.is_ascii_uppercase(),
                _ => byte.is_ascii_digit(),
            })
}

/// The parallel lists of starts and ends, by start; pairs without a readable start are dropped.
fn sessions(fields: Fields<'_>) -> Vec<Session> {
    let ends = fields.list("date_fin");
    let starts = fields.list("date_debut");
    let mut sessions: Vec<Session> = starts
        .iter()
        .enumerate()
        .filter_map(|(position, start)| {
            let start = values::date(start)?;
            let end = ends.get(position).and_then(|end| values::date(end));
            Some(Session {
                start,
                end: end.filter(|end| *end >= start),
            })
        })
        .collect();
    sessions.sort_by_key(|session| (session.start, session.end));
    sessions.dedup();
    sessions
}

fn lower_first(title: &str) -> String {
    let second_is_capital = title.chars().nth(1).is_some_and(char::is_uppercase);
    let mut letters = title.chars();
    match letters.next() {
        Some(first) if !second_is_capital => first.to_lowercase().chain(letters).collect(),
        _ => title.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_checked_to_the_letter() {
        let key = "123456P78901234567890123412345678901234-57463#L01";
        assert!(is_key(key));
        assert!(is_key(&key.replace("57463#L01", "99999#LAD")));
        for wrong in [
            "",
            &key[1..],
            &key.replace('P', "Q"),
            &key.replace('#', "-"),
        ] {
            assert!(!is_key(wrong), "{wrong}");
        }
    }
}
