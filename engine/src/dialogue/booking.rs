//! From a proposal to a held slot, then who, then consent.

use jiff::civil::Date;
use tandem_index::TrainingId;
use tandem_models::AgeBand;

use super::ask::{self, Manner};
use super::event::{Detail, Event};
use super::french;
use super::protocol::{Action, PartOfDay, Request};
use super::state::{Awaiting, Booking, Question};
use super::turn::Turn;
use super::words;
use crate::appointments::{AppointmentView, Contact, Slot};
use crate::message::{Button, Message};

/// Version of the sentence agreed to before a booking.
pub(super) const CONSENT_BOOKING: &str = "booking-1";
/// Version of the sentence agreed to before a contact request.
pub(super) const CONSENT_CONTACT: &str = "contact-1";
/// Slots offered at once.
const OFFERED: usize = 3;

/// Begins a booking with the centre of this training.
pub(super) fn start(turn: &mut Turn<'_>, training: &TrainingId, moving: Option<String>) {
    if moving.is_none() && turn.world.searcher.training(training).is_none() {
        turn.lead_text("booking.gone", &[]);
        ask::proceed(turn, Manner::Resume);
        return;
    }
    let held = turn.state.held_id();
    turn.emit(Event::BookingStarted {
        training: training.clone(),
        moving,
    });
    match held {
        Some(appointment) => {
            turn.emit(Event::AwaitingSet {
                awaiting: Some(Awaiting::Quiet),
            });
            turn.request(Request::Release { appointment });
        }
        None => find_slots(turn, None, None),
    }
}

/// Asks for free slots.
pub(super) fn find_slots(turn: &mut Turn<'_>, from: Option<Date>, part: Option<PartOfDay>) {
    let Some(training) = turn
        .state
        .booking
        .as_ref()
        .map(|booking| booking.training.clone())
    else {
        return;
    };
    turn.request(Request::FindSlots {
        training,
        from,
        part,
        limit: OFFERED,
    });
}

/// Slots as buttons, then other days and parts of the day.
pub(super) fn ask_slot(turn: &mut Turn<'_>, manner: Manner) {
    let Some(booking) = turn.state.booking.clone() else {
        return;
    };
    let mut buttons: Vec<Button> = booking
        .slots
        .iter()
        .map(|slot| slot_button(slot, &booking.time_zone))
        .collect();
    let next_day = booking.slots.last().and_then(|slot| {
        let day = french::local(slot.starts_at, &booking.time_zone).date();
        day.tomorrow().ok()
    });
    let other = |from, part| Action::OtherSlots { from, part };
    buttons.push(turn.button("button.other_day", other(next_day, None)));
    buttons.push(turn.button("button.morning", other(None, Some(PartOfDay::Morning))));
    buttons.push(turn.button("button.afternoon", other(None, Some(PartOfDay::Afternoon))));
    buttons.push(turn.command("abandon"));
    let centre = centre_name(turn, &booking);
    let id = match manner {
        Manner::Again(_) => "slot.again",
        Manner::Resume => "slot.resume",
        Manner::Next if booking.moving.is_some() => "slot.move",
        Manner::Next => "slot.ask",
    };
    turn.say_with(id, &[("centre", &centre)], buttons);
}

fn slot_button(slot: &Slot, time_zone: &str) -> Button {
    Button::new(
        &french::upper_first(&french::instant_short(slot.starts_at, time_zone)),
        Action::ChooseSlot { slot: slot.clone() },
    )
}

/// The name of the centre of the booking.
pub(super) fn centre_name(turn: &Turn<'_>, booking: &Booking) -> String {
    match &booking.held {
        Some(held) => held.centre_name.clone(),
        None => turn.world.searcher.training(&booking.training).map_or_else(
            || "le CFA".to_owned(),
            |training| training.centre_name.clone(),
        ),
    }
}

/// A slot was chosen.
pub(super) fn choose(turn: &mut Turn<'_>, slot: &Slot) {
    let Some(booking) = turn.state.booking.clone() else {
        return;
    };
    match booking.moving {
        Some(appointment) => turn.request(Request::Move {
            appointment,
            slot: slot.clone(),
        }),
        None => turn.request(Request::Hold {
            training: booking.training,
            slot: slot.clone(),
        }),
    }
}

/// First name, contact, parent's mail, own words, consent, confirmations.
pub(super) fn ask_detail(turn: &mut Turn<'_>, question: &Question, manner: Manner) {
    let (id, buttons) = match question {
        Question::FirstName => ("ask.first_name", vec![turn.command("abandon")]),
        Question::Contact => ("ask.contact", vec![turn.command("abandon")]),
        Question::ParentMail => (
            "ask.parent_mail",
            vec![turn.command("no_parent_mail"), turn.command("abandon")],
        ),
        Question::ApplyMessage => (
            "ask.apply_message",
            vec![
                turn.answer("apply_message", "none", "no_message"),
                turn.command("abandon"),
            ],
        ),
        Question::Consent => return ask_consent(turn, manner),
        Question::ApplyConsent => return super::applying::ask_consent(turn, manner),
        Question::ConfirmErase => (
            "confirm.erase",
            vec![
                turn.answer("confirm_erase", "yes", "erase_yes"),
                turn.answer("confirm_erase", "no", "erase_no"),
            ],
        ),
        Question::ConfirmRestart => (
            "confirm.restart",
            vec![
                turn.answer("confirm_restart", "yes", "restart_yes"),
                turn.answer("confirm_restart", "no", "restart_no"),
            ],
        ),
        Question::Human => return super::human::ask(turn, manner),
        Question::AnswerMail => ("ask.answer_mail", vec![turn.command("abandon")]),
        Question::ConfirmCancel => return super::appointments::ask_cancel(turn, manner),
        Question::PickAppointment => return super::appointments::ask_which(turn, manner),
        _ => return,
    };
    say_detail(turn, id, manner, buttons);
}

