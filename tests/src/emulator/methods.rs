//! The Bot API methods that Tandem calls, over JSON and multipart.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{FromRequest, Multipart, Path, Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::any;
use serde_json::{Value, json};

use super::limits::{LimitBroken, check_markup, check_text};
use super::updates::{bot, bot_message, wire};
use super::{Author, Document, Fault, Said, Shared, TOKEN, Webhook};

pub(super) fn router(shared: Arc<Shared>) -> Router {
    Router::new()
        .route("/{token}/{method}", any(call))
        .with_state(shared)
}

fn ok(result: &Value) -> Response {
    axum::Json(json!({"ok": true, "result": result})).into_response()
}

fn error(status: u16, description: &str, parameters: &Value) -> Response {
    let mut body = json!({"ok": false, "error_code": status, "description": description});
    if !parameters.is_null() {
        body["parameters"] = parameters.clone();
    }
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    (status, axum::Json(body)).into_response()
}

/// Parameters of a call, and the file if one came along.
async fn parameters(request: Request) -> (Value, Option<Document>) {
    let is_multipart = request
        .headers()
        .get("content-type")
        .and_then(|value| value.to_str().ok())
        .is_some_and(|value| value.starts_with("multipart/"));
    if !is_multipart {
        let bytes = Bytes::from_request(request, &()).await.unwrap_or_default();
        return (serde_json::from_slice(&bytes).unwrap_or(Value::Null), None);
    }
    let mut values = serde_json::Map::new();
    let mut document = None;
    let Ok(mut multipart) = Multipart::from_request(request, &()).await else {
        return (Value::Null, None);
    };
    while let Ok(Some(field)) = multipart.next_field().await {
        let name = field.name().unwrap_or("").to_owned();
        if let Some(file) = field.file_name().map(str::to_owned) {
            let bytes = field.bytes().await.unwrap_or_default().to_vec();
            document = Some(Document { name: file, bytes });
        } else {
            let text = field.text().await.unwrap_or_default();
            let value = serde_json::from_str(&text).unwrap_or(Value::String(text));
            values.insert(name, value);
        }
    }
    (Value::Object(values), document)
}

fn chat_id(parameters: &Value) -> i64 {
    parameters["chat_id"]
        .as_i64()
        .or_else(|| {
            parameters["chat_id"]
                .as_str()
                .and_then(|id| id.parse().ok())
        })
        .unwrap_or(0)
}

async fn call(
    State(shared): State<Arc<Shared>>,
    Path((token, method)): Path<(String, String)>,
    request: Request,
) -> Response {
    if token != format!("bot{TOKEN}") {
        return error(401, "Unauthorized", &Value::Null);
    }
    let method = method.to_lowercase();
    let (parameters, document) = parameters(request).await;
    let fault = {
        let mut state = shared.lock();
        state.calls.push((method.clone(), parameters.clone()));
        let place = state
            .faults
            .iter()
            .position(|(name, _)| *name == method || name == "*");
        place
            .and_then(|place| state.faults.remove(place))
            .map(|(_, fault)| fault)
    };
    match fault {
        Some(Fault::TooManyRequests(seconds)) => {
            let description = format!("Too Many Requests: retry after {seconds}");
            return error(429, &description, &json!({"retry_after": seconds}));
        }
        Some(Fault::ServerError) => {
            return (StatusCode::INTERNAL_SERVER_ERROR, "upstream broke").into_response();
        }
        Some(Fault::Latency(delay)) => tokio::time::sleep(delay).await,
        Some(Fault::LostAnswer) => {
            let _done = perform(&shared, &method, &parameters, document).await;
            return (StatusCode::INTERNAL_SERVER_ERROR, "answer lost").into_response();
        }
        None => {}
    }
    perform(&shared, &method, &parameters, document).await
}

async fn perform(
    shared: &Arc<Shared>,
    method: &str,
    parameters: &Value,
    document: Option<Document>,
) -> Response {
    match method {
        "getme" => {
            let mut me = bot();
            for flag in [
                "can_join_groups",
                "can_read_all_group_messages",
                "supports_inline_queries",
                "can_connect_to_business",
                "has_main_web_app",
            ] {
                me[flag] = json!(false);
            }
            ok(&me)
        }
        "setmycommands" => {
            shared.lock().commands = parameters["commands"].clone();
            ok(&json!(true))
        }
        "setwebhook" => {
            shared.lock().webhook = parameters["url"]
                .as_str()
                .filter(|url| !url.is_empty())
                .map(|url| Webhook {
                    url: url.to_owned(),
                    secret: parameters["secret_token"].as_str().map(str::to_owned),
                });
            shared.changed.notify_waiters();
            ok(&json!(true))
        }
        "deletewebhook" => {
            shared.lock().webhook = None;
            ok(&json!(true))
        }
        "getupdates" => get_updates(shared, parameters).await,
        "answercallbackquery" => {
            let text = parameters["text"].as_str().unwrap_or("");
            if text.chars().count() > 200 {
                return refuse(
                    shared,
                    LimitBroken("Bad Request: MESSAGE_TOO_LONG".to_owned()),
                );
            }
            let id = parameters["callback_query_id"]
                .as_str()
                .unwrap_or("")
                .to_owned();
            shared.lock().answered_callbacks.push(id);
            ok(&json!(true))
        }
        "sendchataction" => ok(&json!(true)),
        "sendmessage" => send(shared, parameters, None),
        "senddocument" => send(shared, parameters, document),
        "editmessagetext" | "editmessagereplymarkup" => edit(shared, parameters),
        "deletemessage" => {
            let mut state = shared.lock();
            let id = parameters["message_id"].as_i64().unwrap_or(0);
            let chat = state.chats.entry(chat_id(parameters)).or_default();
            let before = chat.said.len();
            chat.said.retain(|said| said.message_id != id);
            if chat.said.len() == before {
                return error(
                    400,
                    "Bad Request: message to delete not found",
                    &Value::Null,
                );
            }
            ok(&json!(true))
        }
        _ => error(404, "Not Found: method not found", &Value::Null),
    }
}

