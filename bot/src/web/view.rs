//! A message of the transcript as the web shows it: the JSON of the protocol, and what the page
//! adds to it.

use jiff::Timestamp;
use serde::Serialize;
use tandem_engine::dialogue::Action;
use tandem_engine::message::{Button, Card, FileRef, Message};

use crate::clock::paris;
use crate::typography;

/// Who said it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Author {
    /// Tandem.
    Assistant,
    /// The person.
    User,
    /// Somebody of the team.
    Counsellor,
}

impl Author {
    /// Name in the protocol and in class names.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Assistant => "assistant",
            Self::User => "user",
            Self::Counsellor => "counsellor",
        }
    }

    /// Whether Tandem said it.
    pub fn is_assistant(self) -> bool {
        self == Self::Assistant
    }
}

/// One message.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct MessageView {
    /// Place in the conversation, ascending; also the SSE id.
    pub seq: i64,
    /// Who said it.
    pub author: Author,
    /// Name of somebody of the team.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// From here on somebody of the team answers, until a later message says otherwise.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub is_human: bool,
    /// The words.
    pub text: String,
    /// Quick replies.
    pub buttons: Vec<ButtonView>,
    /// Proposals.
    pub cards: Vec<CardView>,
    /// Offer to share one's position.
    pub request_location: bool,
    /// A file to keep.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<FileView>,
    /// When it was said.
    pub at: Timestamp,
    /// Key under which the person sent it: the page replaces its own copy by this.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    /// Its quick replies were answered by a later message.
    #[serde(skip)]
    pub is_past: bool,
}

/// A quick reply: what to send back is `value`, `<seq>:<index>`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ButtonView {
    /// What is read on it.
    pub label: String,
    /// What to send back.
    pub value: String,
}

/// A proposal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CardView {
    /// First line.
    pub title: String,
    /// Second line.
    pub subtitle: String,
    /// Reasons and facts.
    pub lines: Vec<String>,
    /// What can be done with it.
    pub buttons: Vec<ButtonView>,
    /// Made up for the demonstration.
    pub is_demo: bool,
}

/// A file that goes with a message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FileView {
    /// What is read on the link.
    pub label: &'static str,
    /// Name once saved.
    pub name: &'static str,
    /// Address.
    pub href: String,
}

/// A part of a text: words, or an address that becomes a link.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Piece<'a> {
    /// What is read.
    pub text: &'a str,
    /// Whether it is an address.
    pub is_link: bool,
}

impl MessageView {
    /// What Tandem said. Buttons are numbered as every channel numbers them: those of the message,
    /// then those of each card.
    pub fn said(seq: i64, at: Timestamp, message: Message) -> Self {
        let message = typography::message(message);
        let mut next = 0_usize;
        let mut numbered = |buttons: Vec<Button>| {
            buttons
                .into_iter()
                .map(|button| {
                    let value = format!("{seq}:{next}");
                    next += 1;
                    ButtonView {
                        label: button.label,
                        value,
                    }
                })
                .collect::<Vec<_>>()
        };
        let is_human = message
            .buttons
            .iter()
            .any(|button| button.action == Action::Command("bot_back".to_owned()));
        let buttons = numbered(message.buttons);
        let cards = message
            .cards
            .into_iter()
            .map(|card| {
                let Card {
                    title,
                    subtitle,
                    lines,
                    buttons,
                    is_demo,
                } = card;
                CardView {
                    title,
                    subtitle,
                    lines,
                    buttons: numbered(buttons),
                    is_demo,
                }
            })
            .collect();
        Self {
            seq,
            author: match message.author {
                Some(_) => Author::Counsellor,
                None => Author::Assistant,
            },
            name: message.author,
            is_human,
            text: message.text,
            buttons,
            cards,
            request_location: message.request_location,
            file: message.file.map(|file| FileView::of(seq, &file)),
            at,
            key: None,
            is_past: false,
        }
    }

    /// What the person said or pressed.
    pub fn heard(seq: i64, at: Timestamp, text: String, key: String) -> Self {
        Self {
            seq,
            author: Author::User,
            name: None,
            is_human: false,
            text,
            buttons: Vec::new(),
            cards: Vec::new(),
            request_location: false,
            file: None,
            at,
            key: Some(key),
            is_past: false,
        }
    }

    /// Read by screen readers before the words.
    pub fn spoken(&self) -> String {
        match (self.author, &self.name) {
            (Author::User, _) => "Toi : ".to_owned(),
            (_, Some(name)) => format!("{name} : "),
            (_, None) => "Assistant : ".to_owned(),
        }
    }

    /// Words and links of the text, in order.
    pub fn pieces(&self) -> Vec<Piece<'_>> {
        pieces(&self.text)
    }

    /// Time of day in France, "14:05".
    pub fn at_said(&self) -> String {
        self.at
            .to_zoned_datetime(paris())
            .strftime("%H:%M")
            .to_string()
    }
}

