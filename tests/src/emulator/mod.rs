//! A Bot API server for tests: real HTTP, the limits of the real one, users that can be played.
//!
//! Facts of the Bot API (CHANNELS 5.2): methods in any case, text of 4,096 characters, 64 bytes of
//! callback data, one action a button, webhook with a secret header and retries, long polling.
//! It never answers more kindly than Telegram would: what breaks a limit gets the 400 of Telegram.

mod delivery;
mod limits;
mod methods;
mod phone;
mod updates;

use std::collections::{BTreeMap, VecDeque};
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

use axum::Router;
use serde_json::Value;
use tokio::sync::Notify;

pub use limits::{LimitBroken, check_markup, check_text};

/// The token that the emulated bot answers to.
pub const TOKEN: &str = "4242424242:AAtandem-emulated-token-for-tests-0001";

/// A message as it stands in a chat.
#[derive(Debug, Clone, PartialEq)]
pub struct Said {
    /// Telegram's message id.
    pub message_id: i64,
    /// Who said it.
    pub author: Author,
    /// Text or caption.
    pub text: String,
    /// `reply_markup` as sent.
    pub markup: Value,
    /// Name of the document, when one was sent.
    pub document: Option<Document>,
    /// How many times it was edited.
    pub edits: u32,
}

/// A file that the bot sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// File name.
    pub name: String,
    /// Content.
    pub bytes: Vec<u8>,
}

/// Who speaks in a private chat.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Author {
    /// The person.
    User,
    /// The bot.
    Bot,
}

/// A fault to inject on the next calls.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// 429 with `retry_after` seconds.
    TooManyRequests(u64),
    /// 500 with a body that is no JSON.
    ServerError,
    /// Answers late.
    Latency(Duration),
    /// Does the work, then drops the answer (500): the caller cannot know.
    LostAnswer,
}

#[derive(Debug, Default)]
struct Chat {
    said: Vec<Said>,
    blocked: bool,
}

#[derive(Debug, Clone)]
struct Webhook {
    url: String,
    secret: Option<String>,
}

#[derive(Debug, Default)]
struct State {
    chats: BTreeMap<i64, Chat>,
    next_message: i64,
    next_update: i64,
    queue: VecDeque<Value>,
    delivered: Option<Value>,
    webhook: Option<Webhook>,
    faults: VecDeque<(String, Fault)>,
    calls: Vec<(String, Value)>,
    answered_callbacks: Vec<String>,
    commands: Value,
    refused: Vec<String>,
}

#[derive(Debug, Default)]
struct Shared {
    state: Mutex<State>,
    changed: Notify,
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

/// A running emulator. Dropping it stops it.
#[derive(Debug)]
pub struct Emulator {
    shared: Arc<Shared>,
    address: SocketAddr,
    tasks: Vec<tokio::task::JoinHandle<()>>,
}

impl Emulator {
    /// Starts on a free port of the loopback.
    pub async fn start() -> std::io::Result<Self> {
        let shared = Arc::new(Shared::default());
        shared.lock().next_message = 1;
        shared.lock().next_update = 700_000_001;
        let listener = tokio::net::TcpListener::bind(("127.0.0.1", 0)).await?;
        let address = listener.local_addr()?;
        let router: Router = methods::router(shared.clone()).merge(phone::router(shared.clone()));
        let server = tokio::spawn(async move {
            let _stopped = axum::serve(listener, router).await;
        });
        let delivery = tokio::spawn(delivery::run(shared.clone()));
        Ok(Self {
            shared,
            address,
            tasks: vec![server, delivery],
        })
    }

    /// The address to give to the bot as `telegram.api_url`.
    pub fn api_url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Everything said in a chat, oldest first.
    pub fn transcript(&self, chat: i64) -> Vec<Said> {
        self.shared
            .lock()
            .chats
            .get(&chat)
            .map(|chat| chat.said.clone())
            .unwrap_or_default()
    }

    /// What the bot said in a chat, oldest first.
    pub fn bot_said(&self, chat: i64) -> Vec<Said> {
        let mut said = self.transcript(chat);
        said.retain(|said| said.author == Author::Bot);
        said
    }

    /// Names and parameters of the calls received, oldest first.
    pub fn calls(&self) -> Vec<(String, Value)> {
        self.shared.lock().calls.clone()
    }

    /// Ids of callback queries that the bot answered.
    pub fn answered_callbacks(&self) -> Vec<String> {
        self.shared.lock().answered_callbacks.clone()
    }

