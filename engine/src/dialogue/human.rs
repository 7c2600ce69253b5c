//! Somebody to speak to. One owner at a time: the machine, the machine until somebody comes, a person;
//! then the machine again, by their word, by the young person's, or because nobody answered in time.
//! While a person answers the machine is silent, but for what is always the young person's: help in
//! distress, STOP, their data, erasing it, and coming back.

use tandem_models::{AgeBand, Context, Intent, Meaning};

use super::ask::{self, Manner};
use super::details;
use super::event::{Detail, Event};
use super::owner::{Counsellor, CounsellorAct, Owner, OwnerChange, Wait};
use super::protocol::{Action, Input, Request};
use super::state::{Pending, Question};
use super::turn::Turn;
use super::{commands, french, orders, press, results, sentence};
use crate::appointments::AppointmentStatus;
use crate::help_desk::HelpDesk;
use crate::message::Message;

/// Version of what the person agrees to when they ask for somebody.
const CONSENT: &str = "human-1";

/// What works while a person answers.
const ALWAYS: [&str; 6] = [
    "stop",
    "erase",
    "my_data",
    "bot_back",
    "continue_web",
    "continue_telegram",
];

/// What menus offer besides, and no one would write to a person.
const OF_THE_MENU: [&str; 3] = ["restart", "recap", "my_appointments"];

/// Above this score a sentence to a person is also an order to the machine.
const PLAIN: f32 = 0.7;

/// The person wants to speak to somebody.
pub(super) fn wanted(turn: &mut Turn<'_>) {
    turn.emit(Event::HumanRequested);
    if turn.world.help_desk.is_none() {
        elsewhere(turn);
    } else if turn.state.owner == Owner::Bot {
        turn.emit(Event::PendingSet {
            pending: Some(Pending::Human),
        });
        ask::ask(turn, &Question::Human, Manner::Next);
    } else {
        let buttons = vec![turn.command("continue")];
        turn.say_with("human.waiting", &[], buttons);
    }
}

/// Who would answer, when, what they would read; the person agrees or not.
pub(super) fn ask(turn: &mut Turn<'_>, manner: Manner) {
    let Some(desk) = turn.world.help_desk else {
        return press::close_pending(turn);
    };
    let (hours, within, when) = (desk.hours.said(), desk.within(), opening(turn, desk));
    let values = [
        ("hours", hours.as_str()),
        ("within", within.as_str()),
        ("when", when.as_str()),
    ];
    let id = match manner {
        Manner::Again(_) => "ask.human.again",
        _ if desk.is_open(turn.now) => "ask.human",
        _ => "ask.human.closed",
    };
    let buttons = vec![
        turn.answer("human", "yes", "human_yes"),
        turn.answer("human", "no", "human_no"),
    ];
    turn.say_with(id, &values, buttons);
}

/// The person agreed: somebody is called, and what happens next is said.
pub(super) fn call(turn: &mut Turn<'_>) {
    let Some(desk) = turn.world.help_desk else {
        return elsewhere(turn);
    };
    let wait = Wait {
        since: turn.now,
        until: desk.answers_by(turn.now),
    };
    set(turn, Owner::HumanRequested { wait }, OwnerChange::Asked);
    let mut buttons = Vec::new();
    if may_give_mail(turn) {
        buttons.push(turn.command("answer_mail"));
    }
    buttons.push(turn.command("continue"));
    let (within, when) = (desk.within(), opening(turn, desk));
    let id = if desk.is_open(turn.now) {
        "human.called"
    } else {
        "human.called.closed"
    };
    turn.say_with(id, &[("within", &within), ("when", &when)], buttons);
    turn.request(Request::RecordConsent {
        text: CONSENT.to_owned(),
    });
}

/// An address under 15 is a parent's to give.
fn may_give_mail(turn: &Turn<'_>) -> bool {
    turn.state.profile.age_band != Some(AgeBand::Under15)
        && turn.state.details.answer_mail.is_none()
}

/// When somebody answers next, said.
fn opening(turn: &Turn<'_>, desk: &HelpDesk) -> String {
    desk.opens_at(turn.now)
        .map_or_else(String::new, |at| french::instant(at, "Europe/Paris"))
}

/// "Me prévenir par mail".
pub(super) fn offer_mail(turn: &mut Turn<'_>) {
    if turn.state.human_agreed && may_give_mail(turn) {
        turn.emit(Event::PendingSet {
            pending: Some(Pending::AnswerMail),
        });
        ask::ask(turn, &Question::AnswerMail, Manner::Next);
    } else {
        press::stale(turn);
    }
}

