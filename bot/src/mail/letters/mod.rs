//! The words of every mail. Young people and parents of the conversation are said "tu"; centres,
//! employers and parents are said "vous".
//!
//! **One more mail**: a function here that returns a [`Letter`], and its arm in `mail::sender`.
//!
//! [`Letter`]: super::letter::Letter

mod application;
mod appointment;
mod counsellor;
mod parent;
mod request;
mod sign_in;

pub use application::{ApplicationLetter, application_to_candidate, application_to_employer};
pub use appointment::{
    AppointmentLetter, Change, appointment_to_candidate, appointment_to_centre,
    appointment_to_parent,
};
pub use counsellor::{counsellor_answered, somebody_waits};
pub use parent::{ParentLetter, parent_request};
pub use request::{RequestLetter, contact_request_to_candidate, contact_request_to_centre};
pub use sign_in::sign_in;

use tandem_engine::appointments::{AppointmentMode, AppointmentView, Contact};

/// Why this mail came, at the foot of mails to centres.
const CENTRE_FOOTER: &str = "Vous recevez ce message parce qu’un jeune s’intéresse à l’une de vos \
    formations sur Tandem. Il a accepté que ces informations vous soient transmises pour cette \
    demande, et pour elle seule.";

/// Why this mail came, at the foot of mails to young people.
const CANDIDATE_FOOTER: &str = "Tu reçois ce message parce que tu as donné cette adresse à Tandem \
    pour ce rendez-vous. Pour tout effacer, écris « supprimer » dans la conversation.";

/// Why this mail came, at the foot of mails to parents.
const PARENT_FOOTER: &str = "Tandem aide les jeunes à trouver une formation par apprentissage. \
    Votre adresse ne sert qu’à cette demande.";

/// A demonstration is said first, whoever reads.
const DEMO_NOTICE: &str =
    "DÉMONSTRATION : ce centre, cette formation et ce rendez-vous sont inventés.";

/// How they meet, and where.
fn place(view: &AppointmentView) -> (String, String) {
    match view.mode {
        AppointmentMode::PublicOffice => ("Lieu".to_owned(), view.address.clone()),
        AppointmentMode::Phone => ("Comment".to_owned(), "Par téléphone".to_owned()),
        AppointmentMode::Video => ("Comment".to_owned(), "En visio".to_owned()),
    }
}

/// What the person agreed to be reached by.
fn contact_facts(contact: &Contact) -> Vec<(String, String)> {
    let mut facts = vec![("Prénom".to_owned(), contact.first_name.clone())];
    if let Some(mail) = &contact.mail {
        facts.push(("Adresse mail".to_owned(), mail.clone()));
    }
    if let Some(phone) = &contact.phone {
        facts.push(("Téléphone".to_owned(), tandem_engine::french::phone(phone)));
    }
    facts
}
