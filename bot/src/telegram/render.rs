//! One neutral message as Telegram shows it: text, inline keyboard, one message a card.

use tandem_engine::message::{Button, Card, Message};
use teloxide::types::{
    ButtonRequest, InlineKeyboardButton, InlineKeyboardMarkup, KeyboardButton, KeyboardMarkup,
    KeyboardRemove, ReplyMarkup,
};
use teloxide::utils::html;

use super::callback::ButtonRef;
use crate::typography;

/// Characters that one Telegram message may hold.
const MAX_TEXT: usize = 4096;
/// Short labels stand two in a row.
const SHORT_LABEL: usize = 14;
/// Label of the key that shares the position.
const SHARE_POSITION: &str = "📍 Partager ma position";

/// One call of `sendMessage`.
#[derive(Debug, Clone, PartialEq)]
pub struct Outgoing {
    /// Text in Telegram's HTML.
    pub html: String,
    /// Keyboard.
    pub markup: ReplyMarkup,
}

/// Pages of ours that texts name by their path: Telegram would read them as commands.
const OUR_PAGES: [&str; 3] = [" /confidentialite", " /accessibilite", " /c/"];

/// The calls that show a message, in order. `seq` is its number in the conversation, `site` the
/// address of the web chat without a final slash.
pub fn render(message: &Message, seq: i64, site: &str) -> Vec<Outgoing> {
    let message = &typography::message(message.clone());
    let mut next_button = 0;
    let mut take = |buttons: &[Button]| -> Vec<(String, ButtonRef)> {
        buttons
            .iter()
            .map(|button| {
                let reference = ButtonRef {
                    seq,
                    button: next_button,
                };
                next_button += 1;
                (button.label.clone(), reference)
            })
            .collect()
    };
    // numbered as the store numbers them: the message's own first, then card by card
    let own = take(&message.buttons);
    let cards: Vec<(&Card, Vec<(String, ButtonRef)>)> = message
        .cards
        .iter()
        .map(|card| (card, take(&card.buttons)))
        .collect();

    let mut outgoing = Vec::new();
    let text = match &message.author {
        Some(author) => typography::french(&format!("{author} :\n{}", message.text)),
        None => message.text.clone(),
    };
    let texts = split(&with_addresses(&text, site));
    // with cards, the quick replies stand below the last card, where the thumb is
    let own_after_cards = !cards.is_empty() && !own.is_empty();
    let last = texts.len().saturating_sub(1);
    for (position, text) in texts.iter().enumerate() {
        let markup = if position == last && !own_after_cards {
            closing_markup(&own, message)
        } else {
            ReplyMarkup::KeyboardRemove(KeyboardRemove::new())
        };
        outgoing.push(Outgoing {
            html: html::escape(text),
            markup,
        });
    }
    for (card, buttons) in &cards {
        outgoing.push(Outgoing {
            html: card_html(card),
            markup: inline(buttons),
        });
    }
    if own_after_cards {
        let html = typography::french("Et maintenant ?");
        outgoing.push(Outgoing {
            html,
            markup: inline(&own),
        });
    }
    if message.request_location && !own.is_empty() {
        let html = "Le plus simple : partage ta position, ou écris ta ville.".to_owned();
        outgoing.push(Outgoing {
            html,
            markup: position_keyboard(),
        });
    }
    outgoing
}

fn closing_markup(own: &[(String, ButtonRef)], message: &Message) -> ReplyMarkup {
    if !own.is_empty() {
        inline(own)
    } else if message.request_location {
        position_keyboard()
    } else {
        ReplyMarkup::KeyboardRemove(KeyboardRemove::new())
    }
}

fn position_keyboard() -> ReplyMarkup {
    let key = KeyboardButton::new(SHARE_POSITION).request(ButtonRequest::Location);
    ReplyMarkup::Keyboard(
        KeyboardMarkup::new([[key]])
            .resize_keyboard()
            .one_time_keyboard(),
    )
}

fn inline(buttons: &[(String, ButtonRef)]) -> ReplyMarkup {
    let mut rows: Vec<Vec<InlineKeyboardButton>> = Vec::new();
    let mut previous_is_short = false;
    for (label, reference) in buttons {
        let is_short = label.chars().count() <= SHORT_LABEL;
        let key = InlineKeyboardButton::callback(label.clone(), reference.to_string());
        match rows.last_mut() {
            Some(row) if is_short && previous_is_short && row.len() < 2 => row.push(key),
            _ => rows.push(vec![key]),
        }
        previous_is_short = is_short;
    }
    ReplyMarkup::InlineKeyboard(InlineKeyboardMarkup::new(rows))
}

fn card_html(card: &Card) -> String {
    let mut html = format!("<b>{}</b>", html::escape(&card.title));
    if card.is_demo {
        html.push_str(" <i>(démonstration)</i>");
    }
    if !card.subtitle.is_empty() {
        html.push('\n');
        html.push_str(&html::escape(&card.subtitle));
    }
    for line in &card.lines {
        html.push_str("\n• ");
        html.push_str(&html::escape(line));
    }
    html
}

