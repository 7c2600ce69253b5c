//! `tandem chat`: the dialogue in a terminal, or as JSON Lines.

use std::io::{self, BufRead};

use jiff::Timestamp;
use serde::Deserialize;
use tandem_engine::dialogue::ChannelKind;
use tandem_engine::message::{Button, Message};
use tandem_models::Point;
use tandem_store::{Channel, ConversationId, Incoming, IncomingBody, Line, TranscriptLine};

use super::args::ChatArgs;
use super::output::{json_line, line, next_line};
use crate::app::App;
use crate::typography;
use crate::workers;

/// Messages read at once.
const PAGE: u32 = 100;

/// Longest sentence taken, in characters (as on Telegram).
const LONGEST_TEXT: usize = 4_096;

/// What the person can press now: number shown → message seq and index.
type Pressable = Vec<(i64, u32, String)>;

/// Talks until the end of the input or `:q`.
pub(super) async fn run(args: &ChatArgs, app: &App) -> anyhow::Result<()> {
    let opened = app
        .store
        .open_conversation(ChannelKind::Terminal, app.clock.now())
        .await?;
    let mut chat = Chat {
        app,
        conversation: opened.id,
        heard: 0,
        seen: 0,
        pressable: Vec::new(),
    };
    chat.hear(IncomingBody::Start { entry: None }).await?;
    chat.show(args.json).await?;
    let mut input = io::BufReader::new(io::stdin());
    loop {
        if !args.json {
            eprint!("> ");
        }
        let Some(bytes) = read_line(&mut input)? else {
            return Ok(());
        };
        let Ok(text) = String::from_utf8(bytes) else {
            line("Je n'ai pas pu lire ce message : il n'est pas en UTF-8.")?;
            continue;
        };
        let text = text.trim();
        if text == ":q" {
            return Ok(());
        }
        if text.is_empty() {
            continue;
        }
        let body = chat.read(text, args.json);
        chat.hear(body).await?;
        chat.show(args.json).await?;
    }
}

fn read_line(input: &mut impl BufRead) -> io::Result<Option<Vec<u8>>> {
    next_line(input)
}

/// A line of input in JSON mode.
#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum JsonInput {
    Text(String),
    Press(String),
    Location(Point),
}

struct Chat<'a> {
    app: &'a App,
    conversation: ConversationId,
    /// Inputs so far: makes each unique.
    heard: u64,
    /// Last line shown.
    seen: i64,
    pressable: Pressable,
}

