//! A replay as people would read it.

use std::fmt::Write as _;

use tandem_engine::message::{Button, Card, Message};

/// Lines of a conversation, oldest first.
#[derive(Debug, Clone, Default)]
pub struct Transcript(Vec<Line>);

#[derive(Debug, Clone)]
enum Line {
    Did(String),
    Said(Box<Message>),
}

impl Transcript {
    /// The person wrote.
    pub fn wrote(&mut self, text: &str) {
        self.0.push(Line::Did(text.to_owned()));
    }

    /// The person pressed.
    pub fn pressed(&mut self, label: &str) {
        self.0.push(Line::Did(format!("[{label}]")));
    }

    /// Something else happened.
    pub fn happened(&mut self, what: &str) {
        self.0.push(Line::Did(format!("({what})")));
    }

    /// Tandem said.
    pub fn said(&mut self, message: &Message) {
        self.0.push(Line::Said(Box::new(message.clone())));
    }

    /// Everything, cards and buttons too.
    pub fn whole(&self) -> String {
        let mut text = String::new();
        for line in &self.0 {
            match line {
                Line::Did(what) => {
                    let _ = writeln!(text, "> {what}");
                }
                Line::Said(message) => {
                    let _ = writeln!(text, "{}", message.text);
                    for card in &message.cards {
                        let _ = writeln!(text, "  * {}{}", about(card), labels(&card.buttons));
                    }
                    if !message.buttons.is_empty() {
                        let _ = writeln!(text, " {}", labels(&message.buttons));
                    }
                }
            }
        }
        text
    }

    /// What was said from the first act on: of several cards the first, and no button but those
    /// that were pressed.
    pub fn compact(&self) -> String {
        let mut text = String::new();
        let begins = self.0.iter().position(|line| matches!(line, Line::Did(_)));
        for line in self.0.iter().skip(begins.unwrap_or(0)) {
            match line {
                Line::Did(what) => {
                    let _ = writeln!(text, "— {what}");
                }
                Line::Said(message) => {
                    for line in message.text.lines() {
                        let _ = writeln!(text, "    {line}");
                    }
                    if let Some(card) = message.cards.first() {
                        let others = match message.cards.len() - 1 {
                            0 => String::new(),
                            more => format!(" (et {more} de plus)"),
                        };
                        let _ = writeln!(text, "      * {}{others}", about(card));
                    }
                }
            }
        }
        text
    }
}

fn about(card: &Card) -> String {
    let parts: Vec<&str> = [card.title.as_str(), card.subtitle.as_str()]
        .into_iter()
        .chain(card.lines.iter().map(String::as_str))
        .filter(|part| !part.is_empty())
        .collect();
    parts.join(" | ")
}

fn labels(buttons: &[Button]) -> String {
    buttons.iter().fold(String::new(), |all, button| {
        format!("{all} [{}]", button.label)
    })
}
