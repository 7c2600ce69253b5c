//! A conversation under test: what was said by both, with what must hold after every step.

use std::fmt::Write as _;
use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use tandem_engine::dialogue::{
    Action, ChannelKind, Counsellor, CounsellorAct, Effect, Event, Flows, Input, Notice, Outcome,
    State, Step, step,
};
use tandem_engine::message::{Button, Card, Message};

use super::desk::Desk;
use super::world::FIXTURE;

/// A conversation.
pub(super) struct Chat {
    pub(super) state: State,
    pub(super) desk: Desk,
    pub(super) events: Vec<Event>,
    pub(super) transcript: String,
    /// Every message with the turn at which it was said.
    pub(super) messages: Vec<(u32, Message)>,
    /// Sentences that were kept otherwise than they were written.
    pub(super) kept_as: Vec<String>,
    now: Timestamp,
    channel: ChannelKind,
    /// Whether a team answers in person.
    is_staffed: bool,
    /// Other flows than those of the program.
    pub(super) flows: Option<Arc<Flows>>,
}

impl Chat {
    /// Nothing said yet, on a Tuesday morning.
    pub(super) fn new(channel: ChannelKind) -> Self {
        Self {
            state: State::default(),
            desk: Desk::new(),
            events: Vec::new(),
            transcript: String::new(),
            messages: Vec::new(),
            kept_as: Vec::new(),
            now: "2026-12-01T09:00:00Z".parse().unwrap(),
            channel,
            is_staffed: false,
            flows: None,
        }
    }

    /// The same where a team answers in person; it is 10:00 in France.
    pub(super) fn staffed(channel: ChannelKind) -> Self {
        Self {
            is_staffed: true,
            ..Self::new(channel)
        }
    }

    /// A line of a script: `@start`, `@place 62498`, `@photo`, `+2d`, `[label]` or a sentence.
    pub(super) fn play(&mut self, line: &str) {
        let _ = writeln!(self.transcript, "\n> {line}");
        let label = line
            .strip_prefix('[')
            .and_then(|rest| rest.strip_suffix(']'));
        if let Some(label) = label {
            self.press(label);
        } else if let Some(days) = line
            .strip_prefix('+')
            .and_then(|rest| rest.strip_suffix('d'))
        {
            self.now += SignedDuration::from_hours(24 * days.parse::<i64>().unwrap());
        } else if let Some(minutes) = line
            .strip_prefix('+')
            .and_then(|rest| rest.strip_suffix('m'))
        {
            self.now += SignedDuration::from_mins(minutes.parse().unwrap());
        } else if let Some(said) = line.strip_prefix("@marie ") {
            self.counsellor("Marie, conseillère", said);
        } else if let Some(said) = line.strip_prefix("@paul ") {
            self.counsellor("Paul, conseiller", said);
        } else if line == "@nobody" {
            let since = self.state.owner.wait().expect("somebody is awaited").since;
            self.hear(&Input::Notice(Notice::NobodyAnswered { since }));
        } else if line == "@start" {
            self.hear(&Input::Start { entry: None });
        } else if line == "@photo" {
            self.hear(&Input::Unsupported);
        } else if line == "@abroad" {
            self.hear(&Input::Location(None));
        } else if let Some(insee) = line.strip_prefix("@place ") {
            self.hear(&Input::Location(Some(insee.parse().unwrap())));
        } else {
            self.hear(&Input::Text(line.to_owned()));
        }
    }

    /// Somebody of the team does something, or writes.
    pub(super) fn counsellor(&mut self, name: &str, said: &str) {
        let did = match said {
            "takes" => CounsellorAct::Took,
            "gives back" => CounsellorAct::GaveBack,
            words => CounsellorAct::Said(words.to_owned()),
        };
        let by = Counsellor {
            id: name.to_lowercase(),
            name: name.to_owned(),
        };
        self.hear(&Input::Notice(Notice::Counsellor { by, did }));
    }

    /// Presses the latest button of that label.
    pub(super) fn press(&mut self, label: &str) {
        let found = self.messages.iter().rev().find_map(|(turn, message)| {
            buttons(message)
                .find(|button| button.label == label)
                .map(|button| (*turn, button.action.clone()))
        });
        let Some((turn, action)) = found else {
            panic!("no button {label:?}\n{}", self.transcript);
        };
        self.hear(&Input::Press {
            action,
            label: label.to_owned(),
            turn,
        });
    }

    /// Presses whatever was said at that turn.
    pub(super) fn press_action(&mut self, action: Action, turn: u32) {
        self.hear(&Input::Press {
            action,
            label: String::new(),
            turn,
        });
    }

    /// One turn: the input, then outcomes until nothing more is requested.
    pub(super) fn hear(&mut self, input: &Input) {
        let mut input = input.clone();
        for _ in 0..8 {
            let flows = self.flows.clone();
            let mut world = if self.is_staffed {
                FIXTURE.staffed_world(self.channel)
            } else {
                FIXTURE.world(self.channel)
            };
            if let Some(flows) = &flows {
                world.flows = flows;
            }
            let taken = step(&self.state, &input, &world, self.now, 7);
            assert_eq!(
                taken,
                step(&self.state, &input, &world, self.now, 7),
                "a step is pure"
            );
            match self.take(taken) {
                Some(outcome) => input = Input::Outcome(outcome),
                None => return,
            }
        }
        panic!("requests never end\n{}", self.transcript);
    }

