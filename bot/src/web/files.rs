//! `GET /chat/fichiers/{seq}`: the file that goes with a message, made when it is asked for.

use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use tandem_engine::appointments::AppointmentView;
use tandem_engine::message::FileRef;
use tandem_store::{ConversationId, Line};

use super::Web;
use super::problem::{PageProblem, Problem};
use super::session::Claim;
use super::talk::unavailable;
use crate::mail::calendar::{Entry, Method, file as calendar_file};

/// The file of message `seq` of the cookie's conversation.
pub(super) async fn download(
    State(web): State<Web>,
    Path(seq): Path<String>,
    headers: HeaderMap,
) -> Result<Response, PageProblem> {
    let seq: i64 = seq.parse().map_err(|_| Problem::file_not_found())?;
    let claim = Claim::of_cookie(&headers).ok_or_else(Problem::not_signed_in)?;
    web.verify(&claim).await?;
    let Some(Line::Said(message)) = web.line(&claim.conversation, seq).await? else {
        return Err(Problem::file_not_found().into());
    };
    let conversation = ConversationId(claim.conversation);
    match message.file {
        Some(FileRef::AppointmentCalendar { appointment }) => {
            let now = web.app.clock.now();
            let appointments = web
                .app
                .store
                .appointments(&conversation, now)
                .await
                .map_err(unavailable)?;
            let view = appointments
                .iter()
                .find(|view| view.id == appointment)
                .ok_or_else(Problem::file_not_found)?;
            let organizer = address_of(&web.app.config.mail.from);
            Ok(saved(
                "text/calendar; charset=utf-8",
                "rendez-vous.ics",
                calendar(view, organizer, now),
            ))
        }
        Some(FileRef::PersonalData) => {
            let data = web
                .app
                .store
                .export(&conversation)
                .await
                .map_err(unavailable)?;
            let text = serde_json::to_string_pretty(&data).unwrap_or_default();
            Ok(saved("application/json", "mes-donnees.json", text))
        }
        None => Err(Problem::file_not_found().into()),
    }
}

fn calendar(view: &AppointmentView, organizer: &str, now: jiff::Timestamp) -> String {
    let summary = format!("Rendez-vous avec {}", view.centre_name);
    let mut description = view.training_title.clone();
    for line in [view.instructions.as_deref(), view.centre_phone.as_deref()]
        .into_iter()
        .flatten()
    {
        description.push('\n');
        description.push_str(line);
    }
    let entry = Entry {
        uid: &view.id,
        sequence: 0,
        stamp: now,
        starts_at: view.starts_at,
        ends_at: view.ends_at,
        summary: &summary,
        description: &description,
        location: &view.address,
        organizer,
        attendee: None,
    };
    calendar_file(&entry, Method::Publish)
}

/// The address within "Name <address>".
fn address_of(sender: &str) -> &str {
    sender
        .split_once('<')
        .and_then(|(_, rest)| rest.split_once('>'))
        .map_or(sender, |(address, _)| address)
        .trim()
}

fn saved(content_type: &'static str, name: &str, content: String) -> Response {
    let headers = [
        (CONTENT_TYPE, content_type.to_owned()),
        (
            CONTENT_DISPOSITION,
            format!("attachment; filename=\"{name}\""),
        ),
    ];
    (headers, content).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_of_a_sender_is_found_with_and_without_a_name() {
        assert_eq!(
            address_of("Tandem <rdv@tandem.example>"),
            "rdv@tandem.example"
        );
        assert_eq!(address_of("rdv@tandem.example"), "rdv@tandem.example");
    }
}
