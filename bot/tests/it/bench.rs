//! The bench command answers what the oracle of a generated folder says, and says when it does
//! not.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::cli::tandem;

/// A small folder made by the generator handed over with the work; `None` where it is not at
/// hand.
fn generated(folder: &Path) -> Option<()> {
    let generator = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/bench/generate.py");
    if !generator.is_file() {
        eprintln!("skipped: {} is not at hand", generator.display());
        return None;
    }
    let made = Command::new("python3")
        .arg(generator)
        .arg(folder.join("essai"))
        .args([
            "--trainings",
            "3000",
            "--employers",
            "6000",
            "--queries",
            "80",
        ])
        .output()
        .unwrap();
    assert!(made.status.success(), "{made:?}");
    Some(())
}

#[test]
fn every_answer_is_the_oracles_and_a_wrong_oracle_is_noticed() {
    let folder = tempfile::tempdir().unwrap();
    if generated(folder.path()).is_none() {
        return;
    }
    let bench = |more: &[&str]| {
        let fixed = ["bench", "essai", "--rounds", "1", "--threads", "1"];
        tandem(folder.path(), &[&fixed[..], more].concat(), "")
    };
    let run = bench(&["--json"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    let report = &run.lines()[0];
    assert_eq!(
        (&report["trainings"], &report["employers"]),
        (&3000.into(), &6000.into())
    );
    let kinds: Vec<&str> = ["train", "typo", "emp", "ac_job", "ac_commune"].into();
    for (check, kind) in report["checks"].as_array().unwrap().iter().zip(&kinds) {
        assert_eq!(check["kind"], *kind);
        assert_eq!(check["wrong"], serde_json::json!([]), "{check}");
    }

    let oracle = folder.path().join("essai/oracle.jsonl");
    let text = fs::read_to_string(&oracle).unwrap();
    fs::write(&oracle, text.replacen("\"total\":", "\"total\":7", 1)).unwrap();
    let run = bench(&[]);
    assert_eq!(run.code, Some(1), "{run:?}");
    assert!(
        run.stdout.contains("79 justes sur 80, fausses : 0"),
        "{run:?}"
    );

    let jobs = folder.path().join("essai/jobs.jsonl");
    fs::write(
        &jobs,
        "{\"label\":\"Boulanger\",\"weight\":1}\n{\"label\":3}\n",
    )
    .unwrap();
    let run = bench(&[]);
    assert_eq!(run.code, Some(1), "{run:?}");
    assert!(run.stderr.contains("jobs.jsonl, ligne 2"), "{run:?}");
}
