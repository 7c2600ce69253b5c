//! Running what is due: leased, then each in its own transaction, given up after ten attempts.

use jiff::{SignedDuration, Timestamp};
use sqlx::FromRow;

use super::{JobKind, JobsReport};
use crate::act::{Act, whole_act};
use crate::appointments::{expire_hold, parent_timeout};
use crate::db::args;
use crate::handovers::{Team, call, nobody_answered};
use crate::{Store, StoreError};

const LEASE_SECONDS: i64 = 60;
const MAX_ATTEMPTS: i64 = 10;

const DUE: &str =
    "SELECT id FROM jobs WHERE status = 'new' AND run_at <= $1 AND lease_until <= $1 LIMIT 1";
const NEXT: &str = "SELECT run_at FROM jobs WHERE status = 'new' ORDER BY run_at LIMIT 1";
// Twins: only SKIP LOCKED differs.
const CLAIM_LITE: &str = "UPDATE jobs SET lease_until = $2, worker = $3, attempts = attempts + 1 \
    WHERE id IN (SELECT due.id FROM jobs AS due WHERE due.status = 'new' AND due.run_at <= $1 \
    AND due.lease_until <= $1 ORDER BY due.run_at LIMIT $4) RETURNING id, kind, subject, attempts";
const CLAIM_PG: &str = "UPDATE jobs SET lease_until = $2, worker = $3, attempts = attempts + 1 \
    WHERE id IN (SELECT due.id FROM jobs AS due WHERE due.status = 'new' AND due.run_at <= $1 \
    AND due.lease_until <= $1 ORDER BY due.run_at LIMIT $4 FOR UPDATE SKIP LOCKED) \
    RETURNING id, kind, subject, attempts";
const DONE: &str = "UPDATE jobs SET status = 'done', lease_until = 0 WHERE id = $1";
const FAILED: &str =
    "UPDATE jobs SET status = $2, run_at = $3, lease_until = 0, error = $4 WHERE id = $1";

#[derive(FromRow)]
struct Row {
    id: String,
    kind: String,
    subject: String,
    attempts: i64,
}

impl Store {
    /// Runs up to `limit` due jobs, each in its own transaction. The team is called when a young
    /// person waits.
    pub async fn run_due_jobs(
        &self,
        limit: u32,
        worker: &str,
        team: Option<&Team<'_>>,
        now: Timestamp,
    ) -> Result<JobsReport, StoreError> {
        let mut report = JobsReport::default();
        let due: Vec<(String,)> = self.db().all(DUE, args![now]).await?;
        if !due.is_empty() {
            let rows: Vec<Row> = whole_act!(self, now, |act| claim(&mut act, limit, worker))?;
            for row in rows {
                match self.run_job(&row, team, now).await {
                    Ok(()) => report.done += 1,
                    Err(error) => {
                        report.failed += 1;
                        self.put_back(&row, &error, now).await?;
                    }
                }
            }
        }
        let next: Option<(i64,)> = self.db().optional(NEXT, args![]).await?;
        report.next_at = next.and_then(|(at,)| Timestamp::from_millisecond(at).ok());
        Ok(report)
    }

    async fn run_job(
        &self,
        row: &Row,
        team: Option<&Team<'_>>,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        whole_act!(self, now, |act| run(&mut act, row, team))
    }

    async fn put_back(
        &self,
        row: &Row,
        error: &StoreError,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        tracing::warn!(job.kind = row.kind, job.attempt = row.attempts, %error, "job failed");
        let status = if row.attempts >= MAX_ATTEMPTS {
            "dead"
        } else {
            "new"
        };
        let wait = SignedDuration::from_secs(1 << row.attempts.clamp(0, MAX_ATTEMPTS));
        let again = now.checked_add(wait).unwrap_or(now);
        whole_act!(self, now, |act| write(
            &mut act,
            FAILED,
            args![&row.id, status, again, error.to_string()]
        ))
    }
}

async fn claim(act: &mut Act<'_>, limit: u32, worker: &str) -> Result<Vec<Row>, StoreError> {
    let sql = act.tx.twin(CLAIM_LITE, CLAIM_PG);
    let until = act.after_seconds(LEASE_SECONDS);
    act.tx.all(sql, args![act.now, until, worker, limit]).await
}

async fn run(act: &mut Act<'_>, row: &Row, team: Option<&Team<'_>>) -> Result<(), StoreError> {
    match JobKind::of(&row.kind) {
        Some(JobKind::HoldExpiry) => expire_hold(act, &row.subject).await?,
        Some(JobKind::ParentTimeout) => parent_timeout(act, &row.subject).await?,
        Some(JobKind::HumanTimeout) => nobody_answered(act, &row.subject).await?,
        Some(JobKind::CounsellorCall) => call(act, &row.subject, team).await?,
        None => {
            return Err(StoreError::Inconsistent {
                table: "jobs",
                column: "kind",
                row: row.id.clone(),
                reason: format!("no job is called {:?}", row.kind),
            });
        }
    }
    write(act, DONE, args![&row.id]).await
}

async fn write(
    act: &mut Act<'_>,
    sql: &'static str,
    values: Vec<crate::db::Value>,
) -> Result<(), StoreError> {
    act.tx.execute(sql, values).await.map(drop)
}
