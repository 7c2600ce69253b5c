//! When nothing was understood: a ladder of three, then a way out. It never loops.

use tandem_models::Meaning;

use super::ask::{self, Manner};
use super::event::{BookingEnd, Event};
use super::mask::mask_names;
use super::protocol::Request;
use super::state::{Awaiting, Pending, Question};
use super::turn::Turn;
use super::{agenda, french, human, results};
use crate::message::{Message, shorten};

/// The sentence did not answer the question and meant nothing else.
pub(super) fn miss(turn: &mut Turn<'_>, text: &str, meaning: &Meaning) {
    if human::note(turn) {
        return;
    }
    let (question, misses) = note(turn, text, meaning);
    match misses {
        0..=2 if suggest(turn, &question, meaning) => {}
        0 | 1 => again(turn, &question, 1),
        2 => again(turn, &question, 2),
        3 => offer_ways_out(turn, &question),
        _ => leave(turn, &question),
    }
}

/// The sentence is about something else altogether: said so, and the question is asked again. It
/// counts as any miss.
pub(super) fn off_topic(turn: &mut Turn<'_>, text: &str, meaning: &Meaning) {
    if human::note(turn) {
        return;
    }
    let (question, misses) = note(turn, text, meaning);
    match misses {
        0..=2 => {
            turn.lead_text("off_topic", &[]);
            ask::proceed(turn, Manner::Resume);
        }
        3 => offer_ways_out(turn, &question),
        _ => leave(turn, &question),
    }
}

/// Notes the miss: the question that stands, and how often it was missed.
fn note(turn: &mut Turn<'_>, text: &str, meaning: &Meaning) -> (Question, u32) {
    let question = agenda::question(&turn.state, turn.flow());
    if turn
        .state
        .asked
        .as_ref()
        .is_none_or(|asked| asked.question != question)
    {
        turn.asked(&question);
    }
    turn.emit(Event::Missed {
        text: shorten(&mask_names(text, meaning), 200),
        about: question.about().to_owned(),
    });
    let misses = turn.state.asked.as_ref().map_or(1, |asked| asked.misses);
    (question, misses)
}

/// First and second attempt.
fn again(turn: &mut Turn<'_>, question: &Question, attempt: u32) {
    if *question == Question::Free {
        let mut buttons = results::menu(turn);
        buttons.push(turn.command("help"));
        let id = if attempt == 1 {
            "miss.free.1"
        } else {
            "miss.free.2"
        };
        turn.say_with(id, &[], buttons);
    } else {
        ask::ask(turn, question, Manner::Again(attempt));
    }
}

/// "Tu voulais dire… ?": buttons carry the value, never yes or no.
fn suggest(turn: &mut Turn<'_>, question: &Question, meaning: &Meaning) -> bool {
    let is_about_trade = match question {
        Question::Step(id) => turn
            .flow()
            .step(id)
            .is_some_and(|step| step.slots.iter().any(|slot| slot == "trades")),
        Question::Free => true,
        _ => false,
    };
    if !is_about_trade || meaning.trades.is_empty() {
        return false;
    }
    let mut buttons: Vec<_> = meaning
        .trades
        .iter()
        .take(3)
        .filter_map(|trade| ask::choice(turn, "trades", trade.rome.as_str()))
        .collect();
    if *question == Question::Free {
        buttons.push(turn.command("continue"));
    } else {
        buttons.push(turn.command("explore"));
    }
    turn.say_with("miss.suggest", &[], buttons);
    true
}

/// Third: skip, or somebody.
fn offer_ways_out(turn: &mut Turn<'_>, question: &Question) {
    if *question == Question::Free {
        let buttons = vec![
            turn.command("recap"),
            turn.command("help"),
            turn.command("human"),
        ];
        turn.say_with("miss.free.way_out", &[], buttons);
        return;
    }
    let buttons = match question {
        Question::Step(_) => vec![turn.command("skip"), turn.command("human")],
        _ => vec![turn.command("abandon"), turn.command("human")],
    };
    turn.say_with("miss.way_out", &[], buttons);
}

