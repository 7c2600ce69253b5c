//! The reference files: ROME, communes, certifications, centres, activities.

use tandem_index::import::{Item, Kind, Reason};

use crate::imports::{Outcome, run};

/// Path, kind, rows read, rows kept, rows put aside.
#[test]
fn every_reference_file_is_read_to_its_last_row() {
    for (path, kind, read, kept) in [
        (
            "rome/unix_referentiel_code_rome_v347_utf8.csv",
            Kind::Rome,
            531,
            531,
        ),
        (
            "rome/unix_referentiel_appellation_v347_utf8.csv",
            Kind::Rome,
            10_990,
            10_990,
        ),
        (
            "rome/unix_referentiel_code_rome_riasec_v347_utf8.csv",
            Kind::Rome,
            532,
            532,
        ),
        (
            "rome/unix_rubrique_mobilite_v347_utf8.csv",
            Kind::Rome,
            4_218,
            4_218,
        ),
        ("rome/rome_codes_202107.tsv", Kind::Rome, 532, 532),
        ("geo/communes_ref.tsv", Kind::Communes, 35_014, 35_014),
        (
            "certifications/cfd_rncp_kit_2025-01-31.tsv",
            Kind::Certifications,
            6_822,
            6_822,
        ),
        // 23 rows name a whole domain of the ROME
        (
            "certifications/rncp_rome_partial.tsv",
            Kind::Certifications,
            4_864,
            4_841,
        ),
        ("employers/naf_labels.tsv", Kind::Employers, 732, 732),
        (
            "employers/rome_naf_hirings_2021.tsv",
            Kind::Employers,
            5_071,
            5_071,
        ),
        ("centres/cfa_uai.tsv", Kind::Centres, 933, 933),
        // 84 bodies are closed
        ("centres/referentiel_808.tsv", Kind::Centres, 808, 724),
        (
            "centres/lieux_formation_808.tsv",
            Kind::Centres,
            1_261,
            1_261,
        ),
    ] {
        let Outcome {
            report,
            quarantined,
            items,
            ..
        } = run(kind, path);
        assert_eq!(
            (report.read, report.kept),
            (read, kept),
            "{path}: {quarantined:?}"
        );
        assert_eq!(
            report.quarantined_total() + report.skipped_total(),
            read - kept,
            "{path}"
        );
        assert_eq!(items.len() as u64, kept, "{path}");
    }
}

#[test]
fn apostrophes_of_the_rome_are_single_again() {
    let titles = run(
        Kind::Rome,
        "rome/unix_referentiel_appellation_v347_utf8.csv",
    );
    let has_doubled = |item: &Item| matches!(item, Item::TradeTitle(t) if t.title.contains("''"));
    assert!(!titles.items.iter().any(has_doubled));
}

#[test]
fn domains_among_trades_are_put_aside_with_their_line() {
    let outcome = run(Kind::Certifications, "certifications/rncp_rome_partial.tsv");
    assert_eq!(outcome.report.quarantined[&Reason::UnknownCode], 23);
    let first = &outcome.quarantined[0];
    assert!(first.line > 1 && first.column == "code_rome" && first.value.ends_with("00"));
}

#[test]
fn centres_are_placed_named_and_keyed_once() {
    for path in ["centres/cfa_uai.tsv", "centres/referentiel_808.tsv"] {
        let outcome = run(Kind::Centres, path);
        assert!(
            outcome.report.placed * 100 >= outcome.report.kept * 98,
            "{path}"
        );
        let mut ids = std::collections::HashSet::new();
        for item in &outcome.items {
            let Item::Centre(centre) = item else {
                panic!("{item:?}")
            };
            assert!(
                ids.insert(centre.id.clone()),
                "{} twice in {path}",
                centre.id
            );
            assert!(!centre.name.is_empty(), "{centre:?}");
        }
    }
}
