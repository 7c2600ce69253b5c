//! Free text: what it means here and now. A sentence is consumed once.

use jiff::Timestamp;
use tandem_models::{Context, Found, Intent, Meaning, SensitiveKind, Topic};

use super::World;
use super::ask::{self, Manner};
use super::event::Event;
use super::mask::mask;
use super::state::{Awaiting, NoticeStage, Pending, Question, State};
use super::turn::{Turn, day_in_france};
use super::{
    agenda, appointments, commands, details, french, human, ladder, learn, notice, orders, press,
    results, small_talk, times, topics, written_choice,
};

/// Below this score an intent is a guess and the rest of the sentence counts more.
const SURE: f32 = 0.5;

/// A topic is taken from this score on when a question is asked for sure.
const LIKELY: f32 = 0.35;

/// Answers a sentence.
pub(super) fn handle(turn: &mut Turn<'_>, text: &str) {
    let text = text.trim();
    if let Some((command, count)) = commands::of_slash(text) {
        if turn.state.notice == NoticeStage::NotShown && command == "continue" {
            notice::open(turn);
        } else {
            commands::run(turn, command, count);
        }
        return;
    }
    let question = agenda::question(&turn.state, turn.flow());
    let meaning = understood(&turn.state, text, turn.world, turn.now);
    let intent = meaning.intent.value;
    if intent == Intent::Distress {
        distress(turn);
    } else if intent == Intent::Stop || is_stop_word(text) {
        commands::stop(turn);
    } else if turn.state.notice == NoticeStage::NotShown {
        first_words(turn, text, &meaning);
    } else if !details::handle(turn, &question, text, &meaning) {
        if question == Question::Notice && !answer_notice(turn, &meaning) {
            return;
        }
        let question = agenda::question(&turn.state, turn.flow());
        read(turn, &question, text, &meaning);
    }
}

/// What a sentence means to the machine here and now: the question that stands counts.
pub fn understood(state: &State, text: &str, world: &World<'_>, now: Timestamp) -> Meaning {
    let flow = world.flows.orientation();
    let question = agenda::question(state, flow);
    let context = Context {
        today: day_in_france(now),
        expected: agenda::expected(&question, flow),
    };
    world.understander.understand(text.trim(), &context)
}

/// Opt-out words, whatever the understanding says.
pub(super) fn is_stop_word(text: &str) -> bool {
    matches!(french::fold(text).as_str(), "stop" | "arret")
}

/// The static help card, and nothing else in this turn.
pub(super) fn distress(turn: &mut Turn<'_>) {
    turn.emit(Event::HelpShown);
    let buttons = vec![turn.command("human")];
    turn.say_with("distress", &[], buttons);
}

/// Somebody writes before anything was said: facts are kept, the notice comes before any question.
fn first_words(turn: &mut Turn<'_>, text: &str, meaning: &Meaning) {
    match meaning.intent.value {
        Intent::DeleteData => return commands::run(turn, "erase", 1),
        Intent::MyData => return commands::my_data(turn),
        _ => {}
    }
    turn.lead_text("greeting", &[]);
    say_sensitive(turn, text, meaning);
    let _ = learn::learn(turn, text, meaning, &Question::Notice);
    notice::show(turn);
}

/// The notice stands and something is written: a yes, a no, or going on. `false`: all is said.
fn answer_notice(turn: &mut Turn<'_>, meaning: &Meaning) -> bool {
    match meaning.intent.value {
        Intent::Deny if !has_facts(meaning) => {
            turn.asked(&Question::Notice);
            let buttons = vec![
                turn.answer("notice", "ok", "notice_ok"),
                turn.answer("notice", "more", "notice_more"),
            ];
            turn.say_with("notice.refused", &[], buttons);
            false
        }
        Intent::Affirm if !has_facts(meaning) => {
            ask::accept_notice(turn);
            ask::proceed(turn, Manner::Next);
            false
        }
        Intent::Greet if !has_facts(meaning) => {
            turn.lead_text("greet", &[]);
            notice::ask(turn, Manner::Again(1));
            false
        }
        Intent::DeleteData | Intent::MyData | Intent::Help | Intent::Human => true,
        _ => {
            ask::accept_notice(turn);
            true
        }
    }
}

/// Whether the sentence says anything about the person's search.
pub(super) fn has_facts(meaning: &Meaning) -> bool {
    !learn::sure(&meaning.trades).is_empty()
        || !meaning.not_trades.is_empty()
        || has_facts_beside_trades(meaning)
}

fn has_facts_beside_trades(meaning: &Meaning) -> bool {
    meaning.place.is_some()
        || meaning.level_now.is_some()
        || meaning.target_level.is_some()
        || meaning.reach.is_some()
        || meaning.travel_mode.is_some()
        || meaning.age_band.is_some()
        || meaning.start.is_some()
        || meaning.has_employer.is_some()
}

