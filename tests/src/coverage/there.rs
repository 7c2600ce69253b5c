//! What there is to reach.

use std::collections::BTreeSet;

use tandem_engine::dialogue::{Action, BookingEnd, Detail, Event, Flow, Flows, Pending, Question};
use tandem_engine::profile::SlotValue;
use tandem_models::Intent;

use super::names::{tagged_variants, variants};

/// Everything that a conversation can reach, by name.
pub struct There {
    /// What is asked and answered: steps of the flow, other questions, topics, interruptions.
    pub(super) steps: BTreeSet<String>,
    /// The ways on from there: options, attempts, skips, sentences, buttons, events, intents.
    pub(super) branches: BTreeSet<String>,
}

impl There {
    /// Of these flows and of the machine that this program holds.
    pub fn of(flows: &Flows) -> Self {
        Self {
            steps: steps(flows),
            branches: branches(flows),
        }
    }
}

fn steps(flows: &Flows) -> BTreeSet<String> {
    let flow = flows.orientation();
    let asked = flow.steps.iter().map(|step| format!("asked {}", step.id()));
    let questions = tagged_variants::<Question>("question")
        .into_iter()
        .filter(|name| *name != "step")
        .map(|name| format!("asked {name}"));
    let topics = flows.topics().iter().map(|sheet| topic(sheet.topic.value));
    let pending = tagged_variants::<Pending>("pending")
        .into_iter()
        .map(|name| format!("interrupted by {name}"));
    asked
        .chain(questions)
        .chain(topics)
        .chain(pending)
        .collect()
}

/// The name of an answered topic.
pub(super) fn topic(topic: tandem_models::Topic) -> String {
    format!("topic {topic:?}")
}

fn branches(flows: &Flows) -> BTreeSet<String> {
    let mut all = of_flow(flows.orientation());
    for id in flows.text_ids() {
        all.insert(format!("said {id}"));
        if id.starts_with("button.") {
            all.insert(format!("pressed {id}"));
        }
    }
    let named = [
        ("event", tagged_variants::<Event>("event")),
        ("slot", tagged_variants::<SlotValue>("slot")),
        ("detail", tagged_variants::<Detail>("detail")),
        ("booking ended", variants::<BookingEnd>()),
        ("pressed an", variants::<Action>()),
        ("heard", variants::<Intent>()),
    ];
    for (kind, names) in named {
        all.extend(names.into_iter().map(|name| format!("{kind} {name}")));
    }
    all
}

fn of_flow(flow: &Flow) -> BTreeSet<String> {
    let mut all = BTreeSet::new();
    for step in &flow.steps {
        let id = step.id();
        all.insert(format!("said reask_1:{id}"));
        all.insert(format!("said reask_2:{id}"));
        all.insert(format!("said why:{id}"));
        if step.skippable {
            all.insert(format!("skipped {id}"));
        }
        for option in &step.options {
            all.insert(format!("chose {id}/{}", option.id));
        }
    }
    all
}
