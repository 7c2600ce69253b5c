//! An appointment confirmed, moved or cancelled: to the centre, then to the young person.

use jiff::Timestamp;
use tandem_engine::appointments::{AppointmentView, Contact};
use tandem_engine::french;

use crate::mail::calendar::{Entry, Method, file};
use crate::mail::letter::{CalendarFile, Letter};

use super::{CANDIDATE_FOOTER, CENTRE_FOOTER, DEMO_NOTICE, PARENT_FOOTER, contact_facts, place};

/// What happened to the appointment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// It stands.
    Confirmed,
    /// It stands at another time.
    Moved,
    /// The young person (or a parent) called it off.
    CancelledByCandidate,
    /// The centre called it off.
    CancelledByCentre,
}

/// What both letters need.
#[derive(Debug, Clone, Copy)]
pub struct AppointmentLetter<'a> {
    /// The appointment as it stands now.
    pub view: &'a AppointmentView,
    /// Changes so far.
    pub sequence: u32,
    /// When the mail is made.
    pub now: Timestamp,
    /// Address of Tandem in calendars.
    pub organizer: &'a str,
    /// Who comes.
    pub contact: &'a Contact,
    /// Mail of the parent who decided, under 15.
    pub parent_mail: Option<&'a str>,
    /// Made up.
    pub is_demo: bool,
}

impl AppointmentLetter<'_> {
    fn when(&self) -> String {
        french::instant(self.view.starts_at, &self.view.time_zone)
    }

    fn calendar(&self, method: Method, summary: &str, attendee: Option<&str>) -> CalendarFile {
        let description = match &self.view.instructions {
            Some(instructions) => format!("{}\n{instructions}", self.view.training_title),
            None => self.view.training_title.clone(),
        };
        let entry = Entry {
            uid: &self.view.id,
            sequence: self.sequence,
            stamp: self.now,
            starts_at: self.view.starts_at,
            ends_at: self.view.ends_at,
            summary,
            description: &description,
            location: &self.view.address,
            organizer: self.organizer,
            attendee,
        };
        CalendarFile {
            method,
            text: file(&entry, method),
        }
    }

    /// What every letter tells of it.
    fn facts(&self, when: String) -> Vec<(String, String)> {
        vec![
            ("Formation".to_owned(), self.view.training_title.clone()),
            ("Quand".to_owned(), when),
            place(self.view),
        ]
    }

    fn centre_phone(&self) -> Option<(String, String)> {
        let phone = self.view.centre_phone.as_deref()?;
        Some(("Téléphone du centre".to_owned(), french::phone(phone)))
    }

    fn notices(&self) -> Vec<String> {
        if self.is_demo {
            vec![DEMO_NOTICE.to_owned()]
        } else {
            Vec::new()
        }
    }
}

/// To the centre: who comes, for what, what they look for.
pub fn appointment_to_centre(
    about: AppointmentLetter<'_>,
    change: Change,
    profile_facts: &[(String, String)],
    centre_mail: &str,
    manage_url: Option<&str>,
) -> Letter {
    let first_name = &about.contact.first_name;
    let when = about.when();
    let (subject, sentence, method) = match change {
        Change::Confirmed => (
            format!("Rendez-vous avec {first_name}, {when}"),
            format!("{first_name} a pris rendez-vous avec vous {when}. Le créneau est réservé."),
            Method::Request,
        ),
        Change::Moved => (
            format!("Rendez-vous déplacé : {first_name}, {when}"),
            format!("{first_name} a déplacé son rendez-vous : il aura lieu {when}."),
            Method::Request,
        ),
        Change::CancelledByCandidate => (
            format!("Rendez-vous annulé : {first_name}, {when}"),
            format!("{first_name} ne pourra pas venir {when}. Le créneau est de nouveau libre."),
            Method::Cancel,
        ),
        Change::CancelledByCentre => (
            format!("Vous avez annulé le rendez-vous avec {first_name}, {when}"),
            format!(
                "Le rendez-vous de {first_name}, {when}, est annulé. Nous prévenons {first_name}."
            ),
            Method::Cancel,
        ),
    };
    let mut paragraphs = about.notices();
    paragraphs.push(sentence);
    let mut facts = about.facts(when);
    if method == Method::Request {
        facts.extend(contact_facts(about.contact));
        let parent = about.parent_mail;
        facts.extend(parent.map(|mail| ("Adresse mail d’un parent".to_owned(), mail.to_owned())));
        facts.extend(profile_facts.iter().cloned());
        paragraphs.push("Le fichier joint ajoute le rendez-vous à votre agenda.".to_owned());
        if manage_url.is_some() {
            paragraphs.push(format!(
                "Un empêchement ? Déplacez ou annulez avec le lien : {first_name} l’apprend tout de \
                 suite."
            ));
        }
    }
    let summary = format!("{first_name} : {}", about.view.training_title);
    Letter {
        subject,
        greeting: "Bonjour,".to_owned(),
        paragraphs,
        facts,
        links: manage_link(manage_url),
        footer: CENTRE_FOOTER.to_owned(),
        calendar: Some(about.calendar(method, &summary, Some(centre_mail))),
    }
}

