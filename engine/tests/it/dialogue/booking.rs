//! What the dialogue promises around a booking, one test each.

use tandem_engine::dialogue::Question;
use tandem_engine::message::FileRef;

use super::chat::{Chat, at_results};
use super::desk::Mood;

/// Everything is said for a booking but the last yes.
fn at_consent() -> Chat {
    let mut chat = at_results();
    for line in [
        "[Prendre rendez-vous]",
        "le premier",
        "Lou",
        "lou@exemple.fr",
    ] {
        chat.play(line);
    }
    chat
}

#[test]
fn undo_never_performs_an_act_again() {
    let mut chat = at_consent();
    chat.play("oui");
    let confirmations = |chat: &Chat| {
        chat.desk
            .acts
            .iter()
            .filter(|act| *act == "confirm")
            .count()
    };
    assert_eq!(confirmations(&chat), 1, "{}", chat.transcript);
    chat.play("retour");
    chat.play("retour");
    assert_eq!(confirmations(&chat), 1);
    assert_eq!(chat.state.appointments.len(), 1);
}

#[test]
fn back_from_a_held_slot_gives_it_back() {
    let mut chat = at_results();
    chat.play("[Prendre rendez-vous]");
    chat.play("le premier");
    chat.play("retour");
    assert!(
        chat.desk.acts.contains(&"release".to_owned()),
        "{}",
        chat.transcript
    );
    assert_eq!(chat.state.asked.as_ref().unwrap().question, Question::Slot);
}

#[test]
fn confirmation_says_the_date_in_words_with_a_calendar_file() {
    let mut chat = at_consent();
    assert!(
        chat.last().text.contains("lou@exemple.fr"),
        "{}",
        chat.transcript
    );
    chat.play("[D'accord, je confirme]");
    let confirmation = chat
        .messages
        .iter()
        .rev()
        .map(|(_, message)| message)
        .find(|message| message.file.is_some())
        .unwrap();
    assert!(
        confirmation.text.contains("jeudi 3 décembre à 10 h"),
        "{}",
        confirmation.text
    );
    assert_eq!(
        confirmation.file,
        Some(FileRef::AppointmentCalendar {
            appointment: "rdv-1".into()
        })
    );
    assert!(
        chat.transcript.contains("adulte"),
        "15-17: told to speak to an adult"
    );
}

#[test]
fn a_slot_just_taken_is_replaced_by_others() {
    let mut chat = at_results();
    chat.play("[Prendre rendez-vous]");
    chat.desk.mood = Mood::Taken;
    chat.play("le premier");
    assert!(chat.last().text.contains("créneau"), "{}", chat.transcript);
    assert_eq!(chat.state.asked.as_ref().unwrap().question, Question::Slot);
    chat.play("le premier");
    assert_eq!(
        chat.state.asked.as_ref().unwrap().question,
        Question::FirstName
    );
}

#[test]
fn a_hold_that_ran_out_offers_slots_again() {
    let mut chat = at_consent();
    chat.desk.mood = Mood::Slow;
    chat.play("oui");
    assert_eq!(
        chat.state.asked.as_ref().unwrap().question,
        Question::Slot,
        "{}",
        chat.transcript
    );
    chat.play("le premier");
    assert_eq!(
        chat.state.asked.as_ref().unwrap().question,
        Question::Consent,
        "what is known is not asked again\n{}",
        chat.transcript
    );
}

#[test]
fn too_late_to_cancel_gives_the_phone() {
    let mut chat = at_consent();
    chat.play("oui");
    chat.desk.mood = Mood::Late;
    chat.play("annuler");
    chat.play("[Oui, annuler]");
    assert!(
        chat.last_turn().contains("03 21 00 00 00"),
        "{}",
        chat.transcript
    );
}

#[test]
fn a_second_booking_with_the_same_centre_shows_the_first() {
    let mut chat = at_consent();
    chat.play("oui");
    chat.play("[Prendre rendez-vous]");
    chat.play("le deuxième");
    assert!(chat.last_turn().contains("déjà"), "{}", chat.transcript);
}

#[test]
fn another_day_said_in_words_looks_for_slots_and_moves_no_appointment() {
    for words in [
        "un autre jour",
        "plutôt une autre date",
        "on peut changer de jour ?",
        "changer de créneau",
        "je peux pas ces jours-là",
    ] {
        let mut chat = at_results();
        chat.play("[Prendre rendez-vous]");
        chat.play(words);
        let booking = chat.state.booking.as_ref().expect("still booking");
        assert_eq!(booking.moving, None, "{words}");
        assert_eq!(booking.slots.len(), 3, "{words}");
        assert!(chat.state.pending.is_none(), "{words}");
    }
}

#[test]
fn an_appointment_stays_when_nothing_else_is_free() {
    let mut chat = at_consent();
    chat.play("oui");
    chat.desk.mood = Mood::Full;
    chat.play("déplacer mon rendez-vous");
    let said = chat.last_turn();
    assert!(said.contains("autre créneau"), "{said}");
    assert!(chat.state.booking.is_none());
    assert!(!chat.desk.acts.contains(&"move".to_owned()));
}

#[test]
fn without_a_bot_the_conversation_stays_on_the_site_and_goes_on() {
    let mut chat = at_results();
    chat.desk.mood = Mood::NoBot;
    chat.play("/telegram");
    let said = chat.last_turn();
    assert!(
        said.contains("Telegram") && !said.contains("t.me"),
        "{said}"
    );
    assert_eq!(chat.state.asked.as_ref().unwrap().question, Question::Free);
}
