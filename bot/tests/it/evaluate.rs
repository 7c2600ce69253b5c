//! `tandem evaluate` scores what people wrote down as right.

use crate::cli::tandem;

#[test]
fn judged_lines_are_scored_and_misses_shown() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("judged.jsonl");
    let lines = "{\"text\":\"cap boulanger à Metz\",\"trades\":[\"D1102\"],\"place\":[\"57463\"]}\n\
                 {\"text\":\"merci\",\"intent\":[\"insult\"]}\n";
    std::fs::write(&file, lines).unwrap();
    let path = file.to_str().unwrap();
    let run = tandem(folder.path(), &["evaluate", "--json", "--misses", path], "");
    assert_eq!(run.code, Some(0), "{run:?}");
    let lines = run.lines();
    assert_eq!(lines[0]["sentences"], 2, "{lines:?}");
    assert_eq!(lines[0]["measures"]["trade_first"]["right"], 1, "{lines:?}");
    assert_eq!(lines[0]["measures"]["intent"]["share"], 0.0, "{lines:?}");
    let miss = lines.iter().find(|line| line["measure"] == "intent");
    assert_eq!(miss.unwrap()["text"], "merci", "{lines:?}");
}

#[test]
fn a_line_that_judges_an_unknown_thing_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("judged.jsonl");
    std::fs::write(
        &file,
        "{\"text\":\"a\"}\n{\"text\":\"b\",\"mood\":\"good\"}\n",
    )
    .unwrap();
    let run = tandem(folder.path(), &["evaluate", file.to_str().unwrap()], "");
    assert_eq!(run.code, Some(1), "{run:?}");
    assert!(run.stderr.contains("ligne 2"), "{run:?}");
}
