//! Scheduling a job, within the transaction that needs it.

use jiff::Timestamp;

use crate::StoreError;
use crate::act::Act;
use crate::db::args;

const SCHEDULE: &str = "INSERT INTO jobs \
    (id, kind, dedup, subject, status, run_at, attempts, lease_until) \
    VALUES ($1, $2, $3, $4, 'new', $5, 0, 0) ON CONFLICT (dedup) DO NOTHING";

/// Kinds of jobs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum JobKind {
    /// A ten-minute hold runs out; subject: the appointment.
    HoldExpiry,
    /// A parent did not answer in time; subject: the appointment.
    ParentTimeout,
    /// Nobody answered a young person in time; subject: the conversation and the wait.
    HumanTimeout,
    /// Those who answer are told that somebody waits; subject: the conversation and the wait.
    CounsellorCall,
}

impl JobKind {
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::HoldExpiry => "hold_expiry",
            Self::ParentTimeout => "parent_timeout",
            Self::HumanTimeout => "human_timeout",
            Self::CounsellorCall => "counsellor_call",
        }
    }

    pub(super) fn of(word: &str) -> Option<Self> {
        [
            Self::HoldExpiry,
            Self::ParentTimeout,
            Self::HumanTimeout,
            Self::CounsellorCall,
        ]
        .into_iter()
        .find(|kind| kind.word() == word)
    }
}

/// Schedules a job once.
pub(crate) async fn schedule(
    act: &mut Act<'_>,
    kind: JobKind,
    subject: &str,
    run_at: Timestamp,
) -> Result<(), StoreError> {
    let id = act.new_id();
    let dedup = format!("{}:{subject}", kind.word());
    act.tx
        .execute(SCHEDULE, args![id, kind.word(), dedup, subject, run_at])
        .await
        .map(drop)
}