/// The text with our pages as whole addresses, for where a path alone leads nowhere.
pub fn with_addresses(text: &str, site: &str) -> String {
    OUR_PAGES.iter().fold(text.to_owned(), |text, page| {
        text.replace(page, &format!(" {site}{}", page.trim_start()))
    })
}

/// Cuts a text that is too long at the last line break that fits, else at the last space.
fn split(text: &str) -> Vec<String> {
    let mut parts = Vec::new();
    let mut rest = text.trim();
    while !rest.is_empty() {
        if rest.encode_utf16().count() <= MAX_TEXT {
            parts.push(rest.to_owned());
            break;
        }
        let mut units = 0;
        let fitting = rest
            .char_indices()
            .find(|(_, character)| {
                units += character.len_utf16();
                units > MAX_TEXT
            })
            .map_or(rest.len(), |(position, _)| position);
        let head = &rest[..fitting];
        let cut = head
            .rfind('\n')
            .or_else(|| head.rfind(' '))
            .unwrap_or(fitting);
        parts.push(rest[..cut].trim_end().to_owned());
        rest = rest[cut..].trim_start();
    }
    parts
}

#[cfg(test)]
mod tests {
    use tandem_engine::dialogue::Action;

    use super::*;

    const SITE: &str = "https://tandem.example";

    #[test]
    fn our_pages_are_whole_addresses_and_never_commands() {
        for (path, address) in [
            ("/confidentialite", "https://tandem.example/confidentialite"),
            ("/c/abc234", "https://tandem.example/c/abc234"),
        ] {
            let message = Message {
                text: format!("Ici : {path}"),
                ..Message::default()
            };
            let shown = render(&message, 1, SITE);
            assert_eq!(shown[0].html, format!("Ici\u{a0}: {address}"));
        }
    }

    fn button(label: &str) -> Button {
        Button {
            label: label.to_owned(),
            action: Action::Command("help".to_owned()),
        }
    }

    fn callback_data(markup: &ReplyMarkup) -> Vec<String> {
        let ReplyMarkup::InlineKeyboard(keyboard) = markup else {
            return Vec::new();
        };
        keyboard
            .inline_keyboard
            .iter()
            .flatten()
            .filter_map(|key| match &key.kind {
                teloxide::types::InlineKeyboardButtonKind::CallbackData(data) => Some(data.clone()),
                _ => None,
            })
            .collect()
    }

    #[test]
    fn marks_keep_to_their_words_and_addresses_stay_whole() {
        let message = Message {
            text: "Ça te va ? Détails : /confidentialite".to_owned(),
            buttons: vec![button("Pourquoi ?")],
            ..Message::default()
        };
        let shown = render(&message, 1, SITE);
        assert_eq!(
            shown[0].html,
            "Ça te va\u{202f}? Détails\u{a0}: https://tandem.example/confidentialite"
        );
        let ReplyMarkup::InlineKeyboard(keyboard) = &shown[0].markup else {
            panic!("{:?}", shown[0].markup)
        };
        assert_eq!(keyboard.inline_keyboard[0][0].text, "Pourquoi\u{202f}?");
    }

    #[test]
    fn buttons_are_numbered_message_first_then_card_by_card() {
        let card = |label: &str| Card {
            title: "Boulangerie <Au bon pain>".to_owned(),
            buttons: vec![button(label), button("Pourquoi ?")],
            ..Card::default()
        };
        let message = Message {
            text: "Voici".to_owned(),
            buttons: vec![button("Voir plus")],
            cards: vec![card("A"), card("B")],
            ..Message::default()
        };
        let shown = render(&message, 12, SITE);
        assert_eq!(shown.len(), 4);
        assert_eq!(callback_data(&shown[1].markup), ["v1:12:1", "v1:12:2"]);
        assert_eq!(callback_data(&shown[2].markup), ["v1:12:3", "v1:12:4"]);
        assert_eq!(callback_data(&shown[3].markup), ["v1:12:0"]);
        assert!(shown[1].html.contains("&lt;Au bon pain&gt;"));
    }

    #[test]
    fn a_long_text_is_cut_at_lines_and_loses_no_word() {
        let text = "une ligne assez longue pour compter\n".repeat(300);
        let parts = split(&text);
        assert!(
            parts
                .iter()
                .all(|part| part.encode_utf16().count() <= MAX_TEXT)
        );
        assert_eq!(
            parts.join("\n").split_whitespace().count(),
            text.split_whitespace().count()
        );
    }

    #[test]
    fn asking_for_the_position_shows_the_key_that_shares_it() {
        let message = Message {
            text: "Tu habites où ?".to_owned(),
            request_location: true,
            ..Message::default()
        };
        let shown = render(&message, 1, SITE);
        assert!(matches!(&shown[0].markup, ReplyMarkup::Keyboard(keyboard)
            if keyboard.keyboard[0][0].request == Some(ButtonRequest::Location)));
    }
}
