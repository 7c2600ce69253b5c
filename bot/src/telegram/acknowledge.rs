//! What Telegram needs beside the answer: the press acknowledged, the choice shown where it was
//! made, "écrit…" while the turn is taken. Best effort: none of it is ever retried.

use tandem_engine::dialogue::Action;
use tandem_engine::message::Message;
use tandem_store::{Line, Received};
use teloxide::Bot;
use teloxide::payloads::EditMessageTextSetters;
use teloxide::requests::Requester;
use teloxide::types::{CallbackQueryId, ChatAction, ChatId, MessageId, ParseMode};
use teloxide::utils::html;

use crate::app::App;

use super::callback::ButtonRef;
use super::render::render;
use super::update::{Arrival, What};

/// Acknowledges what came.
pub(super) async fn acknowledge(app: App, bot: Bot, arrival: Arrival, received: Received) {
    let chat = ChatId(arrival.chat_id);
    if let Some(pressed) = &arrival.pressed {
        let id = CallbackQueryId(pressed.callback_id.clone());
        let _too_old_is_fine = bot.answer_callback_query(id).await;
    }
    if received.is_duplicate {
        return;
    }
    let _a_hint_only = bot.send_chat_action(chat, ChatAction::Typing).await;
    let (What::Press(Some(button)), Some(message_id)) = (
        &arrival.what,
        arrival
            .pressed
            .as_ref()
            .and_then(|pressed| pressed.message_id),
    ) else {
        return;
    };
    let Ok(lines) = app
        .store
        .messages_after(&received.conversation, button.seq - 1, 1)
        .await
    else {
        return;
    };
    let Some(Line::Said(message)) = lines.into_iter().next().map(|line| line.line) else {
        return;
    };
    if let Some(text) = answered(&message, *button, &app.config.server.public_url) {
        let _not_modified_is_fine = bot
            .edit_message_text(chat, MessageId(message_id), text)
            .parse_mode(ParseMode::Html)
            .await;
    }
}

/// A question with the answer chosen, its keyboard gone; `None` for buttons that stay useful
/// (cards, paging, help).
fn answered(message: &Message, button: ButtonRef, site: &str) -> Option<String> {
    let chosen = message.buttons.get(usize::try_from(button.button).ok()?)?;
    let is_answer = matches!(chosen.action, Action::Answer { .. } | Action::Fill { .. });
    if !is_answer || !message.cards.is_empty() {
        return None;
    }
    let shown = render(message, button.seq, site).into_iter().next()?;
    Some(format!(
        "{}\n\n➜ <b>{}</b>",
        shown.html,
        html::escape(&chosen.label)
    ))
}

#[cfg(test)]
mod tests {
    use tandem_engine::message::Button;

    use super::*;

    #[test]
    fn an_answered_question_shows_its_answer_and_a_tool_keeps_its_keyboard() {
        let answer = Action::Answer {
            step: "age".to_owned(),
            option: "15".to_owned(),
        };
        let message = Message {
            text: "Quel âge ?".to_owned(),
            buttons: vec![
                Button {
                    label: "15-17 <ans>".to_owned(),
                    action: answer,
                },
                Button {
                    label: "Aide".to_owned(),
                    action: Action::Command("help".to_owned()),
                },
            ],
            ..Message::default()
        };
        let pressed = |button| {
            answered(
                &message,
                ButtonRef { seq: 3, button },
                "https://tandem.example",
            )
        };
        assert_eq!(
            pressed(0).unwrap(),
            "Quel âge\u{202f}?\n\n➜ <b>15-17 &lt;ans&gt;</b>"
        );
        assert_eq!(pressed(1), None);
        assert_eq!(pressed(9), None);
    }
}
