//! What a person sends, as the protocol and the forms write it, read into one shape.

use serde::Deserialize;
use tandem_models::Point;

use super::problem::Problem;

/// Longest text of a message, in characters: more is answered kindly by the dialogue.
pub(super) const LONGEST_TEXT: usize = 2000;

/// One thing sent by a person.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Incoming {
    /// Words, within [`LONGEST_TEXT`], neither empty nor blank.
    Text(String),
    /// More words than that.
    TooLong,
    /// A button: message number and index in it.
    Press {
        /// Number of the message.
        seq: i64,
        /// Index of the button, through the message then its cards.
        index: u32,
    },
    /// Something like a button that no message ever held.
    UnknownPress,
    /// A position, to be rounded to a commune at once.
    Location(Point),
}

/// Body of `POST …/messages`. `ref_seq`, the last message seen, is accepted with every type.
#[derive(Deserialize)]
#[serde(tag = "type", rename_all = "lowercase")]
enum Body {
    Text {
        text: String,
    },
    Button {
        value: Option<String>,
        ref_seq: Option<i64>,
        option: Option<u32>,
    },
    Location {
        lat: f64,
        lon: f64,
    },
}

impl Incoming {
    /// Reads the JSON of the protocol.
    pub(super) fn from_json(json: &str) -> Result<Self, Problem> {
        let value: serde_json::Value = serde_json::from_str(json).map_err(|error| {
            Problem::bad_json(&format!(
                "JSON invalide, ligne {}, colonne {}",
                error.line(),
                error.column()
            ))
        })?;
        let kind = value.get("type").and_then(serde_json::Value::as_str);
        let expected = match kind {
            Some("text") => "\"text\", une chaîne",
            Some("button") => "\"value\", la valeur d'un bouton reçu, par exemple \"12:0\"",
            Some("location") => "\"lat\" et \"lon\", deux nombres en degrés",
            _ => {
                return Err(Problem::bad_value(
                    "type",
                    "\"text\", \"button\" ou \"location\"",
                ));
            }
        };
        match serde_json::from_value(value) {
            Ok(Body::Text { text }) => Self::text(&text),
            Ok(Body::Button {
                value: Some(value), ..
            }) => Ok(Self::press(&value)),
            Ok(Body::Button {
                ref_seq: Some(seq),
                option: Some(index),
                ..
            }) => Ok(Self::Press { seq, index }),
            Ok(Body::Location { lat, lon }) => Self::location(lat, lon),
            Ok(Body::Button { .. }) | Err(_) => Err(Problem::bad_value("message", expected)),
        }
    }

    /// Reads words.
    pub(super) fn text(text: &str) -> Result<Self, Problem> {
        let kept: String = text
            .chars()
            .filter(|letter| !letter.is_control() || *letter == '\n')
            .collect();
        let kept = kept.trim();
        if kept.is_empty() {
            return Err(Problem::bad_value(
                "text",
                "quelques mots, par exemple « je cherche un CAP cuisine vers Lens »",
            ));
        }
        if kept.chars().count() > LONGEST_TEXT {
            return Ok(Self::TooLong);
        }
        Ok(Self::Text(kept.to_owned()))
    }

    /// Reads `<seq>:<index>`.
    pub(super) fn press(value: &str) -> Self {
        let read = || {
            let (seq, index) = value.split_once(':')?;
            Some(Self::Press {
                seq: seq.parse().ok()?,
                index: index.parse().ok()?,
            })
        };
        read().unwrap_or(Self::UnknownPress)
    }

    fn location(lat: f64, lon: f64) -> Result<Self, Problem> {
        if !(-90.0..=90.0).contains(&lat) || !(-180.0..=180.0).contains(&lon) {
            return Err(Problem::bad_value(
                "lat, lon",
                "une latitude entre -90 et 90, une longitude entre -180 et 180",
            ));
        }
        Ok(Self::Location(Point { lat, lon }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_of_body_is_read() {
        let read = |json| Incoming::from_json(json).unwrap();
        assert_eq!(
            read(r#"{"type":"text","text":"  salut\u0000 ","ref_seq":3}"#),
            Incoming::Text("salut".to_owned())
        );
        assert_eq!(
            read(r#"{"type":"button","value":"12:1"}"#),
            Incoming::Press { seq: 12, index: 1 }
        );
        assert_eq!(
            read(r#"{"type":"button","ref_seq":12,"option":1}"#),
            Incoming::Press { seq: 12, index: 1 }
        );
        assert_eq!(
            read(r#"{"type":"button","value":"nonsense"}"#),
            Incoming::UnknownPress
        );
        assert_eq!(
            read(r#"{"type":"location","lat":50.43,"lon":2.83}"#),
            Incoming::Location(Point {
                lat: 50.43,
                lon: 2.83
            })
        );
        let long = "a".repeat(2001);
        assert_eq!(Incoming::text(&long), Ok(Incoming::TooLong));
        assert!(matches!(
            Incoming::text(&"é".repeat(2000)),
            Ok(Incoming::Text(_))
        ));
    }

    #[test]
    fn what_cannot_be_read_says_what_was_expected() {
        for (json, status, words) in [
            ("", 400, "JSON invalide"),
            ("{", 400, "ligne 1"),
            ("[]", 422, "type"),
            (r#"{"type":"voice"}"#, 422, "type"),
            (r#"{"type":"text"}"#, 422, "message"),
            (r#"{"type":"text","text":"   "}"#, 422, "text"),
            (r#"{"type":"text","text":3}"#, 422, "message"),
            (r#"{"type":"button"}"#, 422, "message"),
            (r#"{"type":"location","lat":1}"#, 422, "message"),
            (r#"{"type":"location","lat":91,"lon":0}"#, 422, "lat, lon"),
        ] {
            let problem = Incoming::from_json(json).unwrap_err();
            assert_eq!(problem.status, status, "{json}");
            assert!(problem.detail.contains(words), "{json}: {}", problem.detail);
        }
    }
}
