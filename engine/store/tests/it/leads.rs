//! A parent's answer, contact requests, applications, links.

use tandem_engine::appointments::Slot;
use tandem_engine::dialogue::Outcome;
use tandem_engine::profile::Profile;
use tandem_store::{ConversationId, MailContext, MailJob, ParentAnswer};

use crate::support::{World, contract, employer, lea, training};

contract![
    a_parent_confirms_within_72_hours,
    a_parent_who_refuses_gives_the_slot_back_and_the_centre_knows_nothing,
    a_parent_who_does_not_answer_in_72_hours_gives_the_slot_back,
    a_contact_request_waits_four_days,
    an_application_leaves_once_and_needs_an_address,
    a_link_moves_and_cancels_and_the_conversation_is_told,
];

async fn a_parent_confirms_within_72_hours(world: World) {
    let person = world.conversation().await;
    let slot = world.slots(40).await.remove(30);
    let Outcome::Held(held) = world.hold(&person, &slot).await else {
        panic!("not held")
    };
    let profile = Profile::default();
    let asked = world.store.ask_parent(
        &person,
        &held.id,
        "Léa",
        "parent@exemple.test",
        &profile,
        world.now,
    );
    assert!(matches!(asked.await.unwrap(), Outcome::ParentAsked(_)));
    let mails = world.sent_mails().await;
    let [MailJob::ParentRequest { token, .. }] = mails.as_slice() else {
        panic!("{mails:?}")
    };
    let later = world.later(71 * 3_600);
    world
        .store
        .run_due_jobs(10, "test", None, later)
        .await
        .unwrap();
    let answer = agreed();
    let done = world.store.parent_answer_by_token(token, &answer, later);
    assert!(matches!(done.await.unwrap(), Some(Outcome::Confirmed(_))));
    assert_eq!(world.store.backlog(later).await.unwrap().mail, 2);
    assert!(world.store.is_thinking(&person).await.unwrap());
}

/// A slot far enough away held for a parent's answer, with the parent's link.
async fn ask_parent(world: &World, person: &ConversationId) -> (Slot, String) {
    let slot = world.slots(40).await.remove(30);
    let Outcome::Held(held) = world.hold(person, &slot).await else {
        panic!("not held")
    };
    let (mail, profile) = ("parent@exemple.test", Profile::default());
    let asked = world
        .store
        .ask_parent(person, &held.id, "Léa", mail, &profile, world.now);
    assert!(matches!(asked.await.unwrap(), Outcome::ParentAsked(_)));
    match world.sent_mails().await.as_slice() {
        [MailJob::ParentRequest { token, .. }] => (slot, token.clone()),
        mails => panic!("{mails:?}"),
    }
}

fn agreed() -> ParentAnswer {
    ParentAnswer::Confirm {
        consent: "p1".to_owned(),
    }
}

async fn a_parent_who_refuses_gives_the_slot_back_and_the_centre_knows_nothing(world: World) {
    let (person, store) = (world.conversation().await, &world.store);
    let (slot, token) = ask_parent(&world, &person).await;
    assert!(!world.slots(40).await.contains(&slot));
    for _ in 0..2 {
        let refused = store.parent_answer_by_token(&token, &ParentAnswer::Decline, world.now);
        let refused = refused.await.unwrap();
        assert!(matches!(refused, Some(Outcome::Cancelled(_))));
    }
    assert!(world.slots(40).await.contains(&slot));
    assert!(world.sent_mails().await.is_empty());
    assert_eq!(
        store.backlog(world.now).await.unwrap().inbox,
        1,
        "told once"
    );
    // a yes after a no books nothing
    let yes = agreed();
    let late = store.parent_answer_by_token(&token, &yes, world.now);
    assert!(matches!(late.await.unwrap(), Some(Outcome::Cancelled(_))));
    assert!(world.slots(40).await.contains(&slot));
}

