//! The catalogues: the real RCO file three ways, the catalogue-apprentissage in both its forms.

use std::collections::{BTreeMap, HashSet};
use std::io::Read;

use tandem_index::import::{Item, Kind, Reason};
use tandem_index::{Centre, CentreNature, PlaceLink, TradeLink, Training};

use crate::imports::{Outcome, data, lookups, run, run_bytes, run_with};

const TSV: &str = "formations/rco_catalogue_2020-06-25.tsv.gz";
const XLSX: &str = "formations/rco_catalogue_2020-06-25.xlsx";

fn trainings(outcome: &Outcome) -> Vec<&Training> {
    let items = outcome.items.iter();
    items
        .filter_map(|item| match item {
            Item::Training(training) => Some(training),
            _ => None,
        })
        .collect()
}

fn centres(outcome: &Outcome) -> Vec<&Centre> {
    let items = outcome.items.iter();
    items
        .filter_map(|item| match item {
            Item::Centre(centre) => Some(centre),
            _ => None,
        })
        .collect()
}

#[test]
fn the_real_catalogue_is_placed_and_linked() {
    let outcome = run(Kind::Catalogue, TSV);
    let report = &outcome.report;
    assert_eq!((report.read, report.kept), (7_470, 7_469));
    assert_eq!(report.quarantined, BTreeMap::from([(Reason::Duplicate, 1)]));
    assert!(report.placed * 100 >= report.read * 97, "{report:?}");
    assert!(report.linked * 100 >= report.read * 90, "{report:?}");

    let trainings = trainings(&outcome);
    let ids: HashSet<_> = trainings.iter().map(|training| &training.id).collect();
    assert_eq!(ids.len(), trainings.len());
    let known: HashSet<_> = centres(&outcome).iter().map(|centre| &centre.id).collect();
    for training in &trainings {
        assert!(known.contains(&training.centre), "{training:?}");
        assert_eq!(
            training.romes.is_empty(),
            training.trade_link == TradeLink::Missing
        );
        let is_placed = training.place_link != PlaceLink::Missing;
        assert_eq!(is_placed, training.location.insee.is_some(), "{training:?}");
        assert!(
            !training.title.to_lowercase().contains("(en apprentissage)"),
            "{training:?}"
        );
        assert!(training.cfd.as_ref().is_none_or(|cfd| cfd.len() == 8));
    }
}

#[test]
fn the_workbook_and_the_text_give_the_same() {
    let (text, workbook) = (run(Kind::Catalogue, TSV), run(Kind::Catalogue, XLSX));
    assert_eq!(text.report, workbook.report);
    for (one, other) in text.items.iter().zip(&workbook.items) {
        assert_eq!(one, other);
    }
}

#[test]
fn one_row_of_the_real_catalogue_reads_as_one_would_read_it() {
    let outcome = run(Kind::Catalogue, TSV);
    let training = trainings(&outcome)[0];
    assert_eq!(training.id.as_str(), "rco:92_33407:92_33407:64229");
    assert_eq!(training.location.city, "Nantes");
    assert_eq!(training.location.postal_code.as_deref(), Some("44306"));
    assert_eq!(training.place_link, PlaceLink::Insee);
    assert_eq!(
        (training.cfd.as_deref(), training.rncp.as_deref()),
        (Some("16020001"), Some("RNCP9757"))
    );
    assert_eq!(
        training.level.map(tandem_models::DiplomaLevel::number),
        Some(7)
    );
    assert_eq!(training.entry_months, [9]);
    let centre = centres(&outcome)[0];
    assert_eq!(centre.id.as_str(), "33405590200046");
    assert_eq!(centre.uai.as_deref(), Some("0442085C"));
    assert_eq!(centre.nature, CentreNature::ResponsableFormateur);
}

#[test]
fn a_training_without_siret_still_has_a_centre_to_write_to() {
    let outcome = run(Kind::Catalogue, TSV);
    let mut by_shape: BTreeMap<&str, usize> = BTreeMap::new();
    for centre in centres(&outcome) {
        let shape = centre
            .id
            .as_str()
            .split(':')
            .next()
            .filter(|start| start.len() <= 4);
        *by_shape.entry(shape.unwrap_or("siret")).or_default() += 1;
    }
    assert!(by_shape["siret"] > 1_000, "{by_shape:?}");
}

#[test]
fn the_one_off_complement_takes_its_titles_from_the_certifications() {
    let outcome = run(Kind::Catalogue, "formations/rco_ponctuel_20200910.csv");
    assert_eq!(outcome.report.read, 2_648);
    let reasons: Vec<_> = outcome.report.quarantined.keys().copied().collect();
    assert_eq!(reasons, [Reason::UnknownCode, Reason::Duplicate]);
    assert!(outcome.report.kept > 1_000, "{:?}", outcome.report);
    for training in trainings(&outcome) {
        let start = format!("{} - ", training.diploma.as_deref().unwrap_or_default());
        assert!(!training.title.starts_with(&start), "{}", training.title);
    }
}

