//! Asking: the question that stands, in words and buttons.

use tandem_models::AgeBand;

use super::event::{BookingEnd, Event};
use super::flows::FlowStep;
use super::protocol::Action;
use super::state::{NoticeStage, Question};
use super::turn::Turn;
use super::{agenda, booking, choices, french, notice, results, words};
use crate::message::{Button, Message};

/// How a question is introduced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Manner {
    /// It follows from what was just said.
    Next,
    /// Something else was said in between: "On en était à".
    Resume,
    /// It was not answered: first or second new attempt.
    Again(u32),
}

/// Goes on: shows results when everything needed is known, else asks what stands.
pub(super) fn proceed(turn: &mut Turn<'_>, manner: Manner) {
    if turn.state.owner.is_human() {
        // a person answers: the machine has nothing to ask
        if turn.has_leads() {
            turn.say(Message::default());
        }
        return;
    }
    stop_the_impossible(turn);
    let question = agenda::question(&turn.state, turn.flow());
    match question {
        Question::Free if !turn.state.results.is_shown => results::show(turn),
        Question::Free => {
            if manner != Manner::Next || !turn.has_said() {
                turn.asked(&Question::Free);
                let buttons = results::menu(turn);
                let id = if manner == Manner::Next {
                    "free.next"
                } else {
                    "free.resume"
                };
                turn.say_with(id, &[], buttons);
            }
        }
        Question::Slot if needs_slots(turn) => booking::find_slots(turn, None, None),
        question => ask(turn, &question, manner),
    }
}

/// What cannot be done at that age ends here, with another way.
fn stop_the_impossible(turn: &mut Turn<'_>) {
    if turn.state.profile.age_band != Some(AgeBand::Under15) {
        return;
    }
    if let Some(booking) = turn.state.booking.clone()
        && booking.is_contact_request
    {
        let phone = booking.phone.as_deref().map(french::phone);
        turn.emit(Event::BookingEnded {
            end: BookingEnd::Impossible,
        });
        match phone {
            Some(phone) => turn.lead_text("under15.call", &[("phone", &phone)]),
            None => turn.lead_text("under15.no_phone", &[]),
        }
    }
    if turn.state.application.is_some() {
        turn.emit(Event::ApplicationEnded { sent: false });
        turn.lead_text("under15.apply", &[]);
    }
}

fn needs_slots(turn: &Turn<'_>) -> bool {
    turn.state
        .booking
        .as_ref()
        .is_some_and(|booking| booking.slots.is_empty())
}

/// Asks one question.
pub(super) fn ask(turn: &mut Turn<'_>, question: &Question, manner: Manner) {
    turn.asked(question);
    match question {
        Question::Step(id) => {
            if let Some(step) = turn.flow().step(id) {
                ask_step(turn, step, manner);
            }
        }
        Question::Notice => notice::ask(turn, manner),
        Question::Slot => booking::ask_slot(turn, manner),
        Question::Choose(slot) => ask_choice(turn, slot, manner),
        other => booking::ask_detail(turn, other, manner),
    }
}

/// A step of the flow.
fn ask_step(turn: &mut Turn<'_>, step: &FlowStep, manner: Manner) {
    let examples = french::examples(&step.examples);
    let text = match manner {
        Manner::Next => turn.wording(&format!("ask:{}", step.id()), &step.ask, &[]),
        Manner::Resume => {
            let ask = turn.wording(&format!("ask:{}", step.id()), &step.ask, &[]);
            turn.text("resume", &[("short", &step.short), ("ask", &ask)])
        }
        Manner::Again(1) => turn.wording(
            &format!("reask_1:{}", step.id()),
            &step.reask_1,
            &[("examples", &examples)],
        ),
        Manner::Again(_) => turn.wording(
            &format!("reask_2:{}", step.id()),
            &step.reask_2,
            &[("examples", &examples)],
        ),
    };
    let (cards, mut buttons) = choices::of(turn, step);
    if step.skippable {
        buttons.push(turn.command("skip"));
    }
    if !turn.state.undo.is_empty() && turn.state.booking.is_none() {
        buttons.push(turn.command("undo"));
    }
    turn.say(Message {
        text,
        buttons,
        cards,
        request_location: step.location,
        ..Message::default()
    });
}

/// Which of several values.
fn ask_choice(turn: &mut Turn<'_>, slot: &str, manner: Manner) {
    let Some(super::state::Pending::Choose { values, .. }) = turn.state.pending.clone() else {
        return;
    };
    let mut buttons: Vec<Button> = values
        .iter()
        .filter_map(|value| choice(turn, slot, value))
        .collect();
    buttons.push(turn.answer("choose", "none", "choose_none"));
    let id = format!("choose.{slot}");
    match manner {
        Manner::Next => turn.say_with(&id, &[], buttons),
        Manner::Resume => {
            let ask = turn.text(&id, &[]);
            let text = turn.text("resume.bare", &[("ask", &french::lower_first(&ask))]);
            turn.say(Message {
                text,
                buttons,
                ..Message::default()
            });
        }
        Manner::Again(_) => turn.say_with("choose.again", &[], buttons),
    }
}

/// The button of one value.
pub(super) fn choice(turn: &Turn<'_>, slot: &str, value: &str) -> Option<Button> {
    let parsed = crate::profile::SlotValue::parse(slot, value, turn.today())?;
    let label = words::value(turn.world, &parsed)?;
    Some(Button::new(
        &french::upper_first(&label),
        Action::Fill {
            slot: slot.to_owned(),
            value: value.to_owned(),
        },
    ))
}

/// Going on, by a button or by writing on.
pub(super) fn accept_notice(turn: &mut Turn<'_>) {
    if turn.state.notice != NoticeStage::Accepted {
        turn.emit(Event::NoticeAccepted);
    }
}
