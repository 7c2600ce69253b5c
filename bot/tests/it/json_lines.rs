//! Commands that answer line by line.

use crate::cli::tandem;

#[test]
fn what_is_understood_is_answered_line_by_line() {
    let folder = tempfile::tempdir().unwrap();
    let input = "{\"text\":\"je cherche un cap boulanger à Metz\"}\n\nnot json\n{\"text\":\"\"}\n";
    let run = tandem(folder.path(), &["understand"], input);
    assert_eq!(run.code, Some(1), "one line was not JSON: {run:?}");
    let lines = run.lines();
    assert_eq!(lines.len(), 3);
    assert_eq!(lines[0]["trades"][0]["rome"], "D1102", "{lines:?}");
    assert_eq!(lines[0]["place"]["insee"], "57463", "{lines:?}");
    assert!(lines[0]["took_us"].is_u64());
    assert_eq!(lines[1]["line"], 3, "{lines:?}");
    assert!(lines[2]["trades"].as_array().unwrap().is_empty());
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let folder = tempfile::tempdir().unwrap();
    let line = "{\"text\":\"salut\"}\n";
    let binary = env!("CARGO_BIN_EXE_tandem");
    let script = format!(
        "yes '{}' | head -n 2000 | '{binary}' understand | head -n 1",
        line.trim()
    );
    let run = std::process::Command::new("sh")
        .args(["-c", &script])
        .current_dir(folder.path())
        .output()
        .unwrap();
    assert_eq!(String::from_utf8(run.stderr).unwrap(), "");
    assert_eq!(String::from_utf8(run.stdout).unwrap().lines().count(), 1);
}

#[test]
fn without_an_index_search_says_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    let run = tandem(folder.path(), &["search"], "{\"kind\":\"training\"}\n");
    assert_eq!(run.code, Some(1));
    assert!(run.stderr.contains("tandem demo"), "{run:?}");
}

#[test]
fn a_profile_is_matched_from_fields_or_words_and_a_wrong_one_is_told_why() {
    let folder = tempfile::tempdir().unwrap();
    let made = tandem(folder.path(), &["demo"], "");
    assert_eq!(made.code, Some(0), "{made:?}");
    let input = concat!(
        "{\"romes\":[\"D1102\"],\"insee\":\"57463\",\"radius_km\":60,\"limit\":1}\n",
        "{\"text\":\"un cap boulanger à Metz, je suis en 3e\"}\n",
        "{\"métier\":\"boulanger\"}\n",
        "{\"romes\":[\"D1102\"],\"lat\":49.1}\n",
    );
    let run = tandem(folder.path(), &["match", "--limit", "3"], input);
    assert_eq!(run.code, Some(1), "two lines are wrong: {run:?}");
    let lines = run.lines();
    let found = |line: usize| lines[line]["trainings"].as_array().unwrap().len();
    assert_eq!(found(0), 1, "its own number: {lines:?}");
    assert!((1..=3).contains(&found(1)), "{lines:?}");
    assert!(lines[0]["took_us"].is_u64());
    assert!(
        !lines[1]["trainings"][0]["reasons"]
            .as_array()
            .unwrap()
            .is_empty()
    );
    assert!(lines[2]["error"].as_str().unwrap().contains("métier"));
    assert_eq!(lines[2]["line"], 3);
    assert!(lines[3]["error"].as_str().unwrap().contains("lat et lon"));
}
