//! What the store answered, said and folded.

use super::ChannelKind;
use super::ask::{self, Manner};
use super::event::{BookingEnd, Event};
use super::protocol::{CentreReach, Outcome};
use super::state::{Awaiting, Booking};
use super::turn::Turn;
use super::{applying, appointments, booking, french, results};
use crate::appointments::{AppointmentMode, AppointmentStatus, AppointmentView, Slot};
use crate::message::{Button, FileRef, Message};

/// Answers an outcome within the same turn.
pub(super) fn handle(turn: &mut Turn<'_>, outcome: &Outcome) {
    let awaiting = turn.state.awaiting.clone();
    if awaiting.is_some() {
        turn.emit(Event::AwaitingSet { awaiting: None });
    }
    match outcome {
        Outcome::ConsentRecorded | Outcome::Mailed => {}
        Outcome::Appointments(all) => {
            appointments::found(turn, all, &awaiting.unwrap_or(Awaiting::List));
        }
        _ if awaiting == Some(Awaiting::Quiet) => after_release(turn),
        Outcome::Cancelled(view) => {
            changed(turn, view);
            let when = booking::line(view);
            turn.lead_text("cancelled", &[("when", &when)]);
            ask::proceed(turn, Manner::Resume);
        }
        Outcome::TooLate(view) => too_late(turn, view),
        Outcome::LinkCode { to, url } => match (to, url) {
            (ChannelKind::Telegram, Some(url)) => turn.say_text("link.telegram", &[("url", url)]),
            (_, Some(url)) => turn.say_text("link.site", &[("url", url)]),
            (_, None) => {
                turn.lead_text("link.closed", &[]);
                ask::proceed(turn, Manner::Resume);
            }
        },
        Outcome::Erased { code } => {
            turn.emit(Event::Erased);
            turn.say_text("erased", &[("code", code)]);
        }
        Outcome::Applied { employer_name } => {
            turn.emit(Event::ApplicationEnded { sent: true });
            let buttons = results::menu(turn);
            turn.say_with("applied", &[("employer", employer_name)], buttons);
        }
        Outcome::AlreadyApplied => {
            turn.emit(Event::ApplicationEnded { sent: false });
            let buttons = results::menu(turn);
            turn.say_with("apply.already", &[], buttons);
        }
        Outcome::NoAddress { phone } => {
            turn.emit(Event::ApplicationEnded { sent: false });
            applying::no_address(turn, phone.as_deref());
        }
        _ => booked(turn, outcome),
    }
}

/// Outcomes of a booking.
fn booked(turn: &mut Turn<'_>, outcome: &Outcome) {
    match outcome {
        Outcome::Slots { slots, time_zone } => offer(turn, slots, time_zone),
        Outcome::NoCalendar { phone, reach } => {
            turn.emit(Event::NoCalendar {
                phone: phone.clone(),
            });
            match reach {
                CentreReach::Mail => turn.lead_text("no_calendar", &[]),
                CentreReach::Inbox => {
                    turn.lead_text("no_calendar.inbox", &[]);
                    lead_phone(turn, phone.as_deref());
                }
            }
            ask::proceed(turn, Manner::Next);
        }
        Outcome::Held(view) => {
            turn.emit(Event::SlotHeld {
                appointment: view.clone(),
            });
            let when = french::instant(view.starts_at, &view.time_zone);
            turn.lead_text("held", &[("when", &when)]);
            warn_of_overlap(turn, view);
            ask::proceed(turn, Manner::Next);
        }
        Outcome::SlotTaken { others, time_zone } => {
            turn.lead_text("slot.taken", &[]);
            turn.emit(Event::HoldLost);
            offer(turn, others, time_zone);
        }
        Outcome::HoldExpired => {
            turn.emit(Event::HoldLost);
            turn.lead_text("hold.expired", &[]);
            ask::proceed(turn, Manner::Next);
        }
        Outcome::AlreadyBooked(view) => {
            turn.emit(Event::BookingEnded {
                end: BookingEnd::Impossible,
            });
            changed(turn, view);
            let buttons = appointments::change_buttons(turn, view);
            let when = booking::line(view);
            turn.say_with("already_booked", &[("when", &when)], buttons);
        }
        Outcome::Confirmed(view) => {
            turn.emit(Event::BookingEnded {
                end: BookingEnd::Confirmed,
            });
            changed(turn, view);
            confirmed(turn, view, "confirmed");
        }
        Outcome::Moved(view) => {
            turn.emit(Event::BookingEnded {
                end: BookingEnd::Moved,
            });
            changed(turn, view);
            confirmed(turn, view, "moved");
        }
        Outcome::ParentAsked(view) => {
            turn.emit(Event::BookingEnded {
                end: BookingEnd::ParentAsked,
            });
            changed(turn, view);
            let when = french::instant(view.starts_at, &view.time_zone);
            let buttons = results::menu(turn);
            turn.say_with("parent_asked", &[("when", &when)], buttons);
        }
        Outcome::ContactRequested {
            centre_name,
            phone,
            reach,
            ..
        } => {
            turn.emit(Event::BookingEnded {
                end: BookingEnd::ContactRequested,
            });
            let id = match reach {
                CentreReach::Mail => "contact_requested",
                CentreReach::Inbox => "contact_requested.inbox",
            };
            turn.lead_text(id, &[("centre", centre_name)]);
            lead_phone(turn, phone.as_deref());
            next_step(turn);
        }
        Outcome::AlreadyRequested { on } => {
            turn.emit(Event::BookingEnded {
                end: BookingEnd::Impossible,
            });
            turn.lead_text("contact_already", &[("day", &french::day(*on))]);
            next_step(turn);
        }
        _ => refused(turn),
    }
}