/// Still nothing: the question is left aside.
fn leave(turn: &mut Turn<'_>, question: &Question) {
    if *question == Question::Free {
        let buttons = vec![turn.command("recap"), turn.command("human")];
        turn.say_with("miss.free.more", &[], buttons);
        return;
    }
    turn.lead_text("miss.left", &[]);
    pass_over(turn, question);
}

/// Leaves a question: a step is skipped, a trade is looked for otherwise, an interruption closed, a
/// booking or an application given up.
pub(super) fn pass_over(turn: &mut Turn<'_>, question: &Question) {
    if turn.state.pending.is_some() {
        turn.emit(Event::PendingSet {
            pending: None::<Pending>,
        });
        ask::proceed(turn, Manner::Resume);
        return;
    }
    let is_in_flow = turn.state.booking.is_none() && turn.state.application.is_none();
    match question {
        Question::Step(step) if is_in_flow => {
            skip_step(turn, step);
            ask::proceed(turn, Manner::Next);
        }
        _ => abandon(turn),
    }
}

/// Skips a step; those about the trade lead to the orientation path instead, then to no trade.
fn skip_step(turn: &mut Turn<'_>, step: &str) {
    match step {
        "path" | "trade" | "activity" => explore(turn),
        _ => turn.emit(Event::StepSkipped {
            step: step.to_owned(),
        }),
    }
}

/// Takes the path for those who have no idea.
pub(super) fn explore(turn: &mut Turn<'_>) {
    use crate::profile::SlotValue;
    for value in [
        SlotValue::Trades(Vec::new()),
        SlotValue::Domains(Vec::new()),
        SlotValue::Interests(Vec::new()),
    ] {
        if turn.state.profile.get(value.slot()).as_ref() != Some(&value) {
            turn.emit(Event::SlotSet { value });
        }
    }
    for step in ["interests_1", "interests_2", "domain", "trade_in_domain"] {
        if turn.state.answers.contains_key(step) || turn.state.skipped.iter().any(|s| s == step) {
            turn.emit(Event::StepReopened {
                step: step.to_owned(),
            });
        }
    }
    turn.emit(Event::StepAnswered {
        step: "path".to_owned(),
        option: "none".to_owned(),
    });
}

/// Gives up the booking or the application under way; a held slot is given back.
pub(super) fn abandon(turn: &mut Turn<'_>) {
    let held = turn.state.held_id();
    if turn.state.booking.is_some() {
        turn.emit(Event::BookingEnded {
            end: BookingEnd::Abandoned,
        });
        turn.lead_text("booking.abandoned", &[]);
    }
    if turn.state.application.is_some() {
        turn.emit(Event::ApplicationEnded { sent: false });
        turn.lead_text("apply.abandoned", &[]);
    }
    ask::proceed(turn, Manner::Resume);
    if let Some(appointment) = held
        && !turn.has_request()
    {
        turn.emit(Event::AwaitingSet {
            awaiting: Some(Awaiting::Quiet),
        });
        turn.request(Request::Release { appointment });
    }
}

/// Says what help there is, then where we were.
pub(super) fn help(turn: &mut Turn<'_>) {
    let buttons = vec![
        turn.command("recap"),
        turn.command("undo"),
        turn.command("human"),
        turn.command("restart"),
    ];
    let text = turn.text("help", &[]);
    let question = agenda::question(&turn.state, turn.flow());
    turn.say(Message {
        text,
        buttons,
        ..Message::default()
    });
    if question != Question::Free {
        ask::proceed(turn, Manner::Resume);
    }
}

/// Whether a text is an option of the question, written out.
pub(super) fn written_option(text: &str, label: &str) -> bool {
    let (text, label) = (french::fold(text), french::fold(label));
    !text.is_empty()
        && (text == label
            || text.len() >= 5 && label.split(' ').count() > 1 && label.contains(&text))
}
