//! Traces of what was received, sent and done go; so do the proofs of erasure.

use jiff::Timestamp;

use crate::act::{Act, whole_act};
use crate::db::args;
use crate::{Store, StoreError};

const COUNT: &str = "SELECT (SELECT COUNT(*) FROM outbox WHERE status <> 'new' AND created_at <= $1) \
    + (SELECT COUNT(*) FROM inbox WHERE status <> 'new' AND received_at <= $1) \
    + (SELECT COUNT(*) FROM jobs WHERE status <> 'new' AND run_at <= $1)";
const DROP: [&str; 3] = [
    "DELETE FROM outbox WHERE status <> 'new' AND created_at <= $1",
    "DELETE FROM inbox WHERE status <> 'new' AND received_at <= $1",
    "DELETE FROM jobs WHERE status <> 'new' AND run_at <= $1",
];
const COUNT_PROOFS: &str = "SELECT COUNT(*) FROM erasures WHERE at <= $1";
const DROP_PROOFS: [&str; 1] = ["DELETE FROM erasures WHERE at <= $1"];

pub(super) async fn due(store: &Store, before: Timestamp) -> Result<u64, StoreError> {
    store.count_due(COUNT, args![before]).await
}

pub(super) async fn proofs_due(store: &Store, before: Timestamp) -> Result<u64, StoreError> {
    store.count_due(COUNT_PROOFS, args![before]).await
}

pub(super) async fn drop_due(
    store: &Store,
    before: Timestamp,
    now: Timestamp,
) -> Result<u64, StoreError> {
    if due(store, before).await? == 0 {
        return Ok(0);
    }
    whole_act!(store, now, |act| delete(&mut act, &DROP, before))
}

pub(super) async fn drop_proofs(
    store: &Store,
    before: Timestamp,
    now: Timestamp,
) -> Result<u64, StoreError> {
    if proofs_due(store, before).await? == 0 {
        return Ok(0);
    }
    whole_act!(store, now, |act| delete(&mut act, &DROP_PROOFS, before))
}

async fn delete(
    act: &mut Act<'_>,
    statements: &[&'static str],
    before: Timestamp,
) -> Result<u64, StoreError> {
    let mut deleted = 0;
    for sql in statements {
        deleted += act.tx.execute(sql, args![before]).await?;
    }
    Ok(deleted)
}