impl Chat<'_> {
    /// What a typed line means: a number or the words of a button, else a sentence.
    fn read(&self, text: &str, is_json: bool) -> IncomingBody {
        if is_json && text.starts_with('{') {
            return match serde_json::from_str(text) {
                Ok(JsonInput::Text(text)) => sentence(&text),
                Ok(JsonInput::Press(reference)) => press(&reference),
                Ok(JsonInput::Location(point)) => {
                    let commune = self.app.understander.places().around(point);
                    IncomingBody::Location(commune.map(|commune| commune.insee))
                }
                Err(_) => IncomingBody::Unsupported,
            };
        }
        let numbered = text
            .parse::<usize>()
            .ok()
            .and_then(|number| self.pressable.get(number.checked_sub(1)?));
        let named = || {
            let wanted = text.to_lowercase();
            let mut buttons = self.pressable.iter().rev();
            buttons.find(|(_, _, label)| label.to_lowercase() == wanted)
        };
        match numbered.or_else(named) {
            Some((seq, index, _)) => IncomingBody::Press {
                seq: *seq,
                index: *index,
            },
            None => sentence(text),
        }
    }

    /// Gives an input to the dialogue and lets it answer.
    async fn hear(&mut self, body: IncomingBody) -> anyhow::Result<()> {
        self.heard += 1;
        let incoming = Incoming {
            channel: Channel::Conversation(self.conversation.clone()),
            external_id: format!("terminal-{}", self.heard),
            body,
        };
        let now: Timestamp = self.app.clock.now();
        self.app.store.receive(&incoming, now).await?;
        // A server on the same data may take the turn: wait for whoever answers.
        while self.app.store.is_thinking(&self.conversation).await? {
            workers::turns::drain(self.app, &self.app.shutdown).await?;
            if self.app.store.is_thinking(&self.conversation).await? {
                tokio::time::sleep(std::time::Duration::from_millis(50)).await;
            }
        }
        Ok(())
    }

    /// Shows what was said since.
    async fn show(&mut self, is_json: bool) -> anyhow::Result<()> {
        self.pressable.clear();
        loop {
            let lines = self
                .app
                .store
                .messages_after(&self.conversation, self.seen, PAGE)
                .await?;
            if lines.is_empty() {
                return Ok(());
            }
            for TranscriptLine { seq, line, .. } in lines {
                self.seen = seq;
                let Line::Said(message) = line else {
                    continue;
                };
                if is_json {
                    show_json(seq, &message)?;
                } else {
                    self.show_text(seq, &typography::message(message))?;
                }
            }
        }
    }

    fn show_text(&mut self, seq: i64, message: &Message) -> io::Result<()> {
        line("")?;
        if let Some(author) = &message.author {
            line(&format!("{author} :"))?;
        }
        line(&message.text)?;
        let mut index = 0;
        // Numbered as channels number them: the message's buttons, then each card's.
        let quick = self.number(seq, &message.buttons, &mut index);
        for card in &message.cards {
            let demo = if card.is_demo {
                " [démonstration]"
            } else {
                ""
            };
            line(&format!("\n  * {}{demo}", card.title))?;
            line(&format!("    {}", card.subtitle))?;
            for reason in &card.lines {
                line(&format!("    - {reason}"))?;
            }
            let buttons = self.number(seq, &card.buttons, &mut index);
            if !buttons.is_empty() {
                line(&format!("    {}", buttons.join("  ")))?;
            }
        }
        if message.request_location {
            line("  (écris le nom de ta ville)")?;
        }
        if message.file.is_some() {
            line("  (un fichier est joint dans le chat web et sur Telegram)")?;
        }
        if !quick.is_empty() {
            line(&format!("  {}", quick.join("  ")))?;
        }
        Ok(())
    }

    fn number(&mut self, seq: i64, buttons: &[Button], index: &mut u32) -> Vec<String> {
        let mut shown = Vec::with_capacity(buttons.len());
        for button in buttons {
            self.pressable.push((seq, *index, button.label.clone()));
            *index += 1;
            shown.push(format!("[{}] {}", self.pressable.len(), button.label));
        }
        shown
    }
}

fn sentence(text: &str) -> IncomingBody {
    if text.chars().count() > LONGEST_TEXT {
        IncomingBody::TooLong
    } else {
        IncomingBody::Text(text.to_owned())
    }
}

/// A button as `<seq>:<index>`.
fn press(reference: &str) -> IncomingBody {
    reference
        .split_once(':')
        .and_then(|(seq, index)| Some((seq.parse().ok()?, index.parse().ok()?)))
        .map_or(IncomingBody::UnknownPress, |(seq, index)| {
            IncomingBody::Press { seq, index }
        })
}

fn show_json(seq: i64, message: &Message) -> anyhow::Result<()> {
    let mut index = 0;
    let mut number = |buttons: &[Button]| -> Vec<serde_json::Value> {
        let numbered = buttons.iter().map(|button| {
            let reference = format!("{seq}:{index}");
            index += 1;
            serde_json::json!({"press": reference, "label": button.label})
        });
        numbered.collect()
    };
    let buttons = number(&message.buttons);
    let cards: Vec<_> = message
        .cards
        .iter()
        .map(|card| {
            serde_json::json!({
                "title": card.title,
                "subtitle": card.subtitle,
                "lines": card.lines,
                "is_demo": card.is_demo,
                "buttons": number(&card.buttons),
            })
        })
        .collect();
    json_line(&serde_json::json!({
        "seq": seq,
        "author": message.author,
        "text": message.text,
        "buttons": buttons,
        "cards": cards,
        "request_location": message.request_location,
        "file": message.file,
    }))
}
