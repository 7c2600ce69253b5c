//! A mail before any transport: words, facts, links and at most one calendar file.
//!
//! One letter becomes a text and an HTML part that say the same.

use askama::Template;
use lettre::Message;
use lettre::message::header::{ContentTransferEncoding, ContentType};
use lettre::message::{Attachment, Body, Mailbox, MultiPart, SinglePart};

use super::calendar::Method;
use crate::typography;

/// What a mail says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// Subject.
    pub subject: String,
    /// First line ("Bonjour Lina,").
    pub greeting: String,
    /// Paragraphs before the facts.
    pub paragraphs: Vec<String>,
    /// Facts, as label and value.
    pub facts: Vec<(String, String)>,
    /// Links, as label and address; each leads to a page that shows before anything acts.
    pub links: Vec<(String, String)>,
    /// Small print: why this mail came, how to stop.
    pub footer: String,
    /// Calendar file.
    pub calendar: Option<CalendarFile>,
}

/// A calendar file and why it is sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CalendarFile {
    /// Method.
    pub method: Method,
    /// The file.
    pub text: String,
}

/// Why a letter could not become a mail.
#[derive(Debug, thiserror::Error)]
pub enum LetterError {
    /// An address that no mail server would take.
    #[error("not a mail address")]
    Address(#[from] lettre::address::AddressError),
    /// The parts do not make a mail.
    #[error("mail could not be composed")]
    Compose(#[from] lettre::error::Error),
    /// The content type is refused.
    #[error("content type of the calendar is refused")]
    ContentType(#[from] lettre::message::header::ContentTypeErr),
    /// The page could not be written.
    #[error("mail page could not be written")]
    Page(#[from] askama::Error),
}

#[derive(Template)]
#[template(path = "mail/letter.html")]
struct LetterPage<'a> {
    letter: &'a Letter,
}

impl Letter {
    /// The text part.
    pub fn text(&self) -> String {
        let mut blocks = vec![self.greeting.clone()];
        blocks.extend(self.paragraphs.iter().cloned());
        if !self.facts.is_empty() {
            let facts: Vec<String> = self
                .facts
                .iter()
                .map(|(label, value)| format!("{label} : {value}"))
                .collect();
            blocks.push(facts.join("\n"));
        }
        for (label, address) in &self.links {
            blocks.push(format!("{label} :\n{address}"));
        }
        blocks.push(format!("--\n{}", self.footer));
        blocks.join("\n\n")
    }

    /// The same with French typography; addresses and calendar as they are.
    fn typeset(&self) -> Self {
        let french = |text: &String| typography::french(text);
        let pair = |(label, value): &(String, String)| (french(label), french(value));
        Self {
            subject: french(&self.subject),
            greeting: french(&self.greeting),
            paragraphs: self.paragraphs.iter().map(french).collect(),
            facts: self.facts.iter().map(pair).collect(),
            links: self
                .links
                .iter()
                .map(|(label, address)| (french(label), address.clone()))
                .collect(),
            footer: french(&self.footer),
            calendar: self.calendar.clone(),
        }
    }

    /// The mail as it is sent. The calendar stands twice, as clients want it either way: as an
    /// alternative (`text/calendar; method=…`) and as an attachment (`application/ics`), both base64.
    ///
    /// # Errors
    /// When an address is none.
    pub fn compose(&self, from: &str, to: &str, message_id: &str) -> Result<Message, LetterError> {
        let letter = &self.typeset();
        let html = LetterPage { letter }.render()?;
        let mut alternative = MultiPart::alternative()
            .singlepart(SinglePart::plain(typography::french(&letter.text())))
            .singlepart(SinglePart::html(html));
        let from: Mailbox = from.parse()?;
        let builder = Message::builder()
            .from(from)
            .to(to.parse()?)
            .subject(&letter.subject)
            .message_id(Some(message_id.to_owned()));
        let Some(calendar) = &self.calendar else {
            return Ok(builder.multipart(alternative)?);
        };
        let content_type = format!(
            "text/calendar; method={}; charset=utf-8",
            calendar.method.as_str()
        );
        alternative = alternative.singlepart(
            SinglePart::builder()
                .header(ContentType::parse(&content_type)?)
                .body(base64(&calendar.text)),
        );
        let attachment = Attachment::new("rendez-vous.ics".to_owned()).body(
            base64(&calendar.text),
            ContentType::parse("application/ics")?,
        );
        Ok(builder.multipart(
            MultiPart::mixed()
                .multipart(alternative)
                .singlepart(attachment),
        )?)
    }
}

fn base64(text: &str) -> Body {
    // Any body can be carried in base64: the fallback is never taken.
    Body::new_with_encoding(text.as_bytes().to_vec(), ContentTransferEncoding::Base64)
        .unwrap_or_else(Body::new)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letter() -> Letter {
        Letter {
            subject: "Ton rendez-vous est confirmé".to_owned(),
            greeting: "Bonjour Lina,".to_owned(),
            paragraphs: vec!["C’est noté <b>!</b>".to_owned()],
            facts: vec![("Quand".to_owned(), "jeudi 3 décembre".to_owned())],
            links: vec![("Voir".to_owned(), "http://127.0.0.1:8080/r/abc".to_owned())],
            footer: "Tandem".to_owned(),
            calendar: Some(CalendarFile {
                method: Method::Publish,
                text: "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n".to_owned(),
            }),
        }
    }

    #[test]
    fn the_calendar_stands_twice_and_both_are_base64() {
        let mail = letter()
            .compose(
                "Tandem <rdv@tandem.example>",
                "lina@mail.example",
                "<1@tandem.example>",
            )
            .unwrap();
        let wire = String::from_utf8(mail.formatted()).unwrap();
        assert!(
            wire.contains("text/calendar; method=PUBLISH; charset=utf-8"),
            "{wire}"
        );
        assert!(wire.contains("application/ics"), "{wire}");
        assert_eq!(
            wire.matches("Content-Transfer-Encoding: base64").count(),
            2,
            "{wire}"
        );
    }

    #[test]
    fn text_and_page_say_the_same_and_the_page_is_escaped() {
        let letter = letter();
        let page = LetterPage { letter: &letter }.render().unwrap();
        for word in [
            "Bonjour Lina",
            "jeudi 3 décembre",
            "http://127.0.0.1:8080/r/abc",
        ] {
            assert!(
                page.contains(word) && letter.text().contains(word),
                "{word}"
            );
        }
        assert!(!page.contains("<b>!</b>"));
    }

    #[test]
    fn a_letter_is_set_as_french_wants_it_and_its_addresses_and_calendar_are_not() {
        let plain = Letter {
            subject: "Un empêchement ?".to_owned(),
            paragraphs: vec!["Rendez-vous à 15 min : « à bientôt » !".to_owned()],
            links: vec![("Voir :".to_owned(), "http://t.example/r/a?b;c".to_owned())],
            ..letter()
        };
        let set = plain.typeset();
        assert_eq!(set.subject, "Un empêchement\u{202f}?");
        assert_eq!(
            set.paragraphs[0],
            "Rendez-vous à 15\u{a0}min\u{a0}: «\u{a0}à bientôt\u{a0}»\u{202f}!"
        );
        assert_eq!(set.links[0].1, plain.links[0].1);
        assert_eq!(set.calendar, plain.calendar);
    }

    #[test]
    fn a_bad_address_is_an_error_and_no_mail() {
        assert!(
            letter()
                .compose("Tandem <rdv@tandem.example>", "pas une adresse", "<1@t>")
                .is_err()
        );
    }
}
