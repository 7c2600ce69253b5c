//! An input that fails: tried again a little later, and never in the way of the conversation for
//! long.

use jiff::{SignedDuration, Timestamp};
use tandem_engine::message::Message;

use super::claim::Claimed;
use super::write::{Decided, Ended, Said, load_state, write};
use super::{TurnReport, TurnWorld};
use crate::act::{Act, whole_act};
use crate::db::args;
use crate::{Store, StoreError};

/// Milliseconds before each new attempt; after the last one it is given up.
const SCHEDULE_MS: [i64; 4] = [250, 1_000, 3_000, 8_000];

const AGAIN: &str = "UPDATE inbox SET attempts = attempts + 1, due_at = $2, error = $3 \
    WHERE id = $1 AND status = 'new'";

impl Store {
    /// Notes a failure: the error is the caller's to log, unless it was the last attempt.
    pub(super) async fn note_failure(
        &self,
        claimed: &Claimed,
        error: StoreError,
        world: &TurnWorld<'_>,
        now: Timestamp,
    ) -> Result<Option<TurnReport>, StoreError> {
        let attempt = usize::try_from(claimed.attempts).unwrap_or(usize::MAX);
        let Some(wait) = SCHEDULE_MS.get(attempt) else {
            tracing::error!(
                conversation.id = claimed.conversation.as_str(),
                %error,
                "an input was given up"
            );
            let report = whole_act!(self, now, |act| give_up(&mut act, claimed, world))?;
            return Ok(Some(report));
        };
        let again = now
            .checked_add(SignedDuration::from_millis(*wait))
            .unwrap_or(now);
        let reason = error.to_string();
        whole_act!(self, now, |act| try_again(
            &mut act, claimed, again, &reason
        ))?;
        Err(error)
    }
}

async fn try_again(
    act: &mut Act<'_>,
    claimed: &Claimed,
    again: Timestamp,
    reason: &str,
) -> Result<(), StoreError> {
    act.tx
        .execute(AGAIN, args![claimed.inbox_id.as_str(), again, reason])
        .await
        .map(drop)
}

/// The apology stands in the transcript like any other message; the state is as before.
async fn give_up(
    act: &mut Act<'_>,
    claimed: &Claimed,
    world: &TurnWorld<'_>,
) -> Result<TurnReport, StoreError> {
    // the state itself may be what cannot be read: then the apology belongs to no turn
    let turn = load_state(act, claimed).await.map_or(0, |state| state.turn);
    let message = Message {
        text: world.apology.to_owned(),
        ..Message::default()
    };
    let decided = Decided {
        said: vec![Said { message, turn }],
        ..Decided::default()
    };
    let last_seq = write(
        act,
        claimed,
        claimed.last_event,
        None,
        decided,
        Ended::GivenUp,
    )
    .await?;
    Ok(TurnReport {
        conversation: claimed.conversation.clone(),
        inbox_id: claimed.inbox_id.clone(),
        channel: claimed.channel,
        said: 1,
        last_seq,
        telegram: usize::from(claimed.chat.is_some()),
        mails: 0,
        is_given_up: true,
    })
}
