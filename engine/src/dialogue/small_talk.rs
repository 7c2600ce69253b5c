//! Intents that matter when the sentence brought no fact: a yes, a no, a wish to book or to apply.

use tandem_models::Intent;

use super::ask::{self, Manner};
use super::event::Event;
use super::protocol::Action;
use super::state::Question;
use super::turn::Turn;
use super::{agenda, booking, ladder, press, results};
use crate::message::{Button, shorten};

/// Intents that matter when the sentence brought no fact.
pub(super) fn answer(turn: &mut Turn<'_>, question: &Question, intent: Intent) -> bool {
    match intent {
        Intent::Affirm => return yes(turn, question),
        Intent::Deny => return no(turn, question),
        Intent::DontKnow => return dont_know(turn, question),
        Intent::ChangeAnswer => results::recap(turn),
        Intent::BookAppointment => return book(turn),
        Intent::Apply => return apply(turn),
        Intent::SeeMore => return show_now(turn),
        Intent::Greet => {
            turn.lead_text("greet", &[]);
            ask::proceed(turn, Manner::Resume);
        }
        Intent::Thanks => {
            turn.lead_text("thanks", &[]);
            ask::proceed(turn, Manner::Resume);
        }
        Intent::Goodbye => turn.say_text("goodbye", &[]),
        Intent::Insult => {
            turn.lead_text("insult", &[]);
            ask::proceed(turn, Manner::Resume);
        }
        _ => return false,
    }
    true
}

fn yes(turn: &mut Turn<'_>, question: &Question) -> bool {
    match question {
        Question::ConfirmErase => press::answer(turn, question, "confirm_erase", "yes"),
        Question::ConfirmRestart => press::answer(turn, question, "confirm_restart", "yes"),
        Question::ConfirmCancel => press::answer(turn, question, "confirm_cancel", "yes"),
        Question::Human => press::answer(turn, question, "human", "yes"),
        Question::Consent => press::answer(turn, question, "consent", "yes"),
        Question::ApplyConsent => press::answer(turn, question, "apply_consent", "yes"),
        Question::Step(id) if id == "path" => press::answer(turn, question, "path", "know"),
        Question::Free => ask::proceed(turn, Manner::Resume),
        _ => return false,
    }
    true
}

fn no(turn: &mut Turn<'_>, question: &Question) -> bool {
    match question {
        Question::ConfirmErase => press::answer(turn, question, "confirm_erase", "no"),
        Question::ConfirmRestart => press::answer(turn, question, "confirm_restart", "no"),
        Question::ConfirmCancel => press::answer(turn, question, "confirm_cancel", "no"),
        Question::Human => press::answer(turn, question, "human", "no"),
        Question::Consent | Question::ApplyConsent => ladder::abandon(turn),
        Question::ApplyMessage => press::answer(turn, question, "apply_message", "none"),
        Question::ParentMail => booking::no_parent_mail(turn),
        Question::Choose(_) => press::answer(turn, question, "choose", "none"),
        Question::Step(id) if id == "path" => press::answer(turn, question, "path", "none"),
        Question::Free => {
            turn.lead_text("free.no", &[]);
            ask::proceed(turn, Manner::Resume);
        }
        _ => return false,
    }
    true
}

fn dont_know(turn: &mut Turn<'_>, question: &Question) -> bool {
    match question {
        Question::Step(_) | Question::ApplyMessage => press::skip(turn),
        _ => return false,
    }
    true
}

/// "Je veux un rendez-vous": with which of those shown.
fn book(turn: &mut Turn<'_>) -> bool {
    let trainings = results::last_trainings(turn);
    match trainings.as_slice() {
        [] => {
            turn.lead_text("book.first_find", &[]);
            ask::proceed(turn, Manner::Resume);
        }
        [only] => {
            let id = only.id.clone();
            booking::start(turn, &id, None);
        }
        several => {
            let buttons: Vec<Button> = several
                .iter()
                .map(|training| {
                    Button::new(
                        &format!(
                            "{}, {}",
                            shorten(&training.title, 24),
                            training.location.city
                        ),
                        Action::Book {
                            training: training.id.clone(),
                        },
                    )
                })
                .collect();
            turn.say_with("book.which", &[], buttons);
        }
    }
    true
}

/// "Je veux postuler": to which of those shown.
fn apply(turn: &mut Turn<'_>) -> bool {
    let employers = results::last_employers(turn);
    if employers.is_empty() {
        turn.lead_text("apply.first_find", &[]);
        ask::proceed(turn, Manner::Resume);
        return true;
    }
    let buttons: Vec<Button> = employers
        .iter()
        .map(|employer| {
            Button::new(
                &employer.name,
                Action::Apply {
                    employer: employer.siret.clone(),
                },
            )
        })
        .collect();
    turn.say_with("apply.which", &[], buttons);
    true
}

/// "Montre-moi": with a trade or a town, what is known is enough.
fn show_now(turn: &mut Turn<'_>) -> bool {
    let profile = &turn.state.profile;
    if profile.trades.is_empty() || turn.state.booking.is_some() {
        return false;
    }
    while let Some(step) = agenda::next_step(&turn.state, turn.flow()) {
        let step = step.id().to_owned();
        turn.emit(Event::StepSkipped { step });
    }
    ask::proceed(turn, Manner::Next);
    true
}
