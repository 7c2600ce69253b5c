//! An application to an employer: nothing about a person leaves before the last press.

use tandem_index::Siret;
use tandem_models::AgeBand;

use super::ask::{self, Manner};
use super::event::Event;
use super::protocol::Request;
use super::turn::Turn;
use super::{booking, french, results, words};
use crate::message::{Message, shorten};

/// Version of the sentence agreed to.
pub(super) const CONSENT: &str = "apply-1";

/// Begins an application.
pub(super) fn start(turn: &mut Turn<'_>, employer: &Siret) {
    let Some(found) = turn.world.searcher.employer(employer) else {
        turn.lead_text("apply.gone", &[]);
        ask::proceed(turn, Manner::Resume);
        return;
    };
    let held = turn
        .state
        .booking
        .as_ref()
        .and_then(|booking| booking.held.clone());
    if held.is_some() {
        // one thing at a time: the slot is kept and the booking goes on
        turn.lead_text("apply.booking_first", &[("employer", &found.name)]);
        ask::proceed(turn, Manner::Resume);
        return;
    }
    let is_under_15 = turn.state.profile.age_band == Some(AgeBand::Under15);
    if found.mail.is_none() && !is_under_15 {
        // said before a name is asked
        no_address(turn, found.phone.as_deref());
        return;
    }
    turn.emit(Event::ApplicationStarted {
        employer: employer.clone(),
    });
    turn.lead_text("apply.start", &[("employer", &found.name)]);
    ask::proceed(turn, Manner::Next);
}

/// Nowhere to send an application to: a phone, or the door.
pub(super) fn no_address(turn: &mut Turn<'_>, phone: Option<&str>) {
    let buttons = results::menu(turn);
    match phone.map(french::phone) {
        Some(phone) => turn.say_with("apply.phone", &[("phone", &phone)], buttons),
        None => turn.say_with("apply.no_address", &[], buttons),
    }
}

/// Says exactly what is shared, and asks.
pub(super) fn ask_consent(turn: &mut Turn<'_>, manner: Manner) {
    let Some(application) = turn.state.application.clone() else {
        return;
    };
    let employer = turn
        .world
        .searcher
        .employer(&application.employer)
        .map_or_else(String::new, |employer| employer.name.clone());
    let (first_name, contact) = booking::who(turn);
    let facts: Vec<String> = words::recap(turn.world, &turn.state.profile.for_employer())
        .into_iter()
        .map(|(_, value)| value)
        .collect();
    let mut text = match manner {
        Manner::Again(_) => turn.text("consent.again", &[]),
        _ => turn.text(
            "consent.apply",
            &[
                ("employer", &employer),
                ("first_name", &first_name),
                ("contact", &contact),
                ("facts", &french::list(&facts)),
            ],
        ),
    };
    if let Some(message) = turn
        .state
        .details
        .message
        .clone()
        .filter(|own| !own.is_empty())
    {
        text.push('\n');
        text.push_str(&turn.text("apply.own_words", &[("message", &shorten(&message, 300))]));
    }
    if manner == Manner::Next && booking::needs_an_adult(turn) {
        text.push('\n');
        text.push_str(&turn.text("adult", &[]));
    }
    let buttons = vec![
        turn.answer("apply_consent", "yes", "consent_apply"),
        turn.command("change_contact"),
        turn.command("abandon"),
    ];
    turn.say(Message {
        text,
        buttons,
        ..Message::default()
    });
}

/// The person agreed.
pub(super) fn send(turn: &mut Turn<'_>) {
    let Some(application) = turn.state.application.clone() else {
        return;
    };
    let message = turn
        .state
        .details
        .message
        .clone()
        .filter(|own| !own.is_empty());
    let contact = booking::contact(turn);
    let shared = turn.state.profile.for_employer();
    turn.request(Request::Apply {
        employer: application.employer,
        contact,
        consent: CONSENT.to_owned(),
        shared,
        message,
    });
}
