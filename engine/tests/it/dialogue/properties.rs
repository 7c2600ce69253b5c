//! Random conversations: whatever is written or pressed, the promises of `Chat` hold.

use std::collections::BTreeMap;

use proptest::prelude::*;
use tandem_engine::dialogue::{ChannelKind, Question, State};
use tandem_engine::profile::Profile;

use super::chat::{Chat, buttons};
use super::said;

/// What a random person does.
#[derive(Debug, Clone)]
enum Deed {
    Say(String),
    /// A button among all those ever shown, counted from the latest.
    Press(usize),
    Place(bool),
    Start,
    Photo,
    Undo,
}

fn deed() -> impl Strategy<Value = Deed> {
    let sentences = prop::sample::select(vec![
        "salut",
        "coiffure",
        "cap cuisine vers Lens",
        "je sais pas",
        "oui",
        "non",
        "3e",
        "Metz",
        "20 km en bus",
        "16 ans",
        "14 ans",
        "en septembre",
        "pourquoi ?",
        "voir plus",
        "annuler",
        "déplacer mon rdv",
        "retour",
        "recommencer",
        "supprimer",
        "mes données",
        "on est payé combien ?",
        "en fait je suis à Lille",
        "tout sauf la vente",
        "Lou",
        "lou@exemple.fr",
        "06 12 34 56 78",
        "le premier",
        "jeudi",
        "l'après-midi",
        "passer",
        "aide",
        "merci",
        "je veux un rendez-vous",
        "je veux postuler",
        "stop",
        "t'es nul",
        "xzkq wpfh",
        "Saint-Denis",
        "changer ma ville",
        "autre domaine",
        "humain",
        "😀",
        "?",
        "12",
        "",
    ]);
    prop_oneof![
        5 => sentences.prop_map(|text| Deed::Say(text.to_owned())),
        5 => said::sentence().prop_map(Deed::Say),
        2 => "\\PC{0,40}".prop_map(Deed::Say),
        8 => (0usize..12).prop_map(Deed::Press),
        1 => (0usize..400).prop_map(Deed::Press),
        1 => any::<bool>().prop_map(Deed::Place),
        1 => Just(Deed::Start),
        1 => Just(Deed::Photo),
        1 => Just(Deed::Undo),
    ]
}

fn act(chat: &mut Chat, deed: &Deed) {
    match deed {
        Deed::Say(text) => chat.play(&format!("{text} ").replace(['@', '+', '['], "")),
        Deed::Press(back) => {
            let pressed = chat
                .messages
                .iter()
                .rev()
                .flat_map(|(turn, message)| {
                    let all: Vec<_> = buttons(message)
                        .map(|b| (*turn, b.action.clone()))
                        .collect();
                    all.into_iter().rev()
                })
                .nth(*back);
            if let Some((turn, action)) = pressed {
                chat.press_action(action, turn);
            }
        }
        Deed::Place(true) => chat.play("@place 57463"),
        Deed::Place(false) => chat.play("@abroad"),
        Deed::Start => chat.play("@start"),
        Deed::Photo => chat.play("@photo"),
        Deed::Undo => chat.play("/retour"),
    }
}

