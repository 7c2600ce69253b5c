//! Handing over to somebody of the team: the queue, what may be read, messages both ways, and no
//! request that is lost.

use jiff::SignedDuration;
use tandem_engine::dialogue::CounsellorAct;
use tandem_engine::help_desk::{HelpDesk, Hours};
use tandem_engine::slots::HolidayZone;
use tandem_store::{
    Account, AuditedAct, ConversationId, Handover, HandoverStage, Line, MailJob, OutboxKind,
    OutboxPayload, Retention, Team, TelegramJob,
};

use crate::support::{World, contract, drain_staffed, say, tell};

contract![
    a_conversation_is_queued_read_taken_answered_and_given_back,
    nothing_is_read_or_written_before_the_person_agrees,
    those_who_wait_longest_come_first,
    an_answer_sent_twice_is_said_once,
    answers_reach_a_telegram_chat_under_a_name,
    nobody_answers_in_time_and_the_request_is_kept,
    an_erased_person_leaves_no_hand_over,
    what_was_said_leaves_the_queue_with_its_text,
    an_answer_is_told_by_mail_to_who_asked_for_it,
    the_team_is_called_once_and_told_only_that_somebody_waits,
    nobody_is_called_twice_in_a_quarter_of_an_hour,
    nobody_is_called_before_their_hours_nor_when_the_wait_is_over,
];

const MINUTE: i64 = 60;

fn desk() -> HelpDesk {
    HelpDesk {
        hours: Hours::parse("1-7 0:00-23:59").unwrap(),
        holidays: HolidayZone::Metropole,
        answers_within: SignedDuration::from_mins(15),
    }
}

fn marie() -> Account {
    Account::Staff {
        mail: "marie@conseil.test".to_owned(),
    }
}

async fn turn(world: &World) {
    drain_staffed(&world.store, &desk(), world.now).await;
}

async fn hears(world: &World, id: &ConversationId, key: &str, text: &str) {
    say(world, id, key, text).await;
    turn(world).await;
}

/// A conversation whose person agreed to be put in touch.
async fn asked(world: &World) -> ConversationId {
    asked_of(world, &desk()).await
}

/// The same with people who keep these hours.
async fn asked_of(world: &World, desk: &HelpDesk) -> ConversationId {
    let id = world.conversation().await;
    for (key, text) in [
        ("1", "salut"),
        ("2", "ok"),
        ("3", "je veux parler à un humain"),
        ("4", "oui"),
    ] {
        say(world, &id, key, text).await;
        drain_staffed(&world.store, desk, world.now).await;
    }
    id
}

async fn did(world: &World, id: &ConversationId, did: CounsellorAct, key: &str) -> bool {
    let account = marie();
    let store = &world.store;
    let kept = store.counsellor_did(&account, "Marie, conseillère", id, &did, key, world.now);
    let kept = kept.await.unwrap();
    turn(world).await;
    kept
}

async fn did_say(world: &World, id: &ConversationId, text: &str, key: &str) -> bool {
    did(world, id, said(text), key).await
}

fn said(text: &str) -> CounsellorAct {
    CounsellorAct::Said(text.to_owned())
}

async fn only(world: &World) -> Handover {
    let mut all = world.store.handovers(10).await.unwrap();
    assert_eq!(all.len(), 1, "{all:?}");
    all.remove(0)
}

/// What is read, as author and text.
async fn read(world: &World, id: &ConversationId) -> Vec<(String, String)> {
    let lines = world.store.handover_lines_after(id, 0, 100).await.unwrap();
    let line = |line| match line {
        Line::Heard { text, .. } => ("young".to_owned(), text),
        Line::Said(message) => (message.author.unwrap_or_default(), message.text),
    };
    lines.into_iter().map(|found| line(found.line)).collect()
}

