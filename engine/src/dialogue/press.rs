//! Buttons: what they mean when pressed in time, and what is said when they come late.

use super::ask::{self, Manner};
use super::event::{Detail, Event};
use super::flows::FlowStep;
use super::protocol::{Action, Request};
use super::state::{Awaiting, NoticeStage, Pending, Question};
use super::turn::Turn;
use super::{
    agenda, applying, appointments, booking, choices, commands, human, ladder, learn, notice,
    results, sentence, topics,
};
use crate::profile::SlotValue;

/// Does what a button means. `said_at`: the turn at which its message was said.
pub(super) fn handle(turn: &mut Turn<'_>, action: &Action, said_at: u32) {
    if turn.state.notice == NoticeStage::NotShown {
        notice::open(turn);
        return;
    }
    let is_notice = matches!(action, Action::Answer { step, .. } if step == "notice");
    if !is_notice && !matches!(action, Action::Command(_)) {
        ask::accept_notice(turn);
    }
    let question = agenda::question(&turn.state, turn.flow());
    match action {
        Action::Answer { step, option } => answer(turn, &question, step, option),
        Action::Fill { slot, value } => fill(turn, &question, slot, value),
        Action::Command(command) => commands::run(turn, command, 1),
        Action::Topic { topic } => topics::answer(turn, *topic, ""),
        Action::Edit { slot } => edit(turn, slot),
        Action::Why { proposal } => results::why(turn, proposal),
        Action::Book { training } => booking::start(turn, training, None),
        Action::ChooseSlot { slot } => {
            let is_offered = turn.state.booking.as_ref().is_some_and(|booking| {
                said_at >= booking.slots_turn && booking.slots.contains(slot)
            });
            if is_offered && question == Question::Slot {
                booking::choose(turn, slot);
            } else {
                stale(turn);
            }
        }
        Action::OtherSlots { from, part } => {
            if question == Question::Slot {
                booking::find_slots(turn, *from, *part);
            } else {
                stale(turn);
            }
        }
        Action::Apply { employer } => applying::start(turn, employer),
        Action::Cancel { appointment } => {
            close_pending(turn);
            appointments::look_up(
                turn,
                Awaiting::Cancel {
                    appointment: Some(appointment.clone()),
                },
            );
        }
        Action::Reschedule { appointment } => {
            close_pending(turn);
            appointments::look_up(
                turn,
                Awaiting::Move {
                    appointment: Some(appointment.clone()),
                },
            );
        }
    }
}

/// Too late: the choice has changed; where we are.
pub(super) fn stale(turn: &mut Turn<'_>) {
    if turn.state.notice == NoticeStage::NotShown {
        notice::open(turn);
        return;
    }
    turn.lead_text("stale", &[]);
    ask::proceed(turn, Manner::Resume);
}

pub(super) fn close_pending(turn: &mut Turn<'_>) {
    if turn.state.pending.is_some() {
        turn.emit(Event::PendingSet {
            pending: None::<Pending>,
        });
    }
}

/// An answer to a question: stale unless that question stands.
pub(super) fn answer(turn: &mut Turn<'_>, question: &Question, step: &str, option: &str) {
    let yes = option == "yes";
    match (step, question) {
        ("notice", Question::Notice) if option == "more" => notice::more(turn),
        ("notice", Question::Notice) => {
            ask::accept_notice(turn);
            ask::proceed(turn, Manner::Next);
        }
        // gone on by writing, then pressed: no reproach
        ("notice", _) if option == "more" => {
            turn.lead_text("notice.more", &[]);
            ask::proceed(turn, Manner::Resume);
        }
        ("notice", _) => ask::proceed(turn, Manner::Resume),
        ("choose", Question::Choose(slot)) => {
            let slot = slot.clone();
            close_pending(turn);
            turn.lead_text("choose.none_of_them", &[]);
            match turn.flow().step_of_slot(&slot) {
                Some(step) => {
                    let question = Question::Step(step.id().to_owned());
                    ask::ask(turn, &question, Manner::Next);
                }
                None => ask::proceed(turn, Manner::Next),
            }
        }
        ("confirm_erase", Question::ConfirmErase) => {
            close_pending(turn);
            if yes {
                turn.request(Request::Erase);
            } else {
                turn.lead_text("kept", &[]);
                ask::proceed(turn, Manner::Resume);
            }
        }
        ("confirm_restart", Question::ConfirmRestart) => {
            close_pending(turn);
            if yes {
                commands::restart(turn);
            } else {
                turn.lead_text("kept", &[]);
                ask::proceed(turn, Manner::Resume);
            }
        }
        ("human", Question::Human) => {
            close_pending(turn);
            if yes {
                human::call(turn);
            } else {
                turn.lead_text("human.not_now", &[]);
                ask::proceed(turn, Manner::Resume);
            }
        }
        ("confirm_cancel", Question::ConfirmCancel) => {
            let Some(Pending::Cancel { appointment }) = turn.state.pending.clone() else {
                return;
            };
            close_pending(turn);
            if yes {
                turn.request(Request::Cancel {
                    appointment: appointment.id,
                });
            } else {
                turn.lead_text("appointment.kept", &[]);
                ask::proceed(turn, Manner::Resume);
            }
        }
        ("consent", Question::Consent) if yes => booking::confirm(turn),
        ("apply_consent", Question::ApplyConsent) if yes => applying::send(turn),
        ("apply_message", Question::ApplyMessage) => {
            turn.emit(Event::DetailSet {
                detail: Detail::Message(Some(String::new())),
            });
            ask::proceed(turn, Manner::Next);
        }
        (step, Question::Step(asked)) if asked == step => {
            let flow = turn.flow();
            let chosen = flow
                .step(step)
                .and_then(|step| Some((step, step.option(option)?.id.clone())));
            match chosen {
                Some((step, option)) => choose_option(turn, step, &option, question),
                None => stale(turn),
            }
        }
        _ => stale(turn),
    }
}

