//! Between young people and the people of the team who answer them.

use jiff::Timestamp;
use tandem_engine::french;

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

/// To somebody who answers: how many wait, since when, and nothing of who they are.
pub fn somebody_waits(waiting: u32, since: Timestamp, now: Timestamp, desk_url: &str) -> Letter {
    let since = since_said(since, now);
    let (subject, sentence) = if waiting > 1 {
        (
            format!("{waiting} jeunes attendent une réponse"),
            format!(
                "{waiting} jeunes demandent à parler à quelqu’un. Le premier attend depuis {since}."
            ),
        )
    } else {
        (
            format!("Un jeune attend une réponse depuis {since}"),
            format!("Un jeune demande à parler à quelqu’un et attend depuis {since}."),
        )
    };
    Letter {
        subject,
        greeting: "Bonjour,".to_owned(),
        paragraphs: vec![
            sentence,
            "La conversation s’ouvre après connexion. Sans réponse à temps, Tandem la reprend et \
             la demande reste dans la file."
                .to_owned(),
        ],
        facts: Vec::new(),
        links: vec![("Voir qui attend".to_owned(), desk_url.to_owned())],
        footer:
            "Vous recevez ce message parce que vous répondez aux jeunes sur Tandem. Il en part \
                 un par quart d’heure au plus, pendant vos heures de réponse."
                .to_owned(),
        calendar: None,
    }
}

/// "14 h 05", with its day when it was not today.
fn since_said(since: Timestamp, now: Timestamp) -> String {
    let zone = crate::clock::paris();
    let (then, today) = (zone.to_datetime(since), zone.to_datetime(now).date());
    let day = then.date();
    let time = french::time(then.time());
    if day == today {
        time
    } else if day.tomorrow().is_ok_and(|next| next == today) {
        format!("hier à {time}")
    } else {
        format!("{} à {time}", french::day(day))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wait_is_said_by_its_time_and_by_its_day_once_it_is_past() {
        let now = "2026-12-07T08:00:00Z".parse().unwrap();
        let said = |since: &str| since_said(since.parse().unwrap(), now);
        assert_eq!(said("2026-12-07T07:40:00Z"), "8 h 40");
        assert_eq!(said("2026-12-06T20:05:00Z"), "hier à 21 h 05");
        assert_eq!(
            said("2026-12-04T22:30:00Z"),
            "vendredi 4 décembre à 23 h 30"
        );
    }
}