async fn a_conversation_is_queued_read_taken_answered_and_given_back(mut world: World) {
    let id = asked(&world).await;
    let queued = only(&world).await;
    assert_eq!(
        (&queued.conversation, &queued.stage),
        (&id, &HandoverStage::Requested)
    );
    assert_eq!(queued.waits_since, Some(world.now));

    let account = marie();
    let profile = world.store.open_handover(&account, &id, world.now).await;
    assert!(profile.unwrap().is_some());
    assert!(
        read(&world, &id)
            .await
            .contains(&("young".to_owned(), "salut".to_owned()))
    );
    assert!(did(&world, &id, said("Bonjour, je t'écoute."), "k1").await);
    let taken = only(&world).await;
    let HandoverStage::Taken(by) = &taken.stage else {
        panic!("{taken:?}")
    };
    assert_eq!(
        (by.name.as_str(), taken.waits_since),
        ("Marie, conseillère", None)
    );
    assert_eq!(by.id, world.store.counsellor_id(&account));

    world.advance(MINUTE);
    let before = world.store.latest_seq(&id).await.unwrap();
    hears(&world, &id, "5", "boulanger à Lens").await;
    let after = world.store.latest_seq(&id).await.unwrap();
    assert_eq!(after, before + 1, "the machine is silent");
    assert_eq!(only(&world).await.waits_since, Some(world.now));
    assert_eq!(
        read(&world, &id).await.last().unwrap(),
        &("young".to_owned(), "boulanger à Lens".to_owned())
    );

    assert!(did(&world, &id, CounsellorAct::GaveBack, "k2").await);
    assert!(world.store.handovers(10).await.unwrap().is_empty());
    assert!(
        read(&world, &id).await.is_empty(),
        "nothing may be read any more"
    );
    assert!(!did(&world, &id, said("Encore là ?"), "k3").await);
    let acts: Vec<AuditedAct> = world
        .store
        .audit_of(&id)
        .await
        .unwrap()
        .iter()
        .map(|line| line.act)
        .collect();
    assert_eq!(
        acts,
        [AuditedAct::Read, AuditedAct::Answered, AuditedAct::GaveBack]
    );
}

async fn nothing_is_read_or_written_before_the_person_agrees(world: World) {
    let id = world.conversation().await;
    for (key, text) in [
        ("1", "salut"),
        ("2", "ok"),
        ("3", "je veux parler à un humain"),
    ] {
        hears(&world, &id, key, text).await;
    }
    let opened = world.store.open_handover(&marie(), &id, world.now).await;
    assert_eq!(opened.unwrap(), None);
    assert!(read(&world, &id).await.is_empty());
    let seq = world.store.latest_seq(&id).await.unwrap();
    assert!(!did(&world, &id, said("Bonjour"), "k").await);
    assert_eq!(world.store.latest_seq(&id).await.unwrap(), seq);
    assert!(world.store.audit_of(&id).await.unwrap().is_empty());
}

async fn those_who_wait_longest_come_first(mut world: World) {
    let first = asked(&world).await;
    world.advance(MINUTE);
    let second = asked(&world).await;
    world.advance(MINUTE);
    let third = asked(&world).await;
    did(&world, &first, said("Bonjour"), "k").await;
    let order = |all: Vec<Handover>| -> Vec<ConversationId> {
        all.into_iter().map(|one| one.conversation).collect()
    };
    let all = world.store.handovers(10).await.unwrap();
    assert_eq!(order(all), [second.clone(), third.clone(), first.clone()]);
    world.advance(MINUTE);
    hears(&world, &first, "9", "merci").await;
    let all = world.store.handovers(10).await.unwrap();
    assert_eq!(order(all), [second, third, first]);
}

async fn an_answer_sent_twice_is_said_once(world: World) {
    let id = asked(&world).await;
    for _ in 0..2 {
        assert!(did(&world, &id, said("Bonjour !"), "same").await);
    }
    let lines = read(&world, &id).await;
    let times = lines.iter().filter(|(_, text)| text == "Bonjour !").count();
    assert_eq!(times, 1);
    let acts = world.store.audit_of(&id).await.unwrap();
    assert_eq!(acts.len(), 1);
}

async fn answers_reach_a_telegram_chat_under_a_name(world: World) {
    let mut id = None;
    for (update, text) in [
        ("1", "salut"),
        ("2", "ok"),
        ("3", "je veux parler à un humain"),
        ("4", "oui"),
    ] {
        id = Some(tell(&world, update, text).await);
        turn(&world).await;
    }
    let id = id.unwrap();
    assert!(did(&world, &id, said("Bonjour, c'est Marie."), "k").await);
    let mut last = None;
    loop {
        let claimed = world
            .store
            .claim_outbox(OutboxKind::Telegram, 10, "test", world.now);
        let rows = claimed.await.unwrap();
        let Some(row) = rows.first() else { break };
        if let OutboxPayload::Telegram(TelegramJob::Say { message, .. }) = &row.payload {
            last = Some(message.clone());
        }
        world
            .store
            .mark_sent(&row.id, Some("7"), world.now)
            .await
            .unwrap();
    }
    let last = last.unwrap();
    assert_eq!(last.author.as_deref(), Some("Marie, conseillère"));
    assert_eq!(last.text, "Bonjour, c'est Marie.");
    assert_eq!(last.buttons[0].label, "Reprendre avec Tandem");
}

