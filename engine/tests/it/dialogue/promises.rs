//! What the dialogue promises (CHANNELS 2 and privacy), one test each.

use tandem_engine::dialogue::{Action, ChannelKind, Event, Input, Notice, NoticeStage, Question};
use tandem_engine::message::FileRef;
use tandem_models::{AgeBand, DiplomaLevel, SchoolStage};

use super::chat::{Chat, buttons};
use super::desk::Mood;

fn after(script: &[&str]) -> Chat {
    let mut chat = Chat::new(ChannelKind::Web);
    for line in script {
        chat.play(line);
    }
    chat
}

/// Everything up to proposals of hairdressing in Metz.
const TO_RESULTS: [&str; 3] = [
    "@start",
    "[OK, on y va]",
    "coiffure à Metz, je suis en 3e, 20 km, 17 ans, en septembre",
];

fn at_results() -> Chat {
    after(&TO_RESULTS)
}

#[test]
fn one_sentence_fills_diploma_trade_and_place_and_none_is_asked_again() {
    let mut chat = after(&["@start", "salut je cherche un cap cuisine vers Lens"]);
    let profile = &chat.state.profile;
    assert_eq!(profile.target_level, Some(DiplomaLevel::Three));
    assert!(
        profile
            .trades
            .iter()
            .any(|wanted| wanted.rome.as_str() == "G1602")
    );
    assert_eq!(profile.place, Some("62498".parse().unwrap()));
    for line in ["20 km", "16 ans", "en septembre"] {
        chat.play(line);
    }
    assert!(chat.state.results.is_shown);
    let asked: Vec<&Question> = chat
        .events
        .iter()
        .filter_map(|event| match event {
            Event::Asked { question } => Some(question),
            _ => None,
        })
        .collect();
    for step in ["path", "trade", "level", "place"] {
        assert!(
            !asked.contains(&&Question::Step(step.into())),
            "{step} was asked"
        );
    }
}

#[test]
fn notice_comes_before_the_first_personal_question() {
    let mut chat = after(&["@start"]);
    assert_eq!(chat.messages.len(), 1);
    let labels: Vec<&str> = buttons(chat.last()).map(|b| b.label.as_str()).collect();
    assert_eq!(labels, ["OK, on y va", "En savoir plus"]);
    assert!(!chat.last().text.contains("Telegram"));
    chat.play("[OK, on y va]");
    assert_eq!(chat.state.notice, NoticeStage::Accepted);
    assert_eq!(chat.desk.acts, ["record_consent"]);

    let mut telegram = Chat::new(ChannelKind::Telegram);
    telegram.play("@start");
    assert!(
        telegram
            .last()
            .text
            .contains("Telegram est une société hors UE")
    );
}

#[test]
fn first_words_are_kept_but_no_question_comes_before_the_notice() {
    let chat = after(&["bonjour je veux faire de la coiffure à Metz"]);
    assert!(chat.state.profile.place.is_some());
    assert!(!chat.state.profile.trades.is_empty());
    assert_eq!(chat.state.notice, NoticeStage::Shown);
    assert_eq!(
        chat.state.asked.as_ref().unwrap().question,
        Question::Notice
    );
}

#[test]
fn a_correction_is_said_and_re_ranks() {
    let mut chat = at_results();
    let before = chat.state.results.trainings.clone();
    assert!(!before.is_empty());
    chat.play("en fait je suis à Thionville");
    assert!(
        chat.last_turn().contains("Metz (57) → Thionville (57)"),
        "{}",
        chat.transcript
    );
    assert!(chat.state.results.is_shown);
    assert_ne!(chat.state.results.trainings, before);
}

#[test]
fn an_unknown_town_keeps_the_known_one() {
    let mut chat = after(&["@start", "coiffure à Metz"]);
    chat.play("j'habite à Zorglubville");
    assert_eq!(chat.state.profile.place, Some("57463".parse().unwrap()));
}