/// A question in the manner that fits.
pub(super) fn say_detail(turn: &mut Turn<'_>, id: &str, manner: Manner, buttons: Vec<Button>) {
    let text = match manner {
        Manner::Next => turn.text(id, &[]),
        Manner::Resume => {
            let ask = turn.text(id, &[]);
            turn.text("resume.bare", &[("ask", &french::lower_first(&ask))])
        }
        Manner::Again(_) => turn.text(&format!("{id}.again"), &[]),
    };
    turn.say(Message {
        text,
        buttons,
        ..Message::default()
    });
}

/// What is shared with the centre, and the button that agrees to it.
fn ask_consent(turn: &mut Turn<'_>, manner: Manner) {
    let Some(booking) = turn.state.booking.clone() else {
        return;
    };
    let centre = centre_name(turn, &booking);
    let (first_name, contact) = who(turn);
    let facts = shared(turn);
    let id = if booking.is_contact_request {
        "consent.contact"
    } else {
        "consent.booking"
    };
    let when = booking.held.as_ref().map_or_else(String::new, |held| {
        french::instant(held.starts_at, &held.time_zone)
    });
    let mut text = match manner {
        Manner::Again(_) => turn.text("consent.again", &[]),
        _ => turn.text(
            id,
            &[
                ("centre", &centre),
                ("first_name", &first_name),
                ("contact", &contact),
                ("when", &when),
                ("facts", &facts),
            ],
        ),
    };
    if manner == Manner::Next && needs_an_adult(turn) {
        text.push('\n');
        text.push_str(&turn.text("adult", &[]));
    }
    let yes = if booking.is_contact_request {
        "consent_contact"
    } else {
        "consent_booking"
    };
    let buttons = vec![
        turn.answer("consent", "yes", yes),
        turn.command("change_contact"),
        turn.command("abandon"),
    ];
    turn.say(Message {
        text,
        buttons,
        ..Message::default()
    });
}

/// Whether an adult is to be spoken to: at 15 to 17, unless one is writing.
pub(super) fn needs_an_adult(turn: &Turn<'_>) -> bool {
    turn.state.profile.age_band == Some(AgeBand::From15To17)
        && !turn.state.said.contains_key(super::learn::FOR_A_CHILD)
}

/// First name and contact as said.
pub(super) fn who(turn: &Turn<'_>) -> (String, String) {
    let details = &turn.state.details;
    let contact = match (&details.mail, &details.phone) {
        (Some(mail), _) => mail.clone(),
        (None, Some(phone)) => french::phone(phone),
        (None, None) => String::new(),
    };
    (details.first_name.clone().unwrap_or_default(), contact)
}

/// What of the profile a centre receives, as said.
fn shared(turn: &Turn<'_>) -> String {
    let facts: Vec<String> = words::recap(turn.world, &turn.state.profile.for_centre())
        .into_iter()
        .map(|(_, value)| value)
        .collect();
    french::list(&facts)
}

/// The person agreed.
pub(super) fn confirm(turn: &mut Turn<'_>) {
    let Some(booking) = turn.state.booking.clone() else {
        return;
    };
    let contact = contact(turn);
    let shared = turn.state.profile.for_centre();
    if booking.is_contact_request {
        turn.request(Request::RequestContact {
            training: booking.training,
            contact,
            consent: CONSENT_CONTACT.to_owned(),
            shared,
        });
    } else if let Some(held) = booking.held {
        turn.request(Request::Confirm {
            appointment: held.id,
            contact,
            consent: CONSENT_BOOKING.to_owned(),
            shared,
        });
    }
}

/// The identity given.
pub(super) fn contact(turn: &Turn<'_>) -> Contact {
    let details = &turn.state.details;
    Contact {
        first_name: details.first_name.clone().unwrap_or_default(),
        mail: details.mail.clone(),
        phone: details.phone.clone(),
    }
}

/// A parent's mail was given: the hold waits for the parent.
pub(super) fn ask_parent(turn: &mut Turn<'_>) {
    let Some(held) = turn
        .state
        .booking
        .as_ref()
        .and_then(|booking| booking.held.clone())
    else {
        return;
    };
    turn.request(Request::AskParent {
        appointment: held.id,
        first_name: turn.state.details.first_name.clone().unwrap_or_default(),
        parent_mail: turn.state.details.parent_mail.clone().unwrap_or_default(),
        shared: turn.state.profile.for_centre(),
    });
}

/// No parent's mail: the phone of the centre, and the slot is given back.
pub(super) fn no_parent_mail(turn: &mut Turn<'_>) {
    let phone = turn
        .state
        .booking
        .as_ref()
        .and_then(|booking| booking.held.as_ref())
        .and_then(|held| held.centre_phone.as_deref())
        .map(french::phone);
    match phone {
        Some(phone) => turn.lead_text("under15.call", &[("phone", &phone)]),
        None => turn.lead_text("under15.no_phone", &[]),
    }
    super::ladder::abandon(turn);
}

/// Asks for the contact again.
pub(super) fn change_contact(turn: &mut Turn<'_>) {
    for detail in [
        Detail::FirstName(None),
        Detail::Mail(None),
        Detail::Phone(None),
    ] {
        turn.emit(Event::DetailSet { detail });
    }
    ask::proceed(turn, Manner::Next);
}

/// One line on an appointment: "jeudi 3 décembre à 14 h 30, CFA X".
pub(super) fn line(view: &AppointmentView) -> String {
    format!(
        "{}, {}",
        french::instant(view.starts_at, &view.time_zone),
        view.centre_name
    )
}
