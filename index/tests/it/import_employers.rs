//! Employers: the real list, a SIRENE extract, likely recruiters.

use tandem_index::import::{Item, Kind, Reason};
use tandem_index::{Employer, Siret};

use crate::imports::{Outcome, data, run, run_bytes};

fn employers(outcome: &Outcome) -> Vec<&Employer> {
    let items = outcome.items.iter();
    items
        .filter_map(|item| match item {
            Item::Employer(employer) => Some(employer),
            _ => None,
        })
        .collect()
}

#[test]
fn the_real_list_is_read_whole_and_linked_by_hirings() {
    let outcome = run(Kind::Employers, "employers/etablissements_moselle.tsv");
    let report = &outcome.report;
    assert_eq!(report.read, 17_091);
    assert_eq!(report.kept + report.quarantined_total(), 17_091);
    assert!(
        report.kept >= 17_000 && report.placed == report.kept,
        "{report:?}"
    );
    for employer in employers(&outcome) {
        assert!(employer.trades.len() <= 8);
        assert!(
            employer
                .trades
                .is_sorted_by(|a, b| a.affinity >= b.affinity)
        );
        assert!(
            employer
                .trades
                .iter()
                .all(|trade| (0.0..=1.0).contains(&trade.affinity))
        );
        assert!(
            !employer
                .name
                .to_uppercase()
                .starts_with("ENTREPRISE INDIVIDUELLE ")
        );
        assert!(
            employer
                .hiring_score
                .is_none_or(|score| (0.0..=1.0).contains(&score))
        );
    }
    let bakery = employers(&outcome)
        .into_iter()
        .find(|e| e.naf.as_deref() == Some("1071C"));
    let trades: Vec<&str> = bakery
        .unwrap()
        .trades
        .iter()
        .map(|t| t.rome.as_str())
        .collect();
    assert!(trades.contains(&"D1102"), "{trades:?}");
}

fn sirene(rows: &[&[(&str, &str)]]) -> String {
    let header = std::fs::read_to_string(data("formats/sirene_StockEtablissement_header.csv"));
    let header = format!(
        "{},coordonneeLambertAbscisseEtablissement,coordonneeLambertOrdonneeEtablissement",
        header.unwrap().trim()
    );
    let mut text = format!("{header}\n");
    for row in rows {
        let value = |column: &str| {
            row.iter()
                .find(|(name, _)| *name == column)
                .map_or("", |(_, v)| v)
        };
        let cells: Vec<&str> = header.split(',').map(value).collect();
        text.push_str(&cells.join(","));
        text.push('\n');
    }
    text
}

#[test]
fn sirene_hides_what_its_owner_hides_and_passes_over_the_closed() {
    let common = [
        ("statutDiffusionEtablissement", "O"),
        ("etatAdministratifEtablissement", "A"),
        ("caractereEmployeurEtablissement", "O"),
        ("enseigne1Etablissement", "FOURNIL DE L'ILL"),
        ("activitePrincipaleEtablissement", "10.71C"),
        ("codePostalEtablissement", "57000"),
        ("codeCommuneEtablissement", "57463"),
        ("numeroVoieEtablissement", "3"),
        ("typeVoieEtablissement", "RUE"),
        ("libelleVoieEtablissement", "DU FOUR"),
        ("trancheEffectifsEtablissement", "03"),
        ("coordonneeLambertAbscisseEtablissement", "931775.56"),
        ("coordonneeLambertOrdonneeEtablissement", "6895716.17"),
    ];
    let with = |siret: &'static str, changes: &[(&'static str, &'static str)]| {
        let mut row = changes.to_vec();
        row.push(("siret", siret));
        row.extend(common);
        row
    };
    let rows = [
        with("33405590200046", &[]),
        with("13001835100374", &[("statutDiffusionEtablissement", "P")]),
        with("19352317200016", &[("etatAdministratifEtablissement", "F")]),
        with(
            "13002054800017",
            &[("caractereEmployeurEtablissement", "N")],
        ),
        with("13002054800018", &[]),
        with(
            "19330023300031",
            &[("coordonneeLambertAbscisseEtablissement", "131775.56")],
        ),
    ];
    let rows: Vec<&[(&str, &str)]> = rows.iter().map(Vec::as_slice).collect();
    let outcome = run_bytes(Kind::Employers, sirene(&rows).as_bytes()).unwrap();
    let report = &outcome.report;
    assert_eq!((report.read, report.kept), (6, 3), "{report:?}");
    assert_eq!(report.skipped[&Reason::Closed], 1);
    assert_eq!(report.skipped[&Reason::NotAnEmployer], 1);
    assert_eq!(report.quarantined[&Reason::BadCode], 1);

    let found = employers(&outcome);
    assert_eq!(found[0].name, "Fournil de l'ILL");
    assert_eq!(found[0].location.address.as_deref(), Some("3 rue du Four"));
    assert_eq!(found[0].size.as_deref(), Some("6 à 9 salariés"));
    let point = found[0].location.point.unwrap();
    assert!((point.lat - 49.1193).abs() < 1e-4 && (point.lon - 6.1757).abs() < 1e-4);
    assert!(!found[1].name.contains("Fournil") && found[1].location.address.is_none());
    assert_eq!(found[1].location.city, "Metz");
    // wrong coordinates: the commune's own point
    assert_eq!(found[2].location.point, found[1].location.point);
}

#[test]
fn likely_recruiters_keep_their_scores_and_fall_back_on_their_commune() {
    let json = r#"[
      {"siret":"33405590200046","enseigne":"","raison_sociale":"FOURNIL","naf_code":"1071C","naf_label":"Boulangerie",
       "street_number":"3","street_name":"RUE DU FOUR","insee_city_code":"57463","zip_code":"57000",
       "libelleCommuneEtablissement":"METZ","email":"chef@exemple.example","phone":"0199000000","company_size":"6-9",
       "coordonneeLambertAbscisseEtablissement":931775.56,"coordonneeLambertOrdonneeEtablissement":6895716.17,
       "rome_codes":[{"rome_code":"D1106","normalized_score":0.3},{"rome_code":"D1102","normalized_score":0.9},
                     {"rome_code":"nothing","normalized_score":1}]},
      {"siret":"13001835100374","enseigne":"Chez Paul","insee_city_code":"97411","zip_code":"97400",
       "coordonneeLambertAbscisseEtablissement":340000.0,"coordonneeLambertOrdonneeEtablissement":7650000.0,
       "rome_codes":[]},
      {"siret":"123","raison_sociale":"X"}]"#;
    let outcome = run_bytes(Kind::Recruiters, json.as_bytes()).unwrap();
    assert_eq!((outcome.report.read, outcome.report.kept), (3, 2));
    assert_eq!(outcome.quarantined[0].line, 3);
    let [baker, paul] = employers(&outcome)[..] else {
        panic!()
    };
    let trades: Vec<String> = baker
        .trades
        .iter()
        .map(|t| format!("{} {:.1}", t.rome, t.affinity))
        .collect();
    assert_eq!(trades, ["D1102 0.9", "D1106 0.3"]);
    assert_eq!(baker.hiring_score, Some(0.9));
    assert!((baker.location.point.unwrap().lat - 49.1193).abs() < 1e-4);
    assert_eq!(baker.siret, "33405590200046".parse::<Siret>().unwrap());
    assert_eq!(paul.location.city, "Saint-Denis");
    assert!(paul.location.point.is_some_and(|point| point.lat < -20.0));
}
