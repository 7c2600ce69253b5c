//! Commands: on buttons, behind a slash, or as a sentence means them.

use super::ChannelKind;
use super::ask::{self, Manner};
use super::event::Event;
use super::protocol::Request;
use super::state::{Awaiting, NoticeStage, Pending, Question};
use super::turn::Turn;
use super::{agenda, appointments, booking, choices, human, ladder, notice, press, results};
use crate::message::{FileRef, Message};

/// The command of a slash word (`/mes_rdv`), if it is one.
pub(super) fn of_slash(text: &str) -> Option<(&'static str, u32)> {
    let mut words = text.trim().strip_prefix('/')?.split_whitespace();
    let command = match words.next()?.to_lowercase().as_str() {
        "start" => "continue",
        "recommencer" => "restart",
        "retour" | "annuler_reponse" => "undo",
        "mes_rdv" => "my_appointments",
        "mes_donnees" => "my_data",
        "supprimer" => "erase",
        "humain" => "human",
        "aide" | "help" => "help",
        "stop" => "stop",
        "recap" => "recap",
        "passer" => "skip",
        "tandem" => "bot_back",
        "telegram" => "continue_telegram",
        "site" => "continue_web",
        _ => return None,
    };
    let times = words.next().and_then(|n| n.parse().ok()).unwrap_or(1);
    Some((command, times))
}

/// Runs a command.
pub(super) fn run(turn: &mut Turn<'_>, command: &str, times: u32) {
    match command {
        "undo" => undo(turn, times.clamp(1, 100)),
        "restart" => {
            turn.emit(Event::PendingSet {
                pending: Some(Pending::Restart),
            });
            ask::ask(turn, &Question::ConfirmRestart, Manner::Next);
        }
        "help" => ladder::help(turn),
        "human" => human::wanted(turn),
        "bot_back" => human::take_back(turn),
        "answer_mail" => human::offer_mail(turn),
        "repeat" => repeat(turn),
        "more" if turn.state.results.is_shown => results::more(turn),
        "recap" => results::recap(turn),
        "skip" => press::skip(turn),
        "abandon" => ladder::abandon(turn),
        "my_appointments" => appointments::look_up(turn, Awaiting::List),
        "my_data" => my_data(turn),
        "erase" => {
            turn.emit(Event::PendingSet {
                pending: Some(Pending::Erase),
            });
            ask::ask(turn, &Question::ConfirmErase, Manner::Next);
        }
        "stop" => stop(turn),
        "explore" => {
            press::close_pending(turn);
            ladder::explore(turn);
            ask::proceed(turn, Manner::Next);
        }
        "other_domain" => {
            next_page(turn, "domain");
            if !turn.state.profile.domains.is_empty() {
                turn.emit(Event::SlotSet {
                    value: crate::profile::SlotValue::Domains(Vec::new()),
                });
            }
            ask::proceed(turn, Manner::Next);
        }
        "other_domains" => {
            next_page(turn, "domain");
            ask::proceed(turn, Manner::Next);
        }
        "other_trades" => {
            next_page(turn, "trade_in_domain");
            ask::proceed(turn, Manner::Next);
        }
        "type_town" => turn.say_text("type_town", &[]),
        "employers" => results::employers(turn),
        "no_parent_mail" => booking::no_parent_mail(turn),
        "change_contact" => booking::change_contact(turn),
        "continue_telegram" => go_on_at(turn, ChannelKind::Telegram),
        "continue_web" => go_on_at(turn, ChannelKind::Web),
        _ => {
            press::close_pending(turn);
            if turn.state.notice == NoticeStage::NotShown {
                notice::open(turn);
            } else {
                ask::proceed(turn, Manner::Resume);
            }
        }
    }
}

/// What was said last, once more: the question, or the proposals.
fn repeat(turn: &mut Turn<'_>) {
    turn.lead_text("again", &[]);
    match agenda::question(&turn.state, turn.flow()) {
        Question::Free if turn.state.results.is_shown => results::show(turn),
        Question::Notice => notice::show(turn),
        _ => ask::proceed(turn, Manner::Next),
    }
}

/// A link to another channel, unless the person is there already.
fn go_on_at(turn: &mut Turn<'_>, to: ChannelKind) {
    if turn.world.channel == to {
        turn.lead_text("link.already_here", &[]);
        ask::proceed(turn, Manner::Resume);
    } else {
        turn.request(Request::LinkCode { to });
    }
}

/// Shows the next page of domains or trades.
fn next_page(turn: &mut Turn<'_>, step: &str) {
    let page = choices::page_number(turn, step) + 1;
    turn.emit(Event::StepAnswered {
        step: step.to_owned(),
        option: format!("page-{page}"),
    });
}

/// Takes back the last answers. Acts already performed stay performed.
fn undo(turn: &mut Turn<'_>, times: u32) {
    if turn.state.pending.is_some() {
        press::close_pending(turn);
        turn.lead_text("undone.nothing_changed", &[]);
        ask::proceed(turn, Manner::Resume);
        return;
    }
    let since = turn
        .state
        .booking
        .as_ref()
        .map(|booking| booking.since)
        .or_else(|| turn.state.application.as_ref().map(|own| own.since));
    let last = turn.state.undo.last().map(|frame| frame.turn);
    if let Some(since) = since
        && last.is_none_or(|last| last < since)
    {
        leave_desk(turn);
        return;
    }
    if last.is_none() {
        turn.lead_text("undone.nothing", &[]);
        ask::proceed(turn, Manner::Resume);
        return;
    }
    let within = u32::try_from(
        turn.state
            .undo
            .iter()
            .filter(|frame| since.is_none_or(|since| frame.turn >= since))
            .count(),
    )
    .unwrap_or(1);
    turn.emit(Event::Undone {
        n: times.min(within),
    });
    turn.lead_text("undone", &[]);
    ask::proceed(turn, Manner::Next);
}

/// Back from a held slot to the slots, from the slots to the proposals.
fn leave_desk(turn: &mut Turn<'_>) {
    let held = turn.state.held_id();
    match held {
        Some(appointment) => {
            turn.emit(Event::HoldLost);
            turn.emit(Event::AwaitingSet {
                awaiting: Some(Awaiting::Quiet),
            });
            turn.request(Request::Release { appointment });
        }
        None => ladder::abandon(turn),
    }
}

/// Starts again from nothing; appointments stay.
pub(super) fn restart(turn: &mut Turn<'_>) {
    let held = turn.state.held_id();
    turn.emit(Event::Restarted);
    turn.lead_text("restarted", &[]);
    ask::proceed(turn, Manner::Next);
    if let (Some(appointment), false) = (held, turn.has_request()) {
        turn.emit(Event::AwaitingSet {
            awaiting: Some(Awaiting::Quiet),
        });
        turn.request(Request::Release { appointment });
    }
}

/// Everything kept, as a file.
pub(super) fn my_data(turn: &mut Turn<'_>) {
    let text = turn.text("my_data", &[]);
    let buttons = vec![turn.command("erase"), turn.command("continue")];
    turn.say(Message {
        text,
        buttons,
        file: Some(FileRef::PersonalData),
        ..Message::default()
    });
}

/// STOP: one answer, then silence until the person writes again.
pub(super) fn stop(turn: &mut Turn<'_>) {
    turn.emit(Event::Stopped);
    human::leave(turn);
    turn.say_text("stop", &[]);
}
