//! What a replay reached.

use std::collections::BTreeSet;

use serde_json::Value;
use tandem_engine::dialogue::{Event, Flows, Question};
use tandem_engine::message::Button;
use tandem_models::Intent;

use super::names::name_of;
use super::there::topic;
use crate::conversation::Shown;

/// Names of what was reached, as [`super::There`] gives them.
#[derive(Debug, Clone, Default)]
pub struct Reached(BTreeSet<String>);

impl Reached {
    pub(super) fn all(&self) -> &BTreeSet<String> {
        &self.0
    }

    /// What another replay reached, too.
    pub fn add(&mut self, other: Self) {
        self.0.extend(other.0);
    }

    /// A sentence was understood as that.
    pub fn heard(&mut self, intent: Intent) {
        self.0.insert(format!("heard {}", name_of(&intent)));
    }

    /// A button was pressed.
    pub fn pressed(&mut self, flows: &Flows, button: &Button) {
        self.0
            .insert(format!("pressed an {}", name_of(&button.action)));
        for id in flows.text_ids().filter(|id| id.starts_with("button.")) {
            if flows.text(id).contains(&button.label) {
                self.0.insert(format!("pressed {id}"));
            }
        }
    }

    /// These events happened.
    pub fn happened(&mut self, events: &[Event]) {
        for event in events {
            self.0.insert(format!("event {}", event.kind()));
            self.event(event);
        }
    }

    fn event(&mut self, event: &Event) {
        let name = match event {
            Event::Asked {
                question: Question::Step(step),
            } => format!("asked {step}"),
            Event::Asked { question } => format!("asked {}", tag(question, "question")),
            Event::TopicAnswered { topic: about } => topic(*about),
            Event::PendingSet {
                pending: Some(pending),
            } => format!("interrupted by {}", tag(pending, "pending")),
            Event::SlotSet { value } => format!("slot {}", value.slot()),
            Event::DetailSet { detail } => format!("detail {}", tag(detail, "detail")),
            Event::StepAnswered { step, option } => format!("chose {step}/{option}"),
            Event::StepSkipped { step } => format!("skipped {step}"),
            Event::BookingEnded { end } => format!("booking ended {}", name_of(end)),
            Event::Spoke { variants, .. } => {
                let said = variants.iter().map(|(key, _)| format!("said {key}"));
                self.0.extend(said);
                return;
            }
            _ => return,
        };
        self.0.insert(name);
    }

    /// That was shown: words that no event names (labels, values, whys) are found in it.
    pub fn shown(&mut self, flows: &Flows, shown: &Shown) {
        let all = shown.texts.join("\n").to_lowercase();
        let is_there = |wording: &String| {
            let wording = wording.to_lowercase();
            shown
                .buttons
                .iter()
                .any(|label| label.to_lowercase() == wording)
                || !wording.contains('{') && all.contains(&wording)
        };
        for id in flows.text_ids() {
            if ["button.", "value.", "name."]
                .iter()
                .any(|kind| id.starts_with(kind))
                && flows.text(id).iter().any(is_there)
            {
                self.0.insert(format!("said {id}"));
            }
        }
        for step in &flows.orientation().steps {
            if is_there(&step.why) {
                self.0.insert(format!("said why:{}", step.id()));
            }
        }
    }
}

/// The name under a tag.
fn tag(value: &impl serde::Serialize, tag: &str) -> String {
    let value = serde_json::to_value(value).unwrap_or(Value::Null);
    value[tag].as_str().unwrap_or_default().to_owned()
}
