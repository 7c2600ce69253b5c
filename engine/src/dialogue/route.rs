//! Which part of the machine answers an input.

use super::ChannelKind;
use super::event::Event;
use super::protocol::Input;
use super::state::NoticeStage;
use super::turn::Turn;

/// Version of the information notice.
pub(super) const NOTICE: &str = "notice-1";

/// Answers an input.
pub(super) fn route(turn: &mut Turn<'_>, input: &Input) {
    if !matches!(input, Input::Outcome(_)) {
        turn.emit(Event::TurnTaken { at: turn.now });
    }
    if let Input::Start { entry } = input {
        if let Some(code) = entry {
            turn.emit(Event::EntrySet { code: code.clone() });
        }
    }
    if turn.state.notice == NoticeStage::NotShown {
        notice(turn);
    }
}

/// Greeting and notice.
fn notice(turn: &mut Turn<'_>) {
    let mut text = turn.text("greeting", &[]);
    text.push_str("\n\n");
    text.push_str(&turn.text("notice", &[]));
    if turn.world.channel == ChannelKind::Telegram {
        text.push('\n');
        text.push_str(&turn.text("notice.telegram", &[]));
    }
    let buttons = vec![
        turn.answer("notice", "ok", "notice_ok"),
        turn.answer("notice", "more", "notice_more"),
    ];
    turn.emit(Event::NoticeShown {
        text: NOTICE.to_owned(),
    });
    turn.say(crate::message::Message {
        text,
        buttons,
        ..Default::default()
    });
}