/// An option of the step that stands.
pub(super) fn choose_option(turn: &mut Turn<'_>, step: &FlowStep, option: &str, before: &Question) {
    let Some(option) = step.option(option) else {
        return;
    };
    close_pending(turn);
    turn.emit(Event::StepAnswered {
        step: step.id().to_owned(),
        option: option.id.clone(),
    });
    let today = turn.today();
    let values: Vec<SlotValue> = option
        .sets
        .iter()
        .filter_map(|(slot, value)| SlotValue::parse(slot, value, today))
        .collect();
    learn::take(turn, values);
    if !option.letters.is_empty() {
        let mut letters = choices::letters(turn);
        let counted = letters.clone();
        letters.sort_by_key(|letter| {
            std::cmp::Reverse(counted.iter().filter(|other| *other == letter).count())
        });
        letters.dedup();
        turn.emit(Event::SlotSet {
            value: SlotValue::Interests(letters),
        });
    }
    sentence::go_on(turn, before);
}

/// A value for a slot: for the choice or the step that stands, or a suggestion made there.
fn fill(turn: &mut Turn<'_>, question: &Question, slot: &str, value: &str) {
    let Some(parsed) = SlotValue::parse(slot, value, turn.today()) else {
        stale(turn);
        return;
    };
    let fits = match question {
        Question::Choose(asked) => asked == slot,
        Question::Step(id) => turn
            .flow()
            .step(id)
            .is_some_and(|step| step.slots.iter().any(|other| other == slot)),
        Question::Free => slot == "trades",
        _ => false,
    };
    if !fits {
        stale(turn);
        return;
    }
    close_pending(turn);
    learn::take(turn, vec![parsed]);
    sentence::go_on(turn, question);
}

/// "Modifier" on a line of the recap.
pub(super) fn edit(turn: &mut Turn<'_>, slot: &str) {
    let step = match slot {
        "trades" | "not_trades" => Some("trade".to_owned()),
        _ => turn
            .flow()
            .step_of_slot(slot)
            .map(|step| step.id().to_owned()),
    };
    let Some(step) = step else {
        stale(turn);
        return;
    };
    turn.emit(Event::PendingSet {
        pending: Some(Pending::Edit { step: step.clone() }),
    });
    ask::ask(turn, &Question::Step(step), Manner::Next);
}

/// "Passer" or "passe".
pub(super) fn skip(turn: &mut Turn<'_>) {
    let question = agenda::question(&turn.state, turn.flow());
    match &question {
        Question::ApplyMessage => answer(turn, &question, "apply_message", "none"),
        Question::Step(id) if id == "path" => answer(turn, &question, "path", "none"),
        Question::Step(id) if id == "trade" || id == "activity" => {
            commands::run(turn, "explore", 1);
        }
        Question::Step(id) if turn.flow().step(id).is_some_and(|step| step.skippable) => {
            turn.lead_text("skipped", &[]);
            ladder::pass_over(turn, &question);
        }
        Question::Step(_) => {
            let misses = turn.state.asked.as_ref().map_or(0, |asked| asked.misses);
            if misses >= 3 {
                ladder::pass_over(turn, &question);
            } else {
                turn.lead_text("skip.not_here", &[]);
                ask::proceed(turn, Manner::Next);
            }
        }
        Question::Free => ask::proceed(turn, Manner::Resume),
        _ => ladder::pass_over(turn, &question),
    }
}
