//! Calling those who answer: a mail that somebody waits, and nothing of who or why. Within their
//! hours, once about a wait, and to each of them at most every quarter of an hour.

use jiff::{SignedDuration, Timestamp};
use tandem_engine::help_desk::HelpDesk;

use super::follow::read_subject;
use crate::StoreError;
use crate::act::Act;
use crate::db::args;
use crate::jobs::{JobKind, schedule};
use crate::outbox::{MailJob, queue_account_mail};

/// Between two mails to the same person.
const PAUSE: SignedDuration = SignedDuration::from_mins(15);

const WAITS: &str = "SELECT waits_since FROM handovers \
    WHERE conversation = $1 AND owner = 'requested' AND waits_since = $2";
const ALL_WAITS: &str = "SELECT COUNT(*), MIN(waits_since) FROM handovers \
    WHERE owner = 'requested' AND waits_since IS NOT NULL";
const LAST_CALL: &str = "SELECT called_at FROM calls WHERE counsellor = $1";
/// Changes nothing when another process was faster.
const CALL: &str = "INSERT INTO calls (counsellor, called_at) VALUES ($1, $2) \
    ON CONFLICT (counsellor) DO UPDATE SET called_at = excluded.called_at \
    WHERE calls.called_at <= $3";

/// Those who are called when a young person waits.
#[derive(Clone, Copy)]
pub struct Team<'a> {
    /// When they answer.
    pub desk: &'a HelpDesk,
    /// Their addresses.
    pub mails: &'a [String],
}

/// When somebody may be called.
enum Call {
    Now,
    At(Timestamp),
    /// Already, since this wait began.
    Done,
}

/// Tells those who answer that this conversation waits, if it still does.
pub(crate) async fn call(
    act: &mut Act<'_>,
    subject: &str,
    team: Option<&Team<'_>>,
) -> Result<(), StoreError> {
    let (conversation, since) = read_subject(subject)?;
    let id = conversation.as_str();
    let waits: Option<(i64,)> = act.tx.optional(WAITS, args![id, since]).await?;
    let (Some(team), true) = (team, waits.is_some()) else {
        return Ok(());
    };
    let again = |at: Timestamp| {
        let since = since.as_millisecond();
        (format!("{id}:{since}:{}", at.as_millisecond()), at)
    };
    if !team.desk.is_open(act.now) {
        let Some(opening) = team.desk.opens_at(act.now) else {
            return Ok(());
        };
        let (subject, at) = again(opening);
        return schedule(act, JobKind::CounsellorCall, &subject, at).await;
    }
    let mut next: Option<Timestamp> = None;
    for mail in team.mails {
        match may_call(act, mail, since).await? {
            Call::Now => write_to(act, mail).await?,
            Call::At(at) => next = Some(next.map_or(at, |other| other.min(at))),
            Call::Done => {}
        }
    }
    if let Some(next) = next {
        let (subject, at) = again(next);
        schedule(act, JobKind::CounsellorCall, &subject, at).await?;
    }
    Ok(())
}

/// Whether that person may be called about a wait, and notes that they are.
async fn may_call(act: &mut Act<'_>, mail: &str, since: Timestamp) -> Result<Call, StoreError> {
    let counsellor = act.store.counsellor_of(mail);
    let before = act.now.checked_sub(PAUSE).unwrap_or(act.now);
    let values = args![&counsellor, act.now, before];
    let last: Option<(i64,)> = act.tx.optional(LAST_CALL, args![&counsellor]).await?;
    let last = last.and_then(|(at,)| Timestamp::from_millisecond(at).ok());
    if last.is_some_and(|last| last >= since) {
        return Ok(Call::Done);
    }
    if act.tx.execute(CALL, values).await? > 0 {
        return Ok(Call::Now);
    }
    let last = last.unwrap_or(act.now);
    Ok(Call::At(last.checked_add(PAUSE).unwrap_or(last)))
}

/// How many wait, and since when: all that is said.
async fn write_to(act: &mut Act<'_>, mail: &str) -> Result<(), StoreError> {
    let waits: Option<(i64, Option<i64>)> = act.tx.optional(ALL_WAITS, args![]).await?;
    let (waiting, since) = waits.unwrap_or_default();
    let job = MailJob::SomebodyWaits {
        to: mail.to_owned(),
        since: since
            .and_then(|since| Timestamp::from_millisecond(since).ok())
            .unwrap_or(act.now),
        waiting: u32::try_from(waiting).unwrap_or(u32::MAX),
    };
    queue_account_mail(act, job).await
}
