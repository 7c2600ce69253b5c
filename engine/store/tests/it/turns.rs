//! A turn: what comes in is handled once, in order, and answered.

use std::sync::LazyLock;

use tandem_engine::dialogue::{ChannelKind, Flows};
use tandem_engine::matching::Bookable;
use tandem_index::Searcher;
use tandem_models::Understander;
use tandem_store::{
    Channel, ConversationId, Incoming, IncomingBody, Line, OutboxKind, OutboxPayload, Store,
    TelegramJob, TurnWorld,
};

use crate::support::{World, contract, employer, training};

contract![
    what_is_said_is_answered_once_and_a_replay_changes_nothing,
    a_telegram_chat_is_answered_in_order,
    a_conversation_goes_on_in_telegram,
    an_erased_person_leaves_nothing_and_is_told,
    the_text_of_a_silent_conversation_goes,
];

/// Built once for all tests of this binary.
static UNDERSTANDER: LazyLock<Understander> = LazyLock::new(Understander::embedded);

/// Takes every turn that is due; how many.
async fn drain(store: &Store, now: jiff::Timestamp) -> usize {
    let searcher = Searcher::in_memory(vec![training("open")], vec![employer("mail")]);
    let (bookable, flows) = (Bookable::default(), Flows::embedded());
    let world = TurnWorld {
        understander: &UNDERSTANDER,
        searcher: &searcher,
        bookable: &bookable,
        flows: &flows,
        telegram_bot: Some("tandem_bot"),
        apology: "Désolé.",
    };
    let mut turns = 0;
    while let Some(report) = store.take_turn(&world, now).await.unwrap() {
        assert!(!report.is_given_up);
        turns += 1;
    }
    turns
}

async fn say(world: &World, id: &ConversationId, key: &str, text: &str) -> bool {
    let incoming = Incoming {
        channel: Channel::Conversation(id.clone()),
        external_id: key.to_owned(),
        body: IncomingBody::Text(text.to_owned()),
    };
    let received = world.store.receive(&incoming, world.now).await.unwrap();
    received.is_duplicate
}

async fn tell(world: &World, update: &str, text: &str) -> ConversationId {
    let incoming = Incoming {
        channel: Channel::TelegramChat("42".to_owned()),
        external_id: update.to_owned(),
        body: IncomingBody::Text(text.to_owned()),
    };
    let received = world.store.receive(&incoming, world.now).await.unwrap();
    received.conversation
}

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

async fn an_erased_person_leaves_nothing_and_is_told(world: World) {
    let store = &world.store;
    let person = world.conversation().await;
    let slot = world.slots(12).await.remove(8);
    world.book(&person, &slot).await;
    say(&world, &person, "k1", "je m'appelle Léa").await;
    drain(store, world.now).await;
    world.sent_mails().await;
    let before = store.export(&person).await.unwrap().to_string();
    assert!(before.contains("lea@exemple.test"));
    store.erase(&person, world.now).await.unwrap();
    let after = store.export(&person).await.unwrap().to_string();
    assert!(
        !after.contains("Léa") && !after.contains("lea@exemple.test"),
        "{after}"
    );
    assert_eq!(world.sent_mails().await.len(), 1, "only the centre is told");
    assert!(world.slots(20).await.contains(&slot));
    // the conversation itself still answers
    say(&world, &person, "k2", "salut").await;
    assert_eq!(drain(store, world.now).await, 1);
}

async fn the_text_of_a_silent_conversation_goes(mut world: World) {
    let person = world.conversation().await;
    say(&world, &person, "k1", "je cherche un CAP boulanger").await;
    drain(&world.store, world.now).await;
    let month = jiff::SignedDuration::from_hours(30 * 24);
    world.advance(30 * 24 * 3_600 - 1);
    let early = world.store.purge_text(month, 10, world.now).await.unwrap();
    assert_eq!(early.conversations, 0);
    world.advance(1);
    let purged = world.store.purge_text(month, 10, world.now).await.unwrap();
    assert_eq!(purged.conversations, 1);
    assert!(purged.lines >= 2);
    assert_eq!(world.store.latest_seq(&person).await.unwrap(), 0);
    say(&world, &person, "k2", "salut").await;
    assert_eq!(drain(&world.store, world.now).await, 1);
}
