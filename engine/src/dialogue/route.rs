//! Which part of the machine answers an input.

use jiff::SignedDuration;

use super::ask::{self, Manner};
use super::event::{BookingEnd, Event};
use super::protocol::{Input, Notice};
use super::state::{NoticeStage, Question};
use super::turn::Turn;
use super::{
    agenda, booking, french, human, learn, notice, outcome, press, results, sentence, versions,
};
use crate::profile::SlotValue;

/// After so long without a word, the person is welcomed back.
const LONG: SignedDuration = SignedDuration::from_hours(12);

/// Answers an input.
pub(super) fn route(turn: &mut Turn<'_>, input: &Input) {
    if let Input::Outcome(answer) = input {
        outcome::handle(turn, answer);
        return;
    }
    let was_away = turn
        .state
        .last_at
        .is_some_and(|last| turn.now.duration_since(last) > LONG);
    versions::pin(turn);
    turn.emit(Event::TurnTaken { at: turn.now });
    if human::keeps_silent(turn, input) {
        return;
    }
    match input {
        Input::Start { entry } => start(turn, entry.as_deref()),
        Input::Text(text) => {
            if was_away && turn.state.notice == NoticeStage::Accepted {
                turn.lead_text("welcome_back", &[]);
            }
            sentence::handle(turn, text);
        }
        Input::Press {
            action,
            turn: said_at,
            ..
        } => press::handle(turn, action, *said_at),
        Input::UnknownPress => press::stale(turn),
        Input::Location(place) => location(turn, *place),
        Input::Unsupported => {
            turn.lead_text("unsupported", &[]);
            ask::proceed(turn, Manner::Resume);
        }
        Input::TooLong => {
            turn.lead_text("too_long", &[]);
            ask::proceed(turn, Manner::Resume);
        }
        Input::Notice(news) => news_from_outside(turn, news),
        Input::Outcome(_) => {}
    }
}

/// The chat was opened, for the first time or again.
fn start(turn: &mut Turn<'_>, entry: Option<&str>) {
    if let Some(code) = entry {
        turn.emit(Event::EntrySet {
            code: code.to_owned(),
        });
    }
    match turn.state.notice {
        NoticeStage::NotShown => notice::open(turn),
        // it stands above already: said once
        NoticeStage::Shown => notice::ask(turn, Manner::Again(1)),
        NoticeStage::Accepted => {
            turn.lead_text("welcome_back", &[]);
            ask::proceed(turn, Manner::Resume);
        }
    }
}

/// A shared position, already rounded to a commune.
fn location(turn: &mut Turn<'_>, place: Option<tandem_models::InseeCode>) {
    if turn.state.notice == NoticeStage::NotShown {
        notice::open(turn);
        return;
    }
    ask::accept_notice(turn);
    if let Some(insee) = place {
        let before = agenda::question(&turn.state, turn.flow());
        learn::take(turn, vec![SlotValue::Place(Some(insee))]);
        sentence::settle(turn, &["place"]);
        sentence::go_on(turn, &before);
        return;
    }
    turn.lead_text("location.outside", &[]);
    if turn.state.profile.place.is_some() {
        ask::proceed(turn, Manner::Resume);
    } else {
        ask::ask(turn, &Question::Step("place".to_owned()), Manner::Next);
    }
}

/// News from outside: said, and the question that stood still stands.
fn news_from_outside(turn: &mut Turn<'_>, news: &Notice) {
    match news {
        Notice::ParentConfirmed(view) => {
            turn.emit(Event::AppointmentChanged {
                appointment: view.clone(),
            });
            outcome::confirmed(turn, view, "parent_confirmed");
        }
        Notice::ParentDeclined => {
            let buttons = results::menu(turn);
            turn.say_with("parent_declined", &[], buttons);
        }
        Notice::Cancelled(view) => {
            turn.emit(Event::AppointmentChanged {
                appointment: view.clone(),
            });
            let when = booking::line(view);
            let book = turn.button(
                "button.book_again",
                super::protocol::Action::Book {
                    training: view.training.clone(),
                },
            );
            turn.say_with("cancelled.outside", &[("when", &when)], vec![book]);
        }
        Notice::Moved(view) => {
            turn.emit(Event::AppointmentChanged {
                appointment: view.clone(),
            });
            let when = french::instant(view.starts_at, &view.time_zone);
            let buttons = super::appointments::change_buttons(turn, view);
            turn.say_with(
                "moved.outside",
                &[("when", &when), ("centre", &view.centre_name)],
                buttons,
            );
        }
        Notice::HoldExpired => {
            let is_held = turn
                .state
                .booking
                .as_ref()
                .is_some_and(|booking| booking.held.is_some());
            if is_held {
                turn.emit(Event::BookingEnded {
                    end: BookingEnd::Impossible,
                });
                let buttons = results::menu(turn);
                turn.say_with("hold.expired.outside", &[], buttons);
            }
        }
        Notice::ChannelLinked { channel } => {
            turn.emit(Event::ChannelLinked {
                channel: channel.clone(),
            });
            // said in the chat too, when there is one: whoever holds it learns where this goes on
            let id = match channel.as_str() {
                "web" => "linked.site",
                _ => "linked",
            };
            turn.lead_text(id, &[]);
            ask::proceed(turn, Manner::Resume);
        }
        Notice::Counsellor { by, did } => human::counsellor(turn, by, did),
        Notice::NobodyAnswered { since } => human::nobody_answered(turn, *since),
    }
}