/// Two appointments at once: allowed, and said.
fn warn_of_overlap(turn: &mut Turn<'_>, held: &AppointmentView) {
    let other = turn.state.appointments.values().find(|view| {
        view.id != held.id
            && view.status == AppointmentStatus::Confirmed
            && view.starts_at < held.ends_at
            && held.starts_at < view.ends_at
    });
    if let Some(centre) = other.map(|view| view.centre_name.clone()) {
        turn.lead_text("held.overlap", &[("centre", &centre)]);
    }
}

fn lead_phone(turn: &mut Turn<'_>, phone: Option<&str>) {
    if let Some(phone) = phone {
        turn.lead_text("contact_phone", &[("phone", &french::phone(phone))]);
    }
}

/// Slots found, or none.
fn offer(turn: &mut Turn<'_>, slots: &[Slot], time_zone: &str) {
    let Some(current) = turn.state.booking.clone() else {
        return;
    };
    if !slots.is_empty() {
        turn.emit(Event::SlotsOffered {
            slots: slots.to_vec(),
            time_zone: time_zone.to_owned(),
        });
        ask::ask(turn, &super::state::Question::Slot, Manner::Next);
    } else if current.slots.is_empty() {
        no_slot_at_all(turn, &current);
    } else {
        turn.lead_text("slot.none_there", &[]);
        ask::ask(turn, &super::state::Question::Slot, Manner::Again(1));
    }
}

/// Nothing in six months: the centre calls back; an appointment being moved stays.
fn no_slot_at_all(turn: &mut Turn<'_>, current: &Booking) {
    if current.moving.is_some() {
        turn.emit(Event::BookingEnded {
            end: BookingEnd::Impossible,
        });
        turn.lead_text("slot.none_to_move", &[]);
        ask::proceed(turn, Manner::Resume);
    } else {
        turn.emit(Event::NoCalendar { phone: None });
        turn.lead_text("slot.none", &[]);
        ask::proceed(turn, Manner::Next);
    }
}

fn changed(turn: &mut Turn<'_>, view: &AppointmentView) {
    turn.emit(Event::AppointmentChanged {
        appointment: view.clone(),
    });
}

/// The confirmation: when, where, what to bring, the calendar file, what can be changed.
pub(super) fn confirmed(turn: &mut Turn<'_>, view: &AppointmentView, id: &str) {
    let when = french::instant(view.starts_at, &view.time_zone);
    let how = match view.mode {
        AppointmentMode::PublicOffice => "where.office",
        AppointmentMode::Phone => "where.phone",
        AppointmentMode::Video => "where.video",
    };
    let mut text = turn.text(id, &[("when", &when), ("centre", &view.centre_name)]);
    text.push('\n');
    text.push_str(&turn.text(how, &[("address", &view.address)]));
    let bring = match &view.instructions {
        Some(instructions) => instructions.clone(),
        None => turn.text("bring", &[]),
    };
    text.push('\n');
    text.push_str(&bring);
    if let Some(phone) = &view.centre_phone {
        text.push('\n');
        text.push_str(&turn.text("late", &[("phone", &french::phone(phone))]));
    }
    let buttons = appointments::change_buttons(turn, view);
    turn.say(Message {
        text,
        buttons,
        file: Some(FileRef::AppointmentCalendar {
            appointment: view.id.clone(),
        }),
        ..Message::default()
    });
    next_step(turn);
}

/// After the centre, the employer.
fn next_step(turn: &mut Turn<'_>) {
    turn.asked(&super::state::Question::Free);
    let buttons: Vec<Button> = vec![
        turn.command("employers"),
        turn.command("more"),
        turn.command("my_appointments"),
    ];
    turn.say_with("next.employers", &[], buttons);
}

/// A held slot was given back: what comes next is asked.
fn after_release(turn: &mut Turn<'_>) {
    let waits_for_slots = turn
        .state
        .booking
        .as_ref()
        .is_some_and(|booking| booking.slots.is_empty());
    if waits_for_slots {
        booking::find_slots(turn, None, None);
    }
}

fn too_late(turn: &mut Turn<'_>, view: &AppointmentView) {
    if turn.state.booking.is_some() {
        turn.emit(Event::BookingEnded {
            end: BookingEnd::Impossible,
        });
    }
    let when = booking::line(view);
    match view.centre_phone.as_deref().map(french::phone) {
        Some(phone) => turn.lead_text("too_late.call", &[("when", &when), ("phone", &phone)]),
        None => turn.lead_text("too_late", &[("when", &when)]),
    }
    ask::proceed(turn, Manner::Resume);
}

/// Not theirs, not found, no longer possible.
fn refused(turn: &mut Turn<'_>) {
    if turn.state.booking.is_some() {
        turn.emit(Event::BookingEnded {
            end: BookingEnd::Impossible,
        });
    }
    if turn.state.application.is_some() {
        turn.emit(Event::ApplicationEnded { sent: false });
    }
    turn.lead_text("refused", &[]);
    ask::proceed(turn, Manner::Resume);
}
