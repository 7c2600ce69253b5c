//! What a turn leaves behind: events, snapshot, lines, Telegram messages, the input done.

use tandem_engine::dialogue::{Event, State};
use tandem_engine::message::Message;
use tandem_engine::profile::Profile;

use super::claim::Claimed;
use super::{EVENT, SNAPSHOT};
use crate::StoreError;
use crate::act::Act;
use crate::db::args;
use crate::handovers::follow;
use crate::ids::ConversationId;
use crate::inbox::channel_word;
use crate::messages::{Line, NewLine, write_lines};
use crate::misses::keep_misses;
use crate::outbox::{TelegramJob, queue_telegram};

const SNAPSHOT_OF: &str = "SELECT seq, body FROM snapshots WHERE conversation = $1";
const EVENTS_OF: &str = "SELECT body FROM events WHERE conversation = $1 ORDER BY seq";
const APPEND: &str = "INSERT INTO events (conversation, seq, kind, at, body) VALUES";
const PUT_SNAPSHOT: &str = "INSERT INTO snapshots (conversation, seq, body) VALUES ($1, $2, $3) \
    ON CONFLICT (conversation) DO UPDATE SET seq = excluded.seq, body = excluded.body";
// Somebody who was erased and writes again begins again: news reach them as before.
const ADVANCE: &str = "UPDATE conversations SET channel = $2, last_event = $3, last_line = $4, \
    last_at = $5, purged_at = NULL, \
    erased_at = CASE WHEN $6 THEN NULL ELSE erased_at END WHERE id = $1";
// The text leaves the inbox: the transcript has it.
const DONE: &str =
    "UPDATE inbox SET status = $3, done_at = $2, body = NULL, error = NULL WHERE id = $1";

/// The state of a conversation: its snapshot when it is up to date and readable, else the fold of
/// its events.
pub(super) async fn load_state(act: &mut Act<'_>, claimed: &Claimed) -> Result<State, StoreError> {
    state_of(act, &claimed.conversation, claimed.last_event).await
}

const LAST_EVENT: &str = "SELECT last_event FROM conversations WHERE id = $1";

/// What a conversation has learned of its person.
pub(crate) async fn profile_of(
    act: &mut Act<'_>,
    conversation: &ConversationId,
) -> Result<Profile, StoreError> {
    let row: Option<(i64,)> = act
        .tx
        .optional(LAST_EVENT, args![conversation.as_str()])
        .await?;
    let last_event = row.map_or(0, |(last_event,)| last_event);
    Ok(state_of(act, conversation, last_event).await?.profile)
}

async fn state_of(
    act: &mut Act<'_>,
    conversation: &ConversationId,
    last_event: i64,
) -> Result<State, StoreError> {
    let id = conversation.as_str();
    let row: Option<(i64, Vec<u8>)> = act.tx.optional(SNAPSHOT_OF, args![id]).await?;
    if let Some((seq, body)) = row
        && seq == last_event
        && let Ok(state) = act.store.unseal::<State>(SNAPSHOT, &body)
    {
        return Ok(state);
    }
    let rows: Vec<(Vec<u8>,)> = act.tx.all(EVENTS_OF, args![id]).await?;
    let events: Vec<Event> = rows
        .iter()
        .map(|(body,)| act.store.unseal(EVENT, body))
        .collect::<Result<_, _>>()?;
    Ok(State::fold(&events))
}

/// Something to say with the turn it is said in.
pub(super) struct Said {
    pub(super) message: Message,
    pub(super) turn: u32,
}

/// What a turn decided, collected before anything of it is written.
#[derive(Default)]
pub(super) struct Decided {
    /// What the person said, as the transcript shows it, with its turn.
    pub(super) heard: Option<(String, u32)>,
    pub(super) events: Vec<Event>,
    pub(super) said: Vec<Said>,
}

/// How an input ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ended {
    Handled,
    GivenUp,
}

/// Writes everything; the number of the last line.
pub(super) async fn write(
    act: &mut Act<'_>,
    claimed: &Claimed,
    last_event: i64,
    state: Option<&State>,
    mut decided: Decided,
    ended: Ended,
) -> Result<i64, StoreError> {
    let conversation = &claimed.conversation;
    let id = conversation.as_str();
    let mut event = last_event;
    let mut values = Vec::with_capacity(decided.events.len() * 5);
    for happened in &decided.events {
        event += 1;
        let body = act.store.seal(EVENT, happened)?;
        values.extend(args![id, event, happened.kind(), act.now, body]);
    }
    if !values.is_empty() {
        act.tx.insert_many(APPEND, "", 5, values).await?;
    }
    if let Some(state) = state {
        let body = act.store.seal(SNAPSHOT, state)?;
        act.tx.execute(PUT_SNAPSHOT, args![id, event, body]).await?;
    }
    let is_heard = decided.heard.is_some();
    let happened = std::mem::take(&mut decided.events);
    let seq = say(act, claimed, decided).await?;
    act.tx
        .execute(
            ADVANCE,
            args![
                id,
                channel_word(claimed.channel),
                event,
                seq,
                act.now,
                is_heard
            ],
        )
        .await?;
    // after the last line is known: what may be read ends there
    follow(act, conversation, &happened).await?;
    keep_misses(act, &happened).await?;
    let status = match ended {
        Ended::Handled => "done",
        Ended::GivenUp => "dead",
    };
    act.tx
        .execute(DONE, args![claimed.inbox_id.as_str(), act.now, status])
        .await?;
    Ok(seq)
}

async fn say(act: &mut Act<'_>, claimed: &Claimed, decided: Decided) -> Result<i64, StoreError> {
    let mut seq = claimed.last_line;
    let mut lines = Vec::new();
    if let Some((text, turn)) = decided.heard {
        seq += 1;
        lines.push(NewLine {
            seq,
            turn,
            on_telegram: false,
            line: Line::Heard {
                text,
                external_id: claimed.external_id.clone(),
            },
        });
    }
    for said in decided.said {
        seq += 1;
        if let Some(chat) = &claimed.chat {
            let job = TelegramJob::Say {
                chat: chat.clone(),
                seq,
                message: said.message.clone(),
            };
            queue_telegram(act, &claimed.conversation, job).await?;
        }
        lines.push(NewLine {
            seq,
            turn: said.turn,
            on_telegram: claimed.chat.is_some(),
            line: Line::Said(said.message),
        });
    }
    write_lines(act, &claimed.conversation, &lines).await?;
    Ok(seq)
}
