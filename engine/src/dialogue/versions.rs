//! A conversation ends on the version of the flow that it began on. Where that one is no longer held
//! it goes on with the new one by the names of its slots: nothing that was answered is asked again.

use super::event::Event;
use super::flows::Flow;
use super::state::{Pending, Question, State};
use super::turn::Turn;

/// Pins a conversation that begins, and moves one whose version is gone.
pub(super) fn pin(turn: &mut Turn<'_>) {
    let world = turn.world;
    let current = world.flows.orientation();
    match &turn.state.flow {
        None => turn.emit(Event::FlowPinned {
            flow: current.hash.clone(),
        }),
        Some(hash) if world.flows.version(hash).is_none() => {
            let dropped = dropped(&turn.state, current);
            turn.emit(Event::FlowMigrated {
                flow: current.hash.clone(),
                dropped,
            });
        }
        Some(_) => {}
    }
}

/// Steps known to the conversation that the flow has not, or not with that option.
fn dropped(state: &State, flow: &Flow) -> Vec<String> {
    let mut gone: Vec<String> = state
        .answers
        .iter()
        .filter(|(step, option)| {
            flow.step(step).is_none_or(|step| {
                // pages of a list and free text are no options of a step
                let is_option = !option.is_empty() && !option.starts_with("page-");
                is_option && !step.options.is_empty() && step.option(option).is_none()
            })
        })
        .map(|(step, _)| step.clone())
        .collect();
    let edited = match &state.pending {
        Some(Pending::Edit { step }) => Some(step),
        _ => None,
    };
    let asked = match state.asked.as_ref().map(|asked| &asked.question) {
        Some(Question::Step(step)) => Some(step),
        _ => None,
    };
    let named = state.skipped.iter().chain(edited).chain(asked);
    gone.extend(named.filter(|step| flow.step(step).is_none()).cloned());
    gone.sort_unstable();
    gone.dedup();
    gone
}
