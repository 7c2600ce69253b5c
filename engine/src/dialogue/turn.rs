//! One step being taken: a working copy of the state, what is said, what is asked of the store.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::event::Event;
use super::flows::Flow;
use super::notice;
use super::protocol::{Action, Effect, Request};
use super::state::{NoticeStage, Question, State};
use super::{Step, World};
use crate::message::{Button, Message};

/// One step being taken.
pub(super) struct Turn<'a> {
    /// The state, events of this step applied.
    pub(super) state: State,
    /// What may be looked at.
    pub(super) world: &'a World<'a>,
    /// The instant.
    pub(super) now: Timestamp,
    events: Vec<Event>,
    says: Vec<Message>,
    request: Option<Request>,
    heard_as: Option<String>,
    variants: Vec<(String, u8)>,
    leads: Vec<String>,
    digest: u64,
}

impl<'a> Turn<'a> {
    /// Begins a step.
    pub(super) fn new(state: &State, world: &'a World<'a>, now: Timestamp) -> Self {
        Self {
            state: state.clone(),
            world,
            now,
            events: Vec::new(),
            says: Vec::new(),
            request: None,
            heard_as: None,
            variants: Vec::new(),
            leads: Vec::new(),
            digest: state.last_digest,
        }
    }

    /// The day in France.
    pub(super) fn today(&self) -> Date {
        day_in_france(self.now)
    }

    /// Something happened.
    pub(super) fn emit(&mut self, event: Event) {
        self.state.apply(&event);
        self.events.push(event);
    }

    /// The orientation flow, in the version that this conversation began on.
    pub(super) fn flow(&self) -> &'a Flow {
        let flows = self.world.flows;
        let pinned = self.state.flow.as_deref();
        pinned
            .and_then(|hash| flows.version(hash))
            .unwrap_or(flows.orientation())
    }

    /// A question now stands in front of the person.
    pub(super) fn asked(&mut self, question: &Question) {
        self.emit(Event::Asked {
            question: question.clone(),
        });
    }

    /// Words that open the next message.
    pub(super) fn lead(&mut self, text: String) {
        if !text.is_empty() {
            self.leads.push(text);
        }
    }

    /// Whether the next message already has something to say.
    pub(super) fn has_leads(&self) -> bool {
        !self.leads.is_empty()
    }

    /// A sentence of texts.yml that opens the next message.
    pub(super) fn lead_text(&mut self, id: &str, values: &[(&str, &str)]) {
        let text = self.text(id, values);
        self.lead(text);
    }

    /// Asks the store for an act; the step ends with it.
    pub(super) fn request(&mut self, request: Request) {
        debug_assert!(self.request.is_none(), "at most one request a step");
        self.request = Some(request);
    }

    /// The person's words are to be kept like this.
    pub(super) fn keep_heard_as(&mut self, text: String) {
        self.heard_as = Some(text);
    }

    /// Whether a request was made.
    pub(super) fn has_request(&self) -> bool {
        self.request.is_some()
    }

    /// Whether something was said in this step.
    pub(super) fn has_said(&self) -> bool {
        !self.says.is_empty()
    }

    /// A sentence of texts.yml in its next wording, `{name}` replaced.
    pub(super) fn text(&mut self, id: &str, values: &[(&str, &str)]) -> String {
        let world = self.world;
        self.wording(id, world.flows.text(id), values)
    }

    /// One of several wordings, never the one said last under that key.
    pub(super) fn wording(
        &mut self,
        key: &str,
        wordings: &[String],
        values: &[(&str, &str)],
    ) -> String {
        let count = u8::try_from(wordings.len()).unwrap_or(u8::MAX);
        if count == 0 {
            return String::new();
        }
        let last = self
            .variants
            .iter()
            .rev()
            .find(|(other, _)| other == key)
            .map(|(_, variant)| *variant)
            .or_else(|| self.state.said.get(key).copied());
        let variant = last.map_or(0, |last| (last % count + 1) % count);
        self.variants.push((key.to_owned(), variant));
        fill(&wordings[usize::from(variant)], values)
    }

    /// Says a message. A text equal to the one before it is introduced, so as not to repeat.
    pub(super) fn say(&mut self, mut message: Message) {
        if !self.leads.is_empty() {
            let mut text = std::mem::take(&mut self.leads).join("\n");
            if !message.text.is_empty() {
                text.push('\n');
                text.push_str(&message.text);
            }
            message.text = text;
        }
        if digest(&message.text) == self.digest {
            let lead = self.text("again", &[]);
            message.text = format!("{lead}\n{}", message.text);
        }
        self.digest = digest(&message.text);
        self.says.push(message);
    }

    /// Hands on words that are not the machine's, as they are.
    pub(super) fn relay(&mut self, message: Message) {
        self.digest = digest(&message.text);
        self.says.push(message);
    }

    /// Says a sentence of texts.yml.
    pub(super) fn say_text(&mut self, id: &str, values: &[(&str, &str)]) {
        let text = self.text(id, values);
        self.say(Message::text(text));
    }

    /// Says a sentence of texts.yml with buttons.
    pub(super) fn say_with(&mut self, id: &str, values: &[(&str, &str)], buttons: Vec<Button>) {
        let text = self.text(id, values);
        self.say(Message {
            text,
            buttons,
            ..Message::default()
        });
    }

    /// A button whose label is a sentence of texts.yml.
    pub(super) fn button(&self, label: &str, action: Action) -> Button {
        let label = self
            .world
            .flows
            .text(label)
            .first()
            .map_or("", String::as_str);
        Button::new(label, action)
    }

    /// A button for a command; its label is the text `button.<command>`.
    pub(super) fn command(&self, command: &str) -> Button {
        self.button(
            &format!("button.{command}"),
            Action::Command(command.to_owned()),
        )
    }

    /// A button that answers a question by the label `button.<label>`.
    pub(super) fn answer(&self, step: &str, option: &str, label: &str) -> Button {
        self.button(
            &format!("button.{label}"),
            Action::Answer {
                step: step.to_owned(),
                option: option.to_owned(),
            },
        )
    }

    /// Ends the step.
    pub(super) fn finish(mut self) -> Step {
        if !self.leads.is_empty() {
            self.say(Message::default());
        }
        if self.request.is_none()
            && self.state.notice == NoticeStage::Accepted
            && !self.state.notice_recorded
        {
            self.emit(Event::NoticeRecorded);
            self.request = Some(Request::RecordConsent {
                text: notice::VERSION.to_owned(),
            });
        }
        if !self.says.is_empty() || !self.variants.is_empty() {
            let event = Event::Spoke {
                variants: std::mem::take(&mut self.variants),
                digest: self.digest,
            };
            self.emit(event);
        }
        let heard_as = self.heard_as.map(Effect::KeepHeardAs);
        let says = self.says.into_iter().map(Effect::Say);
        let mut effects: Vec<Effect> = heard_as.into_iter().chain(says).collect();
        effects.extend(self.request.map(Effect::Request));
        Step {
            events: self.events,
            effects,
        }
    }
}

/// The day in France at an instant.
pub(super) fn day_in_france(now: Timestamp) -> Date {
    let paris = TimeZone::get("Europe/Paris").unwrap_or(TimeZone::UTC);
    paris.to_datetime(now).date()
}

/// Replaces `{name}` by its value.
pub(super) fn fill(wording: &str, values: &[(&str, &str)]) -> String {
    let mut text = wording.to_owned();
    for (name, value) in values {
        text = text.replace(&format!("{{{name}}}"), value);
    }
    text
}

/// FNV-1a, 64 bits: enough to see that a message repeats the one before.
fn digest(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}
