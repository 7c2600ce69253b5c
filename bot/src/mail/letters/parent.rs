//! Under 15, a parent decides (RGPD article 8, loi Informatique et Libertés article 45).

use jiff::Timestamp;
use tandem_engine::appointments::AppointmentView;
use tandem_engine::french;

use crate::mail::letter::Letter;

use super::{DEMO_NOTICE, PARENT_FOOTER, place};

/// What a parent is asked.
#[derive(Debug, Clone, Copy)]
pub struct ParentLetter<'a> {
    /// The appointment that waits.
    pub view: &'a AppointmentView,
    /// First name of the young person.
    pub first_name: &'a str,
    /// Page where they decide.
    pub decide_url: &'a str,
    /// Until when the slot is kept.
    pub expires_at: Timestamp,
    /// Made up.
    pub is_demo: bool,
}

/// Asks a parent to accept or refuse; nothing reaches the centre before they accept.
pub fn parent_request(about: ParentLetter<'_>) -> Letter {
    let ParentLetter {
        view,
        first_name,
        decide_url,
        expires_at,
        is_demo,
    } = about;
    let when = french::instant(view.starts_at, &view.time_zone);
    let until = french::instant(expires_at, &view.time_zone);
    let mut paragraphs = Vec::new();
    if is_demo {
        paragraphs.push(DEMO_NOTICE.to_owned());
    }
    paragraphs.extend([
        format!(
            "{first_name} a choisi un rendez-vous d’information avec {} et nous a donné votre \
             adresse. Avant 15 ans, c’est à vous de décider.",
            view.centre_name
        ),
        format!(
            "Le créneau est gardé jusqu’à {until}. Si vous acceptez, le centre recevra le prénom \
             de {first_name}, votre adresse mail et la formation choisie, rien d’autre. Si vous \
             refusez ou ne répondez pas, le créneau est rendu et rien n’est transmis."
        ),
    ]);
    Letter {
        subject: format!("{first_name} souhaite un rendez-vous : votre accord est nécessaire"),
        greeting: "Bonjour,".to_owned(),
        paragraphs,
        facts: vec![
            ("Formation".to_owned(), view.training_title.clone()),
            ("Centre".to_owned(), view.centre_name.clone()),
            ("Quand".to_owned(), when),
            place(view),
        ],
        links: vec![(
            "Voir la demande et décider".to_owned(),
            decide_url.to_owned(),
        )],
        footer: PARENT_FOOTER.to_owned(),
        calendar: None,
    }
}