async fn a_parent_who_does_not_answer_in_72_hours_gives_the_slot_back(mut world: World) {
    let person = world.conversation().await;
    let (_, token) = ask_parent(&world, &person).await;
    world.advance(72 * 3_600);
    let ran = world.store.run_due_jobs(10, "test", None, world.now);
    assert_eq!(ran.await.unwrap().failed, 0);
    let left = world.store.appointments(&person, world.now).await.unwrap();
    assert!(left.is_empty(), "{left:?}");
    assert_eq!(world.store.backlog(world.now).await.unwrap().inbox, 1);
    let yes = agreed();
    let late = world.store.parent_answer_by_token(&token, &yes, world.now);
    // the link itself may have died with its appointment
    let late = late.await.unwrap();
    assert!(
        matches!(late, None | Some(Outcome::HoldExpired)),
        "{late:?}"
    );
    assert!(world.sent_mails().await.is_empty());
}

async fn a_contact_request_waits_four_days(world: World) {
    let (one, other) = (world.conversation().await, world.conversation().await);
    let (id, contact, shared) = (training("closed").id, lea(), Profile::default());
    let first = world
        .store
        .request_contact(&one, &id, &contact, "c1", &shared, world.now);
    assert!(matches!(
        first.await.unwrap(),
        Outcome::ContactRequested { .. }
    ));
    // the same person in another conversation
    let again = world
        .store
        .request_contact(&other, &id, &contact, "c1", &shared, world.now);
    let Outcome::AlreadyRequested { on } = again.await.unwrap() else {
        panic!("asked twice")
    };
    assert_eq!(on, jiff::civil::date(2026, 11, 23));
    let after = world.later(4 * 24 * 3_600 + 1);
    let later = world
        .store
        .request_contact(&one, &id, &contact, "c1", &shared, after);
    assert!(matches!(
        later.await.unwrap(),
        Outcome::ContactRequested { .. }
    ));
    let mails = world.sent_mails().await;
    let Some(MailContext::Lead(mail)) = world.store.mail_context(&mails[0]).await.unwrap() else {
        panic!("no context")
    };
    assert_eq!(mail.to, ["closed@cfa.test"]);
}

async fn an_application_leaves_once_and_needs_an_address(world: World) {
    let person = world.conversation().await;
    let (contact, shared) = (lea(), Profile::default());
    let (mail, phone) = (employer("mail").siret, employer("phone").siret);
    let words = Some("J'aime le pain.");
    let store = &world.store;
    let sent = store.apply(&person, &mail, &contact, "a1", &shared, words, world.now);
    assert!(matches!(sent.await.unwrap(), Outcome::Applied { .. }));
    let again = store.apply(&person, &mail, &contact, "a1", &shared, words, world.now);
    assert_eq!(again.await.unwrap(), Outcome::AlreadyApplied);
    let none = store.apply(&person, &phone, &contact, "a1", &shared, None, world.now);
    assert!(matches!(none.await.unwrap(), Outcome::NoAddress { .. }));
    let mails = world.sent_mails().await;
    assert!(matches!(mails[0], MailJob::ApplicationToEmployer { .. }));
    let Some(MailContext::Lead(mail)) = store.mail_context(&mails[0]).await.unwrap() else {
        panic!("no context")
    };
    assert_eq!(mail.message.as_deref(), words);
}

async fn a_link_moves_and_cancels_and_the_conversation_is_told(world: World) {
    let person = world.conversation().await;
    let slots = world.slots(20).await;
    world.book(&person, &slots[10]).await;
    let mails = world.sent_mails().await;
    let MailJob::AppointmentConfirmedToCandidate { token, .. } = &mails[1] else {
        panic!("{mails:?}")
    };
    let moved = world.store.move_by_token(token, &slots[12], world.now);
    assert!(matches!(moved.await.unwrap(), Some(Outcome::Moved(_))));
    let cancelled = world.store.cancel_by_token(token, world.now);
    assert!(matches!(
        cancelled.await.unwrap(),
        Some(Outcome::Cancelled(_))
    ));
    assert_eq!(world.store.backlog(world.now).await.unwrap().inbox, 2);
    let dead = world
        .store
        .cancel_by_token(token, world.later(10 * 24 * 3_600));
    assert!(dead.await.unwrap().is_none());
}
