//! Somebody of the team answers: one owner at a time, silence of the machine, what is always the
//! young person's, and no request that is lost.

use tandem_engine::dialogue::{ChannelKind, Owner, OwnerChange};

use super::chat::{Chat, buttons};

fn staffed(script: &[&str]) -> Chat {
    on(ChannelKind::Web, script)
}

fn on(channel: ChannelKind, script: &[&str]) -> Chat {
    let mut chat = Chat::staffed(channel);
    for line in script {
        chat.play(line);
    }
    chat
}

const ASKED: [&str; 5] = [
    "@start",
    "[OK, on y va]",
    "coiffure à Metz",
    "je veux parler à un humain",
    "[D'accord, appelle quelqu'un]",
];

fn taken() -> Chat {
    let mut chat = staffed(&ASKED);
    chat.play("@marie Bonjour, je lis ta conversation. Tu as une question ?");
    chat
}

/// How many messages an input brings.
fn brings(chat: &mut Chat, line: &str) -> usize {
    let before = chat.messages.len();
    chat.play(line);
    chat.messages.len() - before
}

#[test]
fn a_conversation_with_somebody_of_the_team() {
    let mut chat = staffed(&ASKED);
    for line in [
        "je ne comprends rien à Parcoursup",
        "+3m",
        "@marie takes",
        "@marie Bonjour, je lis ta conversation. Qu'est-ce qui te bloque ?",
        "j'ai deux vœux et je sais pas lequel garder",
        "c'est quoi un cfa ?",
        "[Coiffure]",
        "@marie Garde celui près de chez toi, on peut l'appeler ensemble.",
        "merci !",
        "@marie gives back",
        "je suis en 3e",
    ] {
        if line == "[Coiffure]" {
            continue;
        }
        chat.play(line);
    }
    insta::assert_snapshot!(chat.transcript);
}

#[test]
fn nothing_is_handed_over_before_the_person_agrees() {
    let mut chat = staffed(&ASKED[..4]);
    assert_eq!(chat.state.owner, Owner::Bot);
    assert!(chat.last_turn().contains("lira"), "{}", chat.transcript);
    assert_eq!(brings(&mut chat, "@marie Bonjour !"), 0, "not agreed");
    assert_eq!(chat.state.owner, Owner::Bot);
    chat.play("[Non, on continue]");
    assert!(!chat.state.human_agreed);
    assert_eq!(brings(&mut chat, "@marie Bonjour !"), 0, "refused");
    assert!(!chat.desk.acts.iter().any(|act| act.contains("human")));
}

#[test]
fn the_agreement_stands_in_the_ledger() {
    let chat = staffed(&ASKED);
    assert!(chat.state.human_agreed);
    assert_eq!(chat.desk.consents, ["notice-1", "human-1"]);
    let wait = chat.state.owner.wait().unwrap();
    assert_eq!(wait.until.duration_since(wait.since).as_mins(), 15);
}

#[test]
fn outside_hours_it_is_said_when_and_the_request_waits_until_then() {
    let mut chat = Chat::staffed(ChannelKind::Web);
    chat.play("+600m");
    for line in &ASKED[..4] {
        chat.play(line);
    }
    let said = chat.last_turn();
    assert!(
        said.contains("du lundi au vendredi de 9 h à 12 h 30"),
        "{said}"
    );
    assert!(said.contains("mercredi 2 décembre à 9 h"), "{said}");
    chat.play(ASKED[4]);
    let wait = chat.state.owner.wait().unwrap();
    assert_eq!(wait.until.to_string(), "2026-12-02T08:15:00Z");
    chat.play("[Me prévenir par mail]");
    chat.play("lina@exemple.fr");
    assert_eq!(
        chat.state.details.answer_mail.as_deref(),
        Some("lina@exemple.fr")
    );
    chat.play("+720m");
    chat.play("@marie Bonjour Lina");
    assert_eq!(chat.desk.acts.last().unwrap(), "mail_answer");
    let acts = chat.desk.acts.len();
    chat.play("@marie Et encore une chose");
    assert_eq!(chat.desk.acts.len(), acts, "one mail for one wait");
}

#[test]
fn an_address_may_be_left_everywhere_and_is_not_asked_from_a_child() {
    let offers = |chat: &Chat| buttons(chat.last()).any(|button| button.label.contains("mail"));
    let grown = on(ChannelKind::Telegram, &ASKED);
    assert!(offers(&grown), "{}", grown.transcript);
    let child = staffed(&[
        "@start",
        "[OK, on y va]",
        "j'ai 14 ans",
        "je veux parler à un humain",
        "[D'accord, appelle quelqu'un]",
    ]);
    assert!(!offers(&child), "{}", child.transcript);
}

#[test]
fn the_machine_is_silent_while_a_person_answers() {
    let mut chat = taken();
    for line in [
        "salut",
        "boulanger à Lens",
        "oui",
        "c'est quoi un cfa ?",
        "azertyuiop",
        "retour",
        "@place 62498",
        "@start",
    ] {
        assert_eq!(brings(&mut chat, line), 0, "{line}\n{}", chat.transcript);
    }
    assert!(chat.state.owner.is_human());
    let town = chat.state.profile.place.unwrap();
    assert_eq!(
        town.to_string(),
        "57463",
        "nothing is learned behind their back"
    );
    assert_eq!(
        brings(&mut chat, "@photo"),
        1,
        "what nobody can see is said"
    );
    for line in ["[Passer]", "recommencer", "mes rendez-vous"] {
        chat.play(line);
        assert!(
            chat.last_turn().contains("Marie, conseillère"),
            "{}",
            chat.transcript
        );
    }
    assert!(chat.state.owner.is_human());
}