    /// Descriptions of the 400s given: empty when the bot kept every limit.
    pub fn refused(&self) -> Vec<String> {
        self.shared.lock().refused.clone()
    }

    /// Commands that the bot registered.
    pub fn commands(&self) -> Value {
        self.shared.lock().commands.clone()
    }

    /// Updates not yet taken by the bot.
    pub fn pending_updates(&self) -> usize {
        self.shared.lock().queue.len()
    }

    /// Injects a fault on the next call of that method ("*": of any).
    pub fn fault(&self, method: &str, fault: Fault) {
        self.shared
            .lock()
            .faults
            .push_back((method.to_lowercase(), fault));
    }

    /// Waits until `is_met` holds for the chat's transcript, at most ten seconds.
    ///
    /// # Panics
    /// When it never holds; prints the transcript.
    pub async fn wait_for(&self, chat: i64, is_met: impl Fn(&[Said]) -> bool) -> Vec<Said> {
        for _ in 0..1_000 {
            let said = self.transcript(chat);
            if is_met(&said) {
                return said;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        panic!(
            "never happened in chat {chat}: {:#?}",
            self.transcript(chat)
        );
    }

    fn push_update(&self, update: Value) -> i64 {
        let mut state = self.shared.lock();
        let id = updates::stamp(&mut state, update);
        drop(state);
        self.shared.changed.notify_waiters();
        id
    }

    /// The person writes.
    pub fn says(&self, chat: i64, text: &str) -> i64 {
        let update = {
            let mut state = self.shared.lock();
            updates::text(&mut state, chat, text)
        };
        self.push_update(update)
    }

    /// The person shares a position.
    pub fn shares_location(&self, chat: i64, lat: f64, lon: f64) -> i64 {
        let update = {
            let mut state = self.shared.lock();
            updates::location(&mut state, chat, lat, lon)
        };
        self.push_update(update)
    }

    /// The person sends something that is not text.
    pub fn sends_sticker(&self, chat: i64) -> i64 {
        let update = {
            let mut state = self.shared.lock();
            updates::sticker(&mut state, chat)
        };
        self.push_update(update)
    }

    /// The person presses the newest button of that label; `None` when no message has one.
    pub fn presses(&self, chat: i64, label: &str) -> Option<i64> {
        let update = {
            let mut state = self.shared.lock();
            updates::press(&mut state, chat, |text| text == label)?
        };
        Some(self.push_update(update))
    }

    /// The person presses the button that carries these data; `None` when no message shows it.
    pub fn presses_key(&self, chat: i64, data: &str) -> Option<i64> {
        let update = {
            let mut state = self.shared.lock();
            updates::press_key(&mut state, chat, data)?
        };
        Some(self.push_update(update))
    }

    /// The person presses the newest button whose label contains that text.
    pub fn presses_containing(&self, chat: i64, part: &str) -> Option<i64> {
        let update = {
            let mut state = self.shared.lock();
            updates::press(&mut state, chat, |text| text.contains(part))?
        };
        Some(self.push_update(update))
    }

    /// A press with any data, as an old keyboard or a forger would send.
    pub fn presses_data(&self, chat: i64, data: &str) -> i64 {
        let update = {
            let mut state = self.shared.lock();
            updates::press_data(&mut state, chat, data, "")
        };
        self.push_update(update)
    }

    /// A press of the keyboard that stood under a message, although an edit took it away since: a
    /// phone that was offline still shows it.
    pub fn presses_old(&self, chat: i64, under: &str, data: &str) -> i64 {
        let update = {
            let mut state = self.shared.lock();
            updates::press_data(&mut state, chat, data, under)
        };
        self.push_update(update)
    }

    /// The person blocks the bot: every later send gets 403.
    pub fn blocks(&self, chat: i64) -> i64 {
        let update = {
            let mut state = self.shared.lock();
            state.chats.entry(chat).or_default().blocked = true;
            updates::blocked(&mut state, chat)
        };
        self.push_update(update)
    }

    /// Delivers an update again under the id it had.
    pub fn repeats(&self, update: Value) {
        let mut state = self.shared.lock();
        state.queue.push_back(update);
        drop(state);
        self.shared.changed.notify_waiters();
    }

    /// The last update that the webhook took.
    pub fn last_delivered(&self) -> Option<Value> {
        self.shared.lock().delivered.clone()
    }
}

impl Drop for Emulator {
    fn drop(&mut self) {
        for task in &self.tasks {
            task.abort();
        }
    }
}