/// The address at which to tell that somebody answered. `false`: the sentence is none.
pub(super) fn answer_mail(turn: &mut Turn<'_>, text: &str, meaning: &Meaning) -> bool {
    if let Some(mail) = &meaning.mail {
        press::close_pending(turn);
        turn.emit(Event::DetailSet {
            detail: Detail::AnswerMail(Some(mail.value.clone())),
        });
        turn.lead_text("answer_mail.kept", &[]);
        ask::proceed(turn, Manner::Resume);
        return true;
    }
    text.contains('@') && details::wrong(turn, &Question::AnswerMail, "wrong.mail", text)
}

/// While somebody is awaited, what the machine does not understand is for them. `false`: nobody is.
pub(super) fn note(turn: &mut Turn<'_>) -> bool {
    if !matches!(turn.state.owner, Owner::HumanRequested { .. }) {
        return false;
    }
    let buttons = vec![turn.command("continue")];
    turn.say_with("human.noted", &[], buttons);
    true
}

/// The young person goes back to the machine.
pub(super) fn take_back(turn: &mut Turn<'_>) {
    if turn.state.owner != Owner::Bot {
        set(turn, Owner::Bot, OwnerChange::TakenBack);
        turn.lead_text("human.taken_back", &[]);
    }
    ask::proceed(turn, Manner::Resume);
}

/// STOP: nobody writes any more.
pub(super) fn leave(turn: &mut Turn<'_>) {
    if turn.state.human_agreed {
        set(turn, Owner::Bot, OwnerChange::Left);
    }
}

/// Somebody who answers young people did something. Without the person's agreement nothing happens.
pub(super) fn counsellor(turn: &mut Turn<'_>, by: &Counsellor, did: &CounsellorAct) {
    if !turn.state.human_agreed || turn.state.stopped {
        return;
    }
    let own = |wait| Owner::Human {
        counsellor: by.clone(),
        wait,
    };
    match did {
        CounsellorAct::Took => {
            let is_theirs = matches!(&turn.state.owner, Owner::Human { counsellor, .. } if counsellor.id == by.id);
            if is_theirs {
                return;
            }
            let wait = turn.state.owner.wait().map(|wait| Wait {
                until: answer_by(turn),
                ..wait
            });
            set(turn, own(wait), OwnerChange::Taken);
            let text = turn.text("human.took", &[("name", &by.name)]);
            relay(turn, None, text);
        }
        CounsellorAct::Said(text) => {
            let was_waiting = turn.state.owner.wait().is_some() || !turn.state.owner.is_human();
            set(turn, own(None), OwnerChange::Answered);
            relay(turn, Some(by.name.clone()), text.clone());
            if let Some(to) = turn.state.details.answer_mail.clone()
                && was_waiting
            {
                turn.request(Request::MailAnswer {
                    to,
                    from: by.name.clone(),
                    text: text.clone(),
                });
            }
        }
        CounsellorAct::GaveBack => {
            if turn.state.owner == Owner::Bot {
                return;
            }
            set(turn, Owner::Bot, OwnerChange::GivenBack);
            turn.lead_text("human.given_back", &[("name", &by.name)]);
            ask::proceed(turn, Manner::Resume);
        }
    }
}

/// Nobody answered in time: an apology, and the machine again. Nothing is lost: who answers still
/// sees the request.
pub(super) fn nobody_answered(turn: &mut Turn<'_>, since: jiff::Timestamp) {
    let is_this_wait = turn
        .state
        .owner
        .wait()
        .is_some_and(|wait| wait.since == since && wait.until <= turn.now);
    if !is_this_wait {
        return;
    }
    set(turn, Owner::Bot, OwnerChange::TimedOut);
    turn.lead_text("human.nobody", &[]);
    if may_give_mail(turn) {
        let buttons = vec![turn.command("answer_mail"), turn.command("continue")];
        turn.say_with("human.nobody.mail", &[], buttons);
    } else {
        ask::proceed(turn, Manner::Resume);
    }
}

/// While a person answers: what is not for the machine is only kept. `false`: nobody else answers,
/// or it is for the machine.
pub(super) fn keeps_silent(turn: &mut Turn<'_>, input: &Input) -> bool {
    if !turn.state.owner.is_human() {
        return false;
    }
    match input {
        Input::Text(text) => hear(turn, text.trim()),
        Input::Press { action, .. } => return pressed(turn, action),
        Input::UnknownPress => not_here(turn),
        Input::Location(_) => wait(turn),
        Input::Unsupported => turn.say_text("unsupported", &[]),
        Input::TooLong => turn.say_text("too_long", &[]),
        Input::Start { .. } => {}
        // what happens outside is still told, and what the team does comes this way
        Input::Notice(_) | Input::Outcome(_) => return false,
    }
    true
}