/// Reads a sentence once the notice is behind.
fn read(turn: &mut Turn<'_>, question: &Question, text: &str, meaning: &Meaning) {
    say_sensitive(turn, text, meaning);
    let intent = meaning.intent.value;
    // "😅" alone means little; "👍" means yes
    let has_word = text.chars().any(char::is_alphanumeric);
    let is_sign = matches!(intent, Intent::Affirm | Intent::Deny | Intent::Thanks);
    let is_sure = meaning.intent.score >= SURE && (has_word || is_sign);
    if orders::handle(turn, question, text, meaning) {
        return;
    }
    // while slots are on the table, "autre jour" and "jeudi je peux pas" are about them
    let is_about_slots = *question == Question::Slot
        && !is_elsewhere(intent)
        && !(text.contains('?') && intent == Intent::AskQuestion);
    if is_about_slots && times::handle(turn, question, text) {
        return;
    }
    if is_sure && act(turn, question, intent) {
        return;
    }
    // "ferme la" is no farm
    if is_sure && intent == Intent::Insult && !has_facts_beside_trades(meaning) {
        small_talk::answer(turn, question, intent);
        return;
    }
    if written_choice::pick_option(turn, question, text) || times::handle(turn, question, text) {
        return;
    }
    let topic = meaning.topic.as_ref().filter(|topic| {
        let is_question = is_sure && intent == Intent::AskQuestion;
        let least = if is_question { LIKELY } else { SURE };
        topic.score >= least && (text.contains('?') || is_question)
    });
    let facts = match topic {
        Some(topic) => topics::facts(&turn.state.profile, topic.value, meaning),
        None => meaning.clone(),
    };
    let learned = learn::learn(turn, text, &facts, question);
    settle(turn, &learned.slots);
    if let Some(topic) = topic {
        topics::answer(turn, topic.value, text);
        return;
    }
    if learned.anything {
        go_on(turn, question);
        return;
    }
    if is_sure && small_talk::answer(turn, question, intent) {
        return;
    }
    if turn.has_leads() && !meaning.sensitive.is_empty() {
        ask::proceed(turn, Manner::Resume);
        return;
    }
    // "lol" or "azerty" is a miss like any other
    let is_talk = text.contains('?') || text.split_whitespace().count() >= 3;
    if is_sure && is_talk && intent == Intent::OffTopic {
        ladder::off_topic(turn, text, meaning);
        return;
    }
    ladder::miss(turn, text, meaning);
}

/// Intents that are never about the slots on the table.
fn is_elsewhere(intent: Intent) -> bool {
    matches!(
        intent,
        Intent::Restart
            | Intent::Help
            | Intent::Human
            | Intent::MyData
            | Intent::DeleteData
            | Intent::MyAppointments
    )
}

/// Intents that do something, whatever else the sentence says.
fn act(turn: &mut Turn<'_>, question: &Question, intent: Intent) -> bool {
    match intent {
        Intent::Undo => commands::run(turn, "undo", 1),
        Intent::Restart => commands::run(turn, "restart", 1),
        Intent::Help => commands::run(turn, "help", 1),
        Intent::Human => human::wanted(turn),
        Intent::MyData => commands::my_data(turn),
        Intent::DeleteData => commands::run(turn, "erase", 1),
        Intent::MyAppointments => commands::run(turn, "my_appointments", 1),
        Intent::CancelAppointment => cancel(turn, question),
        Intent::Reschedule => appointments::look_up(turn, Awaiting::Move { appointment: None }),
        Intent::WhyThis if *question == Question::Free => return results::why_first(turn),
        Intent::WhyThis => return why_asked(turn, question),
        Intent::SeeMore if turn.state.results.is_shown => results::more(turn),
        _ => return false,
    }
    true
}

/// "annuler": what is under way, else an appointment.
pub(super) fn cancel(turn: &mut Turn<'_>, question: &Question) {
    if turn.state.pending.is_some() {
        if *question == Question::ConfirmCancel {
            press::answer(turn, question, "confirm_cancel", "yes");
        } else {
            press::close_pending(turn);
            turn.lead_text("kept", &[]);
            ask::proceed(turn, Manner::Resume);
        }
    } else if turn.state.booking.is_some() || turn.state.application.is_some() {
        ladder::abandon(turn);
    } else {
        appointments::look_up(turn, Awaiting::Cancel { appointment: None });
    }
}

/// Why a question is asked.
fn why_asked(turn: &mut Turn<'_>, question: &Question) -> bool {
    let Question::Step(id) = question else {
        return false;
    };
    let Some(step) = turn.flow().step(id) else {
        return false;
    };
    turn.lead(step.why.clone());
    ask::proceed(turn, Manner::Resume);
    true
}

/// Personal data that nobody asked for is not kept, and it is said so.
fn say_sensitive(turn: &mut Turn<'_>, text: &str, meaning: &Meaning) {
    if meaning.sensitive.is_empty() {
        return;
    }
    let is_health = meaning
        .sensitive
        .iter()
        .any(|found| found.value == SensitiveKind::Health);
    let id = if is_health {
        "sensitive.health"
    } else {
        "sensitive"
    };
    turn.keep_heard_as(mask(text, meaning));
    // the answer to a question on disability says it itself
    let is_asked = |topic: &Found<Topic>| topic.value == Topic::Disability && topic.score >= SURE;
    if !(is_health && meaning.topic.as_ref().is_some_and(is_asked)) {
        turn.lead_text(id, &[]);
    }
}

/// What was being changed is changed: the interruption gives way.
pub(super) fn settle(turn: &mut Turn<'_>, slots: &[&str]) {
    let is_over = match &turn.state.pending {
        Some(Pending::Edit { step }) => turn.flow().step(step).is_none_or(|step| {
            slots
                .iter()
                .any(|slot| step.slots.iter().any(|own| own == slot))
        }),
        Some(Pending::Choose { slot, .. }) => slots.contains(&slot.as_str()),
        Some(
            Pending::Restart
            | Pending::PickAppointment { .. }
            | Pending::Human
            | Pending::AnswerMail,
        ) => !slots.is_empty(),
        Some(Pending::Erase | Pending::Cancel { .. }) | None => false,
    };
    if is_over {
        press::close_pending(turn);
    }
}

/// After facts: the next question, or the same one again if it still stands.
pub(super) fn go_on(turn: &mut Turn<'_>, before: &Question) {
    let now = agenda::question(&turn.state, turn.flow());
    let manner = if now == *before && *before != Question::Free {
        Manner::Resume
    } else {
        Manner::Next
    };
    ask::proceed(turn, manner);
}