/// What undo gives back.
fn answers(state: &State) -> (Profile, BTreeMap<String, String>, Vec<String>) {
    (
        state.profile.clone(),
        state.answers.clone(),
        state.skipped.clone(),
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn nothing_panics_repeats_or_differs_from_its_events(
        deeds in prop::collection::vec(deed(), 1..40)
    ) {
        let mut chat = Chat::new(ChannelKind::Web);
        for deed in &deeds {
            let before = chat.messages.len();
            act(&mut chat, deed);
            if !matches!(deed, Deed::Press(_)) {
                prop_assert!(chat.messages.len() > before, "always an answer: {deed:?}\n{}", chat.transcript);
            }
        }
    }

    #[test]
    fn misses_never_keep_a_question_more_than_three_times(
        words in prop::collection::vec("[bcdfghjklmnpqrstvwxz]{6,9}", 4..14)
    ) {
        let mut chat = Chat::new(ChannelKind::Web);
        chat.play("@start");
        chat.play("[OK, on y va]");
        for word in &words {
            chat.play(word);
            if let Some(asked) = &chat.state.asked
                && asked.question != Question::Free
            {
                prop_assert!(asked.misses <= 3, "{}", chat.transcript);
            }
        }
    }

    #[test]
    fn wherever_one_is_the_ladder_asks_a_question_three_times_at_most(
        deeds in prop::collection::vec(deed(), 0..12),
        words in prop::collection::vec("[bcdfghjklmnpqrstvwxz]{6,9}", 5..9),
    ) {
        let mut chat = Chat::new(ChannelKind::Web);
        chat.play("@start");
        for deed in &deeds {
            act(&mut chat, deed);
        }
        for word in &words {
            chat.play(word);
            if let Some(asked) = &chat.state.asked
                && !matches!(asked.question, Question::Free | Question::Notice)
            {
                prop_assert!(asked.misses <= 3, "{:?}\n{}", asked.question, chat.transcript);
            }
        }
    }

    #[test]
    fn undo_after_any_act_gives_back_the_answers_before_it_and_in_the_end_the_start(
        deeds in prop::collection::vec(deed(), 1..16)
    ) {
        let mut chat = Chat::new(ChannelKind::Web);
        chat.play("@start");
        chat.play("[OK, on y va]");
        for deed in &deeds {
            if chat.state.booking.is_some() || chat.state.application.is_some() {
                break;
            }
            let before = chat.state.clone();
            act(&mut chat, deed);
            let is_answer = chat.state.undo.len() == before.undo.len() + 1
                && chat.state.booking.is_none()
                && chat.state.application.is_none();
            if !is_answer {
                continue;
            }
            let after = answers(&chat.state);
            if chat.state.pending.is_some() {
                chat.play("/retour"); // closes the question that interrupts
            }
            chat.play("/retour");
            prop_assert_eq!(answers(&chat.state), answers(&before), "{}", chat.transcript);
            // what was not understood before counts still: saying it again is then one time more
            let is_fresh = before.asked.as_ref().is_none_or(|asked| asked.misses == 0);
            if matches!(deed, Deed::Say(_)) && before.pending.is_none() && is_fresh {
                act(&mut chat, deed);
                prop_assert_eq!(answers(&chat.state), after, "{}", chat.transcript);
            }
            break;
        }
        let mut chat = Chat::new(ChannelKind::Web);
        chat.play("@start");
        chat.play("[OK, on y va]");
        let start = chat.state.clone();
        for deed in &deeds {
            act(&mut chat, deed);
            if chat.state.booking.is_some() || chat.state.application.is_some() {
                return Ok(());
            }
        }
        chat.play("/retour 100");
        if chat.state.notice == start.notice && chat.state.undo.is_empty() {
            prop_assert_eq!(answers(&chat.state), answers(&start), "{}", chat.transcript);
        }
    }

    #[test]
    fn undo_restores_the_profile(lines in prop::collection::vec(
        prop::sample::select(vec!["coiffure", "3e", "Metz", "20 km", "17 ans", "en septembre", "Lens", "cuisine", "terminale"]),
        1..8,
    )) {
        let mut chat = Chat::new(ChannelKind::Web);
        chat.play("@start");
        chat.play("[OK, on y va]");
        let mut profiles = Vec::new();
        for line in &lines {
            let before = chat.state.clone();
            chat.play(line);
            if chat.state.undo.len() > before.undo.len() {
                profiles.push(before.profile);
            }
        }
        while let Some(profile) = profiles.pop() {
            chat.play("/retour");
            prop_assert_eq!(&chat.state.profile, &profile);
        }
    }
}
