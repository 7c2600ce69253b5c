//! `/r/{token}`: the page behind the links of mails. GET shows, POST acts: a mail scanner that
//! follows links changes nothing.

use askama::Template;
use axum::extract::{Form, Path, Query, State};
use axum::http::StatusCode;
use axum::http::header::CACHE_CONTROL;
use axum::response::{IntoResponse, Redirect, Response};
use jiff::Timestamp;
use serde::Deserialize;
use tandem_engine::appointments::{AppointmentMode, AppointmentStatus, Slot};
use tandem_engine::dialogue::Outcome;
use tandem_engine::french;
use tandem_store::{LinkHolder, LinkedAppointment, ParentAnswer, StoreError};

use super::Web;
use super::assets::Assets;
use super::pages::html;
use super::problem::{PageProblem, Problem};

/// Slots offered when moving.
const OFFERED: usize = 6;

/// Version of the sentence that a parent agrees to.
const PARENT_CONSENT: &str = "parent-2026-11";

#[derive(Template)]
#[template(path = "link.html")]
struct LinkPage<'a> {
    assets: Assets,
    page_key: &'static str,
    token: &'a str,
    title: &'static str,
    /// What the last act did, when there was one.
    notice: Option<&'static str>,
    about: &'a LinkedAppointment,
    when: String,
    place: String,
    is_candidate: bool,
    is_centre: bool,
    is_demo: bool,
    phone: Option<String>,
    until: Option<String>,
    slots: Vec<(String, String)>,
}

/// What the last act did, handed on through the redirect.
#[derive(Debug, Deserialize)]
pub(super) struct Done {
    fait: Option<String>,
}

/// `GET /r/{token}`.
pub(super) async fn show(
    State(web): State<Web>,
    Path(token): Path<String>,
    Query(done): Query<Done>,
) -> Result<Response, PageProblem> {
    let now = web.app.clock.now();
    let about = find(&web, &token, now).await?;
    let view = &about.view;
    let slots = if about.can_move {
        slots_to_move(&web, &token, view.starts_at, now).await?
    } else {
        Vec::new()
    };
    let training = web.app.store.training(&view.training).await;
    let training = training.map_err(unavailable)?;
    let place = match view.mode {
        AppointmentMode::PublicOffice => view.address.clone(),
        AppointmentMode::Phone => "Par téléphone".to_owned(),
        AppointmentMode::Video => "En visio".to_owned(),
    };
    let page = LinkPage {
        assets: Assets,
        page_key: "",
        token: &token,
        title: title(&about),
        notice: done
            .fait
            .as_deref()
            .and_then(|done| notice(done, about.holder)),
        when: french::instant(view.starts_at, &view.time_zone),
        place,
        is_candidate: about.holder == LinkHolder::Candidate,
        is_centre: about.holder == LinkHolder::Centre,
        is_demo: training.is_some_and(|training| training.is_demo),
        phone: view.centre_phone.as_deref().map(french::phone),
        until: about
            .awaits_parent_until
            .map(|until| french::instant(until, &view.time_zone)),
        slots,
        about: &about,
    };
    Ok(([(CACHE_CONTROL, "no-store")], html(page.render())).into_response())
}

/// `POST /r/{token}/annuler`.
pub(super) async fn cancel(
    State(web): State<Web>,
    Path(token): Path<String>,
) -> Result<Redirect, PageProblem> {
    let now = web.app.clock.now();
    let outcome = web
        .app
        .store
        .cancel_by_token(&token, now)
        .await
        .map_err(unavailable)?;
    finish(&web, &token, outcome.as_ref())
}

/// The slot chosen.
#[derive(Debug, Deserialize)]
pub(super) struct Chosen {
    slot: String,
}

/// `POST /r/{token}/deplacer`.
pub(super) async fn move_to(
    State(web): State<Web>,
    Path(token): Path<String>,
    Form(chosen): Form<Chosen>,
) -> Result<Redirect, PageProblem> {
    let Some(slot) = read_slot(&chosen.slot) else {
        return Err(Problem::bad_form().into());
    };
    let now = web.app.clock.now();
    let outcome = web
        .app
        .store
        .move_by_token(&token, &slot, now)
        .await
        .map_err(unavailable)?;
    finish(&web, &token, outcome.as_ref())
}

/// What a parent answers.
#[derive(Debug, Deserialize)]
pub(super) struct Answer {
    reponse: String,
}

/// `POST /r/{token}/accord`.
pub(super) async fn decide(
    State(web): State<Web>,
    Path(token): Path<String>,
    Form(answer): Form<Answer>,
) -> Result<Redirect, PageProblem> {
    let answer = match answer.reponse.as_str() {
        "oui" => ParentAnswer::Confirm {
            consent: PARENT_CONSENT.to_owned(),
        },
        "non" => ParentAnswer::Decline,
        _ => return Err(Problem::bad_form().into()),
    };
    let now = web.app.clock.now();
    let before = find(&web, &token, now).await?;
    let outcome = web
        .app
        .store
        .parent_answer_by_token(&token, &answer, now)
        .await
        .map_err(unavailable)?;
    if matches!(answer, ParentAnswer::Decline) && before.awaits_parent_until.is_some() {
        web.app.wake.inbox.raise();
        return Ok(Redirect::to(&format!("/r/{token}?fait=refuse")));
    }
    finish(&web, &token, outcome.as_ref())
}

