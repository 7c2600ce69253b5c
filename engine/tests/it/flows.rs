//! Flow files: sound as shipped, and wrong ones refused with their line.

use tandem_engine::dialogue::{Event, Flow, Flows, State};
use tandem_engine::profile::SlotValue;

#[test]
fn embedded_flows_are_sound() {
    let flows = Flows::embedded();
    assert!(flows.orientation().steps.len() >= 10);
    for id in flows.text_ids() {
        assert!(!flows.text(id).is_empty(), "text {id} has no wording");
    }
}

#[test]
fn errors_name_the_line() {
    let broken = "flow: x\nversion: 1\nsteps:\n  - id: a\n    shirt: oops\n";
    let error = Flow::parse("x.yml", broken).unwrap_err().to_string();
    assert!(error.starts_with("x.yml:5:"), "{error}");

    let texts = "    short: s\n    ask: [a, b]\n    reask_1: [a, b]\n    reask_2: [a, b]\n    examples: [a, b, c]\n    why: w\n    slots: [place]\n";
    let unreachable = format!(
        "flow: x\nversion: 1\nsteps:\n  - id: a\n{texts}  - id: b\n{texts}    when: {{a: [nowhere]}}\n"
    );
    let error = Flow::parse("x.yml", &unreachable).unwrap_err().to_string();
    assert!(
        error.starts_with("x.yml:12: step b: unreachable"),
        "{error}"
    );
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
    let state = State::fold([&event, &Event::Undone { n: 1 }]);
    assert_eq!(state.profile, State::default().profile);
    let json = serde_json::to_string(&State::fold([&event])).unwrap();
    assert_eq!(
        serde_json::from_str::<State>(&json).unwrap(),
        State::fold([&event])
    );
}
