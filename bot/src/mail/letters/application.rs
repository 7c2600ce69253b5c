//! An application: what a young person agreed to share with one employer, and nothing else.

use tandem_engine::appointments::Contact;

use crate::mail::letter::Letter;

use super::{CANDIDATE_FOOTER, DEMO_NOTICE, contact_facts};

/// What an application says.
#[derive(Debug, Clone, Copy)]
pub struct ApplicationLetter<'a> {
    /// Employer.
    pub employer_name: &'a str,
    /// Title of the offer; `None`: spontaneous.
    pub offer_title: Option<&'a str>,
    /// Who applies.
    pub contact: &'a Contact,
    /// Their own words.
    pub message: Option<&'a str>,
    /// Made up.
    pub is_demo: bool,
}

/// To the employer.
pub fn application_to_employer(
    about: ApplicationLetter<'_>,
    profile_facts: &[(String, String)],
) -> Letter {
    let first_name = &about.contact.first_name;
    let mut paragraphs = Vec::new();
    if about.is_demo {
        paragraphs.push(DEMO_NOTICE.to_owned());
    }
    paragraphs.push(match about.offer_title {
        Some(title) => format!("{first_name} répond à votre offre d’apprentissage « {title} »."),
        None => format!(
            "{first_name} aimerait faire son apprentissage chez {} et vous adresse une \
             candidature spontanée.",
            about.employer_name
        ),
    });
    if let Some(message) = about.message {
        paragraphs.push(format!("Ses mots : « {message} »"));
    }
    paragraphs.push(format!(
        "Pour lui répondre, utilisez directement ses coordonnées. Même un non rend service : \
         {first_name} pourra chercher ailleurs."
    ));
    let mut facts = contact_facts(about.contact);
    facts.extend(profile_facts.iter().cloned());
    Letter {
        subject: format!(
            "{first_name} cherche un apprentissage chez {}",
            about.employer_name
        ),
        greeting: "Bonjour,".to_owned(),
        paragraphs,
        facts,
        links: Vec::new(),
        footer: format!(
            "{first_name} a choisi de vous envoyer ces informations par Tandem, le service qui \
             rapproche jeunes, centres de formation et employeurs. Elles ne servent qu’à cette \
             candidature."
        ),
        calendar: None,
    }
}

/// To the young person: what was sent, and what comes next.
pub fn application_to_candidate(about: ApplicationLetter<'_>) -> Letter {
    let employer = about.employer_name;
    let mut paragraphs = Vec::new();
    if about.is_demo {
        paragraphs.push(DEMO_NOTICE.to_owned());
    }
    paragraphs.push(format!(
        "Ta candidature est partie chez {employer}. S’ils sont intéressés, ils te contactent \
         directement : garde un œil sur ton téléphone et tes mails."
    ));
    paragraphs.push(
        "Sans réponse dans dix jours, passe les voir ou appelle : c’est souvent ce qui fait la \
         différence."
            .to_owned(),
    );
    Letter {
        subject: format!("Ta candidature est envoyée à {employer}"),
        greeting: format!("Bonjour {},", about.contact.first_name),
        paragraphs,
        facts: Vec::new(),
        links: Vec::new(),
        footer: CANDIDATE_FOOTER.to_owned(),
        calendar: None,
    }
}
