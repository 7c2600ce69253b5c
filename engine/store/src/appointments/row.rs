//! A row of `appointments` and how it is shown.

use jiff::Timestamp;
use serde::de::IntoDeserializer;
use serde::de::value::Error as WordError;
use serde::{Deserialize, Serialize};
use sqlx::FromRow;
use tandem_engine::appointments::{
    AppointmentMode, AppointmentStatus, AppointmentView, Contact, Slot,
};
use tandem_engine::profile::Profile;
use tandem_index::{CentreId, TrainingId};

use crate::db::{Tx, args};
use crate::ids::ConversationId;
use crate::{Store, StoreError};

/// Purposes of the encrypted columns of appointments and leads.
pub(crate) const CONTACT: &str = "contact";
pub(crate) const PARENT_MAIL: &str = "parent_mail";
pub(crate) const SHARED: &str = "shared";

const BY_ID: &str = "SELECT id, conversation, centre, training, kind, adviser, status, \
    starts_at, ends_at, time_zone, details, sequence, hold_expires_at, awaits_parent, contact, \
    parent_mail, shared, changed_at FROM appointments WHERE id = $1";
/// Held or confirmed, not past.
pub(crate) const ACTIVE_OF_PERSON: &str = "SELECT id, conversation, centre, training, kind, \
    adviser, status, starts_at, ends_at, time_zone, details, sequence, hold_expires_at, \
    awaits_parent, contact, parent_mail, shared, changed_at FROM appointments \
    WHERE conversation = $1 AND ends_at > $2 AND (status = 'confirmed' \
    OR (status = 'held' AND hold_expires_at > $2)) ORDER BY starts_at";

/// What is shown of an appointment and does not change with the supply.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Details {
    pub(crate) centre_name: String,
    pub(crate) centre_phone: Option<String>,
    pub(crate) training_title: String,
    pub(crate) mode: AppointmentMode,
    pub(crate) address: String,
    pub(crate) instructions: Option<String>,
}

/// A row.
#[derive(Debug, Clone, FromRow)]
pub(crate) struct AppointmentRow {
    pub(crate) id: String,
    pub(crate) conversation: String,
    pub(crate) centre: String,
    pub(crate) training: String,
    pub(crate) kind: String,
    pub(crate) adviser: String,
    pub(crate) status: String,
    pub(crate) starts_at: i64,
    pub(crate) ends_at: i64,
    pub(crate) time_zone: String,
    pub(crate) details: String,
    pub(crate) sequence: i64,
    pub(crate) hold_expires_at: Option<i64>,
    pub(crate) awaits_parent: bool,
    pub(crate) contact: Option<Vec<u8>>,
    pub(crate) parent_mail: Option<Vec<u8>>,
    pub(crate) shared: Option<Vec<u8>>,
    pub(crate) changed_at: i64,
}

impl AppointmentRow {
    /// As shown to the person.
    pub(crate) fn view(&self) -> Result<AppointmentView, StoreError> {
        let details: Details = serde_json::from_str(&self.details)
            .map_err(|error| self.inconsistent("details", &error.to_string()))?;
        Ok(AppointmentView {
            id: self.id.clone(),
            status: self.status()?,
            starts_at: self.instant("starts_at", self.starts_at)?,
            ends_at: self.instant("ends_at", self.ends_at)?,
            time_zone: self.time_zone.clone(),
            centre: CentreId(self.centre.clone()),
            centre_name: details.centre_name,
            centre_phone: details.centre_phone,
            training: TrainingId(self.training.clone()),
            training_title: details.training_title,
            mode: details.mode,
            address: details.address,
            instructions: details.instructions,
        })
    }

    /// Its state.
    pub(crate) fn status(&self) -> Result<AppointmentStatus, StoreError> {
        let word: serde::de::value::StrDeserializer<'_, WordError> =
            self.status.as_str().into_deserializer();
        AppointmentStatus::deserialize(word)
            .map_err(|error| self.inconsistent("status", &error.to_string()))
    }

    /// The slot it stands in.
    pub(crate) fn slot(&self) -> Result<Slot, StoreError> {
        Ok(Slot {
            adviser: self.adviser.clone(),
            appointment_type: self.kind.clone(),
            starts_at: self.instant("starts_at", self.starts_at)?,
            ends_at: self.instant("ends_at", self.ends_at)?,
        })
    }

    /// Whose.
    pub(crate) fn conversation(&self) -> ConversationId {
        ConversationId(self.conversation.clone())
    }

    /// Held and not run out.
    pub(crate) fn is_held(&self, now: Timestamp) -> bool {
        self.status == "held"
            && self
                .hold_expires_at
                .is_some_and(|until| until > now.as_millisecond())
    }

    /// Who comes, unless erased.
    pub(crate) fn contact(&self, store: &Store) -> Result<Option<Contact>, StoreError> {
        store.unsealed(CONTACT, self.contact.as_deref())
    }

    /// Mail of the parent who was asked.
    pub(crate) fn parent_mail(&self, store: &Store) -> Result<Option<String>, StoreError> {
        store.unsealed(PARENT_MAIL, self.parent_mail.as_deref())
    }

    /// What the person agreed to share.
    pub(crate) fn shared(&self, store: &Store) -> Result<Option<Profile>, StoreError> {
        store.unsealed(SHARED, self.shared.as_deref())
    }

    /// Where the person, or the parent for them, can be written to.
    pub(crate) fn person_mail(&self, store: &Store) -> Result<Option<String>, StoreError> {
        let own = self.contact(store)?.and_then(|contact| contact.mail);
        Ok(match own {
            Some(mail) => Some(mail),
            None => self.parent_mail(store)?,
        })
    }

    /// Whether `now` is at least so many seconds before it starts.
    pub(crate) fn is_before_start(&self, now: Timestamp, seconds: i64) -> bool {
        now.as_millisecond() <= self.starts_at - seconds * 1_000
    }

    fn instant(&self, column: &'static str, value: i64) -> Result<Timestamp, StoreError> {
        Timestamp::from_millisecond(value)
            .map_err(|error| self.inconsistent(column, &error.to_string()))
    }

    fn inconsistent(&self, column: &'static str, reason: &str) -> StoreError {
        StoreError::Inconsistent {
            table: "appointments",
            column,
            row: self.id.clone(),
            reason: reason.to_owned(),
        }
    }
}

/// One appointment.
pub(crate) async fn by_id(tx: &mut Tx, id: &str) -> Result<Option<AppointmentRow>, StoreError> {
    tx.optional(BY_ID, args![id]).await
}

/// One appointment, which an act has just written.
pub(super) async fn written(tx: &mut Tx, id: &str) -> Result<AppointmentRow, StoreError> {
    by_id(tx, id)
        .await?
        .ok_or_else(|| StoreError::Inconsistent {
            table: "appointments",
            column: "id",
            row: id.to_owned(),
            reason: "missing".to_owned(),
        })
}

/// One appointment, if it is of that conversation.
pub(super) async fn own(
    tx: &mut Tx,
    conversation: &ConversationId,
    id: &str,
) -> Result<Option<AppointmentRow>, StoreError> {
    let row = by_id(tx, id).await?;
    Ok(row.filter(|row| row.conversation == conversation.as_str()))
}
