//! Flow files: sound as shipped, described by a schema that agrees with what is read, and wrong ones
//! refused with everything that is wrong and where.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};
use tandem_engine::dialogue::{Event, Flow, Flows, State, check_files};
use tandem_engine::profile::SlotValue;

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/flows");

fn shipped(name: &str) -> String {
    std::fs::read_to_string(format!("{FOLDER}/{name}")).unwrap()
}

fn schema(name: &str) -> Value {
    serde_json::from_str(&shipped(&format!("schema/{name}.schema.json"))).unwrap()
}

/// What is found in one file.
fn found(name: &str, yaml: &str) -> Vec<String> {
    let files = [(name.to_owned(), yaml.to_owned())];
    check_files(&files)
        .iter()
        .map(ToString::to_string)
        .collect()
}

/// What a step says when nothing else is asked of it, by the beginning of its lines.
const USUAL: [(&str, &str); 7] = [
    ("short:", "short: s"),
    ("ask:", "ask: [a, b]"),
    ("reask_1:", "reask_1: [a, b]"),
    ("reask_2:", "reask_2: [a, b]"),
    ("examples:", "examples: [a, b, c]"),
    ("why:", "why: w"),
    ("slots:", "slots: [place]"),
];

/// A flow of these steps, each given by its id and the lines that differ.
fn flow(steps: &[(&str, &str)]) -> String {
    let mut lines = vec![
        "flow: x".to_owned(),
        "version: 1".to_owned(),
        "steps:".to_owned(),
    ];
    for (id, own) in steps {
        lines.push(format!("  - id: {id}"));
        for (start, usual) in USUAL {
            let line = own.lines().find(|line| line.starts_with(start));
            lines.push(format!("    {}", line.unwrap_or(usual)));
        }
        let more = own
            .lines()
            .filter(|line| !USUAL.iter().any(|(start, _)| line.starts_with(start)));
        lines.extend(more.map(|line| format!("    {line}")));
    }
    lines.join("\n") + "\n"
}

#[test]
fn embedded_flows_are_sound() {
    let flows = Flows::embedded();
    assert!(flows.orientation().steps.len() >= 10);
    for id in flows.text_ids() {
        assert!(!flows.text(id).is_empty(), "text {id} has no wording");
    }
    let files =
        ["orientation.yml", "texts.yml", "topics.yml"].map(|name| (name.to_owned(), shipped(name)));
    assert_eq!(check_files(&files), []);
}

#[test]
fn what_is_wrong_with_a_flow_is_named_by_file_and_line() {
    let option = "options: [{id: yes, label: Oui}]";
    for (steps, expected) in [
        (
            vec![("a", "why: \"\"")],
            "x.yml:4: step a: missing text: why is empty",
        ),
        (
            vec![("a", "ask: [one]")],
            "x.yml:4: step a: missing text: ask needs two wordings",
        ),
        (
            vec![("a", "reask_1: [one, \"\"]")],
            "x.yml:4: step a: missing text: reask_1 has an empty",
        ),
        (
            vec![("a", "examples: [a]")],
            "x.yml:4: step a: missing text: examples",
        ),
        (
            vec![("a", "ask: [\"{when} ?\", b]")],
            "x.yml:4: step a: ask names a value",
        ),
        (
            vec![("a", "slots: [shoe]")],
            "x.yml:4: step a: unknown slot shoe",
        ),
        (
            vec![("a", "options: [{id: o, label: O, sets: {shoe: \"1\"}}]")],
            "x.yml:4: step a: option o: unknown slot shoe",
        ),
        (
            vec![("a", "options: [{id: o, label: O, sets: {reach: far}}]")],
            "x.yml:4: step a: option o: reach cannot be \"far\"",
        ),
        (
            vec![("a", "options: [{id: o, label: O}, {id: o, label: P}]")],
            "x.yml:4: step a: duplicate: option o stands twice",
        ),
        (
            vec![("a", ""), ("a", "")],
            "x.yml:12: step a: duplicate: this id is taken",
        ),
        (
            vec![("a", option), ("b", "when: {a: [nowhere]}")],
            "x.yml:13: step b: unreachable: step a has no option nowhere",
        ),
        (
            vec![("a", option), ("b", "when: {c: [yes]}"), ("c", option)],
            "x.yml:13: step b: unreachable: no earlier step c",
        ),
        (
            vec![("a", option), ("b", "when: {a: []}")],
            "x.yml:13: step b: unreachable: no option of a",
        ),
    ] {
        let yaml = flow(&steps);
        let lines = found("x.yml", &yaml);
        assert!(
            lines.len() == 1 && lines[0].starts_with(expected),
            "{expected}\n{lines:#?}\n{yaml}"
        );
    }
    assert_eq!(found("x.yml", &flow(&[("a", "")])), [""; 0]);
}

