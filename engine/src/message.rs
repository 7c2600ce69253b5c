//! What the machine says, before any channel: text, buttons, cards, location request, file, typing.

use serde::{Deserialize, Serialize};

use crate::dialogue::Action;

/// One message. Channels show it as richly as they can.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Message {
    /// Who says it, when it is a person: "Marie, conseillère".
    #[serde(skip_serializing_if = "Option::is_none")]
    pub author: Option<String>,
    /// Plain text; `\n` breaks lines; no markup.
    pub text: String,
    /// Quick replies below the text.
    pub buttons: Vec<Button>,
    /// Proposals, each with its own buttons.
    pub cards: Vec<Card>,
    /// Offer to share one's position.
    pub request_location: bool,
    /// A calendar file to keep.
    pub file: Option<FileRef>,
}

/// A quick reply: pressing it does `action`, whatever the label says.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Button {
    /// What is read on it, 40 characters at most.
    pub label: String,
    /// What pressing it means.
    pub action: Action,
}

/// A proposal, 900 characters at most with all its lines.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Card {
    /// First line.
    pub title: String,
    /// Second line: who, where.
    pub subtitle: String,
    /// Reasons and facts, one a line.
    pub lines: Vec<String>,
    /// What can be done with it.
    pub buttons: Vec<Button>,
    /// Made up for the demonstration: every channel says so.
    pub is_demo: bool,
}

/// A file that the door makes when it delivers the message.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FileRef {
    /// The appointment as iCalendar.
    AppointmentCalendar {
        /// Appointment id.
        appointment: String,
    },
    /// Everything kept about the person, as JSON.
    PersonalData,
}

impl Message {
    /// A text alone.
    pub fn text(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            ..Self::default()
        }
    }
}

impl Button {
    /// A button; a label longer than 40 characters is cut at a word.
    pub fn new(label: &str, action: Action) -> Self {
        Self {
            label: shorten(label, 40),
            action,
        }
    }
}

/// Cuts a text at a word so that it has at most `limit` characters, "…" included.
pub(crate) fn shorten(text: &str, limit: usize) -> String {
    if text.chars().count() <= limit {
        return text.to_owned();
    }
    let cut: String = text.chars().take(limit.saturating_sub(1)).collect();
    let kept = match cut.rfind(' ') {
        Some(space) if space > cut.len() / 2 => &cut[..space],
        _ => cut.as_str(),
    };
    format!("{}…", kept.trim_end())
}
