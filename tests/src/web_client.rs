//! A program that talks to the web chat by its protocol (CHANNELS 6.1).

use std::time::{Duration, Instant};

use anyhow::{Context, bail};
use futures_util::StreamExt;
use reqwest::{Client, RequestBuilder, Response};
use serde_json::{Value, json};
use tandem_bot::typography;
use uuid::Uuid;

/// Longest wait for an answer.
const PATIENCE: Duration = Duration::from_secs(20);

/// One conversation.
#[derive(Debug, Clone)]
pub struct WebClient {
    /// HTTP client, without cookies: the token is the proof.
    pub http: Client,
    base: String,
    token: String,
}

/// An event of the stream.
#[derive(Debug, Clone, PartialEq)]
pub struct StreamEvent {
    /// `message`, `typing`.
    pub name: String,
    /// `id:`.
    pub id: Option<i64>,
    /// `data:` as JSON.
    pub data: Value,
}

impl WebClient {
    /// Opens a conversation on that server.
    ///
    /// # Errors
    /// When the server refuses.
    pub async fn open(server: &str) -> anyhow::Result<Self> {
        let http = Client::builder().build()?;
        let opened: Value = http
            .post(format!("{server}/api/v1/chat/conversations"))
            .send()
            .await?
            .error_for_status()?
            .json()
            .await?;
        let id = opened["id"].as_str().context("an id")?;
        let token = opened["token"].as_str().context("a token")?;
        Ok(Self {
            http,
            base: format!("{server}/api/v1/chat/conversations/{id}"),
            token: token.to_owned(),
        })
    }

    /// Takes up a conversation whose key is known.
    ///
    /// # Errors
    /// When there is no client to be had.
    pub fn resume(server: &str, id: &str, token: &str) -> anyhow::Result<Self> {
        Ok(Self {
            http: Client::builder().build()?,
            base: format!("{server}/api/v1/chat/conversations/{id}"),
            token: token.to_owned(),
        })
    }

    /// The conversation's id.
    pub fn id(&self) -> &str {
        self.base.rsplit('/').next().unwrap_or_default()
    }

    /// `POST …/messages` with that key.
    ///
    /// # Errors
    /// When nothing answers.
    pub async fn post(&self, key: &str, body: &Value) -> anyhow::Result<Response> {
        let request = self
            .with_token(self.http.post(format!("{}/messages", self.base)))
            .header("Idempotency-Key", key)
            .json(body);
        Ok(request.send().await?)
    }

    /// Says words and returns what is answered to them.
    ///
    /// # Errors
    /// When the words are refused or nothing is answered.
    pub async fn say(&self, text: &str) -> anyhow::Result<Vec<Value>> {
        self.send(json!({"type": "text", "text": text})).await
    }

    /// Presses the last button of that label.
    ///
    /// # Errors
    /// When there is none, or nothing is answered.
    pub async fn press(&self, label: &str) -> anyhow::Result<Vec<Value>> {
        let messages = self.messages(0).await?;
        let value = messages
            .iter()
            .rev()
            .flat_map(buttons)
            .find(|button| button["label"] == label)
            .with_context(|| format!("a button {label:?}"))?["value"]
            .clone();
        self.send(json!({"type": "button", "value": value})).await
    }