    /// Applies a step and performs its request.
    fn take(&mut self, taken: Step) -> Option<Outcome> {
        for event in &taken.events {
            let json = serde_json::to_string(event).unwrap();
            assert_eq!(
                serde_json::from_str::<Event>(&json).unwrap(),
                *event,
                "{json}"
            );
            self.state.apply(event);
        }
        self.events.extend(taken.events);
        assert_eq!(
            State::fold(&self.events),
            self.state,
            "the fold is the state"
        );
        let mut outcome = None;
        for effect in taken.effects {
            assert!(outcome.is_none(), "a request is last");
            match effect {
                Effect::KeepHeardAs(text) => self.kept_as.push(text),
                Effect::Say(message) => self.listen(message),
                Effect::Request(request) => {
                    outcome = Some(self.desk.perform(&request, self.now));
                }
            }
        }
        outcome
    }

    /// What must hold for every message.
    fn listen(&mut self, message: Message) {
        if let Some((_, last)) = self.messages.last() {
            assert_ne!(
                last.text, message.text,
                "never the same sentence twice in a row\n{}",
                self.transcript
            );
        }
        assert!(
            !message.text.trim().is_empty(),
            "no empty message\n{}",
            self.transcript
        );
        assert!(
            !message.text.contains('{') && !message.text.contains('}'),
            "every value is filled in: {}",
            message.text
        );
        for button in buttons(&message) {
            let length = button.label.chars().count();
            assert!((1..=40).contains(&length), "label {:?}", button.label);
        }
        for card in &message.cards {
            assert!(card_length(card) <= 900, "a card is 900 characters at most");
        }
        write_message(&mut self.transcript, &message);
        self.messages.push((self.state.turn, message));
    }

    /// The last thing said.
    pub(super) fn last(&self) -> &Message {
        &self.messages.last().unwrap().1
    }

    /// Everything said in the last turn.
    pub(super) fn last_turn(&self) -> String {
        self.messages
            .iter()
            .filter(|(turn, _)| *turn == self.state.turn)
            .map(|(_, message)| message.text.as_str())
            .collect::<Vec<_>>()
            .join("\n")
    }
}

/// A web conversation after these lines.
pub(super) fn after(script: &[&str]) -> Chat {
    let mut chat = Chat::new(ChannelKind::Web);
    for line in script {
        chat.play(line);
    }
    chat
}

/// Everything up to proposals of hairdressing in Metz.
pub(super) const TO_RESULTS: [&str; 3] = [
    "@start",
    "[OK, on y va]",
    "coiffure à Metz, je suis en 3e, 20 km, 17 ans, en septembre",
];

/// A web conversation in front of its proposals.
pub(super) fn at_results() -> Chat {
    after(&TO_RESULTS)
}

/// Plays a script and returns its transcript.
pub(super) fn transcript(channel: ChannelKind, script: &[&str]) -> String {
    let mut chat = Chat::new(channel);
    for line in script {
        chat.play(line);
    }
    chat.transcript
}

/// Buttons in the order in which channels number them.
pub(super) fn buttons(message: &Message) -> impl Iterator<Item = &Button> {
    message
        .buttons
        .iter()
        .chain(message.cards.iter().flat_map(|card| &card.buttons))
}

fn card_length(card: &Card) -> usize {
    let lines: usize = card.lines.iter().map(|line| line.chars().count() + 1).sum();
    card.title.chars().count() + card.subtitle.chars().count() + lines
}

fn write_message(transcript: &mut String, message: &Message) {
    let author = message
        .author
        .as_ref()
        .map_or_else(String::new, |author| format!("({author}) "));
    let _ = writeln!(
        transcript,
        "< {author}{}",
        message.text.replace('\n', "\n  ")
    );
    for card in &message.cards {
        let demo = if card.is_demo {
            " (démonstration)"
        } else {
            ""
        };
        let _ = writeln!(transcript, "  # {} | {}{demo}", card.title, card.subtitle);
        for line in &card.lines {
            let _ = writeln!(transcript, "  #   {line}");
        }
        write_buttons(transcript, "  #   ", &card.buttons);
    }
    write_buttons(transcript, "  ", &message.buttons);
    if message.request_location {
        let _ = writeln!(transcript, "  (partager ma position)");
    }
    if let Some(file) = &message.file {
        let _ = writeln!(transcript, "  ({file:?})");
    }
}

fn write_buttons(transcript: &mut String, indent: &str, buttons: &[Button]) {
    if !buttons.is_empty() {
        let labels: Vec<String> = buttons
            .iter()
            .map(|button| format!("[{}]", button.label))
            .collect();
        let _ = writeln!(transcript, "{indent}{}", labels.join(" "));
    }
}
