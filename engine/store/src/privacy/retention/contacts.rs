//! Name, contact and shared profile of old appointments and leads go; that they took place stays.

use jiff::Timestamp;

use crate::act::{Act, whole_act};
use crate::db::args;
use crate::{Store, StoreError};

const COUNT: &str = "SELECT (SELECT COUNT(*) FROM appointments WHERE ends_at <= $1 \
    AND (contact IS NOT NULL OR parent_mail IS NOT NULL OR shared IS NOT NULL)) \
    + (SELECT COUNT(*) FROM leads WHERE created_at <= $1 \
    AND (appointment IS NULL OR EXISTS (SELECT 1 FROM appointments WHERE \
    appointments.id = leads.appointment AND appointments.ends_at <= $1)) \
    AND (person IS NOT NULL OR contact IS NOT NULL OR shared IS NOT NULL OR message IS NOT NULL))";
const APPOINTMENTS: &str = "UPDATE appointments SET contact = NULL, parent_mail = NULL, \
    shared = NULL, idem_key = NULL WHERE ends_at <= $1 \
    AND (contact IS NOT NULL OR parent_mail IS NOT NULL OR shared IS NOT NULL)";
const LEADS: &str = "UPDATE leads SET person = NULL, contact = NULL, shared = NULL, message = NULL \
    WHERE created_at <= $1 AND (appointment IS NULL OR EXISTS (SELECT 1 FROM appointments WHERE \
    appointments.id = leads.appointment AND appointments.ends_at <= $1)) \
    AND (person IS NOT NULL OR contact IS NOT NULL OR shared IS NOT NULL OR message IS NOT NULL)";
const TOKENS: &str = "DELETE FROM tokens WHERE appointment IN \
    (SELECT id FROM appointments WHERE ends_at <= $1)";

pub(super) async fn due(store: &Store, before: Timestamp) -> Result<u64, StoreError> {
    store.count_due(COUNT, args![before]).await
}

pub(super) async fn drop_due(
    store: &Store,
    before: Timestamp,
    now: Timestamp,
) -> Result<u64, StoreError> {
    if due(store, before).await? == 0 {
        return Ok(0);
    }
    whole_act!(store, now, |act| forget(&mut act, before))
}

async fn forget(act: &mut Act<'_>, before: Timestamp) -> Result<u64, StoreError> {
    let leads = act.tx.execute(LEADS, args![before]).await?;
    let appointments = act.tx.execute(APPOINTMENTS, args![before]).await?;
    act.tx.execute(TOKENS, args![before]).await?;
    Ok(leads + appointments)
}
