//! First name, contact, parent's mail, own words: read only when asked for.

use tandem_models::{Intent, Meaning};

use super::ask::{self, Manner};
use super::event::{Detail, Event};
use super::state::Question;
use super::turn::Turn;
use super::{booking, french, human, orders};

/// Shortest own words that an employer receives, in characters.
const SHORTEST_MESSAGE: usize = 12;

/// Longest own words that an employer receives, in characters.
const MESSAGE_LIMIT: usize = 500;

/// Reads the detail that was asked for. `false`: the sentence is about something else.
pub(super) fn handle(
    turn: &mut Turn<'_>,
    question: &Question,
    text: &str,
    meaning: &Meaning,
) -> bool {
    let is_long = text.chars().count() > 25;
    match question {
        Question::ApplyMessage if is_long => {
            message(turn, text);
            true
        }
        Question::Contact if looks_like_contact(text) => contact(turn, text, meaning),
        Question::ParentMail if looks_like_contact(text) => parent_mail(turn, text, meaning),
        Question::AnswerMail => human::answer_mail(turn, text, meaning),
        _ if is_order(meaning, text) => false,
        Question::FirstName => match first_name(text, meaning) {
            Some(name) => {
                set(turn, Detail::FirstName(Some(name)));
                true
            }
            None => false,
        },
        Question::Contact => contact(turn, text, meaning),
        Question::ParentMail => parent_mail(turn, text, meaning),
        Question::ApplyMessage => {
            let is_no = matches!(meaning.intent.value, Intent::Deny | Intent::DontKnow);
            // "ok" or "euh" is no word to an employer
            if !is_no && text.chars().count() < SHORTEST_MESSAGE {
                return false;
            }
            message(turn, if is_no { "" } else { text });
            true
        }
        _ => false,
    }
}

/// An attempt at a mail or a phone, right or wrong.
fn looks_like_contact(text: &str) -> bool {
    text.contains('@') || text.chars().filter(char::is_ascii_digit).count() >= 4
}

/// Sentences that are never a name nor a contact.
fn is_order(meaning: &Meaning, text: &str) -> bool {
    let is_order = matches!(
        meaning.intent.value,
        Intent::Undo
            | Intent::Restart
            | Intent::Help
            | Intent::Human
            | Intent::MyData
            | Intent::DeleteData
            | Intent::MyAppointments
            | Intent::CancelAppointment
            | Intent::Reschedule
            | Intent::AskQuestion
            | Intent::WhyThis
    );
    (is_order && meaning.intent.score >= 0.5 && meaning.first_name.is_none())
        || text.contains('?')
        || orders::is_one(text)
}

fn set(turn: &mut Turn<'_>, detail: Detail) {
    let asks_parent = matches!(detail, Detail::ParentMail(_));
    turn.emit(Event::DetailSet { detail });
    if asks_parent {
        booking::ask_parent(turn);
    } else {
        ask::proceed(turn, Manner::Next);
    }
}

/// A first name: as understood, else one to three words of letters.
fn first_name(text: &str, meaning: &Meaning) -> Option<String> {
    let name = match &meaning.first_name {
        Some(found) => found.value.as_str(),
        None => text,
    };
    let words: Vec<&str> = name.split_whitespace().collect();
    let is_name = (1..=3).contains(&words.len())
        && name.chars().count() <= 40
        && name.chars().any(char::is_alphabetic)
        && name.chars().all(|character| {
            character.is_alphabetic() || matches!(character, ' ' | '-' | '\'' | '’')
        });
    let is_refusal = matches!(
        meaning.intent.value,
        Intent::Deny
            | Intent::DontKnow
            | Intent::Affirm
            | Intent::Insult
            | Intent::Thanks
            | Intent::Greet
            | Intent::Goodbye
    ) && meaning.first_name.is_none();
    (is_name && !is_refusal).then(|| {
        words
            .iter()
            .map(|word| {
                if word.chars().any(char::is_lowercase) && word.chars().any(char::is_uppercase) {
                    (*word).to_owned()
                } else {
                    word.to_lowercase()
                        .split('-')
                        .map(french::upper_first)
                        .collect::<Vec<_>>()
                        .join("-")
                }
            })
            .collect::<Vec<_>>()
            .join(" ")
    })
}

/// A mail or a phone; a wrong one is asked again with what is wrong.
fn contact(turn: &mut Turn<'_>, text: &str, meaning: &Meaning) -> bool {
    if let Some(mail) = &meaning.mail {
        set(turn, Detail::Mail(Some(mail.value.clone())));
        return true;
    }
    if let Some(phone) = &meaning.phone {
        set(turn, Detail::Phone(Some(phone.value.clone())));
        return true;
    }
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let id = if text.contains('@') {
        "wrong.mail"
    } else if digits >= 4 {
        "wrong.phone"
    } else {
        return false;
    };
    wrong(turn, &Question::Contact, id, text)
}

/// The mail of a parent.
fn parent_mail(turn: &mut Turn<'_>, text: &str, meaning: &Meaning) -> bool {
    if let Some(mail) = &meaning.mail {
        set(turn, Detail::ParentMail(Some(mail.value.clone())));
        return true;
    }
    let folded = french::fold(text);
    let has_none = [
        "ai pas",
        "pas de mail",
        "pas d adresse",
        "a pas de",
        "en a pas",
        "ont pas",
    ];
    if has_none.iter().any(|words| folded.contains(words)) {
        booking::no_parent_mail(turn);
        return true;
    }
    let id = if meaning.phone.is_some() {
        "wrong.parent_phone"
    } else if text.contains('@') {
        "wrong.mail"
    } else {
        return false;
    };
    wrong(turn, &Question::ParentMail, id, text)
}

/// What is wrong, at most three times, then the ladder's way out.
pub(super) fn wrong(turn: &mut Turn<'_>, question: &Question, id: &str, _text: &str) -> bool {
    let misses = turn.state.asked.as_ref().map_or(0, |asked| asked.misses);
    if misses >= 2 {
        return false;
    }
    turn.asked(question);
    turn.emit(Event::Missed {
        text: "•••".to_owned(),
        about: question.about().to_owned(),
    });
    let buttons = vec![turn.command("abandon")];
    turn.say_with(id, &[], buttons);
    true
}

/// Own words for an employer; too long is asked again shorter.
fn message(turn: &mut Turn<'_>, text: &str) {
    let length = text.chars().count();
    if length > MESSAGE_LIMIT {
        turn.asked(&Question::ApplyMessage);
        let buttons = vec![
            turn.answer("apply_message", "none", "no_message"),
            turn.command("abandon"),
        ];
        turn.say_with("wrong.message", &[("length", &length.to_string())], buttons);
        return;
    }
    set(turn, Detail::Message(Some(text.to_owned())));
}
