//! `tandem check-flows` names what is wrong by file and line.

use crate::cli::tandem;

const FLOWS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../engine/flows");

#[test]
fn the_flows_of_the_program_are_sound_built_in_and_as_files() {
    let folder = tempfile::tempdir().unwrap();
    for paths in [&["check-flows"][..], &["check-flows", FLOWS]] {
        let run = tandem(folder.path(), paths, "");
        assert_eq!(run.code, Some(0), "{run:?}");
        assert!(run.stdout.contains("rien à redire"), "{run:?}");
    }
}

#[test]
fn everything_wrong_in_a_folder_is_named_and_the_exit_code_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let flows = folder.path().join("flows");
    std::fs::create_dir(&flows).unwrap();
    let shipped = |name: &str| std::fs::read_to_string(format!("{FLOWS}/{name}")).unwrap();
    let orientation = shipped("orientation.yml")
        .replace("when: {path: [know]}", "when: {path: [knows]}")
        .replace("slots: [place]", "slots: [town]");
    std::fs::write(flows.join("orientation.yml"), orientation).unwrap();
    let texts = shipped("texts.yml").replace("\nhelp:", "\nhelping:");
    std::fs::write(flows.join("texts.yml"), texts).unwrap();
    std::fs::write(flows.join("topics.yml"), "- topic: weather\n").unwrap();
    std::fs::write(flows.join("notes.txt"), "not a flow").unwrap();

    let run = tandem(folder.path(), &["check-flows", "flows"], "");
    assert_eq!(run.code, Some(1), "{run:?}");
    let lines: Vec<&str> = run.stdout.lines().collect();
    assert_eq!(lines.len(), 5, "{run:?}");
    for (place, problem) in [
        (
            "orientation.yml:",
            "step trade: unreachable: step path has no option knows",
        ),
        ("orientation.yml:", "step place: unknown slot town"),
        ("texts.yml:1: ", "missing text: help"),
        ("texts.yml:", "text helping: unused"),
        ("topics.yml:1: ", "weather"),
    ] {
        let is_said = lines
            .iter()
            .any(|line| line.contains(place) && line.contains(problem));
        assert!(is_said, "{place} {problem}: {run:?}");
    }
    assert!(run.stderr.contains("5 problèmes"), "{run:?}");
}
