//! Appointments made: list, cancel, move.

use super::ask::{self, Manner};
use super::event::Event;
use super::protocol::{Action, Request};
use super::state::{Awaiting, Pending};
use super::turn::Turn;
use super::{booking, french};
use crate::appointments::{AppointmentStatus, AppointmentView};
use crate::message::{Button, Card, Message};

/// Asks the store for the person's appointments, for a purpose.
pub(super) fn look_up(turn: &mut Turn<'_>, purpose: Awaiting) {
    turn.emit(Event::AwaitingSet {
        awaiting: Some(purpose),
    });
    turn.request(Request::ListAppointments);
}

/// The appointments, for the purpose they were asked for.
pub(super) fn found(turn: &mut Turn<'_>, all: &[AppointmentView], purpose: &Awaiting) {
    let current: Vec<AppointmentView> = all
        .iter()
        .filter(|view| {
            matches!(
                view.status,
                AppointmentStatus::Confirmed | AppointmentStatus::Held
            )
        })
        .cloned()
        .collect();
    if current.is_empty() {
        turn.lead_text("appointments.none", &[]);
        ask::proceed(turn, Manner::Resume);
        return;
    }
    match purpose {
        Awaiting::Cancel { appointment } => {
            choose(turn, &current, appointment.as_deref(), false);
        }
        Awaiting::Move { appointment } => choose(turn, &current, appointment.as_deref(), true),
        Awaiting::List | Awaiting::Quiet => {
            let cards = current.iter().map(|view| card(turn, view)).collect();
            let text = turn.text("appointments.list", &[]);
            turn.say(Message {
                text,
                cards,
                ..Message::default()
            });
            ask::proceed(turn, Manner::Resume);
        }
    }
}

/// The one that is meant, or which.
fn choose(turn: &mut Turn<'_>, all: &[AppointmentView], id: Option<&str>, moving: bool) {
    let meant = match (id, all) {
        (Some(id), _) => all.iter().find(|view| view.id == id),
        (None, [only]) => Some(only),
        (None, _) => None,
    };
    match (meant, id) {
        (Some(view), _) if moving => {
            booking::start(turn, &view.training.clone(), Some(view.id.clone()));
        }
        (Some(view), _) => {
            turn.emit(Event::PendingSet {
                pending: Some(Pending::Cancel {
                    appointment: Box::new(view.clone()),
                }),
            });
            ask::proceed(turn, Manner::Next);
        }
        (None, Some(_)) => {
            turn.lead_text("appointments.gone", &[]);
            ask::proceed(turn, Manner::Resume);
        }
        (None, None) => {
            turn.emit(Event::PendingSet {
                pending: Some(Pending::PickAppointment {
                    appointments: all.to_vec(),
                    moving,
                }),
            });
            ask::proceed(turn, Manner::Next);
        }
    }
}

/// Which appointment.
pub(super) fn ask_which(turn: &mut Turn<'_>, manner: Manner) {
    let Some(Pending::PickAppointment {
        appointments,
        moving,
    }) = turn.state.pending.clone()
    else {
        return;
    };
    let buttons = appointments
        .iter()
        .map(|view| {
            let appointment = view.id.clone();
            let action = if moving {
                Action::Reschedule { appointment }
            } else {
                Action::Cancel { appointment }
            };
            let when = french::instant_short(view.starts_at, &view.time_zone);
            let label = format!("{}, {}", french::upper_first(&when), view.centre_name);
            Button::new(&label, action)
        })
        .chain([turn.command("continue")])
        .collect();
    booking::say_detail(turn, "appointments.which", manner, buttons);
}

/// Cancel it?
pub(super) fn ask_cancel(turn: &mut Turn<'_>, manner: Manner) {
    let Some(Pending::Cancel { appointment }) = turn.state.pending.clone() else {
        return;
    };
    let when = booking::line(&appointment);
    let id = match manner {
        Manner::Again(_) => "confirm.cancel.again",
        _ => "confirm.cancel",
    };
    let move_it = turn.button(
        "button.reschedule",
        Action::Reschedule {
            appointment: appointment.id.clone(),
        },
    );
    let buttons = vec![
        turn.answer("confirm_cancel", "yes", "cancel_yes"),
        move_it,
        turn.answer("confirm_cancel", "no", "cancel_no"),
    ];
    turn.say_with(id, &[("when", &when)], buttons);
}

/// An appointment with its two buttons.
pub(super) fn card(turn: &Turn<'_>, view: &AppointmentView) -> Card {
    let training = turn.world.searcher.training(&view.training);
    let mut lines = vec![view.training_title.clone()];
    if !view.address.is_empty() {
        lines.push(view.address.clone());
    }
    Card {
        title: french::upper_first(&french::instant(view.starts_at, &view.time_zone)),
        subtitle: view.centre_name.clone(),
        lines,
        buttons: change_buttons(turn, view),
        is_demo: training.is_some_and(|training| training.is_demo),
    }
}

/// "Déplacer", "Annuler".
pub(super) fn change_buttons(turn: &Turn<'_>, view: &AppointmentView) -> Vec<Button> {
    vec![
        turn.button(
            "button.reschedule",
            Action::Reschedule {
                appointment: view.id.clone(),
            },
        ),
        turn.button(
            "button.cancel",
            Action::Cancel {
                appointment: view.id.clone(),
            },
        ),
    ]
}
