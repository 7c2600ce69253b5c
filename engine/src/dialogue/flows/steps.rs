//! What is wrong with the steps of a flow.

use jiff::civil::date;

use super::{Finding, Flow, FlowStep};
use crate::profile::SlotValue;

/// Everything that is wrong, in the order of the file.
pub(super) fn findings(file: &str, flow: &Flow) -> Vec<Finding> {
    let mut found = Vec::new();
    if flow.steps.is_empty() {
        found.push(Finding::new(file, 1, "a flow needs a step"));
    }
    for (position, step) in flow.steps.iter().enumerate() {
        let mut problems = Vec::new();
        identity(&flow.steps[..position], step, &mut problems);
        words(step, &mut problems);
        answers(step, &mut problems);
        let line = step.id.referenced.line();
        found.extend(
            problems
                .into_iter()
                .map(|problem| Finding::new(file, line, &format!("step {}: {problem}", step.id()))),
        );
    }
    found
}

/// Its name, and whether the conversation can ever come to it.
fn identity(earlier: &[FlowStep], step: &FlowStep, problems: &mut Vec<String>) {
    if earlier.iter().any(|other| other.id() == step.id()) {
        problems.push("duplicate: this id is taken by an earlier step".to_owned());
    }
    for (needed, options) in &step.when {
        let Some(other) = earlier.iter().find(|other| other.id() == needed) else {
            problems.push(format!("unreachable: no earlier step {needed}"));
            continue;
        };
        if options.is_empty() {
            problems.push(format!("unreachable: no option of {needed} leads here"));
        }
        for option in options {
            if other.option(option).is_none() {
                problems.push(format!("unreachable: step {needed} has no option {option}"));
            }
        }
    }
}

/// Its sentences.
fn words(step: &FlowStep, problems: &mut Vec<String>) {
    for (name, wordings) in [
        ("ask", &step.ask),
        ("reask_1", &step.reask_1),
        ("reask_2", &step.reask_2),
    ] {
        if wordings.len() < 2 {
            problems.push(format!(
                "missing text: {name} needs two wordings, so that it never repeats itself"
            ));
        }
        for wording in wordings {
            if wording.trim().is_empty() {
                problems.push(format!("missing text: {name} has an empty wording"));
            }
            let rest = match name {
                "ask" => wording.clone(),
                _ => wording.replace("{examples}", ""),
            };
            if rest.contains(['{', '}']) {
                problems.push(format!("{name} names a value that is never filled in"));
            }
        }
    }
    for (name, text) in [("short", &step.short), ("why", &step.why)] {
        if text.trim().is_empty() {
            problems.push(format!("missing text: {name} is empty"));
        }
    }
    if step.examples.len() < 3 {
        problems.push("missing text: examples needs three answers".to_owned());
    }
}

/// What answers it.
fn answers(step: &FlowStep, problems: &mut Vec<String>) {
    if step.options.is_empty() && step.options_from.is_none() && step.slots.is_empty() {
        problems.push("nothing can answer it: give slots or options".to_owned());
    }
    for slot in &step.slots {
        if !is_slot(slot) {
            problems.push(format!("unknown slot {slot}"));
        }
    }
    for (position, option) in step.options.iter().enumerate() {
        let id = &option.id;
        if step.options[..position].iter().any(|other| other.id == *id) {
            problems.push(format!("duplicate: option {id} stands twice"));
        }
        if option.label.trim().is_empty() {
            problems.push(format!("missing text: option {id} has no label"));
        }
        if option.label.chars().count() > 40 {
            problems.push(format!("label of option {id} is longer than 40 characters"));
        }
        for (slot, value) in &option.sets {
            if !is_slot(slot) {
                problems.push(format!("option {id}: unknown slot {slot}"));
            } else if SlotValue::parse(slot, value, date(2026, 1, 1)).is_none() {
                problems.push(format!("option {id}: {slot} cannot be {value:?}"));
            }
        }
    }
}

fn is_slot(slot: &str) -> bool {
    SlotValue::parse(slot, "", date(2026, 1, 1)).is_some()
}
