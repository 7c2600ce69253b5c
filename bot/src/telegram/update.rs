//! A Telegram update, reduced to what Tandem answers to.

use tandem_models::Point;
use teloxide::types::{
    ChatMemberKind, MaybeInaccessibleMessage, MediaKind, Message, MessageKind, Update, UpdateKind,
};

use super::callback::ButtonRef;

/// An update of a private chat that deserves an answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Arrival {
    /// Telegram's update id: the same update delivered twice has the same id.
    pub update_id: i64,
    /// The private chat.
    pub chat_id: i64,
    /// The press, when it is one.
    pub pressed: Option<Pressed>,
    /// What came.
    pub what: What,
}

/// A press: what must be acknowledged, and where it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pressed {
    /// Callback query to answer at once, else the client spins.
    pub callback_id: String,
    /// Message whose keyboard was pressed.
    pub message_id: Option<i32>,
}

/// What a person did.
#[derive(Debug, Clone, PartialEq)]
pub enum What {
    /// `/start`, with the code of a deep link.
    Start {
        /// Code of 1 to 64 characters.
        entry: Option<String>,
    },
    /// Another command, without its slash ("recommencer").
    Command(String),
    /// A sentence.
    Text(String),
    /// A press; `None` when its payload is none of ours.
    Press(Option<ButtonRef>),
    /// A position, to be rounded to a commune before anything else.
    Location(Point),
    /// Photo, voice, sticker…
    Unsupported,
    /// The person blocked the bot: reminders move to mail.
    Blocked,
}

/// Why an update is not answered: counted, acknowledged, forgotten.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ignored {
    /// Not JSON, or without an update id.
    Malformed,
    /// A kind that we do not answer (edits, channels, groups, polls…).
    Kind,
}

/// Reads an update as Telegram sends it to a webhook.
pub fn read(body: &[u8]) -> Result<Arrival, Ignored> {
    let update = serde_json::from_slice(body).map_err(|_| Ignored::Malformed)?;
    reduce(update)
}

/// Reduces an update to what it asks of us.
pub fn reduce(update: Update) -> Result<Arrival, Ignored> {
    let update_id = i64::from(update.id.0);
    match update.kind {
        UpdateKind::Message(message) => {
            if !message.chat.is_private() {
                return Err(Ignored::Kind);
            }
            let chat_id = message.chat.id.0;
            let what = what_of(&message)?;
            Ok(Arrival {
                update_id,
                chat_id,
                pressed: None,
                what,
            })
        }
        UpdateKind::CallbackQuery(query) => {
            let (chat, message_id) = match &query.message {
                Some(MaybeInaccessibleMessage::Regular(message)) => {
                    (&message.chat, Some(message.id.0))
                }
                Some(MaybeInaccessibleMessage::Inaccessible(message)) => (&message.chat, None),
                None => return Err(Ignored::Kind),
            };
            if !chat.is_private() {
                return Err(Ignored::Kind);
            }
            let button = query.data.as_deref().and_then(|data| data.parse().ok());
            Ok(Arrival {
                update_id,
                chat_id: chat.id.0,
                pressed: Some(Pressed {
                    callback_id: query.id.0.clone(),
                    message_id,
                }),
                what: What::Press(button),
            })
        }
        UpdateKind::MyChatMember(change) => {
            let is_blocked = matches!(change.new_chat_member.kind, ChatMemberKind::Banned(_));
            if !change.chat.is_private() || !is_blocked {
                return Err(Ignored::Kind);
            }
            Ok(Arrival {
                update_id,
                chat_id: change.chat.id.0,
                pressed: None,
                what: What::Blocked,
            })
        }
        _ => Err(Ignored::Kind),
    }
}

fn what_of(message: &Message) -> Result<What, Ignored> {
    let common = match &message.kind {
        MessageKind::Common(common) => common,
        // content newer than the types we know still deserves an answer
        MessageKind::Empty {} => return Ok(What::Unsupported),
        _ => return Err(Ignored::Kind),
    };
    Ok(match &common.media_kind {
        MediaKind::Text(text) => what_of_text(&text.text),
        MediaKind::Location(location) => What::Location(Point {
            lat: location.location.latitude,
            lon: location.location.longitude,
        }),
        _ => What::Unsupported,
    })
}

fn what_of_text(text: &str) -> What {
    let Some(command) = text.strip_prefix('/') else {
        return What::Text(text.to_owned());
    };
    let (name, rest) = command
        .split_once(char::is_whitespace)
        .unwrap_or((command, ""));
    let name = name.split('@').next().unwrap_or(name).to_lowercase();
    if name == "start" {
        let entry = rest.trim();
        let is_code = (1..=64).contains(&entry.len())
            && entry
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b"_-".contains(&byte));
        return What::Start {
            entry: is_code.then(|| entry.to_owned()),
        };
    }
    What::Command(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(content: &str) -> String {
        format!(
            r#"{{"update_id":7,"message":{{"message_id":1,"date":1796000000,
            "from":{{"id":5,"is_bot":false,"first_name":"P"}},
            "chat":{{"id":5,"type":"private","first_name":"P"}},{content}}}}}"#
        )
    }

    fn check(content: &str, what: What) {
        let arrival = read(message(content).as_bytes()).expect("an answer is due");
        assert_eq!(
            arrival,
            Arrival {
                update_id: 7,
                chat_id: 5,
                pressed: None,
                what
            }
        );
    }

    #[test]
    fn what_people_do_is_read() {
        check(r#""text":"salut""#, What::Text("salut".to_owned()));
        check(r#""text":"/start""#, What::Start { entry: None });
        check(
            r#""text":"/start abc_-9""#,
            What::Start {
                entry: Some("abc_-9".to_owned()),
            },
        );
        check(
            r#""text":"/start pas un code""#,
            What::Start { entry: None },
        );
        check(
            r#""text":"/Recommencer@tandem_bot""#,
            What::Command("recommencer".to_owned()),
        );
        check(
            r#""location":{"latitude":49.1,"longitude":6.2}"#,
            What::Location(Point {
                lat: 49.1,
                lon: 6.2,
            }),
        );
        check(
            r#""voice":{"file_id":"a","file_unique_id":"b","duration":3}"#,
            What::Unsupported,
        );
        check(r#""hologram":{"depth":3}"#, What::Unsupported);
    }

    #[test]
    fn what_is_not_for_us_is_named_and_never_an_error() {
        assert_eq!(read(b"{"), Err(Ignored::Malformed));
        assert_eq!(read(b"{\"update_id\":\"x\"}"), Err(Ignored::Malformed));
        assert_eq!(
            read(br#"{"update_id":1,"something_new":{}}"#),
            Err(Ignored::Kind)
        );
        let group = message(r#""text":"salut""#).replace("\"private\"", "\"group\"");
        assert_eq!(read(group.as_bytes()), Err(Ignored::Kind));
    }
}
