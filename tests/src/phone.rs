//! A phone on a network that fails: it repeats under the same key until it hears "kept", and reads
//! on from where it was cut, as the page of the web chat does.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use anyhow::{Context, bail, ensure};
use serde_json::{Value, json};
use tokio::task::JoinHandle;
use uuid::Uuid;

use crate::web_client::{WebClient, buttons, last};

/// Longest wait for a server that comes back.
const PATIENCE: Duration = Duration::from_mins(2);

/// Time between two tries.
const PAUSE: Duration = Duration::from_millis(5);

/// What a person does.
#[derive(Debug, Clone, Copy)]
pub enum Act {
    /// Writes that.
    Say(&'static str),
    /// Presses the last button whose label contains that.
    Press(&'static str),
}

/// How an act went.
#[derive(Debug, Clone)]
pub struct Sent {
    /// What was sent, as the transcript shows it.
    pub text: String,
    /// Its key.
    pub key: String,
    /// Tries that failed before it was kept.
    pub failed: usize,
    /// Time until it was kept.
    pub kept_after: Duration,
}

/// An act about to be done.
#[derive(Debug)]
pub struct Aimed {
    act: Act,
    text: String,
    body: Value,
    after: i64,
}

/// A phone in a conversation.
#[derive(Debug)]
pub struct Phone {
    client: WebClient,
    shown: Arc<Mutex<Vec<i64>>>,
    following: JoinHandle<()>,
}

impl Phone {
    /// Opens a conversation and follows its stream from then on, across cuts.
    ///
    /// # Errors
    /// When the server refuses or says nothing.
    pub async fn open(server: &str) -> anyhow::Result<Self> {
        let client = WebClient::open(server).await?;
        client.wait_after(0).await?;
        let shown = Arc::new(Mutex::new(Vec::new()));
        let following = tokio::spawn(follow(client.clone(), Arc::clone(&shown)));
        Ok(Self {
            client,
            shown,
            following,
        })
    }

    /// The conversation's id.
    pub fn id(&self) -> &str {
        self.client.id()
    }

    /// Its client, for what is said once on a calm network.
    pub fn client(&self) -> &WebClient {
        &self.client
    }

    /// Does it, whatever happens to the server, and waits until it is answered.
    ///
    /// # Errors
    /// When the server refuses, or does not answer in time.
    pub async fn act(&self, act: Act) -> anyhow::Result<Sent> {
        let aimed = self.aim(act).await?;
        self.finish(aimed).await
    }

    /// Reads what was said and finds what to send, so that [`Self::finish`] begins with sending.
    ///
    /// # Errors
    /// When the server does not tell, or no such button was shown.
    pub async fn aim(&self, act: Act) -> anyhow::Result<Aimed> {
        let before = self.transcript().await?;
        let (text, body) = read(act, &before)?;
        Ok(Aimed {
            act,
            text,
            body,
            after: last(&before),
        })
    }

    /// Sends it, whatever happens to the server, and waits until it is answered.
    ///
    /// # Errors
    /// When the server refuses, or does not answer in time.
    pub async fn finish(&self, aimed: Aimed) -> anyhow::Result<Sent> {
        let Aimed {
            act,
            text,
            body,
            after,
        } = aimed;
        let key = Uuid::now_v7().to_string();
        let began = Instant::now();
        let failed = self.keep(&key, &body).await?;
        let kept_after = began.elapsed();
        let deadline = Instant::now() + PATIENCE;
        while Instant::now() < deadline {
            let heard = |message: &Value| message["key"] == key.as_str();
            let is_said = |message: &Value| message["author"] == "assistant";
            // Both come together: the person's own line, then the answers.
            if let Ok(new) = self.client.messages(after).await
                && new.iter().any(heard)
                && new.iter().any(is_said)
            {
                return Ok(Sent {
                    text,
                    key,
                    failed,
                    kept_after,
                });
            }
            tokio::time::sleep(PAUSE).await;
        }
        bail!("no answer to {act:?}")
    }

    /// Everything said in the conversation, as soon as the server tells.
    ///
    /// # Errors
    /// When it does not in time.
    pub async fn transcript(&self) -> anyhow::Result<Vec<Value>> {
        let deadline = Instant::now() + PATIENCE;
        loop {
            match self.client.messages(0).await {
                Ok(messages) => return Ok(messages),
                Err(error) if Instant::now() > deadline => return Err(error),
                Err(_) => tokio::time::sleep(PAUSE).await,
            }
        }
    }

    /// Numbers of the messages that the stream showed, in the order they came, once it showed
    /// `latest`.
    ///
    /// # Errors
    /// When that one never comes.
    pub async fn shown_until(&self, latest: i64) -> anyhow::Result<Vec<i64>> {
        let deadline = Instant::now() + PATIENCE;
        while Instant::now() < deadline {
            let shown = locked(&self.shown).clone();
            if shown.contains(&latest) {
                return Ok(shown);
            }
            tokio::time::sleep(PAUSE).await;
        }
        bail!("{latest} was never shown: {:?}", locked(&self.shown))
    }

    async fn keep(&self, key: &str, body: &Value) -> anyhow::Result<usize> {
        let deadline = Instant::now() + PATIENCE;
        let mut failed = 0;
        while Instant::now() < deadline {
            if let Ok(answer) = self.client.post(key, body).await {
                let status = answer.status();
                if status.is_success() {
                    return Ok(failed);
                }
                let is_passing = status.is_server_error() || status.as_u16() == 429;
                ensure!(is_passing, "{body} was refused: {}", answer.text().await?);
            }
            failed += 1;
            tokio::time::sleep(PAUSE).await;
        }
        bail!("{body} was never kept")
    }
}

impl Drop for Phone {
    fn drop(&mut self) {
        self.following.abort();
    }
}

/// What an act sends, and how the transcript will show it.
fn read(act: Act, messages: &[Value]) -> anyhow::Result<(String, Value)> {
    match act {
        Act::Say(text) => Ok((text.to_owned(), json!({"type": "text", "text": text}))),
        Act::Press(part) => {
            let label = |button: &Value| button["label"].as_str().unwrap_or_default().to_owned();
            let button = messages
                .iter()
                .rev()
                .flat_map(buttons)
                .find(|button| label(button).contains(part))
                .with_context(|| format!("a button {part:?} in {messages:#?}"))?;
            let body = json!({"type": "button", "value": button["value"]});
            Ok((label(&button), body))
        }
    }
}

async fn follow(client: WebClient, shown: Arc<Mutex<Vec<i64>>>) {
    loop {
        let after = locked(&shown).last().copied().unwrap_or(0);
        let keep = |event: crate::web_client::StreamEvent| {
            if event.name == "message"
                && let Some(id) = event.id
            {
                locked(&shown).push(id);
            }
        };
        // A cut is what it is there for.
        let _ = client.follow(after, keep).await;
        tokio::time::sleep(PAUSE).await;
    }
}

fn locked<T>(shared: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    shared.lock().unwrap_or_else(PoisonError::into_inner)
}