async fn nobody_answers_in_time_and_the_request_is_kept(mut world: World) {
    let id = asked(&world).await;
    hears(&world, &id, "5", "je suis perdue").await;
    world.advance(15 * MINUTE - 1);
    world
        .store
        .run_due_jobs(10, "test", None, world.now)
        .await
        .unwrap();
    turn(&world).await;
    assert_eq!(only(&world).await.stage, HandoverStage::Requested);
    world.advance(1);
    let report = world
        .store
        .run_due_jobs(10, "test", None, world.now)
        .await
        .unwrap();
    assert_eq!((report.done, report.failed), (1, 0));
    turn(&world).await;
    let missed = only(&world).await;
    assert_eq!(missed.stage, HandoverStage::Missed { at: world.now });
    let readable = read(&world, &id).await;
    assert!(readable.contains(&("young".to_owned(), "je suis perdue".to_owned())));
    // what is said to the machine after that is not theirs to read
    hears(&world, &id, "6", "boulanger à Metz").await;
    assert_eq!(read(&world, &id).await, readable);
    // and whoever comes late still answers
    assert!(did(&world, &id, said("Pardon pour l'attente !"), "k").await);
    assert!(matches!(only(&world).await.stage, HandoverStage::Taken(_)));
    // an answered wait ends nothing
    hears(&world, &id, "7", "merci").await;
    world.advance(5 * MINUTE);
    did(&world, &id, said("De rien."), "k2").await;
    world.advance(20 * MINUTE);
    world
        .store
        .run_due_jobs(10, "test", None, world.now)
        .await
        .unwrap();
    turn(&world).await;
    assert!(matches!(only(&world).await.stage, HandoverStage::Taken(_)));
    assert_eq!(world.store.backlog(world.now).await.unwrap().dead, 0);
}

async fn an_erased_person_leaves_no_hand_over(world: World) {
    let id = asked(&world).await;
    let account = marie();
    let opened = world.store.open_handover(&account, &id, world.now).await;
    assert!(opened.unwrap().is_some());
    did(&world, &id, said("Bonjour"), "k").await;
    // an answer that is on its way when the person erases everything
    let did = said("Toujours là ?");
    let store = &world.store;
    let kept = store.counsellor_did(&account, "Marie", &id, &did, "k2", world.now);
    assert!(kept.await.unwrap());
    store.erase(&id, world.now).await.unwrap();
    turn(&world).await;
    assert!(store.handovers(10).await.unwrap().is_empty());
    assert!(read(&world, &id).await.is_empty());
    assert!(store.audit_of(&id).await.unwrap().is_empty());
    let export = store.export(&id).await.unwrap().to_string();
    assert!(
        !export.contains("Bonjour") && !export.contains("Toujours"),
        "{export}"
    );
    // somebody who begins again may be answered again
    for (key, text) in [
        ("11", "salut"),
        ("12", "ok"),
        ("13", "je veux parler à un humain"),
        ("14", "oui"),
    ] {
        hears(&world, &id, key, text).await;
    }
    assert!(did_say(&world, &id, "Re-bonjour !", "k3").await);
    let lines = read(&world, &id).await;
    assert_eq!(lines.last().unwrap().1, "Re-bonjour !");
}

async fn what_was_said_leaves_the_queue_with_its_text(mut world: World) {
    let id = asked(&world).await;
    world.advance(15 * MINUTE);
    world
        .store
        .run_due_jobs(10, "test", None, world.now)
        .await
        .unwrap();
    turn(&world).await;
    world.advance(31 * 24 * 60 * MINUTE);
    let kept = Retention::default();
    let done = world.store.retain(&kept, 10, world.now).await.unwrap();
    assert_eq!(done.texts, 1);
    assert!(world.store.handovers(10).await.unwrap().is_empty());
    world.advance(200 * 24 * 60 * MINUTE);
    world.store.retain(&kept, 10, world.now).await.unwrap();
    let export = world.store.export(&id).await.unwrap();
    assert!(export["conversation"].is_null(), "{export}");
}

