//! Real files, imported by the real binary: the counts that the work promised.

use std::path::Path;

use serde_json::Value;

use crate::cli::{Run, shared, tandem};

const RCO: &str = "formations/rco_catalogue_2020-06-25.tsv.gz";

fn import(folder: &Path, kind: &str, file: &Path) -> Run {
    let file = file.to_str().unwrap();
    tandem(
        folder,
        &["import", kind, file, "--json", "--progress=plain"],
        "",
    )
}

/// The one report of a run that succeeded.
fn report(run: &Run) -> Value {
    assert_eq!(run.code, Some(0), "{run:?}");
    let mut lines = run.lines();
    assert_eq!(lines.len(), 1, "{run:?}");
    lines.remove(0)
}

fn count(report: &Value, field: &str) -> u64 {
    report[field]
        .as_u64()
        .unwrap_or_else(|| panic!("{field} in {report}"))
}

#[test]
fn the_real_catalogue_is_placed_and_linked_and_a_second_import_changes_nothing() {
    let Some(file) = shared(RCO) else { return };
    let folder = tempfile::tempdir().unwrap();
    let first = report(&import(folder.path(), "catalogue", &file));
    let (read, kept) = (count(&first, "read"), count(&first, "kept"));
    assert_eq!(read, 7_470);
    assert_eq!(
        kept + count(&first, "quarantined") + count(&first, "skipped"),
        read
    );
    assert!(count(&first, "placed") * 100 >= read * 97, "{first}");
    assert!(count(&first, "linked") * 100 >= read * 90, "{first}");
    assert!(count(&first, "changed") > 7_000, "{first}");

    let second = report(&import(folder.path(), "catalogue", &file));
    assert_eq!(count(&second, "changed"), 0, "{second}");
    assert_eq!(count(&second, "removed"), 0, "{second}");

    let query = r#"{"kind":"training","text":"management commercial","lat":49.12,"lon":6.18,"radius_km":50,"limit":5}"#;
    let found = tandem(folder.path(), &["search"], query).lines();
    assert_eq!(found[0]["hits"].as_array().unwrap().len(), 5, "{found:?}");
}

#[test]
fn the_workbook_says_what_its_table_says() {
    let (Some(table), Some(workbook)) = (
        shared(RCO),
        shared("formations/rco_catalogue_2020-06-25.xlsx"),
    ) else {
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    report(&import(folder.path(), "catalogue", &table));
    let again = report(&import(folder.path(), "catalogue", &workbook));
    assert_eq!(count(&again, "read"), 7_470);
    // The table is trimmed, the workbook is not: nothing that is kept may depend on it.
    assert_eq!(count(&again, "changed"), 0, "{again}");
}

#[test]
fn real_employers_are_read_and_a_second_import_changes_nothing() {
    let Some(file) = shared("employers/etablissements_moselle.tsv") else {
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let first = report(&import(folder.path(), "employers", &file));
    assert_eq!(count(&first, "read"), 17_091);
    assert!(count(&first, "kept") > 16_000, "{first}");
    let second = report(&import(folder.path(), "employers", &file));
    assert_eq!(count(&second, "changed"), 0, "{second}");
}

#[test]
fn a_file_that_cannot_be_read_gets_a_sentence_and_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let broken = |name: &str, bytes: &[u8]| {
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        path
    };
    let files = [
        broken("empty.csv", b""),
        broken("columns.csv", b"nom;couleur\nrose;rouge\n"),
        broken("not-a-workbook.xlsx", b"PK\x03\x04 nothing of a workbook"),
        broken("cut.csv.gz", &[0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 1, 2]),
        broken("bytes.csv", &[0xff, 0xfe, 0x00, 0x41, 0x00]),
        broken("broken.json", b"[{\"a\": 1},"),
        folder.path().join("absent.csv"),
        folder.path().to_owned(),
    ];
    for file in files {
        let run = import(folder.path(), "catalogue", &file);
        assert_eq!(run.code, Some(1), "{run:?}");
        assert!(run.stderr.starts_with("Erreur : "), "{run:?}");
        assert!(run.stderr.trim_end().lines().count() <= 3, "{run:?}");
        assert!(run.stdout.is_empty(), "{run:?}");
    }
    let kept = tandem(folder.path(), &["export", "trainings"], "");
    assert_eq!((kept.code, kept.stdout.as_str()), (Some(0), ""), "{kept:?}");
}
