//! A person's appointments.

use jiff::Timestamp;
use tandem_engine::appointments::AppointmentView;

use super::row::{ACTIVE_OF_PERSON, AppointmentRow};
use crate::act::Act;
use crate::db::args;
use crate::ids::ConversationId;
use crate::{Store, StoreError};

impl Store {
    /// Appointments of this person that are held or confirmed and not past, ascending.
    pub async fn appointments(
        &self,
        conversation: &ConversationId,
        now: Timestamp,
    ) -> Result<Vec<AppointmentView>, StoreError> {
        let rows: Vec<AppointmentRow> = self
            .db()
            .all(ACTIVE_OF_PERSON, args![conversation.as_str(), now])
            .await?;
        rows.iter().map(AppointmentRow::view).collect()
    }
}

/// The same, within a transaction.
pub(crate) async fn list(
    act: &mut Act<'_>,
    conversation: &ConversationId,
) -> Result<Vec<AppointmentView>, StoreError> {
    let rows: Vec<AppointmentRow> = act
        .tx
        .all(ACTIVE_OF_PERSON, args![conversation.as_str(), act.now])
        .await?;
    rows.iter().map(AppointmentRow::view).collect()
}
