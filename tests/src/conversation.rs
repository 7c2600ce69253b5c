//! Conversations as files (tests/conversations/*.yml): what a person does and what must come back.

use std::path::Path;

use anyhow::{Context, bail};
use serde::Deserialize;
use serde_json::{Map, Value};
use tandem_engine::dialogue::CounsellorAct;

/// One file.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Conversation {
    /// What it shows.
    pub test: String,
    /// Where it is replayed; the first door is the engine's.
    #[serde(default = "engine")]
    pub channels: Vec<ChannelName>,
    /// When it begins.
    pub clock: String,
    /// Whether people of a team answer here.
    #[serde(default)]
    pub team: Team,
    /// What happens.
    pub steps: Vec<Step>,
}

fn engine() -> Vec<ChannelName> {
    vec![ChannelName::Engine]
}

/// What is no longer there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Withdrawn {
    /// Trainings and employers proposed last.
    Results,
}

/// Whether people of a team answer young people.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Team {
    /// Nobody does.
    #[default]
    None,
    /// They do, in working hours.
    Answers,
}

/// Where a conversation is replayed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ChannelName {
    /// The store's turns, no door.
    Engine,
    /// HTTP and SSE.
    Web,
    /// The Bot API emulator over HTTP.
    Telegram,
}

/// One step.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Step {
    /// The person writes.
    User(String),
    /// The person presses the newest button of that label.
    Press(String),
    /// The person presses the newest button whose label contains this.
    PressContaining(String),
    /// The person presses a button of the newest card whose title contains this.
    PressCard {
        /// Part of the card's title.
        card: String,
        /// Label of the button.
        button: String,
    },
    /// The person scrolls up and presses the oldest button of that label.
    PressOldest(String),
    /// The person pastes so many megabytes.
    Paste(usize),
    /// The person sends something that is not text (at the engine's door only).
    Photo,
    /// The person presses a button of a message that nobody knows (at the engine's door only).
    PressUnknown,
    /// The person opens the chat once more (at the engine's door only), by a coded link or "".
    Open(String),
    /// Somebody of the team takes the conversation, writes, or gives it back.
    Team(CounsellorAct),
    /// An import takes what was proposed last out of the catalogue ("results").
    Withdrawn(Withdrawn),
    /// Somebody else does this meanwhile, from their own first words on.
    Meanwhile(Vec<Step>),
    /// The person opens the link just said and goes on there.
    GoOn(ChannelName),
    /// Somebody uses the link of the newest mail they received.
    Link(LinkUse),
    /// The person shares a position.
    Location {
        /// Latitude.
        lat: f64,
        /// Longitude.
        lon: f64,
    },
    /// What the answer to the last step must be.
    Bot(Expectation),
    /// Slots of the profile that must have these values.
    SlotWasSet(Map<String, Value>),
    /// Slots of the profile that must be empty.
    SlotWasNotSet(Vec<String>),
    /// The question that must stand now: a step of the flow, or `first_name`, `slot`, `free`…
    Asked(String),
    /// The trade of the first training proposed last.
    FirstResult(String),
    /// Leads that reached a desk, by kind.
    Leads(Map<String, Value>),
    /// Slots of the profile: `[before, after]` of the last step.
    SlotChanged(Map<String, Value>),
    /// "retour", so many times.
    Back(u32),
    /// Time passes ("2d", "15m").
    Advance(String),
    /// The last update of the channel is delivered once more.
    DuplicateUpdate,
    /// A mail must have been received.
    Mail(MailExpectation),
    /// Nobody of that address may have received a mail yet.
    NoMail(String),
    /// The person's appointments, by status.
    Appointments(Map<String, Value>),
}

/// What an answer must hold.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Expectation {
    /// Somewhere in the texts and cards.
    pub contains: OneOrMany,
    /// Nowhere in them.
    pub not_contains: OneOrMany,
    /// Labels that must be offered.
    pub buttons: Vec<String>,
    /// Labels that must not be.
    pub no_buttons: Vec<String>,
    /// At least so many cards.
    pub cards: usize,
    /// At most so many messages.
    pub messages: Option<usize>,
}

/// What a mail must hold.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MailExpectation {
    /// Part of the recipient's address.
    pub to: String,
    /// In subject or text.
    #[serde(default)]
    pub contains: OneOrMany,
    /// Method of its calendar file.
    #[serde(default)]
    pub ics: Option<String>,
}

/// The page behind the link of a mail: opening shows, pressing acts.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LinkUse {
    /// Part of the recipient's address.
    pub to: String,
    /// What the page says when it is opened.
    #[serde(default)]
    pub shows: OneOrMany,
    /// Button that is then pressed, if any.
    pub press: Option<String>,
    /// What the page says after.
    #[serde(default)]
    pub then: OneOrMany,
}

/// One text or several.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(untagged)]
pub enum OneOrMany {
    /// None.
    #[default]
    None,
    /// One.
    One(String),
    /// Several.
    Many(Vec<String>),
}

impl OneOrMany {
    /// As a list.
    pub fn texts(&self) -> Vec<&str> {
        match self {
            Self::None => Vec::new(),
            Self::One(text) => vec![text],
            Self::Many(texts) => texts.iter().map(String::as_str).collect(),
        }
    }
}