#[test]
fn everything_wrong_is_said_at_once() {
    let yaml = flow(&[("a", "ask: [one]\nslots: [shoe]"), ("b", "when: {c: [d]}")]);
    let lines = found("x.yml", &yaml);
    assert_eq!(lines.len(), 3, "{lines:#?}");
    let error = Flow::parse("x.yml", &yaml).unwrap_err();
    assert_eq!(error.to_string().lines().count(), 3);
}

#[test]
fn a_file_of_another_shape_is_named_by_line() {
    for (yaml, expected) in [
        (
            "flow: x\nversion: 1\nsteps:\n  - id: a\n    shirt: oops\n",
            "x.yml:5:",
        ),
        ("flow: x\nversion: one\nsteps: []\n", "x.yml:2:"),
        ("flow: x\nsteps: [\n", "x.yml:"),
        ("flow: x\nflow: y\nversion: 1\nsteps: []\n", "x.yml:2:"),
    ] {
        let lines = found("x.yml", yaml);
        assert!(
            lines.len() == 1 && lines[0].starts_with(expected),
            "{yaml}\n{lines:#?}"
        );
    }
    let twice = ["a.yml", "b.yml"].map(|name| (name.to_owned(), flow(&[("a", "")])));
    let lines = check_files(&twice);
    assert_eq!(
        lines[0].to_string(),
        "b.yml:1: duplicate: a.yml is the flow x already"
    );
}

#[test]
fn texts_must_be_exactly_those_that_are_said() {
    let good = shipped("texts.yml");
    let (_, rest) = good.split_once("\nhelp:").unwrap();
    let line = good.lines().position(|line| line == "help:").unwrap() + 1;
    let before = &good[..good.len() - rest.len() - "help:".len()];
    for (yaml, expected) in [
        (
            format!("{before}helpp:{rest}"),
            vec![
                "texts.yml:1: missing text: help".to_owned(),
                format!("texts.yml:{line}: text helpp: unused: the program never says it"),
            ],
        ),
        (
            format!("{good}\nhelp: [encore]\n"),
            vec![format!(
                "texts.yml:{}: text help: duplicate, it stands at line {line} already",
                good.lines().count() + 2
            )],
        ),
        (
            good.replace(
                "button.human_no: [\"Non, on continue\"]",
                "button.human_no: [\"\"]",
            ),
            vec!["text button.human_no: missing text: a wording is empty".to_owned()],
        ),
        (
            good.replace(
                "J'appelle quelqu'un de l'équipe, oui",
                "J'appelle {who}, oui",
            ),
            vec!["text ask.human.again: names {who}, which is never filled in".to_owned()],
        ),
    ] {
        let lines = found("texts.yml", &yaml);
        assert_eq!(lines.len(), expected.len(), "{lines:#?}");
        for (line, wanted) in lines.iter().zip(&expected) {
            assert!(line.ends_with(wanted), "{line}\n{wanted}");
        }
    }
}

#[test]
fn topics_that_lead_nowhere_or_stand_twice_are_named() {
    let sheet = |topic: &str, follow: &str| {
        format!(
            "- topic: {topic}\n  button: b\n  answers: [a, b]\n  source: s\n  checked: 2026-11-24\n  follow: [{follow}]\n"
        )
    };
    let yaml = sheet("pay", "cost") + &sheet("pay", "pay");
    assert_eq!(
        found("topics.yml", &yaml),
        [
            "topics.yml:1: topic Pay: unreachable: no sheet answers Cost",
            "topics.yml:7: topic Pay: duplicate: this topic is answered by an earlier sheet",
            "topics.yml:7: topic Pay: follow proposes the topic itself",
        ]
    );
}

/// Names that the reader of a type would accept where it was given another ("expected one of …").
fn accepted(error: &str) -> BTreeSet<String> {
    let (_, names) = error.split_once("expected one of ").unwrap_or_default();
    names
        .split(", ")
        .map(|name| name.trim_matches('`').to_owned())
        .collect()
}

fn keys(value: &Value) -> BTreeSet<String> {
    let map: &Map<String, Value> = value.as_object().unwrap();
    map.keys().cloned().collect()
}

