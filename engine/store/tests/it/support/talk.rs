//! Talking to a store, turn by turn.

use std::sync::LazyLock;

use tandem_engine::dialogue::Flows;
use tandem_engine::help_desk::HelpDesk;
use tandem_engine::matching::Bookable;
use tandem_index::Searcher;
use tandem_models::Understander;
use tandem_store::{
    Channel, ConversationId, Incoming, IncomingBody, Store, StoreError, TurnReport, TurnWorld,
};

use super::{World, employer, training};

/// Built once for all tests of this binary.
static UNDERSTANDER: LazyLock<Understander> = LazyLock::new(Understander::embedded);

/// Takes one turn, if one is due.
pub(crate) async fn take(
    store: &Store,
    now: jiff::Timestamp,
) -> Result<Option<TurnReport>, StoreError> {
    take_with(store, None, now).await
}

async fn take_with(
    store: &Store,
    help_desk: Option<&HelpDesk>,
    now: jiff::Timestamp,
) -> Result<Option<TurnReport>, StoreError> {
    let searcher = Searcher::in_memory(vec![training("open")], vec![employer("mail")]);
    let (bookable, flows) = (Bookable::default(), Flows::embedded());
    let world = TurnWorld {
        understander: &UNDERSTANDER,
        searcher: &searcher,
        bookable: &bookable,
        flows: &flows,
        help_desk,
        telegram_bot: Some("tandem_bot"),
        apology: "Désolé.",
    };
    store.take_turn(&world, now).await
}

/// Takes every turn that is due; how many.
pub(crate) async fn drain(store: &Store, now: jiff::Timestamp) -> usize {
    let mut turns = 0;
    while let Some(report) = take(store, now).await.unwrap() {
        assert!(!report.is_given_up);
        turns += 1;
    }
    turns
}

/// The same where a team answers in person.
pub(crate) async fn drain_staffed(store: &Store, help_desk: &HelpDesk, now: jiff::Timestamp) {
    while let Some(report) = take_with(store, Some(help_desk), now).await.unwrap() {
        assert!(!report.is_given_up);
    }
}

/// Presses a button of a message.
pub(crate) async fn press(world: &World, id: &ConversationId, key: &str, seq: i64, index: u32) {
    let incoming = Incoming {
        channel: Channel::Conversation(id.clone()),
        external_id: key.to_owned(),
        body: IncomingBody::Press { seq, index },
    };
    world.store.receive(&incoming, world.now).await.unwrap();
}

pub(crate) async fn say(world: &World, id: &ConversationId, key: &str, text: &str) -> bool {
    let incoming = Incoming {
        channel: Channel::Conversation(id.clone()),
        external_id: key.to_owned(),
        body: IncomingBody::Text(text.to_owned()),
    };
    let received = world.store.receive(&incoming, world.now).await.unwrap();
    received.is_duplicate
}

pub(crate) async fn tell(world: &World, update: &str, text: &str) -> ConversationId {
    let incoming = Incoming {
        channel: Channel::TelegramChat("42".to_owned()),
        external_id: update.to_owned(),
        body: IncomingBody::Text(text.to_owned()),
    };
    let received = world.store.receive(&incoming, world.now).await.unwrap();
    received.conversation
}
