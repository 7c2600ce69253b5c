//! The rows follow what the dialogue decided, in the transaction of the turn.

use jiff::Timestamp;
use tandem_engine::dialogue::{Event, Notice, Owner, OwnerChange, Wait};

use super::COUNSELLOR;
use crate::StoreError;
use crate::act::Act;
use crate::db::args;
use crate::ids::ConversationId;
use crate::inbox::put_notice;
use crate::jobs::{JobKind, schedule};

const REQUESTED: &str = "INSERT INTO handovers \
    (conversation, owner, asked_at, waits_since, changed_at) \
    VALUES ($1, 'requested', $2, $2, $3) ON CONFLICT (conversation) DO UPDATE \
    SET owner = 'requested', counsellor = NULL, asked_at = excluded.asked_at, \
    waits_since = excluded.waits_since, missed_at = NULL, until_line = NULL, \
    changed_at = excluded.changed_at";
const TAKEN: &str = "UPDATE handovers SET owner = 'human', counsellor = $2, waits_since = $3, \
    missed_at = NULL, until_line = NULL, changed_at = $4 WHERE conversation = $1";
const MISSED: &str = "UPDATE handovers SET owner = 'bot', waits_since = NULL, missed_at = $2, \
    until_line = (SELECT conversations.last_line FROM conversations \
    WHERE conversations.id = handovers.conversation), changed_at = $2 WHERE conversation = $1";
/// Nothing may be read any more.
const OVER: &str = "DELETE FROM handovers WHERE conversation = $1";

/// Follows the events of a turn.
pub(crate) async fn follow(
    act: &mut Act<'_>,
    conversation: &ConversationId,
    events: &[Event],
) -> Result<(), StoreError> {
    for event in events {
        let Event::OwnerSet { owner, why } = event else {
            continue;
        };
        let id = conversation.as_str();
        match owner {
            Owner::HumanRequested { wait } => {
                let values = args![id, wait.since, act.now];
                act.tx.execute(REQUESTED, values).await?;
            }
            Owner::Human { counsellor, wait } => {
                let sealed = act.store.seal(COUNSELLOR, counsellor)?;
                let since = wait.map(|wait| wait.since);
                let values = args![id, sealed, since, act.now];
                act.tx.execute(TAKEN, values).await?;
            }
            Owner::Bot if *why == OwnerChange::TimedOut => {
                act.tx.execute(MISSED, args![id, act.now]).await?;
            }
            Owner::Bot => {
                act.tx.execute(OVER, args![id]).await?;
            }
        }
        if let Owner::HumanRequested { wait } = owner {
            let subject = format!("{conversation}:{}", wait.since.as_millisecond());
            schedule(act, JobKind::CounsellorCall, &subject, act.now).await?;
        }
        if let Some(wait) = owner.wait() {
            watch(act, conversation, wait).await?;
        }
    }
    Ok(())
}

/// The time in which somebody answers: a job looks when it is over.
async fn watch(
    act: &mut Act<'_>,
    conversation: &ConversationId,
    wait: Wait,
) -> Result<(), StoreError> {
    let (since, until) = (wait.since.as_millisecond(), wait.until.as_millisecond());
    let subject = format!("{conversation}:{since}:{until}");
    schedule(act, JobKind::HumanTimeout, &subject, wait.until).await
}

/// The time is over: the dialogue is told which wait it was, and judges whether it still lasts.
pub(crate) async fn nobody_answered(act: &mut Act<'_>, subject: &str) -> Result<(), StoreError> {
    let (conversation, since) = read_subject(subject)?;
    let notice = Notice::NobodyAnswered { since };
    put_notice(act, &conversation, &format!("nobody:{subject}"), notice)
        .await
        .map(drop)
}

/// The conversation and the beginning of the wait that a job is about.
pub(super) fn read_subject(subject: &str) -> Result<(ConversationId, Timestamp), StoreError> {
    let mut parts = subject.split(':');
    let read = parts.next().and_then(|conversation| {
        let since = parts.next()?.parse().ok()?;
        let since = Timestamp::from_millisecond(since).ok()?;
        Some((ConversationId(conversation.to_owned()), since))
    });
    read.ok_or_else(|| StoreError::Inconsistent {
        table: "jobs",
        column: "subject",
        row: subject.to_owned(),
        reason: "no conversation and instant".to_owned(),
    })
}
