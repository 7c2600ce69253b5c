//! From what was kept to what the dialogue hears, and how the transcript shows it.

use tandem_engine::dialogue::{ChannelKind, Input};

use super::TurnWorld;
use super::claim::Claimed;
use crate::StoreError;
use crate::act::Act;
use crate::inbox::IncomingBody;
use crate::messages::{OnTelegram, button};

/// What the dialogue hears, and the line of the transcript, if it makes one.
pub(super) async fn read(
    act: &mut Act<'_>,
    claimed: &Claimed,
    world: &TurnWorld<'_>,
) -> Result<(Input, Option<String>), StoreError> {
    Ok(match claimed.body(act)? {
        IncomingBody::Start { entry } => (Input::Start { entry }, None),
        IncomingBody::Text(text) => (Input::Text(text.clone()), Some(text)),
        IncomingBody::Press { seq, index } => press(act, claimed, seq, index).await?,
        IncomingBody::UnknownPress => (Input::UnknownPress, Some(String::new())),
        IncomingBody::Location(insee) => {
            let commune = insee.and_then(|insee| world.understander.places().get(insee));
            let name = commune.map(|commune| commune.name.clone());
            (Input::Location(insee), Some(name.unwrap_or_default()))
        }
        IncomingBody::Unsupported => (Input::Unsupported, Some(String::new())),
        IncomingBody::TooLong => (Input::TooLong, Some(String::new())),
        IncomingBody::Notice(notice) => (Input::Notice(notice), None),
    })
}

async fn press(
    act: &mut Act<'_>,
    claimed: &Claimed,
    seq: i64,
    index: u32,
) -> Result<(Input, Option<String>), StoreError> {
    let from = match claimed.channel {
        ChannelKind::Telegram => OnTelegram::Yes,
        ChannelKind::Web | ChannelKind::Terminal => OnTelegram::No,
    };
    let found = button(act, &claimed.conversation, seq, index, from).await?;
    Ok(match found {
        Some((button, turn)) => {
            let shown = button.label.clone();
            let input = Input::Press {
                action: button.action,
                label: button.label,
                turn,
            };
            (input, Some(shown))
        }
        None => (Input::UnknownPress, Some(String::new())),
    })
}
