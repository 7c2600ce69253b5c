//! Links to an appointment: 128 random bits, kept as SHA-256, dead one day after it.

use tandem_engine::appointments::AppointmentView;

use super::LinkHolder;
use super::row::{AppointmentRow, by_id};
use crate::act::Act;
use crate::db::{Tx, args};
use crate::{StoreError, secrets};

const LIFE_AFTER_MS: i64 = 24 * 3_600 * 1_000;

const MAKE: &str = "INSERT INTO tokens (hash, appointment, holder, expires_at) \
    VALUES ($1, $2, $3, $4)";
const MOVE: &str = "UPDATE tokens SET expires_at = $2 WHERE appointment = $1";
const FIND: &str = "SELECT appointment, holder FROM tokens WHERE hash = $1 AND expires_at > $2";

impl LinkHolder {
    fn word(self) -> &'static str {
        match self {
            Self::Candidate => "candidate",
            Self::Centre => "centre",
            Self::Parent => "parent",
        }
    }
}

/// One more link.
pub(super) async fn make(
    act: &mut Act<'_>,
    view: &AppointmentView,
    holder: LinkHolder,
) -> Result<String, StoreError> {
    let token = secrets::token::<16>(act.store.entropy());
    let expires_at = view.ends_at.as_millisecond() + LIFE_AFTER_MS;
    act.tx
        .execute(
            MAKE,
            args![secrets::hash(&token), &view.id, holder.word(), expires_at],
        )
        .await?;
    Ok(token)
}

/// Links already sent live as long as the appointment where it is now.
pub(super) async fn follow(act: &mut Act<'_>, view: &AppointmentView) -> Result<(), StoreError> {
    let expires_at = view.ends_at.as_millisecond() + LIFE_AFTER_MS;
    act.tx
        .execute(MOVE, args![&view.id, expires_at])
        .await
        .map(drop)
}

/// The appointment of a link and who holds it; `None`: unknown or dead.
pub(super) async fn find(
    tx: &mut Tx,
    token: &str,
    now: jiff::Timestamp,
) -> Result<Option<(AppointmentRow, LinkHolder)>, StoreError> {
    let row: Option<(String, String)> = tx.optional(FIND, args![secrets::hash(token), now]).await?;
    let Some((appointment, holder)) = row else {
        return Ok(None);
    };
    let holder = match holder.as_str() {
        "centre" => LinkHolder::Centre,
        "parent" => LinkHolder::Parent,
        _ => LinkHolder::Candidate,
    };
    Ok(by_id(tx, &appointment).await?.map(|row| (row, holder)))
}
