//! The first words: who this is, why, for how long, and how to leave (CHANNELS privacy 1).

use super::ChannelKind;
use super::ask::Manner;
use super::event::Event;
use super::turn::Turn;
use crate::message::{Button, Message};

/// Version of the text.
pub(super) const VERSION: &str = "notice-1";

/// Greets and shows the notice.
pub(super) fn open(turn: &mut Turn<'_>) {
    turn.lead_text("greeting", &[]);
    show(turn);
}

/// Shows the notice with its two buttons.
pub(super) fn show(turn: &mut Turn<'_>) {
    turn.asked(&super::state::Question::Notice);
    let mut text = turn.text("notice", &[]);
    if turn.world.channel == ChannelKind::Telegram {
        text.push('\n');
        text.push_str(&turn.text("notice.telegram", &[]));
    }
    turn.emit(Event::NoticeShown {
        text: VERSION.to_owned(),
    });
    let buttons = buttons(turn);
    turn.say(Message {
        text,
        buttons,
        ..Message::default()
    });
}

/// Asks again whether to go on.
pub(super) fn ask(turn: &mut Turn<'_>, manner: Manner) {
    if manner == Manner::Next && turn.state.notice == super::state::NoticeStage::NotShown {
        open(turn);
        return;
    }
    let buttons = buttons(turn);
    turn.say_with("notice.again", &[], buttons);
}

/// The longer text.
pub(super) fn more(turn: &mut Turn<'_>) {
    turn.asked(&super::state::Question::Notice);
    let buttons = vec![turn.answer("notice", "ok", "notice_ok")];
    turn.say_with("notice.more", &[], buttons);
}

fn buttons(turn: &Turn<'_>) -> Vec<Button> {
    vec![
        turn.answer("notice", "ok", "notice_ok"),
        turn.answer("notice", "more", "notice_more"),
    ]
}