const KEY: &str = "123456P78901300131050005613001310500056-57463#L01";

fn as_json() -> String {
    format!(
        r#"[{{"cle_ministere_educatif":"{KEY}","cfd":"50022141","intitule_long":"BOULANGER",
        "diplome":"CERTIFICAT D'APTITUDES PROFESSIONNELLES","niveau":"3 (CAP...)","rncp_code":"RNCP37537",
        "rome_codes":["D1102","M1200"],"code_postal":"57000","code_commune_insee":"57463",
        "localite":"Metz","lieu_formation_geo_coordonnees":"49.1,6.2","lieu_formation_adresse":"3 rue du Four",
        "date_debut":["2027-09-01T00:00:00.000Z","2026-09-01"],"date_fin":["2028-06-30","2027-06-30"],
        "capacite":"12","entierement_a_distance":false,"published":true,
        "etablissement_formateur_siret":"13001310500056","etablissement_formateur_enseigne":"CFA DU PAIN",
        "etablissement_formateur_code_commune_insee":"57463","etablissement_formateur_courriel":"cfa@exemple.example",
        "etablissement_formateur_certifie_qualite":true,
        "etablissement_gestionnaire_siret":"13001310500056"}},
        {{"cle_ministere_educatif":"{KEY}","published":false}}, {{"cle_ministere_educatif":"x"}}, 7]"#
    )
}

fn as_csv() -> String {
    format!(
        "cle_ministere_educatif;niveau;cfd;intitule_long;diplome;rncp_code;rome_codes;code_postal;\
         code_commune_insee;localite;lieu_formation_geo_coordonnees;lieu_formation_adresse;date_debut;\
         date_fin;capacite;entierement_a_distance;published;etablissement_formateur_siret;\
         etablissement_formateur_enseigne;etablissement_formateur_code_commune_insee;\
         etablissement_formateur_courriel;etablissement_formateur_certifie_qualite;\
         etablissement_gestionnaire_siret\n\
         {KEY};3 (CAP...);50022141;BOULANGER;CERTIFICAT D'APTITUDES PROFESSIONNELLES;RNCP37537;\
         D1102,M1200;57000;57463;Metz;49.1,6.2;3 rue du Four;2027-09-01T00:00:00.000Z,2026-09-01;\
         2028-06-30,2027-06-30;12;Non;Oui;13001310500056;CFA DU PAIN;57463;cfa@exemple.example;Oui;\
         13001310500056\n"
    )
}

#[test]
fn the_catalogue_apprentissage_reads_the_same_as_json_and_as_csv() {
    let json = run_bytes(Kind::Catalogue, as_json().as_bytes()).unwrap();
    let csv = run_bytes(Kind::Catalogue, as_csv().as_bytes()).unwrap();
    assert_eq!(json.items, csv.items);
    assert_eq!((json.report.read, json.report.kept), (4, 1));
    assert_eq!(json.report.skipped, BTreeMap::from([(Reason::Closed, 1)]));
    assert_eq!(
        json.report.quarantined,
        BTreeMap::from([(Reason::BadCode, 1), (Reason::BadValue, 1)])
    );
    let training = trainings(&json)[0];
    assert_eq!(training.title, "CAP boulanger");
    assert_eq!(
        training
            .romes
            .iter()
            .map(tandem_models::RomeCode::as_str)
            .collect::<Vec<_>>(),
        ["D1102"]
    );
    assert_eq!(training.trade_link, TradeLink::Source);
    assert_eq!(training.place_link, PlaceLink::Coordinates);
    let starts: Vec<String> = training
        .sessions
        .iter()
        .map(|s| s.start.to_string())
        .collect();
    assert_eq!(starts, ["2026-09-01", "2027-09-01"]);
    assert_eq!(training.capacity, Some(12));
    let centre = centres(&json)[0];
    assert_eq!(
        (centre.name.as_str(), centre.qualiopi),
        ("CFA du Pain", Some(true))
    );
    assert_eq!(centre.mail.as_deref(), Some("cfa@exemple.example"));
}

#[test]
fn the_real_catalogue_unpacked_reads_as_packed() {
    let file = std::fs::File::open(data(TSV)).unwrap();
    let mut text = Vec::new();
    flate2::read::MultiGzDecoder::new(file)
        .read_to_end(&mut text)
        .unwrap();
    let outcome = run_with(Kind::Catalogue, text.as_slice(), lookups()).unwrap();
    assert_eq!(outcome.report, run(Kind::Catalogue, TSV).report);
}
