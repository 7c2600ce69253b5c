//! Everything kept about a person, as JSON (RGPD art. 15 and 20).

use serde_json::{Value, json};
use sqlx::FromRow;
use tandem_engine::appointments::Contact;
use tandem_engine::dialogue::Event;
use tandem_engine::profile::Profile;

use crate::appointments::{AppointmentRow, CONTACT, MESSAGE, SHARED};
use crate::db::args;
use crate::ids::ConversationId;
use crate::turns::EVENT;
use crate::{Store, StoreError};

const CONVERSATION: &str = "SELECT channel, created_at, last_at FROM conversations WHERE id = $1";
const APPOINTMENTS: &str = "SELECT id, conversation, centre, training, kind, adviser, status, \
    starts_at, ends_at, time_zone, details, sequence, hold_expires_at, awaits_parent, contact, \
    parent_mail, shared, changed_at FROM appointments WHERE conversation = $1 ORDER BY starts_at";
const LEADS: &str = "SELECT kind, centre, employer, training, contact, shared, message, created_at \
    FROM leads WHERE conversation = $1 ORDER BY id";
const CONSENTS: &str =
    "SELECT text_version, channel, at FROM consents WHERE conversation = $1 ORDER BY id";
const EVENTS: &str = "SELECT at, body FROM events WHERE conversation = $1 ORDER BY seq";

#[derive(FromRow)]
struct Lead {
    kind: String,
    centre: Option<String>,
    employer: Option<String>,
    training: Option<String>,
    contact: Option<Vec<u8>>,
    shared: Option<Vec<u8>>,
    message: Option<Vec<u8>>,
    created_at: i64,
}

impl Store {
    /// Everything kept about the person, as JSON; instants are milliseconds UTC.
    pub async fn export(&self, conversation: &ConversationId) -> Result<Value, StoreError> {
        let id = conversation.as_str();
        let about: Option<(String, i64, i64)> = self.db().optional(CONVERSATION, args![id]).await?;
        let mut messages = Vec::new();
        let mut after = -1;
        loop {
            let page = self.messages_after(conversation, after, 500).await?;
            let Some(last) = page.last() else { break };
            after = last.seq;
            messages.extend(page.iter().map(
                |line| json!({"seq": line.seq, "at": line.at.as_millisecond(), "line": line.line}),
            ));
        }
        let consents: Vec<(String, String, i64)> = self.db().all(CONSENTS, args![id]).await?;
        Ok(json!({
            "conversation": about.map(|(channel, created_at, last_at)| {
                json!({"id": id, "channel": channel, "created_at": created_at, "last_at": last_at})
            }),
            "messages": messages,
            "events": self.exported_events(id).await?,
            "appointments": self.exported_appointments(id).await?,
            "leads": self.exported_leads(id).await?,
            "consents": consents
                .into_iter()
                .map(|(text, channel, at)| json!({"text": text, "channel": channel, "at": at}))
                .collect::<Vec<_>>(),
        }))
    }

    async fn exported_events(&self, id: &str) -> Result<Vec<Value>, StoreError> {
        let rows: Vec<(i64, Vec<u8>)> = self.db().all(EVENTS, args![id]).await?;
        rows.iter()
            .map(|(at, body)| {
                let event: Event = self.unseal(EVENT, body)?;
                Ok(json!({"at": at, "what": event}))
            })
            .collect()
    }

    async fn exported_appointments(&self, id: &str) -> Result<Vec<Value>, StoreError> {
        let rows: Vec<AppointmentRow> = self.db().all(APPOINTMENTS, args![id]).await?;
        rows.iter()
            .map(|row| {
                Ok(json!({
                    "appointment": row.view()?,
                    "contact": row.contact(self)?,
                    "parent_mail": row.parent_mail(self)?,
                    "shared": row.shared(self)?,
                }))
            })
            .collect()
    }

    async fn exported_leads(&self, id: &str) -> Result<Vec<Value>, StoreError> {
        let rows: Vec<Lead> = self.db().all(LEADS, args![id]).await?;
        rows.iter()
            .map(|row| {
                let contact: Option<Contact> = self.unsealed(CONTACT, row.contact.as_deref())?;
                let shared: Option<Profile> = self.unsealed(SHARED, row.shared.as_deref())?;
                let message: Option<String> = self.unsealed(MESSAGE, row.message.as_deref())?;
                Ok(json!({
                    "kind": row.kind, "centre": row.centre, "employer": row.employer,
                    "training": row.training, "at": row.created_at,
                    "contact": contact, "shared": shared, "message": message,
                }))
            })
            .collect()
    }
}
