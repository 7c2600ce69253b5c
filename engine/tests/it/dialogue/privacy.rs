//! What the dialogue promises about the person (CHANNELS privacy 1, 2, 3, 5, 6 and 8), one test each.

use tandem_engine::dialogue::{ChannelKind, Input, Notice, NoticeStage, Question};
use tandem_models::AgeBand;

use super::chat::{Chat, after, at_results, buttons};

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
fn a_greeting_after_the_notice_is_greeted_back_without_saying_it_all_again() {
    let chat = after(&["@start", "salut"]);
    let said = chat.last_turn();
    assert!(!said.contains("30 jours"), "{said}");
    assert!(said.contains("OK"), "{said}");
    assert_eq!(chat.state.notice, NoticeStage::Shown);
}