fn listed(value: &Value) -> BTreeSet<String> {
    let list = value.as_array().unwrap();
    list.iter()
        .map(|name| name.as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn the_schema_names_the_fields_and_values_that_are_read_and_no_others() {
    let schema = schema("flow");
    let (step, option) = (&schema["$defs"]["step"], &schema["$defs"]["option"]);
    let refused = |yaml: &str| Flow::parse("x.yml", yaml).unwrap_err().to_string();
    let start = "flow: x\nversion: 1\nsteps:\n  - id: a\n";
    for (yaml, names) in [
        ("nothing: 1\n".to_owned(), keys(&schema["properties"])),
        (
            format!("{start}    nothing: 1\n"),
            keys(&step["properties"]),
        ),
        (
            format!("{start}    options: [{{nothing: 1}}]\n"),
            keys(&option["properties"]),
        ),
        (
            format!("{start}    expects: nothing\n"),
            listed(&step["properties"]["expects"]["enum"]),
        ),
        (
            format!("{start}    options_from: nothing\n"),
            listed(&step["properties"]["options_from"]["enum"]),
        ),
        (
            format!("{start}    options: [{{id: a, label: a, letters: [nothing]}}]\n"),
            listed(&option["properties"]["letters"]["items"]["enum"]),
        ),
    ] {
        let error = refused(&yaml);
        assert_eq!(accepted(&error), names, "{error}");
    }
    let slots = listed(&schema["$defs"]["slot"]["enum"]);
    let any_day = jiff::civil::date(2026, 12, 1);
    for slot in &slots {
        assert!(SlotValue::parse(slot, "", any_day).is_some(), "{slot}");
    }
    let profile = serde_json::to_value(tandem_engine::profile::Profile::default()).unwrap();
    assert_eq!(keys(&profile), slots);
}

#[test]
fn what_the_schema_requires_is_required() {
    let schema = schema("flow");
    let whole = flow(&[("a", "")]);
    let value: Value = json!({
        "id": "a", "short": "s", "ask": ["a", "b"], "reask_1": ["a", "b"], "reask_2": ["a", "b"],
        "examples": ["a", "b", "c"], "why": "w", "slots": ["place"]
    });
    assert!(Flow::parse("x.yml", &whole).is_ok());
    for name in keys(&value) {
        let mut step = value.clone();
        step.as_object_mut().unwrap().remove(&name);
        // JSON is YAML
        let yaml = json!({"flow": "x", "version": 1, "steps": [step]}).to_string();
        let is_missing = Flow::parse("x.yml", &yaml)
            .err()
            .is_some_and(|error| error.to_string().contains("missing field"));
        let is_required = listed(&schema["$defs"]["step"]["required"]).contains(&name);
        assert_eq!(is_missing, is_required, "{name}");
    }
    let error = Flows::parse(&shipped("orientation.yml"), "- nothing: 1\n", "{}").unwrap_err();
    let topics = self::schema("topics");
    let fields = keys(&topics["items"]["properties"]);
    assert_eq!(accepted(&error.to_string()), fields, "{error}");
    assert_eq!(listed(&topics["items"]["required"]), fields);
}

/// Every text is said by some line of the dialogue, and every line finds its text.
#[test]
fn no_text_is_unused_and_none_is_missing() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/dialogue");
    let mut code = String::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "rs") {
            code.push_str(&std::fs::read_to_string(path).unwrap());
        }
    }
    let words: BTreeSet<&str> = code.split('"').skip(1).step_by(2).collect();
    let flows = Flows::embedded();
    let texts: BTreeSet<&str> = flows.text_ids().collect();
    let said = |id: &str| {
        let base = id.strip_suffix(".again").unwrap_or(id);
        words.contains(id)
            || words.contains(base)
            || id
                .strip_prefix("button.")
                .is_some_and(|word| words.contains(word))
            || id.starts_with("value.")
            || id.starts_with("name.")
            || id.starts_with("choose.")
    };
    let unused: Vec<&&str> = texts.iter().filter(|id| !said(id)).collect();
    assert!(unused.is_empty(), "never said: {unused:?}");
    for call in [
        "lead_text(",
        "say_text(",
        "say_with(",
        "turn.text(",
        "turn.command(",
        "turn.button(",
    ] {
        for after in code.split(call).skip(1) {
            let Some(id) = after
                .trim_start()
                .strip_prefix('"')
                .and_then(|rest| rest.split('"').next())
            else {
                continue;
            };
            let id = if call == "turn.command(" {
                format!("button.{id}")
            } else {
                id.to_owned()
            };
            assert!(texts.contains(id.as_str()), "{call}{id}: no such text");
        }
    }
}

#[test]
fn events_keep_their_json_form() {
    let value = SlotValue::parse("place", "57463", jiff::civil::date(2026, 12, 1)).unwrap();
    let event = Event::SlotSet { value };
    let json = serde_json::to_string(&event).unwrap();
    assert_eq!(
        json,
        r#"{"event":"slot_set","value":{"slot":"place","value":"57463"}}"#
    );
    assert_eq!(serde_json::from_str::<Event>(&json).unwrap(), event);
    let old: Event = serde_json::from_str(r#"{"event":"missed","text":"zzz"}"#).unwrap();
    assert!(matches!(old, Event::Missed { about, .. } if about.is_empty()));
    let state = State::fold([&event, &Event::Undone { n: 1 }]);
    assert_eq!(state.profile, State::default().profile);
    let json = serde_json::to_string(&State::fold([&event])).unwrap();
    assert_eq!(
        serde_json::from_str::<State>(&json).unwrap(),
        State::fold([&event])
    );
}