fn refuse(shared: &Shared, broken: LimitBroken) -> Response {
    let answer = error(400, &broken.0, &Value::Null);
    shared.lock().refused.push(broken.0);
    answer
}

async fn get_updates(shared: &Arc<Shared>, parameters: &Value) -> Response {
    if shared.lock().webhook.is_some() {
        let description = "Conflict: can't use getUpdates method while webhook is active";
        return error(409, description, &Value::Null);
    }
    let offset = parameters["offset"].as_i64().unwrap_or(0);
    let limit = usize::try_from(parameters["limit"].as_u64().unwrap_or(100)).unwrap_or(100);
    let wait = Duration::from_secs(parameters["timeout"].as_u64().unwrap_or(0).min(10));
    let until = tokio::time::Instant::now() + wait;
    loop {
        let updates: Vec<Value> = {
            let mut state = shared.lock();
            state
                .queue
                .retain(|update| update["update_id"].as_i64().unwrap_or(0) >= offset);
            state.queue.iter().take(limit).cloned().collect()
        };
        if !updates.is_empty() || tokio::time::Instant::now() >= until {
            let listed: Vec<String> = updates.iter().map(wire).collect();
            let body = format!("{{\"ok\":true,\"result\":[{}]}}", listed.join(","));
            return ([("content-type", "application/json")], body).into_response();
        }
        let _woken = tokio::time::timeout_at(
            until.min(tokio::time::Instant::now() + Duration::from_millis(50)),
            shared.changed.notified(),
        )
        .await;
    }
}

fn send(shared: &Shared, parameters: &Value, document: Option<Document>) -> Response {
    let parse_mode = parameters["parse_mode"].as_str();
    let checked = if document.is_some() {
        match parameters["caption"].as_str() {
            Some(caption) => check_text(caption, parse_mode, 1024),
            None => Ok(String::new()),
        }
    } else {
        check_text(parameters["text"].as_str().unwrap_or(""), parse_mode, 4096)
    };
    let markup = &parameters["reply_markup"];
    let text = match checked.and_then(|text| check_markup(markup).map(|()| text)) {
        Ok(text) => text,
        Err(broken) => return refuse(shared, broken),
    };
    let chat = chat_id(parameters);
    let mut state = shared.lock();
    let message_id = state.next_message;
    let Some(known) = state.chats.get_mut(&chat) else {
        return error(400, "Bad Request: chat not found", &Value::Null);
    };
    if known.blocked {
        return error(403, "Forbidden: bot was blocked by the user", &Value::Null);
    }
    let said = Said {
        message_id,
        author: Author::Bot,
        text,
        markup: markup.clone(),
        document,
        edits: 0,
    };
    known.said.push(said.clone());
    state.next_message += 1;
    let answer = bot_message(&state, chat, &said);
    ok(&answer)
}

fn edit(shared: &Shared, parameters: &Value) -> Response {
    let text = match parameters["text"].as_str() {
        Some(text) => match check_text(text, parameters["parse_mode"].as_str(), 4096) {
            Ok(text) => Some(text),
            Err(broken) => return refuse(shared, broken),
        },
        None => None,
    };
    let markup = parameters["reply_markup"].clone();
    if let Err(broken) = check_markup(&markup) {
        return refuse(shared, broken);
    }
    let chat = chat_id(parameters);
    let id = parameters["message_id"].as_i64().unwrap_or(0);
    let mut state = shared.lock();
    let found = state
        .chats
        .get_mut(&chat)
        .and_then(|chat| chat.said.iter_mut().find(|said| said.message_id == id));
    let Some(said) = found else {
        return error(400, "Bad Request: message to edit not found", &Value::Null);
    };
    let new_text = text.unwrap_or_else(|| said.text.clone());
    if new_text == said.text && markup == said.markup {
        return error(
            400,
            "Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message",
            &Value::Null,
        );
    }
    said.text = new_text;
    said.markup = markup;
    said.edits += 1;
    let said = said.clone();
    let answer = bot_message(&state, chat, &said);
    ok(&answer)
}
