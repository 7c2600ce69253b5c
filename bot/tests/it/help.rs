//! Help is read by people: it is French, whole, and kept as files.

use crate::cli::tandem;

const COMMANDS: &[&str] = &[
    "serve",
    "import",
    "index",
    "understand",
    "search",
    "match",
    "evaluate",
    "bench",
    "chat",
    "demo",
    "doctor",
    "purge",
    "export",
    "check-flows",
];

#[test]
fn every_command_explains_itself_in_french() {
    let folder = tempfile::tempdir().unwrap();
    let run = tandem(folder.path(), &["--help"], "");
    assert_eq!(run.code, Some(0));
    insta::assert_snapshot!("tandem", run.stdout);
    for command in COMMANDS {
        let run = tandem(folder.path(), &[command, "--help"], "");
        assert_eq!(run.code, Some(0), "{run:?}");
        assert!(run.stdout.contains("Utilisation :"), "{run:?}");
        insta::assert_snapshot!(*command, run.stdout);
    }
}

#[test]
fn wrong_use_is_code_2_and_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    for arguments in [
        &["nothing-like-it"][..],
        &["import"],
        &["import", "cakes", "x.csv"],
        &["serve", "--listen", "nowhere"],
    ] {
        let run = tandem(folder.path(), arguments, "");
        assert_eq!(run.code, Some(2), "{run:?}");
    }
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
}
