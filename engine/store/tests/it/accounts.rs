//! Signing in: a link works once and for a while, a session can be closed and ends by itself.

use tandem_store::{Account, AuditedAct, MailJob};

use crate::support::{World, contract};

contract![
    a_link_shows_without_being_used_then_signs_in_once,
    a_link_dies_after_fifteen_minutes,
    a_session_ends_when_closed_and_after_a_working_day,
    who_read_a_conversation_is_kept_until_it_is_erased,
];

fn marie() -> Account {
    Account::Staff {
        mail: "marie@conseil.test".to_owned(),
    }
}

async fn link(world: &World) -> String {
    let store = &world.store;
    let account = marie();
    let sent = store.send_sign_in_link(&account, "marie@conseil.test", world.now);
    sent.await.unwrap();
    match world.sent_mails().await.pop() {
        Some(MailJob::SignIn { to, token }) if to == "marie@conseil.test" => token,
        other => panic!("{other:?}"),
    }
}

async fn a_link_shows_without_being_used_then_signs_in_once(world: World) {
    let (store, now) = (&world.store, world.now);
    let token = link(&world).await;
    for _ in 0..2 {
        let shown = store.account_of_link(&token, now).await.unwrap();
        assert_eq!(shown, Some(marie()));
    }
    let opened = store.sign_in(&token, now).await.unwrap().unwrap();
    assert_eq!(opened.account, marie());
    let held = store.account_of_session(&opened.token, now).await.unwrap();
    assert_eq!(held, Some(marie()));
    assert!(store.sign_in(&token, now).await.unwrap().is_none());
    assert_eq!(store.account_of_link(&token, now).await.unwrap(), None);
    let wrong = store.account_of_session(&token, now).await.unwrap();
    assert_eq!(wrong, None, "a link is no session");
}

async fn a_link_dies_after_fifteen_minutes(world: World) {
    let token = link(&world).await;
    let late = world.later(15 * 60);
    assert_eq!(
        world.store.account_of_link(&token, late).await.unwrap(),
        None
    );
    assert!(world.store.sign_in(&token, late).await.unwrap().is_none());
}

async fn a_session_ends_when_closed_and_after_a_working_day(world: World) {
    let (store, now) = (&world.store, world.now);
    let mut tokens = Vec::new();
    for _ in 0..2 {
        let opened = store.sign_in(&link(&world).await, now).await.unwrap();
        tokens.push(opened.unwrap().token);
    }
    store.sign_out(&tokens[0], now).await.unwrap();
    let closed = store.account_of_session(&tokens[0], now).await.unwrap();
    assert_eq!(closed, None);
    let other = store.account_of_session(&tokens[1], world.later(10 * 3_600 - 1));
    assert_eq!(other.await.unwrap(), Some(marie()));
    let over = store.account_of_session(&tokens[1], world.later(10 * 3_600));
    assert_eq!(over.await.unwrap(), None);
}

async fn who_read_a_conversation_is_kept_until_it_is_erased(world: World) {
    let (store, now) = (&world.store, world.now);
    let person = world.conversation().await;
    store.note_reading(&marie(), &person, now).await.unwrap();
    let lines = store.audit_of(&person).await.unwrap();
    assert_eq!(lines.len(), 1);
    assert_eq!(lines[0].account, marie());
    assert_eq!((lines[0].at, lines[0].act), (now, AuditedAct::Read));
    store.erase(&person, now).await.unwrap();
    assert!(store.audit_of(&person).await.unwrap().is_empty());
}
