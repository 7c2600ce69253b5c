//! The flows and the sentences: data in `engine/flows/*.yml`, parsed once and checked with lines.

use std::collections::BTreeMap;

use jiff::civil::date;
use serde::Deserialize;
use serde_saphyr::Spanned;
use tandem_models::{Expected, Riasec, Topic};

use super::sheets::{self, TopicSheet};
use crate::profile::SlotValue;

/// What is wrong with a flow file, and where.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FlowError {
    /// Not the expected YAML.
    #[error("{file}:{line}:{column}: {message}")]
    Yaml {
        /// File name.
        file: String,
        /// Line, from 1; 0 when unknown.
        line: u64,
        /// Column, from 1; 0 when unknown.
        column: u64,
        /// What the parser expected.
        message: String,
    },
    /// A step that cannot work.
    #[error("{file}:{line}: step {step}: {problem}")]
    Step {
        /// File name.
        file: String,
        /// Line of the step's id.
        line: u64,
        /// Step.
        step: String,
        /// What is wrong.
        problem: String,
    },
    /// A topic whose answer cannot be said.
    #[error("{file}:{line}: topic {topic:?}: {problem}")]
    Topic {
        /// File name.
        file: String,
        /// Line of the topic.
        line: u64,
        /// Topic.
        topic: Topic,
        /// What is wrong.
        problem: String,
    },
}

/// The flows, parsed and checked.
#[derive(Debug)]
pub struct Flows {
    orientation: Flow,
    topics: Vec<TopicSheet>,
    texts: BTreeMap<String, Vec<String>>,
}

/// A flow: questions asked in order, each until its slot is filled.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Flow {
    /// Name.
    pub flow: String,
    /// Version.
    pub version: u32,
    /// Steps, in the order in which they are asked.
    pub steps: Vec<FlowStep>,
}

/// A question of a flow.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FlowStep {
    /// Identifier.
    pub id: Spanned<String>,
    /// Asked only when an earlier step was answered by one of these options.
    #[serde(default)]
    pub when: BTreeMap<String, Vec<String>>,
    /// Slots that answer it: one of them filled, the step is done. Empty: only options answer it.
    #[serde(default)]
    pub slots: Vec<String>,
    /// What a bare answer is read as.
    #[serde(default)]
    pub expects: Option<Expected>,
    /// What it is about, in two words ("ta ville"): recap and resume.
    pub short: String,
    /// The question, in at least two wordings.
    pub ask: Vec<String>,
    /// Second attempt, with `{examples}`.
    pub reask_1: Vec<String>,
    /// Third attempt.
    pub reask_2: Vec<String>,
    /// Answers that would be understood.
    pub examples: Vec<String>,
    /// Why it is asked.
    pub why: String,
    /// Whether "passer" is offered.
    #[serde(default)]
    pub skippable: bool,
    /// Whether the answer is kept out of analytics.
    #[serde(default)]
    pub sensitive: bool,
    /// Whether the position may be shared as an answer.
    #[serde(default)]
    pub location: bool,
    /// Quick replies.
    #[serde(default)]
    pub options: Vec<FlowOption>,
    /// Quick replies made from the trades.
    #[serde(default)]
    pub options_from: Option<OptionsFrom>,
}

/// A quick reply of a step.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FlowOption {
    /// Identifier.
    pub id: String,
    /// What is read on it.
    pub label: String,
    /// Slots that it sets, as text ([`SlotValue::parse`]).
    #[serde(default)]
    pub sets: BTreeMap<String, String>,
    /// Interests that it speaks for.
    #[serde(default)]
    pub letters: Vec<Riasec>,
    /// Domains that it speaks for by themselves, shown first.
    #[serde(default)]
    pub domains: Vec<String>,
}

/// Quick replies that come from the trades.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OptionsFrom {
    /// Domains, those of the interests first.
    Domains,
    /// Trades of the chosen domain, each with a sentence.
    Trades,
}

impl FlowStep {
    /// Identifier.
    pub fn id(&self) -> &str {
        &self.id.value
    }

    /// The option of that id.
    pub fn option(&self, id: &str) -> Option<&FlowOption> {
        self.options.iter().find(|option| option.id == id)
    }
}

impl Flow {
    /// Parses and checks a flow; `file` names it in errors.
    pub fn parse(file: &str, yaml: &str) -> Result<Self, FlowError> {
        let flow: Self = parse(file, yaml)?;
        for (position, step) in flow.steps.iter().enumerate() {
            check(&flow.steps[..position], step).map_err(|problem| FlowError::Step {
                file: file.to_owned(),
                line: step.id.referenced.line(),
                step: step.id().to_owned(),
                problem,
            })?;
        }
        Ok(flow)
    }