/// To the young person: when, where, how to change it.
pub fn appointment_to_candidate(
    about: AppointmentLetter<'_>,
    change: Change,
    manage_url: Option<&str>,
) -> Letter {
    let when = about.when();
    let centre = &about.view.centre_name;
    let (subject, sentence, method) = match change {
        Change::Confirmed => (
            format!("C’est noté : rendez-vous {when}"),
            format!("Ton rendez-vous avec {centre} est confirmé : {when}. On t’attend !"),
            Method::Publish,
        ),
        Change::Moved => (
            format!("Nouveau rendez-vous : {when}"),
            format!("C’est changé : ton rendez-vous avec {centre} aura lieu {when}."),
            Method::Publish,
        ),
        Change::CancelledByCandidate => (
            "Ton rendez-vous est annulé".to_owned(),
            format!(
                "Ton rendez-vous avec {centre}, prévu {when}, est annulé. Le centre est prévenu. \
                 Tu peux en reprendre un quand tu veux dans la conversation."
            ),
            Method::Cancel,
        ),
        Change::CancelledByCentre => (
            format!("{centre} a annulé ton rendez-vous"),
            format!(
                "{centre} ne peut finalement pas te recevoir {when}. Tu n’y es pour rien : reviens \
                 dans la conversation pour choisir un autre créneau."
            ),
            Method::Cancel,
        ),
    };
    let manage_url = manage_url.filter(|_| method == Method::Publish);
    let mut paragraphs = about.notices();
    paragraphs.push(sentence);
    let mut facts = about.facts(when);
    if method == Method::Publish {
        if let Some(instructions) = &about.view.instructions {
            facts.push(("À savoir".to_owned(), instructions.clone()));
        }
        facts.extend(about.centre_phone());
        if manage_url.is_some() {
            paragraphs.push(
                "Un empêchement ? Préviens avec le lien : tu peux déplacer jusqu’à 4 heures avant \
                 et annuler jusqu’à 2 heures avant."
                    .to_owned(),
            );
        }
    }
    let summary = format!("Rendez-vous {centre}");
    Letter {
        subject,
        greeting: format!("Bonjour {},", about.contact.first_name),
        paragraphs,
        facts,
        links: manage_link(manage_url),
        footer: CANDIDATE_FOOTER.to_owned(),
        calendar: Some(about.calendar(method, &summary, None)),
    }
}

/// To the parent who agreed, under 15.
pub fn appointment_to_parent(
    about: AppointmentLetter<'_>,
    change: Change,
    manage_url: Option<&str>,
) -> Letter {
    let first_name = &about.contact.first_name;
    let centre = &about.view.centre_name;
    let when = about.when();
    let (subject, sentence, method) = match change {
        Change::Confirmed => (
            format!("Rendez-vous confirmé pour {first_name} : {when}"),
            format!("Le rendez-vous de {first_name} avec {centre} est confirmé : {when}."),
            Method::Publish,
        ),
        Change::Moved => (
            format!("Rendez-vous déplacé pour {first_name} : {when}"),
            format!("Le rendez-vous de {first_name} avec {centre} aura lieu {when}."),
            Method::Publish,
        ),
        Change::CancelledByCandidate | Change::CancelledByCentre => (
            format!("Rendez-vous annulé pour {first_name}"),
            format!("Le rendez-vous de {first_name} avec {centre}, prévu {when}, est annulé."),
            Method::Cancel,
        ),
    };
    let manage_url = manage_url.filter(|_| method == Method::Publish);
    let mut paragraphs = about.notices();
    paragraphs.push(sentence);
    let mut facts = about.facts(when);
    if method == Method::Publish {
        facts.extend(about.centre_phone());
    }
    let summary = format!("{first_name} : rendez-vous {centre}");
    Letter {
        subject,
        greeting: "Bonjour,".to_owned(),
        paragraphs,
        facts,
        links: manage_link(manage_url),
        footer: PARENT_FOOTER.to_owned(),
        calendar: Some(about.calendar(method, &summary, None)),
    }
}

fn manage_link(url: Option<&str>) -> Vec<(String, String)> {
    url.map(|url| ("Voir, déplacer ou annuler".to_owned(), url.to_owned()))
        .into_iter()
        .collect()
}