/// A sentence to a person, or one of the few that are the machine's too.
fn hear(turn: &mut Turn<'_>, text: &str) {
    let order = commands::of_slash(text)
        .map(|(command, _)| command)
        .or_else(|| orders::named(text));
    match order {
        Some(command) if ALWAYS.contains(&command) => return commands::run(turn, command, 1),
        Some(command) if OF_THE_MENU.contains(&command) => return not_here(turn),
        _ => {}
    }
    let question = match turn.state.pending {
        Some(Pending::Erase) => Question::ConfirmErase,
        _ => Question::Free,
    };
    let context = Context {
        today: turn.today(),
        expected: None,
    };
    let meaning = turn.world.understander.understand(text, &context);
    let is_plain = meaning.intent.score >= PLAIN;
    match meaning.intent.value {
        Intent::Distress => sentence::distress(turn),
        Intent::Stop if is_plain => commands::stop(turn),
        _ if sentence::is_stop_word(text) => commands::stop(turn),
        Intent::DeleteData if is_plain => commands::run(turn, "erase", 1),
        Intent::MyData if is_plain => commands::my_data(turn),
        Intent::Affirm if question == Question::ConfirmErase => {
            press::answer(turn, &question, "confirm_erase", "yes");
        }
        _ => {
            press::close_pending(turn);
            wait(turn);
        }
    }
}

/// A button while a person answers. `false`: it works.
fn pressed(turn: &mut Turn<'_>, action: &Action) -> bool {
    let is_erase = matches!(turn.state.pending, Some(Pending::Erase));
    match action {
        Action::Command(command) if ALWAYS.contains(&command.as_str()) => return false,
        Action::Answer { step, .. } if is_erase && step == "confirm_erase" => return false,
        _ => not_here(turn),
    }
    true
}

/// A button of the machine's: it is said whose turn it is.
fn not_here(turn: &mut Turn<'_>) {
    let Owner::Human { counsellor, .. } = turn.state.owner.clone() else {
        return;
    };
    let buttons = vec![turn.command("bot_back")];
    turn.say_with("human.not_here", &[("name", &counsellor.name)], buttons);
}

/// The person wrote to somebody: from now on they wait.
fn wait(turn: &mut Turn<'_>) {
    let Owner::Human {
        counsellor,
        wait: None,
    } = turn.state.owner.clone()
    else {
        return;
    };
    let wait = Some(Wait {
        since: turn.now,
        until: answer_by(turn),
    });
    set(
        turn,
        Owner::Human { counsellor, wait },
        OwnerChange::Waiting,
    );
}

fn answer_by(turn: &Turn<'_>) -> jiff::Timestamp {
    turn.world
        .help_desk
        .map_or(turn.now, |desk| desk.answers_by(turn.now))
}

fn set(turn: &mut Turn<'_>, owner: Owner, why: OwnerChange) {
    turn.emit(Event::OwnerSet { owner, why });
}

/// Words in the name of a person, with the way back to the machine.
fn relay(turn: &mut Turn<'_>, author: Option<String>, text: String) {
    let buttons = vec![turn.command("bot_back")];
    turn.relay(Message {
        author,
        text,
        buttons,
        ..Message::default()
    });
}

/// Nobody answers here: it is said who does, and how to reach them.
fn elsewhere(turn: &mut Turn<'_>) {
    let mut text = turn.text("human", &[]);
    let own = turn.state.appointments.values().find_map(|view| {
        let stands = view.status == AppointmentStatus::Confirmed && view.starts_at > turn.now;
        let phone = view.centre_phone.as_deref().filter(|_| stands)?;
        Some((view.centre_name.clone(), french::phone(phone)))
    });
    if let Some((centre, phone)) = own {
        let values = [("centre", centre.as_str()), ("phone", phone.as_str())];
        text.push('\n');
        text.push_str(&turn.text("human.appointment", &values));
    }
    let mut buttons = Vec::new();
    let (line, centre) = match results::last_trainings(turn).first() {
        None => ("human.later", String::new()),
        Some(training) => {
            let is_bookable = turn.world.bookable.contains(&training.centre);
            let (line, label) = if is_bookable {
                ("human.bookable", "button.book")
            } else {
                ("human.call_back", "button.call_back")
            };
            let action = Action::Book {
                training: training.id.clone(),
            };
            buttons.push(turn.button(label, action));
            (line, training.centre_name.clone())
        }
    };
    text.push('\n');
    text.push_str(&turn.text(line, &[("centre", &centre)]));
    buttons.push(turn.command("continue"));
    turn.say(Message {
        text,
        buttons,
        ..Message::default()
    });
}