#[test]
fn what_is_the_young_persons_always_works() {
    let mut chat = taken();
    chat.play("j'ai envie de mourir");
    assert!(chat.last_turn().contains("3114"));
    assert!(chat.state.owner.is_human(), "the person stays");

    chat.play("mes données");
    assert!(chat.last().file.is_some());
    assert!(chat.state.owner.is_human());

    chat.play("supprimer");
    assert!(chat.last_turn().contains("effacer"), "{}", chat.transcript);
    assert_eq!(brings(&mut chat, "non attends"), 0, "for the person");
    chat.play("supprimer");
    chat.play("[Oui, efface tout]");
    assert_eq!(chat.state.owner, Owner::Bot);
    assert!(!chat.state.human_agreed);
    assert_eq!(brings(&mut chat, "@marie Tu es là ?"), 0, "erased");

    let mut chat = taken();
    chat.play("STOP");
    assert_eq!(chat.state.owner, Owner::Bot);
    assert_eq!(brings(&mut chat, "@marie Tu es là ?"), 0, "STOP is STOP");
}

#[test]
fn the_way_back_is_on_every_message_and_in_words() {
    for way in [
        "[Reprendre avec Tandem]",
        "reprendre avec Tandem",
        "/tandem",
    ] {
        let mut chat = taken();
        let offered = buttons(chat.last()).any(|b| b.label == "Reprendre avec Tandem");
        assert!(offered, "{}", chat.transcript);
        chat.play(way);
        assert_eq!(chat.state.owner, Owner::Bot, "{way}");
        assert!(chat.last_turn().contains("classe"), "{}", chat.transcript);
    }
}

#[test]
fn one_owner_at_a_time_and_whoever_writes_takes_over() {
    let mut chat = staffed(&ASKED);
    chat.play("@marie takes");
    assert_eq!(brings(&mut chat, "@marie takes"), 0, "hers already");
    chat.play("@paul Bonjour, je prends le relais.");
    let Owner::Human { counsellor, .. } = &chat.state.owner else {
        panic!("{:?}", chat.state.owner)
    };
    assert_eq!(counsellor.name, "Paul, conseiller");
    assert_eq!(chat.last().author.as_deref(), Some("Paul, conseiller"));
    chat.play("@marie gives back");
    assert_eq!(chat.state.owner, Owner::Bot);
    assert_eq!(brings(&mut chat, "@paul gives back"), 0, "given back once");
}

#[test]
fn when_nobody_answers_the_machine_comes_back_with_an_apology() {
    let mut chat = staffed(&ASKED);
    chat.play("+14m");
    assert_eq!(brings(&mut chat, "@nobody"), 0, "too early");
    chat.play("+1m");
    chat.play("@nobody");
    assert_eq!(chat.state.owner, Owner::Bot);
    let said = chat.last_turn();
    assert!(said.contains("Désolé") || said.contains("Pardon"), "{said}");
    assert_eq!(last_change(&chat), OwnerChange::TimedOut);
    // nothing is lost: somebody who comes late may still answer
    chat.play("@marie Pardon pour l'attente !");
    assert!(chat.state.owner.is_human());
}

#[test]
fn a_wait_that_was_answered_ends_nothing() {
    let mut chat = taken();
    chat.play("+5m");
    chat.play("je voudrais un conseil");
    let first = chat.state.owner.wait().unwrap().since;
    chat.play("+5m");
    chat.play("tu es là ?");
    assert_eq!(chat.state.owner.wait().unwrap().since, first, "one wait");
    chat.play("@marie Oui, me voilà.");
    assert_eq!(chat.state.owner.wait(), None);
    chat.play("+30m");
    let late = tandem_engine::dialogue::Notice::NobodyAnswered { since: first };
    let before = chat.messages.len();
    chat.hear(&tandem_engine::dialogue::Input::Notice(late));
    assert_eq!(chat.messages.len(), before);
    assert!(chat.state.owner.is_human());
    chat.play("merci");
    chat.play("+16m");
    chat.play("@nobody");
    assert_eq!(chat.state.owner, Owner::Bot, "silent for too long");
}

#[test]
fn what_is_not_understood_while_waiting_is_for_the_person_who_comes() {
    let mut chat = staffed(&ASKED);
    for _ in 0..5 {
        chat.play("azertyuiop qsdf");
        let said = chat.last_turn();
        assert!(said.contains("personne qui"), "{}", chat.transcript);
    }
    chat.play("je suis en 3e");
    assert!(
        chat.state.profile.level_now.is_some(),
        "the machine still answers"
    );
    chat.play("parler à quelqu'un");
    assert!(matches!(chat.state.owner, Owner::HumanRequested { .. }));
}

#[test]
fn where_nobody_answers_it_is_said_who_does_elsewhere() {
    let mut chat = Chat::new(ChannelKind::Web);
    chat.play("@start");
    chat.play("je veux parler à un humain");
    assert!(chat.last_turn().contains("CIO"));
    assert_eq!(chat.state.owner, Owner::Bot);
}

fn last_change(chat: &Chat) -> OwnerChange {
    let found = chat.events.iter().rev().find_map(|event| match event {
        tandem_engine::dialogue::Event::OwnerSet { why, .. } => Some(*why),
        _ => None,
    });
    found.unwrap()
}