async fn find(web: &Web, token: &str, now: Timestamp) -> Result<LinkedAppointment, PageProblem> {
    let found = web
        .app
        .store
        .appointment_by_token(token, now)
        .await
        .map_err(unavailable)?;
    found.ok_or_else(|| expired().into())
}

async fn slots_to_move(
    web: &Web,
    token: &str,
    current: Timestamp,
    now: Timestamp,
) -> Result<Vec<(String, String)>, PageProblem> {
    let found = web
        .app
        .store
        .slots_by_token(token, None, None, OFFERED, now)
        .await
        .map_err(unavailable)?;
    let Some(Outcome::Slots { slots, time_zone }) = found else {
        return Ok(Vec::new());
    };
    Ok(slots
        .iter()
        .filter(|slot| slot.starts_at != current)
        .map(|slot| {
            (
                write_slot(slot),
                french::instant(slot.starts_at, &time_zone),
            )
        })
        .collect())
}

/// Wakes whoever waits and shows the page again with what was done.
fn finish(web: &Web, token: &str, outcome: Option<&Outcome>) -> Result<Redirect, PageProblem> {
    let done = match outcome {
        None => return Err(expired().into()),
        Some(Outcome::Cancelled(_)) => "annule",
        Some(Outcome::Moved(_)) => "deplace",
        Some(Outcome::Confirmed(_)) => "confirme",
        Some(Outcome::SlotTaken { .. }) => "pris",
        Some(Outcome::TooLate(_)) => "trop-tard",
        Some(Outcome::HoldExpired) => "expire",
        Some(_) => "impossible",
    };
    web.app.wake.inbox.raise();
    web.app.wake.outbox.raise();
    Ok(Redirect::to(&format!("/r/{token}?fait={done}")))
}

fn notice(done: &str, reader: LinkHolder) -> Option<&'static str> {
    let is_candidate = reader == LinkHolder::Candidate;
    Some(match done {
        "annule" if is_candidate => {
            "C’est fait : ton rendez-vous est annulé, le centre est prévenu."
        }
        "annule" => "C’est fait : le rendez-vous est annulé et tout le monde est prévenu.",
        "refuse" => "C’est noté : le créneau est rendu, et le centre n’a rien su de la demande.",
        "deplace" if is_candidate => {
            "C’est fait : ton rendez-vous est déplacé, le centre est prévenu."
        }
        "deplace" => "C’est fait : le rendez-vous est déplacé et tout le monde est prévenu.",
        "confirme" => "Merci, c’est confirmé : le centre est prévenu.",
        "pris" => "Ce créneau vient d’être pris. En voici d’autres.",
        "trop-tard" if is_candidate => "C’est trop tard pour le faire ici : appelle le centre.",
        "trop-tard" => "C’est trop tard pour le faire ici : appelez directement le centre.",
        "expire" => "La demande a expiré : le créneau a été rendu.",
        "impossible" => "Ce n’est plus possible : voici où en est le rendez-vous.",
        _ => return None,
    })
}

fn title(about: &LinkedAppointment) -> &'static str {
    match about.view.status {
        AppointmentStatus::Held if about.awaits_parent_until.is_some() => {
            "Une demande de rendez-vous attend votre accord"
        }
        AppointmentStatus::Held => "Rendez-vous pas encore confirmé",
        AppointmentStatus::Confirmed => "Rendez-vous confirmé",
        AppointmentStatus::CancelledByCandidate | AppointmentStatus::CancelledByCentre => {
            "Rendez-vous annulé"
        }
        AppointmentStatus::Moved => "Rendez-vous déplacé",
        AppointmentStatus::Expired => "Demande expirée",
        AppointmentStatus::Attended | AppointmentStatus::NoShow | AppointmentStatus::Unreported => {
            "Rendez-vous passé"
        }
    }
}

fn write_slot(slot: &Slot) -> String {
    format!(
        "{}~{}~{}~{}",
        slot.starts_at.as_millisecond(),
        slot.ends_at.as_millisecond(),
        slot.appointment_type,
        slot.adviser
    )
}

/// The slot of a form; whether it is free is computed again when it is taken.
fn read_slot(value: &str) -> Option<Slot> {
    let mut parts = value.splitn(4, '~');
    let mut instant = || Timestamp::from_millisecond(parts.next()?.parse().ok()?).ok();
    let (starts_at, ends_at) = (instant()?, instant()?);
    let appointment_type = parts.next()?.to_owned();
    let adviser = parts.next()?.to_owned();
    Some(Slot {
        adviser,
        appointment_type,
        starts_at,
        ends_at,
    })
}

fn expired() -> Problem {
    Problem::new(
        StatusCode::NOT_FOUND,
        "link_expired",
        "Ce lien n’est plus valable",
        "Le rendez-vous est passé, ou la demande est close.",
        "Pour savoir où en est un rendez-vous : « mes rendez-vous » dans la conversation, ou un appel au centre.",
    )
}

fn unavailable(error: StoreError) -> PageProblem {
    super::talk::unavailable(error).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slot_comes_back_from_its_form_and_a_forged_one_is_refused() {
        let slot = Slot {
            adviser: "a~b".to_owned(),
            appointment_type: "info".to_owned(),
            starts_at: Timestamp::from_millisecond(1_796_000_000_000).unwrap(),
            ends_at: Timestamp::from_millisecond(1_796_001_800_000).unwrap(),
        };
        assert_eq!(read_slot(&write_slot(&slot)), Some(slot));
        for forged in ["", "1~2~3", "x~2~t~a", "99999999999999999999~1~t~a"] {
            assert_eq!(read_slot(forged), None, "{forged}");
        }
    }
}
