//! What the dialogue promises (CHANNELS 2), one test each.

use tandem_engine::dialogue::{Action, Event, Input, Question};
use tandem_models::{DiplomaLevel, SchoolStage};

use super::chat::{after, at_results, buttons};

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
fn what_is_said_in_class_is_what_is_kept() {
    let chat = after(&["@start", "[OK, on y va]", "coiffure", "[3e]"]);
    assert_eq!(chat.state.profile.level_now, Some(SchoolStage::Troisieme));
}
