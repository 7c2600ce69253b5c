//! Files that a message offers, made when they are delivered: the appointment as a calendar, the
//! personal data as JSON.

use tandem_engine::message::FileRef;
use tandem_store::{ConversationId, StoreError};

use crate::app::App;
use crate::mail::calendar::{Entry, Method, file};

/// A file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// Name with its extension.
    pub name: &'static str,
    /// Media type.
    pub media_type: &'static str,
    /// What to do with it, in a few words.
    pub caption: &'static str,
    /// Content.
    pub bytes: Vec<u8>,
}

/// The file of a reference; `None`: what it was about is gone, or is not this conversation's.
///
/// # Errors
/// When the database is away.
pub async fn make(
    app: &App,
    conversation: Option<&ConversationId>,
    reference: &FileRef,
) -> Result<Option<Document>, StoreError> {
    match reference {
        FileRef::AppointmentCalendar { appointment } => calendar(app, appointment).await,
        FileRef::PersonalData => match conversation {
            Some(conversation) => personal_data(app, conversation).await,
            None => Ok(None),
        },
    }
}

async fn calendar(app: &App, appointment: &str) -> Result<Option<Document>, StoreError> {
    let Some(details) = app.store.appointment_details(appointment).await? else {
        return Ok(None);
    };
    let view = &details.view;
    let summary = format!("Rendez-vous {}", view.centre_name);
    let entry = Entry {
        uid: &view.id,
        sequence: details.sequence,
        stamp: details.changed_at,
        starts_at: view.starts_at,
        ends_at: view.ends_at,
        summary: &summary,
        description: &view.training_title,
        location: &view.address,
        organizer: app.config.mail.address(),
        attendee: None,
    };
    Ok(Some(Document {
        name: "rendez-vous.ics",
        media_type: "text/calendar; charset=utf-8",
        caption: "Ouvre ce fichier pour ajouter le rendez-vous à ton agenda.",
        bytes: file(&entry, Method::Publish).into_bytes(),
    }))
}

async fn personal_data(
    app: &App,
    conversation: &ConversationId,
) -> Result<Option<Document>, StoreError> {
    let data = app.store.export(conversation).await?;
    Ok(Some(Document {
        name: "mes-donnees.json",
        media_type: "application/json; charset=utf-8",
        caption: "Tout ce que Tandem garde de toi.",
        bytes: format!("{data:#}").into_bytes(),
    }))
}