/// What the bot showed after a step, whatever the channel.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Shown {
    /// Texts, oldest first; those of cards too.
    pub texts: Vec<String>,
    /// Labels offered.
    pub buttons: Vec<String>,
    /// Number of cards.
    pub cards: usize,
    /// Number of messages.
    pub messages: usize,
}

impl Expectation {
    /// Whether an answer is as expected.
    ///
    /// # Errors
    /// Says what is missing and shows the answer.
    pub fn check(&self, shown: &Shown) -> anyhow::Result<()> {
        let all = shown.texts.join("\n");
        for text in self.contains.texts() {
            if !all.contains(text) {
                bail!("expected {text:?} in:\n{all}\nbuttons: {:?}", shown.buttons);
            }
        }
        for text in self.not_contains.texts() {
            if all.contains(text) {
                bail!("did not expect {text:?} in:\n{all}");
            }
        }
        for label in &self.buttons {
            if !shown.buttons.contains(label) {
                bail!(
                    "expected a button {label:?} among {:?} under:\n{all}",
                    shown.buttons
                );
            }
        }
        for label in &self.no_buttons {
            if shown.buttons.contains(label) {
                bail!("did not expect a button {label:?} under:\n{all}");
            }
        }
        if let Some(most) = self.messages
            && shown.messages > most
        {
            bail!(
                "expected {most} messages, saw {} in:\n{all}",
                shown.messages
            );
        }
        if shown.cards < self.cards {
            bail!(
                "expected {} cards, saw {} in:\n{all}",
                self.cards,
                shown.cards
            );
        }
        Ok(())
    }
}

/// Reads a conversation file.
///
/// # Errors
/// When it is not one, with its line.
pub fn read(path: &Path) -> anyhow::Result<Conversation> {
    let text = std::fs::read_to_string(path).with_context(|| path.display().to_string())?;
    serde_saphyr::from_str(&text).with_context(|| path.display().to_string())
}

/// Every file of `tests/conversations` by its name without ".yml", in order.
///
/// # Errors
/// When one cannot be read.
pub fn all() -> anyhow::Result<Vec<(String, Conversation)>> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/conversations");
    let mut paths = std::fs::read_dir(folder)?
        .map(|entry| Ok(entry?.path()))
        .collect::<anyhow::Result<Vec<_>>>()?;
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "yml"));
    paths.sort();
    paths
        .iter()
        .map(|path| {
            let name = path.file_stem().unwrap_or_default().to_string_lossy();
            Ok((name.into_owned(), read(path)?))
        })
        .collect()
}

/// A span of time such as "2d", "15m", "30s", "4h".
///
/// # Errors
/// When it is not written so.
pub fn duration(text: &str) -> anyhow::Result<jiff::SignedDuration> {
    let split = text
        .find(|c: char| !c.is_ascii_digit())
        .context("a unit is missing")?;
    let number: i64 = text[..split].parse().context("a number is missing")?;
    let seconds = match &text[split..] {
        "s" => 1,
        "m" => 60,
        "h" => 3_600,
        "d" => 86_400,
        unit => bail!("unknown unit {unit:?}"),
    };
    Ok(jiff::SignedDuration::from_secs(number * seconds))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_of_every_step_is_read() {
        let text = r#"
test: tout
channels: [engine, web, telegram]
clock: 2026-12-01T10:00:00+01:00
steps:
  - user: "salut"
  - bot: {contains: "Tandem", buttons: ["OK, on y va"]}
  - press: "OK, on y va"
  - slot_was_set: {place: "57463"}
  - slot_was_not_set: [reach]
  - slot_changed: {place: ["62498", "59350"]}
  - location: {lat: 49.1, lon: 6.2}
  - back: 1
  - advance: 2d
  - duplicate_update
  - mail: {to: "cfa", contains: ["rendez-vous"], ics: REQUEST}
  - no_mail: "parent"
  - press_oldest: "Pas du tout"
  - paste: 10
  - go_on: telegram
  - link: {to: "parent", shows: "accord", press: "Je refuse", then: ["rendu"]}
  - appointments: {confirmed: 1}
  - leads: {contact: 1}
  - asked: place
  - first_result: F1703
  - photo
  - press_unknown
  - open: "affiche-12"
  - meanwhile: [{user: "moi aussi"}]
  - team: took
  - team: {said: "Bonjour"}
"#;
        let conversation: Conversation = serde_saphyr::from_str(text).unwrap();
        assert_eq!(conversation.steps.len(), 26);
        assert!(matches!(conversation.steps[9], Step::DuplicateUpdate));
    }

    #[test]
    fn an_unmet_expectation_says_what_is_missing() {
        let shown = Shown {
            texts: vec!["Bonjour".to_owned()],
            ..Shown::default()
        };
        let expected = Expectation {
            contains: OneOrMany::One("Salut".to_owned()),
            ..Expectation::default()
        };
        assert!(
            expected
                .check(&shown)
                .unwrap_err()
                .to_string()
                .contains("Salut")
        );
        assert!(
            Expectation {
                cards: 1,
                ..Expectation::default()
            }
            .check(&shown)
            .is_err()
        );
        assert!(Expectation::default().check(&shown).is_ok());
    }
}
