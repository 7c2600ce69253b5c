//! From an update to a row of the inbox: written before Telegram gets its 200.

use tandem_models::{InseeCode, Places, Point};
use tandem_store::{Channel, Incoming, IncomingBody, StoreError};
use teloxide::Bot;

use crate::app::App;

use super::acknowledge::acknowledge;
use super::commands::sentence;
use super::update::{Arrival, What};

/// Characters of one message beyond which nobody reads it as a sentence.
const LONGEST_TEXT: usize = 2_000;

/// A position further than this from every commune is outside France.
const OUTSIDE_KM: f64 = 40.0;

/// Keeps what came, wakes the workers, and acknowledges a press without waiting for Telegram.
///
/// # Errors
/// When the database did not keep it: Telegram must deliver it again.
pub(super) async fn receive(app: &App, bot: &Bot, arrival: Arrival) -> Result<(), StoreError> {
    let now = app.clock.now();
    let chat = arrival.chat_id.to_string();
    if let What::Start { entry: Some(code) } = &arrival.what
        && app
            .store
            .redeem_link_code(code, &chat, now)
            .await?
            .is_some()
    {
        app.wake.inbox.raise();
        return Ok(());
    }
    let Some(body) = body(&arrival.what, app.understander.places()) else {
        // Blocked: the sender learns it from Telegram's 403 and moves reminders to mail.
        return Ok(());
    };
    let incoming = Incoming {
        channel: Channel::TelegramChat(chat),
        external_id: arrival.update_id.to_string(),
        body,
    };
    let received = app.store.receive(&incoming, now).await?;
    app.wake.inbox.raise();
    tokio::spawn(acknowledge(app.clone(), bot.clone(), arrival, received));
    Ok(())
}

fn body(what: &What, places: &Places) -> Option<IncomingBody> {
    Some(match what {
        What::Start { entry } => IncomingBody::Start {
            entry: entry.clone(),
        },
        What::Command(name) => IncomingBody::Text(sentence(name)),
        What::Text(text) if text.chars().count() > LONGEST_TEXT => IncomingBody::TooLong,
        What::Text(text) => IncomingBody::Text(text.clone()),
        What::Press(Some(button)) => IncomingBody::Press {
            seq: button.seq,
            index: button.button,
        },
        What::Press(None) => IncomingBody::UnknownPress,
        What::Location(point) => IncomingBody::Location(commune(*point, places)),
        What::Unsupported => IncomingBody::Unsupported,
        What::Blocked => return None,
    })
}

/// The commune of a position; the position itself goes no further (CHANNELS privacy 4).
fn commune(point: Point, places: &Places) -> Option<InseeCode> {
    let commune = places.around(point)?;
    let is_inside = commune
        .point
        .is_some_and(|centre| centre.km_to(point) <= OUTSIDE_KM);
    is_inside.then_some(commune.insee)
}