impl FileView {
    fn of(seq: i64, file: &FileRef) -> Self {
        let href = format!("/chat/fichiers/{seq}");
        match file {
            FileRef::AppointmentCalendar { .. } => Self {
                label: "Ajouter à mon agenda",
                name: "rendez-vous.ics",
                href,
            },
            FileRef::PersonalData => Self {
                label: "Télécharger mes données",
                name: "mes-donnees.json",
                href,
            },
        }
    }
}

/// Marks the quick replies that stand before the person's last message.
pub fn mark_past(messages: &mut [MessageView]) {
    let last_heard = messages
        .iter()
        .rev()
        .find(|message| message.author == Author::User)
        .map(|message| message.seq);
    for message in messages {
        // the way back to Tandem stays while somebody of the team answers
        message.is_past = !message.is_human && last_heard.is_some_and(|seq| message.seq < seq);
    }
}

/// How an address begins; our own pages are named without the site.
const LINK_STARTS: [&str; 4] = ["https://", "http://", "/confidentialite", "/accessibilite"];

fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(start) = LINK_STARTS
        .iter()
        .filter_map(|start| rest.find(start))
        .min()
    {
        let (before, address) = rest.split_at(start);
        let end = address
            .find(|letter: char| letter.is_whitespace() || "<>\"«»".contains(letter))
            .unwrap_or(address.len());
        let link = address[..end].trim_end_matches(|letter| ".,;:!?)]".contains(letter));
        if !before.is_empty() {
            found.push(Piece {
                text: before,
                is_link: false,
            });
        }
        // "https://" alone is words.
        let is_link =
            link.starts_with('/') || !link.ends_with('/') || link.matches('/').count() > 2;
        let (taken, after) = address.split_at(link.len().max(1));
        found.push(Piece {
            text: taken,
            is_link: is_link && !link.is_empty(),
        });
        rest = after;
    }
    if !rest.is_empty() {
        found.push(Piece {
            text: rest,
            is_link: false,
        });
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn button(label: &str) -> Button {
        Button {
            label: label.to_owned(),
            action: Action::Command("help".to_owned()),
        }
    }

    #[test]
    fn buttons_are_numbered_through_the_message_then_its_cards() {
        let message = Message {
            buttons: vec![button("a"), button("b")],
            cards: vec![
                Card {
                    buttons: vec![button("c")],
                    ..Card::default()
                },
                Card {
                    buttons: vec![button("d"), button("e")],
                    ..Card::default()
                },
            ],
            ..Message::default()
        };
        let view = MessageView::said(7, Timestamp::UNIX_EPOCH, message);
        let values: Vec<&str> = view
            .buttons
            .iter()
            .chain(view.cards.iter().flat_map(|card| &card.buttons))
            .map(|button| button.value.as_str())
            .collect();
        assert_eq!(values, ["7:0", "7:1", "7:2", "7:3", "7:4"]);
    }

    #[test]
    fn marks_keep_to_their_words_in_texts_cards_and_buttons() {
        let message = Message {
            text: "Ça te va ?".to_owned(),
            buttons: vec![button("Oui !")],
            cards: vec![Card {
                lines: vec!["À 12 km".to_owned()],
                ..Card::default()
            }],
            ..Message::default()
        };
        let view = MessageView::said(7, Timestamp::UNIX_EPOCH, message);
        assert_eq!(view.text, "Ça te va\u{202f}?");
        assert_eq!(view.buttons[0].label, "Oui\u{202f}!");
        assert_eq!(view.cards[0].lines, ["À 12\u{a0}km"]);
    }

    #[test]
    fn addresses_become_links_and_their_full_stop_does_not() {
        let text =
            "Va sur https://t.me/tandem?start=ab, puis (http://x.fr/a). Tout : /confidentialite.";
        let found = pieces(text);
        let links: Vec<&str> = found
            .iter()
            .filter(|piece| piece.is_link)
            .map(|piece| piece.text)
            .collect();
        assert_eq!(
            links,
            [
                "https://t.me/tandem?start=ab",
                "http://x.fr/a",
                "/confidentialite"
            ]
        );
        let whole: String = found.iter().map(|piece| piece.text).collect();
        assert_eq!(whole, text);
    }

    #[test]
    fn no_text_breaks_the_search_for_links() {
        for text in ["", "https://", "http://.", "« https:// »", "éhttps://é"] {
            let whole: String = pieces(text).iter().map(|piece| piece.text).collect();
            assert_eq!(whole, text);
        }
    }

    #[test]
    fn only_replies_before_the_last_word_of_the_person_are_past() {
        let say = |seq| MessageView::said(seq, Timestamp::UNIX_EPOCH, Message::default());
        let mut messages = vec![
            say(1),
            MessageView::heard(2, Timestamp::UNIX_EPOCH, "oui".to_owned(), "k".to_owned()),
            say(3),
        ];
        mark_past(&mut messages);
        let past: Vec<bool> = messages.iter().map(|message| message.is_past).collect();
        assert_eq!(past, [true, false, false]);
    }
}
