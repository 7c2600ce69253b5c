//! What stands in front of the person: computed from the state, so that nothing known is asked, an
//! interruption always gives way to what it interrupted, and nothing loops.

use tandem_models::{AgeBand, Expected};

use super::flows::{Flow, FlowStep};
use super::state::{NoticeStage, Pending, Question, State};

/// The question to ask now.
pub fn question(state: &State, flow: &Flow) -> Question {
    match &state.pending {
        Some(Pending::Erase) => return Question::ConfirmErase,
        Some(Pending::Restart) => return Question::ConfirmRestart,
        Some(Pending::Human) => return Question::Human,
        Some(Pending::AnswerMail) => return Question::AnswerMail,
        Some(Pending::Cancel { .. }) => return Question::ConfirmCancel,
        Some(Pending::PickAppointment { .. }) => return Question::PickAppointment,
        Some(Pending::Choose { slot, .. }) => return Question::Choose(slot.clone()),
        Some(Pending::Edit { step }) => return Question::Step(step.clone()),
        None => {}
    }
    if state.notice != NoticeStage::Accepted {
        return Question::Notice;
    }
    desk(state).unwrap_or_else(|| {
        next_step(state, flow).map_or(Question::Free, |step| Question::Step(step.id().to_owned()))
    })
}

/// What a booking or an application needs next.
fn desk(state: &State) -> Option<Question> {
    let details = &state.details;
    let has_contact = details.mail.is_some() || details.phone.is_some();
    if let Some(booking) = &state.booking {
        let needs_slot = !booking.is_contact_request && booking.held.is_none();
        return Some(if booking.moving.is_some() || needs_slot {
            Question::Slot
        } else if state.profile.age_band.is_none() {
            Question::Step("age".to_owned())
        } else if details.first_name.is_none() {
            Question::FirstName
        } else if state.profile.age_band == Some(AgeBand::Under15) {
            Question::ParentMail
        } else if !has_contact {
            Question::Contact
        } else {
            Question::Consent
        });
    }
    state.application.as_ref().map(|_| {
        if state.profile.age_band.is_none() {
            Question::Step("age".to_owned())
        } else if details.first_name.is_none() {
            Question::FirstName
        } else if !has_contact {
            Question::Contact
        } else if details.message.is_none() {
            Question::ApplyMessage
        } else {
            Question::ApplyConsent
        }
    })
}

/// The first step of the flow that nothing has answered.
pub(super) fn next_step<'a>(state: &State, flow: &'a Flow) -> Option<&'a FlowStep> {
    flow.steps
        .iter()
        .find(|step| is_reached(state, step) && !is_done(state, step))
}

fn is_reached(state: &State, step: &FlowStep) -> bool {
    step.when.iter().all(|(needed, options)| {
        state
            .answers
            .get(needed)
            .is_some_and(|answer| options.contains(answer))
    })
}

fn is_done(state: &State, step: &FlowStep) -> bool {
    let is_filled = step
        .slots
        .iter()
        .filter_map(|slot| state.profile.get(slot))
        .any(|value| !value.is_empty());
    let is_answered = state
        .answers
        .get(step.id())
        .is_some_and(|option| step.option(option).is_some());
    is_filled || is_answered || state.skipped.iter().any(|skipped| skipped == step.id())
}

/// What a bare answer to this question is read as.
pub(super) fn expected(question: &Question, flow: &Flow) -> Option<Expected> {
    match question {
        Question::Step(id) => flow.step(id).and_then(|step| step.expects),
        Question::Choose(slot) => match slot.as_str() {
            "place" => Some(Expected::Place),
            _ => Some(Expected::Trade),
        },
        Question::FirstName => Some(Expected::FirstName),
        Question::Contact | Question::ParentMail | Question::AnswerMail => Some(Expected::Contact),
        Question::Notice
        | Question::ConfirmErase
        | Question::ConfirmRestart
        | Question::ConfirmCancel
        | Question::Human
        | Question::Consent
        | Question::ApplyConsent => Some(Expected::YesNo),
        Question::PickAppointment | Question::Slot | Question::ApplyMessage | Question::Free => {
            None
        }
    }
}
