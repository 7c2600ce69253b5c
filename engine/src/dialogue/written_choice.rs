//! A quick reply, or the name of a domain, written out instead of pressed.

use super::ask::{self};
use super::protocol::Action;
use super::state::{Pending, Question};
use super::turn::Turn;
use super::{french, ladder, learn, press, sentence};

/// A quick reply written out instead of pressed.
pub(super) fn pick_option(turn: &mut Turn<'_>, question: &Question, text: &str) -> bool {
    match question {
        Question::Step(id) => {
            let Some(step) = turn.flow().step(id) else {
                return false;
            };
            let written = step
                .options
                .iter()
                .find(|option| ladder::written_option(text, &option.label));
            if let Some(option) = written {
                press::choose_option(turn, step, &option.id, question);
                return true;
            }
            pick_domain(turn, question, id, text)
        }
        Question::Choose(slot) => {
            let Some(Pending::Choose { values, .. }) = turn.state.pending.clone() else {
                return false;
            };
            let slot = slot.clone();
            let folded = french::fold(text);
            let meant = values.iter().find(|value| {
                ask::choice(turn, &slot, value).is_some_and(|button| {
                    let label = french::fold(&button.label);
                    let departement = label.split(' ').next_back().unwrap_or_default();
                    label == folded
                        || slot == "place" && folded.split(' ').any(|word| word == departement)
                })
            });
            let Some(value) = meant.cloned() else {
                return false;
            };
            let action = Action::Fill { slot, value };
            press::handle(turn, &action, turn.state.turn);
            true
        }
        _ => false,
    }
}

/// The name of a domain, written out.
fn pick_domain(turn: &mut Turn<'_>, question: &Question, step: &str, text: &str) -> bool {
    if step != "domain" {
        return false;
    }
    let folded = french::fold(text);
    let said: Vec<&str> = folded
        .split(' ')
        .filter(|word| word.len() > 3 && !matches!(*word, "plutot" | "domaine" | "metiers"))
        .collect();
    let meant = turn
        .world
        .understander
        .domains()
        .iter()
        .find(|domain| {
            let label = french::fold(&domain.label);
            let names = |word: &&str| {
                label.split(' ').any(|own| {
                    own == *word || own.trim_end_matches('s') == word.trim_end_matches('s')
                })
            };
            !said.is_empty() && said.iter().all(names)
        })
        .map(|domain| domain.domain.clone());
    let Some(domain) = meant else { return false };
    learn::take(turn, vec![crate::profile::SlotValue::Domains(vec![domain])]);
    sentence::go_on(turn, question);
    true
}
