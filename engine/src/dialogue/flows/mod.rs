//! The flows and the sentences: data in `engine/flows/*.yml`, parsed once and checked with lines.
//! What they may hold is described for editors and other programs in `engine/flows/schema`.

mod check;
mod steps;
mod texts;

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde::Deserialize;
use serde_saphyr::Spanned;
use sha2::{Digest, Sha256};
use tandem_models::{Expected, Riasec, Topic};

use super::sheets::{self, TopicSheet};

pub use check::{Finding, check_files};

/// Flow files that cannot be used: everything that is wrong with them.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", lines(.findings))]
pub struct FlowError {
    /// What is wrong, and where.
    pub findings: Vec<Finding>,
}

fn lines(findings: &[Finding]) -> String {
    let lines: Vec<String> = findings.iter().map(ToString::to_string).collect();
    lines.join("\n")
}

/// The flows, parsed and checked.
#[derive(Debug)]
pub struct Flows {
    orientation: Flow,
    /// Earlier versions of it, by content, for the conversations that began on them.
    held: BTreeMap<String, Flow>,
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
    /// What its file holds, in 16 letters: another content is another version.
    #[serde(skip)]
    pub hash: String,
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
    /// Slots that it sets, as text ([`crate::profile::SlotValue::parse`]).
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
    ///
    /// # Errors
    /// Everything that is wrong with it, with lines.
    pub fn parse(file: &str, yaml: &str) -> Result<Self, FlowError> {
        let mut flow: Self = parse(file, yaml)?;
        sound(steps::findings(file, &flow))?;
        flow.hash = hash(yaml);
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
            Self::embedded_orientation(),
            include_str!("../../../flows/topics.yml"),
            include_str!("../../../flows/texts.yml"),
        )
        .expect("embedded flows are sound")
    }

    /// Flows from the text of their files.
    ///
    /// # Errors
    /// What is wrong with the first file that cannot be used.
    pub fn parse(orientation: &str, topics: &str, texts: &str) -> Result<Self, FlowError> {
        Ok(Self {
            orientation: Flow::parse("orientation.yml", orientation)?,
            held: BTreeMap::new(),
            topics: sheets::parse_sheets("topics.yml", topics)?,
            texts: parse("texts.yml", texts)?,
        })
    }

    /// The orientation flow.
    pub fn orientation(&self) -> &Flow {
        &self.orientation
    }

    /// Its file as it is built into the program, to be kept for later.
    pub fn embedded_orientation() -> &'static str {
        include_str!("../../../flows/orientation.yml")
    }

    /// Holds an earlier version, so that the conversations that began on it end on it.
    pub fn hold(&mut self, flow: Flow) {
        if flow.hash != self.orientation.hash {
            self.held.insert(flow.hash.clone(), flow);
        }
    }

    /// The version with that content, if it is held.
    pub fn version(&self, hash: &str) -> Option<&Flow> {
        if self.orientation.hash == hash {
            return Some(&self.orientation);
        }
        self.held.get(hash)
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

/// Reads a file; what is not of the expected shape is named with its place.
pub(super) fn parse<T: serde::de::DeserializeOwned>(
    file: &str,
    yaml: &str,
) -> Result<T, FlowError> {
    serde_saphyr::from_str(yaml).map_err(|error| {
        let line = error.location().map_or(0, |location| location.line());
        // the parser says the place too, and draws it below its first line
        let message = error.to_string();
        let first = message.lines().next().unwrap_or_default();
        let message = match first.split_once(" column ") {
            Some((_, rest)) => rest.split_once(": ").map_or(first, |(_, what)| what),
            None => first,
        };
        FlowError {
            findings: vec![Finding::new(file, line, message)],
        }
    })
}

/// Nothing found, or everything that was.
pub(super) fn sound(findings: Vec<Finding>) -> Result<(), FlowError> {
    if findings.is_empty() {
        Ok(())
    } else {
        Err(FlowError { findings })
    }
}

fn hash(yaml: &str) -> String {
    let mut hash = String::with_capacity(16);
    for byte in &Sha256::digest(yaml)[..8] {
        // writing to a String cannot fail
        let _ = write!(hash, "{byte:02x}");
    }
    hash
}
