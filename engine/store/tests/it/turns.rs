//! A turn: what comes in is handled once, in order, and answered.

use tandem_engine::dialogue::ChannelKind;
use tandem_store::{Channel, Incoming, IncomingBody, Line, OutboxKind, OutboxPayload, TelegramJob};

use crate::support::{World, contract, drain, say, take, tell};

contract![
    what_is_said_is_answered_once_and_a_replay_changes_nothing,
    a_telegram_chat_is_answered_in_order,
    a_conversation_goes_on_in_telegram,
    a_conversation_goes_on_in_a_page,
    an_input_that_always_fails_is_given_up_with_an_apology_and_the_next_is_answered,
];

async fn what_is_said_is_answered_once_and_a_replay_changes_nothing(world: World) {
    let opened = world.store.open_conversation(ChannelKind::Web, world.now);
    let opened = opened.await.unwrap();
    let store = &world.store;
    assert!(
        store
            .is_token_valid(&opened.id, &opened.token)
            .await
            .unwrap()
    );
    assert!(!store.is_token_valid(&opened.id, "x").await.unwrap());
    assert!(!say(&world, &opened.id, "k1", "salut").await);
    assert!(say(&world, &opened.id, "k1", "salut").await);
    assert!(store.is_thinking(&opened.id).await.unwrap());
    assert_eq!(drain(store, world.now).await, 1);
    let lines = store.messages_after(&opened.id, 0, 100).await.unwrap();
    assert!(matches!(&lines[0].line,
        Line::Heard { text, external_id } if text == "salut" && external_id == "k1"));
    assert!(matches!(&lines[1].line, Line::Said(message) if !message.text.is_empty()));
    let last = store.latest_seq(&opened.id).await.unwrap();
    assert_eq!(last, lines.last().unwrap().seq);
    // the replay after the turn is known too
    assert!(say(&world, &opened.id, "k1", "salut").await);
    assert_eq!(drain(store, world.now).await, 0);
    // a button that is not there is answered, not lost
    let press = Incoming {
        channel: Channel::Conversation(opened.id.clone()),
        external_id: "k2".to_owned(),
        body: IncomingBody::Press { seq: 999, index: 0 },
    };
    store.receive(&press, world.now).await.unwrap();
    assert_eq!(drain(store, world.now).await, 1);
    assert!(store.latest_seq(&opened.id).await.unwrap() > last);
}

async fn a_telegram_chat_is_answered_in_order(world: World) {
    let store = &world.store;
    let id = tell(&world, "1", "salut").await;
    assert_eq!(tell(&world, "2", "je cherche un CAP boulanger").await, id);
    assert_eq!(tell(&world, "2", "je cherche un CAP boulanger").await, id);
    assert_eq!(drain(store, world.now).await, 2);
    let mut seqs = Vec::new();
    loop {
        let rows = store.claim_outbox(OutboxKind::Telegram, 10, "test", world.now);
        let rows = rows.await.unwrap();
        let Some(row) = rows.first() else { break };
        assert_eq!(rows.len(), 1, "one message of a chat at a time");
        let OutboxPayload::Telegram(TelegramJob::Say { seq, chat, .. }) = &row.payload else {
            panic!("{row:?}")
        };
        assert_eq!(chat, "42");
        seqs.push(*seq);
        let again = store.claim_outbox(OutboxKind::Telegram, 10, "other", world.now);
        assert!(again.await.unwrap().is_empty(), "leased twice");
        store
            .mark_sent(&row.id, Some("7"), world.now)
            .await
            .unwrap();
    }
    assert!(seqs.len() >= 2 && seqs.is_sorted());
    assert_eq!(store.backlog(world.now).await.unwrap().telegram, 0);
}

async fn a_conversation_goes_on_in_telegram(world: World) {
    let store = &world.store;
    let page = world.conversation().await;
    let code = store.link_code(&page, world.now).await.unwrap();
    let chat = tell(&world, "1", "salut").await;
    assert_ne!(chat, page);
    for _ in 0..2 {
        let moved = store
            .redeem_link_code(&code, "42", world.now)
            .await
            .unwrap();
        assert_eq!(moved.as_ref(), Some(&page));
    }
    let other = store
        .redeem_link_code(&code, "43", world.now)
        .await
        .unwrap();
    assert_eq!(other, None);
    assert_eq!(tell(&world, "2", "et maintenant ?").await, page);
    drain(store, world.now).await;
    let late = store.link_code(&page, world.now).await.unwrap();
    let late = store.redeem_link_code(&late, "44", world.later(900)).await;
    assert_eq!(late.unwrap(), None);
}

async fn a_conversation_goes_on_in_a_page(world: World) {
    let store = &world.store;
    let chat = tell(&world, "1", "salut").await;
    assert!(drain(store, world.now).await > 0);
    let code = store.link_code(&chat, world.now).await.unwrap();
    for _ in 0..2 {
        let looked = store.conversation_of_code(&code, world.now).await.unwrap();
        assert_eq!(looked.as_ref(), Some(&chat), "looking uses nothing");
    }
    let opened = store
        .redeem_link_code_on_page(&code, world.now)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(opened.id, chat);
    assert!(store.is_token_valid(&chat, &opened.token).await.unwrap());
    let again = store.redeem_link_code_on_page(&code, world.now).await;
    assert!(again.unwrap().is_none(), "once");
    let looked = store.conversation_of_code(&code, world.now).await.unwrap();
    assert_eq!(looked, None);
    assert_eq!(store.was_code_of(&code).await.unwrap(), Some(chat.clone()));
    assert_eq!(tell(&world, "2", "toujours là ?").await, chat, "both go on");
    // a second page closes the first
    let code = store.link_code(&chat, world.now).await.unwrap();
    let second = store.redeem_link_code_on_page(&code, world.now).await;
    assert!(second.unwrap().is_some());
    assert!(!store.is_token_valid(&chat, &opened.token).await.unwrap());
    let late = store.link_code(&chat, world.now).await.unwrap();
    let late = store
        .redeem_link_code_on_page(&late, world.later(900))
        .await;
    assert!(late.unwrap().is_none());
}

async fn an_input_that_always_fails_is_given_up_with_an_apology_and_the_next_is_answered(
    mut world: World,
) {
    let person = world.conversation().await;
    say(&world, &person, "k1", "salut").await;
    // what came in can no longer be read
    let damaged = "UPDATE inbox SET body = NULL";
    world.database().execute(damaged).await;
    say(&world, &person, "k2", "bonjour").await;
    let mut failures = 0;
    let report = loop {
        match take(&world.store, world.now).await {
            Ok(Some(report)) => break report,
            // the later one waits behind it: order is kept
            Ok(None) => world.advance(1),
            Err(_) => failures += 1,
        }
        assert!(failures < 10);
    };
    assert_eq!((failures, report.is_given_up), (4, true));
    let lines = world.store.messages_after(&person, 0, 10).await.unwrap();
    let [line] = lines.as_slice() else {
        panic!("{lines:?}")
    };
    assert!(matches!(&line.line, Line::Said(message) if message.text == "Désolé."));
    assert_eq!(world.store.backlog(world.now).await.unwrap().dead, 1);
    assert_eq!(drain(&world.store, world.now).await, 1, "the next one");
    assert!(world.store.latest_seq(&person).await.unwrap() > line.seq);
}