async fn an_answer_is_told_by_mail_to_who_asked_for_it(world: World) {
    let id = asked(&world).await;
    let lines = world.store.messages_after(&id, 0, 100).await.unwrap();
    let offered = lines.iter().rev().find_map(|line| match &line.line {
        Line::Said(message) => message
            .buttons
            .iter()
            .position(|button| button.label == "Me prévenir par mail")
            .map(|index| (line.seq, u32::try_from(index).unwrap())),
        Line::Heard { .. } => None,
    });
    let (seq, index) = offered.unwrap();
    crate::support::press(&world, &id, "5", seq, index).await;
    turn(&world).await;
    hears(&world, &id, "6", "lea@exemple.fr").await;
    did(&world, &id, said("Bonjour Léa"), "k").await;
    let mails = world.sent_mails().await;
    let [MailJob::CounsellorAnswered { to, from, text }] = mails.as_slice() else {
        panic!("{mails:?}")
    };
    assert_eq!(
        (to.as_str(), from.as_str(), text.as_str()),
        ("lea@exemple.fr", "Marie, conseillère", "Bonjour Léa")
    );
}

/// Runs what is due with Marie and Paul on duty, and says who was told of how many, since when.
async fn called(world: &World, desk: &HelpDesk) -> Vec<(String, u32, i64)> {
    let mails = ["marie@conseil.test", "paul@conseil.test"].map(str::to_owned);
    let team = Team {
        desk,
        mails: &mails,
    };
    let ran = world
        .store
        .run_due_jobs(10, "test", Some(&team), world.now)
        .await
        .unwrap();
    assert_eq!(ran.failed, 0);
    let calls = world.sent_mails().await.into_iter().map(|mail| match mail {
        MailJob::SomebodyWaits { to, since, waiting } => {
            let minutes = world.now.duration_since(since).as_mins();
            let name = to.split('@').next().unwrap_or_default().to_owned();
            (name, waiting, minutes)
        }
        other => panic!("{other:?}"),
    });
    calls.collect()
}

fn call(name: &str, waiting: u32, minutes: i64) -> (String, u32, i64) {
    (name.to_owned(), waiting, minutes)
}

async fn the_team_is_called_once_and_told_only_that_somebody_waits(mut world: World) {
    asked(&world).await;
    world.advance(MINUTE);
    let first = called(&world, &desk()).await;
    assert_eq!(first, [call("marie", 1, 1), call("paul", 1, 1)]);
    for _ in 0..3 {
        world.advance(4 * MINUTE);
        assert!(called(&world, &desk()).await.is_empty());
    }
}

async fn nobody_is_called_twice_in_a_quarter_of_an_hour(mut world: World) {
    asked(&world).await;
    assert_eq!(called(&world, &desk()).await.len(), 2);
    world.advance(2 * MINUTE);
    // both of these wait, and wait together
    asked(&world).await;
    asked(&world).await;
    assert!(called(&world, &desk()).await.is_empty());
    world.advance(13 * MINUTE - 1);
    assert!(called(&world, &desk()).await.is_empty());
    world.advance(1);
    let again = called(&world, &desk()).await;
    assert_eq!(again, [call("marie", 3, 15), call("paul", 3, 15)]);
    world.advance(20 * MINUTE);
    assert!(called(&world, &desk()).await.is_empty());
}

async fn nobody_is_called_before_their_hours_nor_when_the_wait_is_over(mut world: World) {
    // it is eight in the morning
    let nine = HelpDesk {
        hours: Hours::parse("1-5 9:00-17:30").unwrap(),
        ..desk()
    };
    let taken = asked_of(&world, &nine).await;
    asked_of(&world, &nine).await;
    assert!(called(&world, &nine).await.is_empty());
    world.advance(60 * MINUTE - 1);
    assert!(called(&world, &nine).await.is_empty());
    assert!(did(&world, &taken, CounsellorAct::Took, "k").await);
    world.advance(1);
    let opened = called(&world, &nine).await;
    assert_eq!(opened, [call("marie", 1, 60), call("paul", 1, 60)]);

    // somebody takes it at once: it was no wait for anybody else
    world.advance(20 * MINUTE);
    let quick = asked_of(&world, &nine).await;
    assert!(did(&world, &quick, CounsellorAct::Took, "k").await);
    assert!(called(&world, &nine).await.is_empty());
}
