//! The chat as a phone shows it: a page for screenshots and for people who debug.

use std::fmt::Write as _;
use std::sync::Arc;

use axum::Router;
use axum::extract::{Path, State};
use axum::response::Html;
use axum::routing::get;

use super::updates::inline_buttons;
use super::{Author, Shared};

pub(super) fn router(shared: Arc<Shared>) -> Router {
    Router::new()
        .route("/phone/{chat}", get(page))
        .with_state(shared)
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('\n', "<br>")
}

async fn page(State(shared): State<Arc<Shared>>, Path(chat): Path<i64>) -> Html<String> {
    let said = shared
        .lock()
        .chats
        .get(&chat)
        .map(|chat| chat.said.clone())
        .unwrap_or_default();
    let mut body = String::new();
    for message in said {
        let class = match message.author {
            Author::User => "user",
            Author::Bot => "bot",
        };
        let _infallible = write!(
            body,
            "<div class=\"{class}\"><p>{}</p>",
            escape(&message.text)
        );
        if let Some(document) = &message.document {
            let _infallible = write!(
                body,
                "<p class=doc>&#128206; {}</p>",
                escape(&document.name)
            );
        }
        for (label, _) in inline_buttons(&message.markup) {
            let _infallible = write!(body, "<button>{}</button>", escape(&label));
        }
        for key in message.markup["keyboard"]
            .as_array()
            .into_iter()
            .flatten()
            .flat_map(|row| {
                row.as_array()
                    .into_iter()
                    .flatten()
                    .filter_map(|key| key["text"].as_str())
            })
        {
            let _infallible = write!(body, "<button class=key>{}</button>", escape(key));
        }
        body.push_str("</div>");
    }
    Html(format!(
        "<!doctype html><html lang=fr><meta charset=utf-8><title>Téléphone</title><style>\
         body{{margin:0;padding:12px;background:#cfe3d4;font:15px/1.35 sans-serif;max-width:400px}}\
         div{{background:#fff;border-radius:12px;padding:2px 12px;margin:6px 40px 6px 0}}\
         .user{{background:#e2ffc7;margin:6px 0 6px 60px}}\
         button{{display:block;width:100%;margin:4px 0;padding:8px;border:0;border-radius:8px;background:#7fa88d;color:#fff}}\
         .key{{background:#445}}.doc{{color:#246}}</style>{body}"
    ))
}
