//! A person of the team has answered a young person who asked to be told by mail.

use crate::mail::letter::Letter;

/// To the young person: the words of the answer, and where to go on.
pub fn counsellor_answered(from: &str, text: &str, chat_url: &str) -> Letter {
    Letter {
        subject: "On t’a répondu sur Tandem".to_owned(),
        greeting: "Bonjour,".to_owned(),
        paragraphs: vec![
            format!("{from} t’a répondu :"),
            text.to_owned(),
            "Pour répondre, rouvre ta conversation dans le même navigateur. Ce mail ne reçoit pas \
             de réponse."
                .to_owned(),
        ],
        facts: Vec::new(),
        links: vec![("Ouvrir ma conversation".to_owned(), chat_url.to_owned())],
        footer: "Tu reçois ce message parce que tu as demandé à être prévenu par mail. Pour tout \
                 effacer, écris « supprimer » dans la conversation."
            .to_owned(),
        calendar: None,
    }
}
