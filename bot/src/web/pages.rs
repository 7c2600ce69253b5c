//! Pages, as templates checked when the program is built.

use askama::Template;
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};

use super::assets::Assets;
use super::problem::Problem;
use super::view::MessageView;
use crate::typography;

/// The conversation, or its welcome when there is none yet.
#[derive(Template)]
#[template(path = "chat.html")]
pub(super) struct ChatPage<'a> {
    pub(super) assets: Assets,
    /// Makes two submissions of this very page one.
    pub(super) page_key: String,
    /// `None`: not opened yet.
    pub(super) conversation: Option<&'a str>,
    pub(super) messages: &'a [MessageView],
    pub(super) last_seq: i64,
    /// Code of a poster or of a link, handed on when the conversation opens.
    pub(super) entry: &'a str,
    /// What was typed and could not be sent.
    pub(super) draft: &'a str,
    pub(super) status: &'a str,
    pub(super) alert: Option<Alert<'a>>,
}

/// Why what was typed could not be sent.
pub(super) struct Alert<'a> {
    pub(super) title: &'a str,
    pub(super) detail: String,
}

/// A problem, as a page.
#[derive(Template)]
#[template(path = "error.html")]
pub(super) struct ErrorPage<'a> {
    assets: Assets,
    page_key: &'static str,
    problem: &'a Problem,
}

#[derive(Template)]
#[template(path = "privacy.html")]
struct PrivacyPage {
    assets: Assets,
    page_key: &'static str,
}

#[derive(Template)]
#[template(path = "accessibility.html")]
struct AccessibilityPage {
    assets: Assets,
    page_key: &'static str,
}

impl<'a> ErrorPage<'a> {
    pub(super) fn new(problem: &'a Problem) -> Self {
        Self {
            assets: Assets,
            page_key: "",
            problem,
        }
    }
}

/// `GET /confidentialite`.
pub(super) async fn privacy() -> Response {
    let page = PrivacyPage {
        assets: Assets,
        page_key: "",
    };
    html(page.render()).into_response()
}

/// `GET /accessibilite`.
pub(super) async fn accessibility() -> Response {
    let page = AccessibilityPage {
        assets: Assets,
        page_key: "",
    };
    html(page.render()).into_response()
}

/// A rendered page; a template that fails is a defect of ours, said as one.
pub(super) fn html(rendered: Result<String, askama::Error>) -> Response {
    match rendered {
        Ok(page) => {
            let page = typography::page(&page);
            ([(CONTENT_TYPE, "text/html; charset=utf-8")], page).into_response()
        }
        Err(error) => {
            tracing::error!(%error, "a page could not be rendered");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use tandem_engine::dialogue::Action;
    use tandem_engine::message::{Button, Card, Message};

    use super::*;
    use crate::web::view::mark_past;

    fn buttons(labels: &[&str]) -> Vec<Button> {
        labels
            .iter()
            .map(|label| Button {
                label: (*label).to_owned(),
                action: Action::Command("help".to_owned()),
            })
            .collect()
    }

    fn sample() -> Vec<MessageView> {
        let at: Timestamp = "2026-12-01T09:30:00Z".parse().unwrap();
        let mut messages = vec![
            MessageView::said(
                1,
                at,
                Message {
                    text: "Tu as quel âge ?".to_owned(),
                    buttons: buttons(&["Moins de 15", "15-17", "18-25", "26 et plus"]),
                    ..Message::default()
                },
            ),
            MessageView::heard(
                2,
                at,
                "<script>alert(1)</script>".to_owned(),
                "k".to_owned(),
            ),
            MessageView::said(
                3,
                at,
                Message {
                    text: "Voici ce que je te propose.".to_owned(),
                    cards: vec![Card {
                        title: "CAP Cuisine".to_owned(),
                        subtitle: "CFA des Terrils, Lens".to_owned(),
                        lines: vec![
                            "À 4 km de chez toi, à vélo".to_owned(),
                            "Accessible après la 3e".to_owned(),
                        ],
                        buttons: buttons(&["Prendre rendez-vous", "Pourquoi ?"]),
                        is_demo: true,
                    }],
                    buttons: buttons(&["Voir plus", "Changer"]),
                    request_location: true,
                    ..Message::default()
                },
            ),
        ];
        mark_past(&mut messages);
        messages
    }

    fn page(messages: &[MessageView]) -> String {
        ChatPage {
            assets: Assets,
            page_key: "k".to_owned(),
            conversation: (!messages.is_empty()).then_some("c1"),
            messages,
            last_seq: 3,
            entry: "",
            draft: "",
            status: "",
            alert: None,
        }
        .render()
        .unwrap()
    }

    #[test]
    fn the_conversation_is_a_live_log_with_named_authors_and_real_buttons() {
        let html = page(&sample());
        for part in [
            "<html lang=\"fr\">",
            "role=\"log\" aria-live=\"polite\"",
            "role=\"status\"",
            "role=\"alert\"",
            "Assistant : ",
            "Toi : ",
            "<legend class=\"visually-hidden\">Réponses possibles</legend>",
            "<button class=\"chip\" name=\"button\" value=\"3:0\">Voir plus</button>",
            "value=\"3:2\">Prendre rendez-vous</button>",
            "<time class=\"at\" datetime=\"2026-12-01T09:30:00Z\">10:30</time>",
            "Démonstration",
            "Parler à un humain",
            "Accessibilité : partiellement conforme",
        ] {
            assert!(html.contains(part), "{part}\n{html}");
        }
        assert_eq!(
            html.matches("is-past").count(),
            1,
            "the first question only"
        );
    }

    #[test]
    fn the_log_is_there_before_the_first_message() {
        let html = page(&[]);
        assert!(html.contains("role=\"log\" aria-live=\"polite\""));
        assert!(html.contains("C'est parti"));
        assert_eq!(html.matches("<script").count(), 1);
        assert!(
            html.contains("/assets/accueil."),
            "nothing but the key that sends before the chat is opened"
        );
    }

    #[test]
    fn what_a_person_writes_is_never_markup_and_nothing_is_inline() {
        let html = page(&sample());
        assert!(!html.contains("<script>"));
        assert!(
            !html.contains(" style=") && !html.contains("<style") && !html.contains(" onclick")
        );
    }
}