    /// Sends any body and returns what is answered.
    ///
    /// # Errors
    /// As above.
    pub async fn send(&self, body: Value) -> anyhow::Result<Vec<Value>> {
        let key = Uuid::now_v7().to_string();
        let before = last(&self.messages(0).await?);
        self.post(&key, &body).await?.error_for_status()?;
        let deadline = Instant::now() + PATIENCE;
        while Instant::now() < deadline {
            let said = self.messages(before).await?;
            // The person's own line and the answers appear together; to a person of the team
            // there is no answer, and of what was erased no line of one's own.
            let is_handled =
                |message: &Value| message["author"] == "assistant" || message["key"] == *key;
            if said.iter().any(is_handled) {
                return Ok(said);
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        bail!("no answer to {body}")
    }

    /// `GET …/messages?after=`.
    ///
    /// # Errors
    /// When it is refused.
    pub async fn messages(&self, after: i64) -> anyhow::Result<Vec<Value>> {
        let address = format!("{}/messages?after={after}", self.base);
        let answer = self
            .with_token(self.http.get(address))
            .send()
            .await?
            .error_for_status()?
            .text()
            .await?;
        // compared word by word
        let answer: Value = serde_json::from_str(&typography::plain(&answer))?;
        Ok(answer["messages"].as_array().cloned().unwrap_or_default())
    }

    /// Waits until something is said after `after`.
    ///
    /// # Errors
    /// When nothing is.
    pub async fn wait_after(&self, after: i64) -> anyhow::Result<Vec<Value>> {
        let deadline = Instant::now() + PATIENCE;
        while Instant::now() < deadline {
            let said = self.messages(after).await?;
            if !said.is_empty() {
                return Ok(said);
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        bail!("nothing was said after {after}")
    }

    /// Reads the stream from after `last_event_id` until `enough` messages came; then hangs up.
    ///
    /// # Errors
    /// When the stream is refused or ends early.
    pub async fn stream(
        &self,
        last_event_id: i64,
        enough: usize,
    ) -> anyhow::Result<Vec<StreamEvent>> {
        let answer = self
            .with_token(self.http.get(format!("{}/events", self.base)))
            .header("Last-Event-ID", last_event_id.to_string())
            .send()
            .await?
            .error_for_status()?;
        let mut bytes = answer.bytes_stream();
        // a letter may be cut between two chunks
        let mut held: Vec<u8> = Vec::new();
        let deadline = tokio::time::Instant::now() + PATIENCE;
        loop {
            let text = typography::plain(&String::from_utf8_lossy(&held));
            let events = parse(&text);
            if events.iter().filter(|e| e.name == "message").count() >= enough {
                return Ok(events);
            }
            let Some(chunk) = tokio::time::timeout_at(deadline, bytes.next()).await? else {
                bail!("the stream ended early: {text}");
            };
            held.extend_from_slice(&chunk?);
        }
    }

    /// Follows the stream from after `last_event_id` and hands over each event as it comes.
    ///
    /// # Errors
    /// When the stream is refused or breaks off: it never ends by itself.
    pub async fn follow(
        &self,
        last_event_id: i64,
        mut each: impl FnMut(StreamEvent),
    ) -> anyhow::Result<()> {
        let answer = self
            .with_token(self.http.get(format!("{}/events", self.base)))
            .header("Last-Event-ID", last_event_id.to_string())
            .send()
            .await?
            .error_for_status()?;
        let mut bytes = answer.bytes_stream();
        let mut waiting: Vec<u8> = Vec::new();
        while let Some(chunk) = bytes.next().await {
            waiting.extend_from_slice(&chunk?);
            while let Some(end) = waiting.windows(2).position(|pair| pair == b"\n\n") {
                let block: Vec<u8> = waiting.drain(..end + 2).collect();
                parse(&String::from_utf8(block)?)
                    .into_iter()
                    .for_each(&mut each);
            }
        }
        bail!("the stream broke off")
    }

    fn with_token(&self, request: RequestBuilder) -> RequestBuilder {
        request.bearer_auth(&self.token)
    }
}

/// Buttons of a message, then of its cards.
pub fn buttons(message: &Value) -> Vec<Value> {
    let cards = message["cards"].as_array().into_iter().flatten();
    std::iter::once(message)
        .chain(cards)
        .flat_map(|part| part["buttons"].as_array().cloned().unwrap_or_default())
        .collect()
}

/// Greatest `seq`; 0 when there is none.
pub fn last(messages: &[Value]) -> i64 {
    messages
        .iter()
        .filter_map(|message| message["seq"].as_i64())
        .max()
        .unwrap_or(0)
}

fn parse(text: &str) -> Vec<StreamEvent> {
    text.split_inclusive("\n\n")
        .filter(|block| block.ends_with("\n\n"))
        .filter_map(|block| {
            let field = |name: &str| {
                block.lines().find_map(|line| {
                    line.strip_prefix(name)
                        .and_then(|rest| rest.strip_prefix(':'))
                        .map(|value| value.trim_start().to_owned())
                })
            };
            Some(StreamEvent {
                name: field("event")?,
                id: field("id").and_then(|id| id.parse().ok()),
                data: serde_json::from_str(&field("data")?).ok()?,
            })
        })
        .collect()
}
