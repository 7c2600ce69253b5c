//! A flow that changes between two messages: the conversation ends on the version it began on, or
//! goes on with the new one without losing an answer.

use std::sync::Arc;

use tandem_engine::dialogue::{Event, Flow, Flows, Question};

use super::chat::{Chat, after};

/// The flows with the steps of another file.
fn flows(orientation: &str) -> Flows {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/flows");
    let read = |name: &str| std::fs::read_to_string(format!("{folder}/{name}")).unwrap();
    Flows::parse(orientation, &read("topics.yml"), &read("texts.yml")).unwrap()
}

/// The town is asked by a step of another name, the class has other options and stands last, and a
/// question is gone.
fn changed() -> String {
    let whole = Flows::embedded_orientation();
    let (before, level) = whole.split_once("  - id: level").unwrap();
    let (level, rest) = level.split_once("  - id: place").unwrap();
    let (place_to_reach, start) = rest.split_once("  - id: start").unwrap();
    let level = level
        .replace(
            "{id: troisieme, label: \"3e\"",
            "{id: college, label: \"Collège\"",
        )
        .replace("short: ta classe ou ton diplôme", "short: l'école");
    assert!(!start.is_empty(), "the last question goes");
    format!("{before}  - id: town{place_to_reach}  - id: level{level}")
}

const BEGUN: [&str; 5] = ["@start", "[OK, on y va]", "coiffure", "[3e]", "à Metz"];

#[test]
fn the_first_event_names_the_version() {
    let chat = after(&["@start"]);
    let Event::FlowPinned { flow } = &chat.events[0] else {
        panic!("{:?}", chat.events[0])
    };
    assert_eq!(*flow, Flows::embedded().orientation().hash);
    let pins = chat
        .events
        .iter()
        .filter(|event| matches!(event, Event::FlowPinned { .. }));
    assert_eq!(pins.count(), 1);
    assert_eq!(flow.len(), 16);
}

#[test]
fn a_conversation_ends_on_the_version_it_began_on() {
    let mut held = flows(&changed());
    held.hold(Flow::parse("kept", Flows::embedded_orientation()).unwrap());
    let mut chat = after(&BEGUN);
    chat.flows = Some(Arc::new(held));
    for line in ["[Bus ou tram, 30 min]", "[15-17]"] {
        chat.play(line);
    }
    // a step that the new version has not
    assert_eq!(asked(&chat), Question::Step("start".to_owned()));
    chat.play("[En septembre]");
    assert!(chat.state.results.is_shown, "{}", chat.transcript);
    assert_eq!(
        chat.state.flow,
        Some(Flows::embedded().orientation().hash.clone())
    );

    // whoever begins now begins on the new one
    let mut other = Chat::new(tandem_engine::dialogue::ChannelKind::Web);
    other.flows.clone_from(&chat.flows);
    for line in ["@start", "[OK, on y va]", "coiffure"] {
        other.play(line);
    }
    assert_eq!(asked(&other), Question::Step("town".to_owned()));
    // and so does whoever starts again
    chat.play("recommencer");
    chat.play("[Oui, on recommence]");
    chat.play("coiffure");
    assert_eq!(asked(&chat), Question::Step("town".to_owned()));
}

#[test]
fn a_changed_flow_between_two_messages_loses_no_answer() {
    let new = flows(&changed());
    let hash = new.orientation().hash.clone();
    let mut chat = after(&BEGUN);
    let before = chat.state.profile.clone();
    chat.flows = Some(Arc::new(new));
    chat.play("[Bus ou tram, 30 min]");
    assert_eq!(chat.state.flow.as_ref(), Some(&hash));
    let after = &chat.state.profile;
    assert_eq!(
        (&after.trades, after.level_now, after.place),
        (&before.trades, before.level_now, before.place)
    );
    assert!(
        after.reach.is_some(),
        "the press counts: {}",
        chat.transcript
    );
    // neither the class nor the town is asked again, whatever their step is called now
    assert_eq!(
        asked(&chat),
        Question::Step("age".to_owned()),
        "{}",
        chat.transcript
    );
    let Some(Event::FlowMigrated { dropped, .. }) = chat
        .events
        .iter()
        .find(|event| matches!(event, Event::FlowMigrated { .. }))
    else {
        panic!("no migration")
    };
    assert_eq!(*dropped, ["level"], "its option is gone");
    chat.play("[15-17]");
    assert!(chat.state.results.is_shown, "{}", chat.transcript);
    // and back again
    chat.play("retour");
    assert_eq!(asked(&chat), Question::Step("age".to_owned()));
}

fn asked(chat: &Chat) -> Question {
    chat.state.asked.as_ref().unwrap().question.clone()
}
