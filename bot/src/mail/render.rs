//! From a row of the outbox to letters: who is written to, and which words.

use jiff::Timestamp;
use tandem_engine::appointments::{AppointmentStatus, Contact};
use tandem_engine::dialogue::{CentreReach, ChannelKind, profile_facts};
use tandem_engine::profile::Profile;
use tandem_store::{AppointmentMail, LeadMail, MailContext, MailJob};

use crate::app::App;

use super::letter::Letter;
use super::letters::{
    ApplicationLetter, AppointmentLetter, Change, ParentLetter, RequestLetter,
    application_to_candidate, application_to_employer, appointment_to_candidate,
    appointment_to_centre, appointment_to_parent, contact_request_to_candidate,
    contact_request_to_centre, counsellor_answered, parent_request, sign_in, somebody_waits,
};

/// A letter and the addresses it goes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Addressed {
    /// Addresses; empty: nobody can be written to.
    pub to: Vec<String>,
    /// The letter.
    pub letter: Letter,
}

/// Renders a mail; `None` when the person was erased meanwhile: nothing is sent about them.
pub fn render(
    app: &App,
    job: &MailJob,
    context: &MailContext,
    now: Timestamp,
) -> Option<Addressed> {
    match context {
        MailContext::Appointment(about) => appointment(app, job, about, now),
        MailContext::Lead(about) => lead(app, job, about),
        MailContext::Direct { to } => direct(app, job, to, now),
    }
}

/// Mails that say everything themselves.
fn direct(app: &App, job: &MailJob, to: &[String], now: Timestamp) -> Option<Addressed> {
    let letter = match job {
        MailJob::SignIn { token, .. } => sign_in(&format!(
            "{}/connexion/{token}",
            app.config.server.public_url
        )),
        MailJob::CounsellorAnswered { from, text, .. } => counsellor_answered(
            from,
            text,
            &format!("{}/chat", app.config.server.public_url),
        ),
        MailJob::SomebodyWaits { since, waiting, .. } => somebody_waits(
            *waiting,
            *since,
            now,
            &format!("{}/conseil", app.config.server.public_url),
        ),
        _ => return None,
    };
    let to = to.to_vec();
    Some(Addressed { to, letter })
}

fn facts(app: &App, shared: Option<&Profile>) -> Vec<(String, String)> {
    let world = app.world();
    shared
        .map(|profile| profile_facts(&world.on(ChannelKind::Web), profile))
        .unwrap_or_default()
}

/// Where a link of a mail leads.
fn link(app: &App, token: &str) -> String {
    format!("{}/r/{token}", app.config.server.public_url)
}

fn appointment(
    app: &App,
    job: &MailJob,
    about: &AppointmentMail,
    now: Timestamp,
) -> Option<Addressed> {
    let is_demo = about.centre.as_ref().is_some_and(|centre| centre.is_demo);
    let to = about.to.clone();
    if let MailJob::ParentRequest { token, .. } = job {
        let decide_url = link(app, token);
        let letter = parent_request(ParentLetter {
            view: &about.view,
            first_name: &about.contact.as_ref()?.first_name,
            decide_url: &decide_url,
            expires_at: about.hold_expires_at?,
            is_demo,
        });
        return Some(Addressed { to, letter });
    }
    // A cancellation is told to the centre even when the person was erased, without their name.
    let nobody = Contact {
        first_name: "Le jeune".to_owned(),
        mail: None,
        phone: None,
    };
    let letter = AppointmentLetter {
        view: &about.view,
        sequence: about.sequence,
        now,
        organizer: app.config.mail.address(),
        contact: about.contact.as_ref().unwrap_or(&nobody),
        parent_mail: about.parent_mail.as_deref(),
        is_demo,
    };
    let cancelled = if about.view.status == AppointmentStatus::CancelledByCentre {
        Change::CancelledByCentre
    } else {
        Change::CancelledByCandidate
    };
    let to_centre = |change, token: Option<&str>| {
        let url = token.map(|token| link(app, token));
        let centre_mail = to.first().map(String::as_str).unwrap_or_default();
        appointment_to_centre(
            letter,
            change,
            &facts(app, about.shared.as_ref()),
            centre_mail,
            url.as_deref(),
        )
    };
    let to_family = |change, token: Option<&str>| {
        let url = token.map(|token| link(app, token));
        if about.parent_mail.is_some() {
            appointment_to_parent(letter, change, url.as_deref())
        } else {
            appointment_to_candidate(letter, change, url.as_deref())
        }
    };
    let letter = match job {
        MailJob::AppointmentConfirmedToCentre { token, .. } => {
            to_centre(Change::Confirmed, Some(token))
        }
        MailJob::AppointmentMovedToCentre { token, .. } => to_centre(Change::Moved, Some(token)),
        MailJob::AppointmentCancelledToCentre { .. } => to_centre(cancelled, None),
        MailJob::AppointmentConfirmedToCandidate { token, .. } => {
            to_family(Change::Confirmed, Some(token))
        }
        MailJob::AppointmentMovedToCandidate { token, .. } => to_family(Change::Moved, Some(token)),
        MailJob::AppointmentCancelledToCandidate { .. } => to_family(cancelled, None),
        _ => return None,
    };
    Some(Addressed { to, letter })
}

fn lead(app: &App, job: &MailJob, about: &LeadMail) -> Option<Addressed> {
    let contact = about.contact.as_ref()?;
    let shared = facts(app, about.shared.as_ref());
    let letter = match job {
        MailJob::ContactRequestToCentre { .. } | MailJob::ContactRequestToCandidate { .. } => {
            let training = about.training.as_ref()?;
            let centre = about.centre.as_ref();
            let request = RequestLetter {
                training_title: &training.title,
                centre_name: centre.map_or(&training.centre_name, |centre| &centre.name),
                centre_phone: centre.and_then(|centre| centre.phone.as_deref()),
                reach: CentreReach::of(centre),
                contact,
                is_demo: training.is_demo,
            };
            if matches!(job, MailJob::ContactRequestToCentre { .. }) {
                contact_request_to_centre(request, &shared)
            } else {
                contact_request_to_candidate(request)
            }
        }
        MailJob::ApplicationToEmployer { .. } | MailJob::ApplicationToCandidate { .. } => {
            let employer = about.employer.as_ref()?;
            let application = ApplicationLetter {
                employer_name: &employer.name,
                offer_title: employer.offers.first().map(|offer| offer.title.as_str()),
                contact,
                message: about.message.as_deref(),
                is_demo: employer.is_demo,
            };
            if matches!(job, MailJob::ApplicationToEmployer { .. }) {
                application_to_employer(application, &shared)
            } else {
                application_to_candidate(application)
            }
        }
        _ => return None,
    };
    Some(Addressed {
        to: about.to.clone(),
        letter,
    })
}