#[test]
fn undo_goes_back_over_any_number_of_steps() {
    let mut chat = after(&["@start", "[OK, on y va]"]);
    let mut profiles = vec![chat.state.profile.clone()];
    for line in ["coiffure", "3e", "Metz", "20 km", "17 ans", "en septembre"] {
        chat.play(line);
        profiles.push(chat.state.profile.clone());
    }
    assert!(chat.state.results.is_shown);
    profiles.pop();
    while let Some(profile) = profiles.pop() {
        chat.play("/retour");
        assert_eq!(chat.state.profile, profile, "{}", chat.transcript);
    }
    for line in ["coiffure", "3e", "Metz"] {
        chat.play(line);
    }
    chat.play("/retour 3");
    assert_eq!(
        chat.state.profile,
        tandem_engine::profile::Profile::default()
    );
}

#[test]
fn undo_never_performs_an_act_again() {
    let mut chat = at_results();
    for line in [
        "[Prendre rendez-vous]",
        "le premier",
        "Lou",
        "lou@exemple.fr",
        "oui",
    ] {
        chat.play(line);
    }
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
fn an_old_button_says_that_things_changed_and_where_we_are() {
    let mut chat = after(&[
        "@start",
        "[OK, on y va]",
        "[Oui, je sais lequel]",
        "coiffure",
    ]);
    chat.play("[Pas du tout]");
    assert!(
        chat.last().text.contains("ta classe ou ton diplôme"),
        "{}",
        chat.transcript
    );
    assert!(!chat.state.profile.trades.is_empty());
    chat.hear(&Input::UnknownPress);
    assert!(
        chat.last().text.contains("ta classe ou ton diplôme"),
        "{}",
        chat.transcript
    );
}

#[test]
fn a_question_by_the_way_is_answered_and_the_question_is_asked_once() {
    let mut chat = after(&["@start", "[OK, on y va]", "coiffure"]);
    chat.play("on est payé combien ?");
    let said = chat.last_turn();
    assert!(said.contains("SMIC"), "{said}");
    assert_eq!(said.matches("On en était à").count(), 1, "{said}");
    assert_eq!(
        chat.state.asked.as_ref().unwrap().question,
        Question::Step("level".into())
    );
}

#[test]
fn three_misses_then_a_way_out_never_a_loop() {
    let mut chat = after(&["@start", "[OK, on y va]"]);
    let mut in_a_row = 0;
    let mut last = None;
    for line in [
        "qsdf", "wxcv", "poiu", "mlkj", "hgfd", "nbvc", "ytre", "qsdf", "wxcv", "poiu",
    ] {
        chat.play(line);
        let question = chat
            .state
            .asked
            .as_ref()
            .map(|asked| asked.question.clone());
        in_a_row = if question == last { in_a_row + 1 } else { 1 };
        assert!(in_a_row <= 4, "{}", chat.transcript);
        last = question;
    }
}

#[test]
fn the_recap_has_a_modify_button_for_each_slot() {
    let mut chat = at_results();
    chat.play("[Changer mes réponses]");
    let cards = &chat.last().cards;
    assert!(cards.len() >= 5, "{}", chat.transcript);
    assert!(cards.iter().all(|card| card.buttons[0].label == "Modifier"));
    chat.press_action(
        Action::Edit {
            slot: "place".into(),
        },
        chat.state.turn,
    );
    assert_eq!(
        chat.state.asked.as_ref().unwrap().question,
        Question::Step("place".into())
    );
    chat.play("Thionville");
    assert_eq!(chat.state.profile.place, Some("57672".parse().unwrap()));
    assert!(chat.state.results.is_shown);
}

#[test]
fn homonyms_are_asked_back_with_their_departement() {
    let mut chat = after(&["@start", "[OK, on y va]", "coiffure", "3e"]);
    chat.play("Saint-Denis");
    let labels: Vec<&str> = buttons(chat.last()).map(|b| b.label.as_str()).collect();
    assert!(labels.contains(&"Saint-Denis (974)"), "{}", chat.transcript);
    chat.play("[Saint-Denis (974)]");
    assert_eq!(chat.state.profile.place, Some("97411".parse().unwrap()));
}

#[test]
fn time_never_deletes_answers() {
    let mut chat = after(&["@start", "[OK, on y va]", "coiffure", "3e"]);
    let profile = chat.state.profile.clone();
    chat.play("+60d");
    chat.play("@start");
    assert_eq!(chat.state.profile, profile);
    assert!(chat.last().text.contains("ta ville"), "{}", chat.transcript);
}

#[test]
fn nothing_about_a_person_is_asked_before_a_booking() {
    let chat = at_results();
    assert_eq!(
        chat.state.details,
        tandem_engine::dialogue::Details::default()
    );
    assert_eq!(chat.desk.acts, ["record_consent"]);
}

#[test]
fn distress_shows_the_numbers_at_once_and_nothing_else() {
    for script in [&[][..], &["@start", "[OK, on y va]", "coiffure"][..]] {
        let mut chat = after(script);
        let before = chat.messages.len();
        chat.play("j'ai envie de mourir");
        assert_eq!(chat.messages.len(), before + 1, "{}", chat.transcript);
        for number in ["3114", "119", "3018"] {
            assert!(chat.last().text.contains(number), "{}", chat.transcript);
        }
        assert!(!chat.last().text.contains("On en était"));
    }
}

#[test]
fn under_fifteen_books_through_a_parent() {
    let mut chat = after(&[
        "@start",
        "[OK, on y va]",
        "coiffure à Metz, je suis en 3e, 10 km, en septembre",
    ]);
    chat.play("[Moins de 15]");
    assert_eq!(chat.state.profile.age_band, Some(AgeBand::Under15));
    chat.play("[Prendre rendez-vous]");
    chat.play("le premier");
    chat.play("Lou");
    assert!(chat.last().text.contains("parent"), "{}", chat.transcript);
    chat.play("06 12 34 56 78");
    assert!(chat.last().text.contains("mail"), "{}", chat.transcript);
    chat.play("maman@exemple.fr");
    assert!(chat.desk.acts.contains(&"ask_parent".to_owned()));
    assert!(!chat.desk.acts.contains(&"confirm".to_owned()));
    let held = chat.desk.book[0].clone();
    chat.hear(&Input::Notice(Notice::ParentConfirmed(held)));
    assert!(
        chat.last_turn().contains("ton parent a"),
        "{}",
        chat.transcript
    );
}

#[test]
fn under_fifteen_without_a_parents_mail_gets_the_phone() {
    let mut chat = after(&[
        "@start",
        "[OK, on y va]",
        "coiffure à Metz, je suis en 3e, 10 km, en septembre",
    ]);
    for line in [
        "[Moins de 15]",
        "[Prendre rendez-vous]",
        "le premier",
        "Lou",
    ] {
        chat.play(line);
    }
    chat.play("[Pas de mail de parent]");
    assert!(
        chat.last_turn().contains("03 21 00 00 00"),
        "{}",
        chat.transcript
    );
    assert!(chat.desk.acts.contains(&"release".to_owned()));
}

#[test]
fn the_age_question_does_not_hint_which_answer_unlocks() {
    let mut chat = after(&[
        "@start",
        "[OK, on y va]",
        "coiffure à Metz, je suis en 3e, 10 km",
    ]);
    let said = chat.last_turn();
    assert!(said.contains("tranche d'âge"), "{}", chat.transcript);
    assert!(!said.contains("parent") && !said.contains("15 ans"));
    let labels: Vec<String> = buttons(chat.last()).map(|b| b.label.clone()).collect();
    assert_eq!(labels[..4], ["Moins de 15", "15-17", "18-25", "26 et plus"]);
    chat.play("[15-17]");
    assert_eq!(chat.state.profile.age_band, Some(AgeBand::From15To17));
}

#[test]
fn personal_data_that_nobody_asked_for_is_not_kept() {
    let mut chat = after(&["@start", "[OK, on y va]"]);
    chat.play("mon numéro c'est 06 12 34 56 78");
    assert!(
        chat.last_turn().contains("Pas besoin de me donner ça"),
        "{}",
        chat.transcript
    );
    let kept = serde_json::to_string(&chat.events).unwrap();
    assert!(
        !kept.contains("12 34 56") && !kept.contains("612345678"),
        "{kept}"
    );
    assert_eq!(chat.kept_as, ["mon numéro c'est •••"]);
}

#[test]
fn confirmation_says_the_date_in_words_with_a_calendar_file() {
    let mut chat = at_results();
    for line in [
        "[Prendre rendez-vous]",
        "le premier",
        "Lou",
        "lou@exemple.fr",
    ] {
        chat.play(line);
    }
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
    let mut chat = at_results();
    for line in [
        "[Prendre rendez-vous]",
        "le premier",
        "Lou",
        "lou@exemple.fr",
    ] {
        chat.play(line);
    }
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
    let mut chat = at_results();
    for line in [
        "[Prendre rendez-vous]",
        "le premier",
        "Lou",
        "lou@exemple.fr",
        "oui",
    ] {
        chat.play(line);
    }
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
    let mut chat = at_results();
    for line in [
        "[Prendre rendez-vous]",
        "le premier",
        "Lou",
        "lou@exemple.fr",
        "oui",
    ] {
        chat.play(line);
    }
    chat.play("[Prendre rendez-vous]");
    chat.play("le deuxième");
    assert!(chat.last_turn().contains("déjà"), "{}", chat.transcript);
}

#[test]
fn nothing_leaves_for_an_employer_before_the_last_press() {
    let mut chat = at_results();
    for line in [
        "[Envoyer ma candidature]",
        "Lou",
        "lou@exemple.fr",
        "Je suis motivée.",
    ] {
        assert!(!chat.desk.acts.contains(&"apply".to_owned()));
        chat.play(line);
    }
    let said = chat.last_turn();
    for shared in ["Lou", "lou@exemple.fr", "Metz", "Je suis motivée."] {
        assert!(
            said.contains(shared),
            "{shared} is said to be shared: {said}"
        );
    }
    assert!(!chat.desk.acts.contains(&"apply".to_owned()));
    chat.play("[D'accord, envoie]");
    assert!(chat.desk.acts.contains(&"apply".to_owned()));
}

#[test]
fn more_proposals_come_without_repeats() {
    let mut chat = after(&[
        "@start",
        "cuisine à Lens, je suis en 3e, peu importe la distance, 17 ans, en septembre",
    ]);
    for _ in 0..4 {
        chat.play("voir plus");
    }
    let mut seen = chat.state.results.trainings.clone();
    let count = seen.len();
    seen.sort();
    seen.dedup();
    assert_eq!(seen.len(), count, "{}", chat.transcript);
    assert!(count > 3);
}

#[test]
fn erasing_asks_first_and_forgets_everything() {
    let mut chat = at_results();
    chat.play("supprimer");
    assert_eq!(
        chat.state.asked.as_ref().unwrap().question,
        Question::ConfirmErase
    );
    chat.play("[Oui, efface tout]");
    assert!(
        chat.last().text.contains("E-2026-0042"),
        "{}",
        chat.transcript
    );
    assert_eq!(
        chat.state.profile,
        tandem_engine::profile::Profile::default()
    );
    assert_eq!(chat.state.notice, NoticeStage::NotShown);
}

#[test]
fn stop_is_answered_once() {
    for word in ["STOP", "ARRET", "arrêt"] {
        let mut chat = at_results();
        let before = chat.messages.len();
        chat.play(word);
        assert!(chat.state.stopped);
        assert_eq!(chat.messages.len(), before + 1);
    }
}

#[test]
fn what_is_said_in_class_is_what_is_kept() {
    let chat = after(&["@start", "[OK, on y va]", "coiffure", "[3e]"]);
    assert_eq!(chat.state.profile.level_now, Some(SchoolStage::Troisieme));
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
fn a_greeting_after_the_notice_is_greeted_back_without_saying_it_all_again() {
    let chat = after(&["@start", "salut"]);
    let said = chat.last_turn();
    assert!(!said.contains("30 jours"), "{said}");
    assert!(said.contains("OK"), "{said}");
    assert_eq!(chat.state.notice, NoticeStage::Shown);
}
