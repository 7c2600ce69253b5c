//! Complete update objects: teloxide's strict types refuse anything less.

use serde_json::{Value, json};

use super::{Author, Said, State};

fn user(chat: i64) -> Value {
    json!({"id": chat, "is_bot": false, "first_name": "Personne", "language_code": "fr"})
}

fn private_chat(chat: i64) -> Value {
    json!({"id": chat, "type": "private", "first_name": "Personne"})
}

/// Seconds since 1970 in the emulator's own time: only order matters.
fn date(state: &State) -> i64 {
    1_796_000_000 + state.next_message
}

/// The update as Telegram writes it: its id first (teloxide's reader counts on that order).
pub(super) fn wire(update: &Value) -> String {
    let id = update["update_id"].as_i64().unwrap_or(0);
    let mut rest = update.clone();
    if let Some(object) = rest.as_object_mut() {
        object.remove("update_id");
    }
    format!(
        "{{\"update_id\":{id},{}",
        rest.to_string().trim_start_matches('{')
    )
}

/// Gives the update its id and queues it.
pub(super) fn stamp(state: &mut State, mut update: Value) -> i64 {
    let id = state.next_update;
    state.next_update += 1;
    update["update_id"] = json!(id);
    state.queue.push_back(update);
    id
}

fn user_message(state: &mut State, chat: i64, text: &str, content: &Value) -> Value {
    let message_id = state.next_message;
    state.next_message += 1;
    let date = date(state);
    state.chats.entry(chat).or_default().said.push(Said {
        message_id,
        author: Author::User,
        text: text.to_owned(),
        markup: Value::Null,
        document: None,
        edits: 0,
    });
    let mut message = json!({
        "message_id": message_id,
        "date": date,
        "from": user(chat),
        "chat": private_chat(chat),
    });
    if let (Some(message), Some(content)) = (message.as_object_mut(), content.as_object()) {
        message.extend(content.clone());
    }
    json!({"message": message})
}

pub(super) fn text(state: &mut State, chat: i64, text: &str) -> Value {
    let mut content = json!({"text": text});
    if text.starts_with('/') {
        let length = text
            .split_whitespace()
            .next()
            .unwrap_or("")
            .encode_utf16()
            .count();
        content["entities"] = json!([{"type": "bot_command", "offset": 0, "length": length}]);
    }
    user_message(state, chat, text, &content)
}

pub(super) fn location(state: &mut State, chat: i64, lat: f64, lon: f64) -> Value {
    let content = json!({"location": {"latitude": lat, "longitude": lon}});
    user_message(state, chat, "(position)", &content)
}

pub(super) fn sticker(state: &mut State, chat: i64) -> Value {
    let content = json!({"sticker": {
        "file_id": "CAAC-emulated", "file_unique_id": "AgAD-emulated", "type": "regular",
        "width": 512, "height": 512, "is_animated": false, "is_video": false, "file_size": 100,
    }});
    user_message(state, chat, "(autocollant)", &content)
}

/// Inline buttons of a markup, in order: label and data.
pub(super) fn inline_buttons(markup: &Value) -> Vec<(String, String)> {
    let mut buttons = Vec::new();
    for row in markup["inline_keyboard"].as_array().into_iter().flatten() {
        for button in row.as_array().into_iter().flatten() {
            if let (Some(label), Some(data)) =
                (button["text"].as_str(), button["callback_data"].as_str())
            {
                buttons.push((label.to_owned(), data.to_owned()));
            }
        }
    }
    buttons
}

/// The press of the inline button that carries these data, where it still stands.
pub(super) fn press_key(state: &mut State, chat: i64, data: &str) -> Option<Value> {
    let said = state.chats.get(&chat)?.said.clone();
    let message = said.iter().rev().find(|message| {
        let keys = inline_buttons(&message.markup);
        keys.iter().any(|(_, carried)| carried == data)
    })?;
    Some(callback(state, chat, message, data))
}

/// The press of the newest inline button that fits; reply-keyboard keys send their text.
pub(super) fn press(state: &mut State, chat: i64, fits: impl Fn(&str) -> bool) -> Option<Value> {
    let said = state.chats.get(&chat)?.said.clone();
    for message in said.iter().rev() {
        for (label, data) in inline_buttons(&message.markup) {
            if fits(&label) {
                return Some(callback(state, chat, message, &data));
            }
        }
        for row in message.markup["keyboard"].as_array().into_iter().flatten() {
            for key in row.as_array().into_iter().flatten() {
                let label = key["text"].as_str().unwrap_or("");
                if fits(label) && key["request_location"].as_bool() != Some(true) {
                    return Some(text(state, chat, label));
                }
            }
        }
    }
    None
}

/// A press under the newest message of the bot that contains `under`.
pub(super) fn press_data(state: &mut State, chat: i64, data: &str, under: &str) -> Value {
    let message = state
        .chats
        .get(&chat)
        .and_then(|chat| {
            chat.said
                .iter()
                .rev()
                .find(|said| said.author == Author::Bot && said.text.contains(under))
                .cloned()
        })
        .unwrap_or(Said {
            message_id: 1,
            author: Author::Bot,
            text: "…".to_owned(),
            markup: Value::Null,
            document: None,
            edits: 0,
        });
    callback(state, chat, &message, data)
}

fn callback(state: &mut State, chat: i64, message: &Said, data: &str) -> Value {
    let id = format!("{}", 9_000_000_000_i64 + state.next_update);
    json!({"callback_query": {
        "id": id,
        "from": user(chat),
        "chat_instance": format!("{chat}"),
        "data": data,
        "message": {
            "message_id": message.message_id,
            "date": date(state),
            "chat": private_chat(chat),
            "from": bot(),
            "text": message.text,
        },
    }})
}

pub(super) fn blocked(state: &mut State, chat: i64) -> Value {
    let date = date(state);
    json!({"my_chat_member": {
        "chat": private_chat(chat),
        "from": user(chat),
        "date": date,
        "old_chat_member": {"user": bot(), "status": "member"},
        "new_chat_member": {"user": bot(), "status": "kicked", "until_date": 0},
    }})
}

/// The bot as a user object.
pub(super) fn bot() -> Value {
    json!({
        "id": 4_242_424_242_i64, "is_bot": true, "first_name": "Tandem", "username": "tandem_test_bot",
    })
}

/// A message of the bot as the API answers it.
pub(super) fn bot_message(state: &State, chat: i64, said: &Said) -> Value {
    let mut message = json!({
        "message_id": said.message_id,
        "date": date(state),
        "chat": private_chat(chat),
        "from": bot(),
    });
    if let Some(document) = &said.document {
        message["document"] = json!({
            "file_id": format!("doc{}", said.message_id),
            "file_unique_id": format!("udoc{}", said.message_id),
            "file_name": document.name,
            "file_size": document.bytes.len(),
        });
        if !said.text.is_empty() {
            message["caption"] = json!(said.text);
        }
    } else {
        message["text"] = json!(said.text);
    }
    if said.markup.get("inline_keyboard").is_some() {
        message["reply_markup"] = said.markup.clone();
    }
    if said.edits > 0 {
        message["edit_date"] = json!(date(state));
    }
    message
}
