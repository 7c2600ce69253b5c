//! A contact request: the centre keeps no calendar with us and calls back.

use tandem_engine::appointments::Contact;
use tandem_engine::dialogue::CentreReach;
use tandem_engine::french;

use crate::mail::letter::Letter;

use super::{CANDIDATE_FOOTER, CENTRE_FOOTER, DEMO_NOTICE, contact_facts};

/// What a request is about.
#[derive(Debug, Clone, Copy)]
pub struct RequestLetter<'a> {
    /// Training.
    pub training_title: &'a str,
    /// Centre.
    pub centre_name: &'a str,
    /// Its phone.
    pub centre_phone: Option<&'a str>,
    /// How it learns of the request.
    pub reach: CentreReach,
    /// Who asks.
    pub contact: &'a Contact,
    /// Made up.
    pub is_demo: bool,
}

fn notices(is_demo: bool) -> Vec<String> {
    if is_demo {
        vec![DEMO_NOTICE.to_owned()]
    } else {
        Vec::new()
    }
}

/// To the centre.
pub fn contact_request_to_centre(
    about: RequestLetter<'_>,
    profile_facts: &[(String, String)],
) -> Letter {
    let first_name = &about.contact.first_name;
    let mut paragraphs = notices(about.is_demo);
    paragraphs.push(format!(
        "{first_name} s’intéresse à votre formation et souhaite que vous preniez contact. Une \
         réponse sous deux jours ouvrés change souvent tout : merci pour {first_name}."
    ));
    let mut facts = vec![("Formation".to_owned(), about.training_title.to_owned())];
    facts.extend(contact_facts(about.contact));
    facts.extend(profile_facts.iter().cloned());
    Letter {
        subject: format!(
            "{first_name} souhaite être contacté(e) : {}",
            about.training_title
        ),
        greeting: "Bonjour,".to_owned(),
        paragraphs,
        facts,
        links: Vec::new(),
        footer: CENTRE_FOOTER.to_owned(),
        calendar: None,
    }
}

/// To the young person: what was sent, and that it is no appointment.
pub fn contact_request_to_candidate(about: RequestLetter<'_>) -> Letter {
    let mut paragraphs = notices(about.is_demo);
    let centre = about.centre_name;
    paragraphs.push(match about.reach {
        CentreReach::Mail => format!(
            "Ta demande est partie chez {centre}. Ce n’est pas encore un rendez-vous : c’est le \
             centre qui te recontacte, en général sous quelques jours."
        ),
        CentreReach::Inbox => format!(
            "Ta demande est gardée pour {centre}. Ce n’est pas encore un rendez-vous : le centre la \
             verra en ouvrant Tandem, mais nous n’avons pas son adresse mail pour le prévenir. \
             Contacte-le aussi toi-même."
        ),
    });
    let mut facts = vec![("Formation".to_owned(), about.training_title.to_owned())];
    if let Some(phone) = about.centre_phone {
        paragraphs
            .push("Pas de nouvelles dans une semaine ? Appelle-les, c’est bien vu.".to_owned());
        facts.push(("Téléphone du centre".to_owned(), french::phone(phone)));
    }
    Letter {
        subject: match about.reach {
            CentreReach::Mail => format!("Ta demande est envoyée à {centre}"),
            CentreReach::Inbox => format!("Ta demande est gardée pour {centre}"),
        },
        greeting: format!("Bonjour {},", about.contact.first_name),
        paragraphs,
        facts,
        links: Vec::new(),
        footer: CANDIDATE_FOOTER.to_owned(),
        calendar: None,
    }
}
