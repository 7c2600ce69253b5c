//! The five-minute slices that make a double booking impossible (CHANNELS 7.4).

use tandem_engine::slots::{Busy, slices};

use crate::StoreError;
use crate::act::Act;
use crate::db::args;

const TAKE: &str = "INSERT INTO slices (adviser, seat, slice, appointment) VALUES";
/// A slice that is taken is left alone: the count of rows tells, and PostgreSQL does not abort.
const OR_LEAVE: &str = "ON CONFLICT (adviser, seat, slice) DO NOTHING";
const GIVE: &str = "DELETE FROM slices WHERE appointment = $1";

/// Seat 0 is the adviser's own time: every one-to-one appointment takes it.
const OWN_TIME: i64 = 0;

/// Whether the slices could be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Taken {
    All,
    /// Somebody was faster: none was taken.
    None,
}

/// Takes every slice of that time, ascending, in one statement; all or none.
pub(super) async fn take(
    act: &mut Act<'_>,
    adviser: &str,
    time: Busy,
    appointment: &str,
) -> Result<Taken, StoreError> {
    let wanted = slices(time.start, time.end);
    let count = u64::try_from(wanted.end - wanted.start).unwrap_or_default();
    let mut values = Vec::new();
    for slice in wanted {
        values.extend(args![adviser, OWN_TIME, slice, appointment]);
    }
    if values.is_empty() {
        return Ok(Taken::None);
    }
    if act.tx.insert_many(TAKE, OR_LEAVE, 4, values).await? == count {
        return Ok(Taken::All);
    }
    give(act, appointment).await?;
    Ok(Taken::None)
}

/// Gives every slice of an appointment back.
pub(super) async fn give(act: &mut Act<'_>, appointment: &str) -> Result<(), StoreError> {
    act.tx.execute(GIVE, args![appointment]).await.map(drop)
}