    /// The step of that id.
    pub fn step(&self, id: &str) -> Option<&FlowStep> {
        self.steps.iter().find(|step| step.id() == id)
    }

    /// The step that fills this slot by itself, to ask it again.
    pub fn step_of_slot(&self, slot: &str) -> Option<&FlowStep> {
        self.steps
            .iter()
            .find(|step| step.when.is_empty() && step.slots.iter().any(|other| other == slot))
    }
}

impl Flows {
    /// The flows built into the program (engine/flows/*.yml).
    ///
    /// # Panics
    /// Never in a tested build: the embedded files are checked by a test.
    pub fn embedded() -> Self {
        #[expect(
            clippy::expect_used,
            reason = "built into the program; the test `embedded_flows_are_sound` reads them"
        )]
        Self::parse(
            include_str!("../../flows/orientation.yml"),
            include_str!("../../flows/topics.yml"),
            include_str!("../../flows/texts.yml"),
        )
        .expect("embedded flows are sound")
    }

    /// Flows from the text of their files.
    pub fn parse(orientation: &str, topics: &str, texts: &str) -> Result<Self, FlowError> {
        Ok(Self {
            orientation: Flow::parse("orientation.yml", orientation)?,
            topics: sheets::parse_sheets("topics.yml", topics)?,
            texts: parse("texts.yml", texts)?,
        })
    }

    /// The orientation flow.
    pub fn orientation(&self) -> &Flow {
        &self.orientation
    }

    /// What is answered to a topic.
    pub fn topic(&self, topic: Topic) -> Option<&TopicSheet> {
        self.topics.iter().find(|sheet| sheet.topic.value == topic)
    }

    /// The answers to every topic, in order.
    pub fn topics(&self) -> &[TopicSheet] {
        &self.topics
    }

    /// The wordings of a sentence, none if there is no such sentence.
    pub fn text(&self, id: &str) -> &[String] {
        self.texts.get(id).map_or(&[], Vec::as_slice)
    }

    /// Ids of the sentences, in order.
    pub fn text_ids(&self) -> impl Iterator<Item = &str> {
        self.texts.keys().map(String::as_str)
    }
}

pub(super) fn parse<T: serde::de::DeserializeOwned>(
    file: &str,
    yaml: &str,
) -> Result<T, FlowError> {
    serde_saphyr::from_str(yaml).map_err(|error| {
        let location = error.location();
        FlowError::Yaml {
            file: file.to_owned(),
            line: location.map_or(0, |location| location.line()),
            column: location.map_or(0, |location| location.column()),
            message: error.to_string(),
        }
    })
}

/// What is wrong with a step, given those before it.
fn check(earlier: &[FlowStep], step: &FlowStep) -> Result<(), String> {
    if earlier.iter().any(|other| other.id() == step.id()) {
        return Err("this id is taken by an earlier step".to_owned());
    }
    for (needed, options) in &step.when {
        let Some(other) = earlier.iter().find(|other| other.id() == needed) else {
            return Err(format!("unreachable: no earlier step {needed}"));
        };
        for option in options {
            if other.option(option).is_none() {
                return Err(format!("unreachable: step {needed} has no option {option}"));
            }
        }
    }
    for (name, wordings) in [
        ("ask", &step.ask),
        ("reask_1", &step.reask_1),
        ("reask_2", &step.reask_2),
    ] {
        if wordings.len() < 2 {
            return Err(format!(
                "{name} needs two wordings, so that it never repeats itself"
            ));
        }
    }
    if step.examples.len() < 3 {
        return Err("examples needs three answers".to_owned());
    }
    if step.options.is_empty() && step.options_from.is_none() && step.slots.is_empty() {
        return Err("nothing can answer it: give slots or options".to_owned());
    }
    for slot in &step.slots {
        if SlotValue::parse(slot, "", date(2026, 1, 1)).is_none() {
            return Err(format!("unknown slot {slot}"));
        }
    }
    for option in &step.options {
        if option.label.chars().count() > 40 {
            return Err(format!(
                "label of option {} is longer than 40 characters",
                option.id
            ));
        }
        for (slot, value) in &option.sets {
            if SlotValue::parse(slot, value, date(2026, 1, 1)).is_none() {
                return Err(format!("option {}: {slot} cannot be {value:?}", option.id));
            }
        }
    }
    Ok(())
}
