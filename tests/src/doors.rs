//! The three ways in: the store's turns, HTTP, Telegram. Each can say, press and show.

use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};

use anyhow::{Context, bail, ensure};
use serde_json::json;
use tandem_bot::telegram::with_addresses;
use tandem_bot::typography;
use tandem_engine::dialogue::ChannelKind;
use tandem_engine::message::{Button, Message};
use tandem_models::Point;
use tandem_store::{Channel, ConversationId, Incoming, IncomingBody, Line};

use crate::conversation::{ChannelName, Shown};
use crate::emulator::Author;
use crate::page::Page;
use crate::stage::Stage;
use crate::web_client::WebClient;

static NEXT_CHAT: AtomicI64 = AtomicI64::new(5_000_001);
static NEXT_KEY: AtomicU64 = AtomicU64::new(1);

/// A way in, open.
pub enum Door {
    /// Straight into the inbox.
    Engine {
        /// Conversation.
        conversation: ConversationId,
    },
    /// HTTP and SSE.
    Web {
        /// Client.
        client: WebClient,
        /// Conversation.
        conversation: ConversationId,
    },
    /// The emulator.
    Telegram {
        /// Private chat.
        chat: i64,
    },
}

/// Opens a conversation and waits for its first words.
///
/// # Errors
/// When the door does not open.
pub async fn open(stage: &Stage, channel: ChannelName) -> anyhow::Result<Door> {
    let door = match channel {
        ChannelName::Engine => {
            let now = stage.app.clock.now();
            let opened = stage
                .app
                .store
                .open_conversation(ChannelKind::Terminal, now)
                .await?;
            let door = Door::Engine {
                conversation: opened.id,
            };
            door.put(stage, IncomingBody::Start { entry: None }).await?;
            door
        }
        ChannelName::Web => {
            let client = WebClient::open(&stage.url).await?;
            let conversation = ConversationId(client.id().to_owned());
            Door::Web {
                client,
                conversation,
            }
        }
        ChannelName::Telegram => {
            let chat = NEXT_CHAT.fetch_add(1, Ordering::Relaxed);
            stage.telegram.says(chat, "/start");
            stage
                .telegram
                .wait_for(chat, |said| said.iter().any(|s| s.author == Author::Bot))
                .await;
            Door::Telegram { chat }
        }
    };
    stage.settle().await?;
    Ok(door)
}

impl Door {
    /// Its conversation.
    ///
    /// # Errors
    /// When a chat has none yet.
    pub async fn conversation(&self, stage: &Stage) -> anyhow::Result<ConversationId> {
        match self {
            Self::Engine { conversation } | Self::Web { conversation, .. } => {
                Ok(conversation.clone())
            }
            Self::Telegram { chat } => stage
                .app
                .store
                .conversation_of_chat(&chat.to_string())
                .await?
                .context("the chat has a conversation"),
        }
    }

    /// The person writes.
    ///
    /// # Errors
    /// When it is refused or never answered.
    pub async fn say(&self, stage: &Stage, text: &str) -> anyhow::Result<()> {
        match self {
            Self::Engine { .. } => self.put(stage, IncomingBody::Text(text.to_owned())).await?,
            Self::Web { client, .. } => {
                client.send(json!({"type": "text", "text": text})).await?;
            }
            Self::Telegram { chat } => {
                stage.telegram.says(*chat, text);
                self.taken(stage).await?;
            }
        }
        stage.settle().await
    }

    /// The person presses the newest button whose label fits.
    ///
    /// # Errors
    /// When there is none, or it is never answered.
    pub async fn press(
        &self,
        stage: &Stage,
        fits: impl Fn(&str) -> bool,
    ) -> anyhow::Result<Button> {
        let (seq, index, button) = self.find_button(stage, |_, label| fits(label)).await?;
        self.press_at(stage, seq, index).await?;
        Ok(button)
    }

    /// The person presses a button of the newest card of that title.
    ///
    /// # Errors
    /// As above.
    pub async fn press_card(
        &self,
        stage: &Stage,
        card: &str,
        label: &str,
    ) -> anyhow::Result<Button> {
        let fits = |title: &str, found: &str| title.contains(card) && found == label;
        let (seq, index, button) = self.find_button(stage, fits).await?;
        self.press_at(stage, seq, index).await?;
        Ok(button)
    }

    /// Something that only the engine's door can be given.
    ///
    /// # Errors
    /// At another door.
    pub async fn put_at_engine(&self, stage: &Stage, body: IncomingBody) -> anyhow::Result<()> {
        ensure!(
            matches!(self, Self::Engine { .. }),
            "only at the engine's door"
        );
        self.put(stage, body).await?;
        stage.settle().await
    }

    async fn press_at(&self, stage: &Stage, seq: i64, index: u32) -> anyhow::Result<()> {
        match self {
            Self::Engine { .. } => self.put(stage, IncomingBody::Press { seq, index }).await?,
            Self::Web { client, .. } => {
                client
                    .send(json!({"type": "button", "value": format!("{seq}:{index}")}))
                    .await?;
            }
            Self::Telegram { chat } => {
                let data = format!("v1:{seq}:{index}");
                let pressed = stage.telegram.presses_key(*chat, &data);
                ensure!(pressed.is_some(), "no key {data} in the chat");
                self.taken(stage).await?;
            }
        }
        stage.settle().await
    }

    /// The person shares a position.
    ///
    /// # Errors
    /// When it is refused or never answered.
    pub async fn share(&self, stage: &Stage, point: Point) -> anyhow::Result<()> {
        match self {
            Self::Engine { .. } => {
                let commune = stage.app.understander.places().around(point);
                let body = IncomingBody::Location(commune.map(|commune| commune.insee));
                self.put(stage, body).await?;
            }
            Self::Web { client, .. } => {
                client
                    .send(json!({"type": "location", "lat": point.lat, "lon": point.lon}))
                    .await?;
            }
            Self::Telegram { chat } => {
                stage.telegram.shares_location(*chat, point.lat, point.lon);
                self.taken(stage).await?;
            }
        }
        stage.settle().await
    }

    /// What was said after `seq`, as this door showed it.
    ///
    /// # Errors
    /// When Telegram did not get what the transcript holds.
    pub async fn shown_after(&self, stage: &Stage, seq: i64) -> anyhow::Result<Shown> {
        let mut shown = Shown::default();
        for (_, message) in self.messages_after(stage, seq).await? {
            if let Self::Telegram { chat } = self {
                let chat = stage.telegram.bot_said(*chat);
                for text in std::iter::once(&message.text)
                    .chain(message.cards.iter().map(|card| &card.title))
                    .filter(|text| !text.trim().is_empty())
                {
                    let whole = typography::french(&with_addresses(text, &stage.url));
                    let was_shown = chat.iter().any(|said| said.text.contains(whole.trim()));
                    ensure!(was_shown, "Telegram never showed {text:?}");
                }
            }
            shown.messages += 1;
            shown.cards += message.cards.len();
            shown.texts.push(message.text);
            shown
                .buttons
                .extend(message.buttons.into_iter().map(|button| button.label));
            for card in message.cards {
                shown.texts.push(card.title);
                shown.texts.push(card.subtitle);
                shown.texts.extend(card.lines);
                shown
                    .buttons
                    .extend(card.buttons.into_iter().map(|button| button.label));
            }
        }
        Ok(shown)
    }

    /// What was said after `seq`, as the transcript holds it.
    ///
    /// # Errors
    /// When the database is away.
    pub async fn messages_after(
        &self,
        stage: &Stage,
        seq: i64,
    ) -> anyhow::Result<Vec<(i64, Message)>> {
        let conversation = self.conversation(stage).await?;
        let lines = stage
            .app
            .store
            .messages_after(&conversation, seq, 500)
            .await?;
        Ok(lines
            .into_iter()
            .filter_map(|line| match line.line {
                Line::Said(message) => Some((line.seq, message)),
                Line::Heard { .. } => None,
            })
            .collect())
    }

    /// The person presses the oldest button of that label, whatever stands there by now.
    ///
    /// # Errors
    /// When there is none, or it is never answered.
    pub async fn press_oldest(&self, stage: &Stage, label: &str) -> anyhow::Result<Button> {
        let messages = self.messages_after(stage, 0).await?;
        let (seq, index, button, text) = messages
            .iter()
            .find_map(|(seq, message)| {
                let index = message.buttons.iter().position(|own| own.label == label)?;
                let button = message.buttons[index].clone();
                Some((*seq, u32::try_from(index).ok()?, button, &message.text))
            })
            .with_context(|| format!("a button {label:?}"))?;
        let Self::Telegram { chat } = self else {
            self.press_at(stage, seq, index).await?;
            return Ok(button);
        };
        let under = text.lines().next().unwrap_or_default();
        let data = format!("v1:{seq}:{index}");
        stage.telegram.presses_old(*chat, under, &data);
        self.taken(stage).await?;
        stage.settle().await?;
        Ok(button)
    }

    /// The person pastes so many megabytes: refused with a sentence that helps, nothing breaks.
    ///
    /// # Errors
    /// When it is not.
    pub async fn paste(&self, stage: &Stage, megabytes: usize) -> anyhow::Result<()> {
        let text = "mot ".repeat(megabytes << 18);
        match self {
            Self::Engine { .. } => self.put(stage, IncomingBody::TooLong).await?,
            Self::Web { client, .. } => {
                let body = json!({"type": "text", "text": text});
                let answer = client.post("colle", &body).await?;
                ensure!(answer.status() == 413, "status {}", answer.status());
                let problem: serde_json::Value = answer.json().await?;
                ensure!(problem["title"] == "Ton message est trop long", "{problem}");
                // What the page then sends is short enough to be read as too long.
                let body = json!({"type": "text", "text": "mot ".repeat(1_000)});
                client.send(body).await?;
            }
            Self::Telegram { chat } => {
                // Telegram itself lets 4,096 characters through.
                let text: String = text.chars().take(4_096).collect();
                stage.telegram.says(*chat, &text);
                self.taken(stage).await?;
            }
        }
        stage.settle().await
    }

    /// The person opens the link that was just said, and goes on at the other door.
    ///
    /// # Errors
    /// When there is no link or it does not lead there.
    pub async fn go_on(&mut self, stage: &Stage, to: ChannelName) -> anyhow::Result<()> {
        let messages = self.messages_after(stage, 0).await?;
        let code_after = |mark: &str| -> anyhow::Result<String> {
            let said = messages.iter().rev().find_map(|(_, message)| {
                let (_, rest) = message.text.split_once(mark)?;
                Some(rest.split_whitespace().next()?.to_owned())
            });
            said.with_context(|| format!("a link with {mark:?}"))
        };
        let before = self.conversation(stage).await?;
        let next = match to {
            ChannelName::Engine => bail!("a terminal takes nothing over"),
            ChannelName::Telegram => {
                let code = code_after("?start=")?;
                let chat = NEXT_CHAT.fetch_add(1, Ordering::Relaxed);
                stage.telegram.says(chat, &format!("/start {code}"));
                let next = Self::Telegram { chat };
                next.taken(stage).await?;
                next
            }
            ChannelName::Web => {
                let address = format!("{}/c/{}", stage.url, code_after("/c/")?);
                for _ in 0..2 {
                    Page::open(&address).await?.check(&["On continue ici ?"])?;
                }
                let opened = Page::open(&address).await?.press("Continuer ici").await?;
                ensure!(opened.status == 200, "status {}", opened.status);
                let key = opened.cookies.iter().find_map(|cookie| {
                    let pair = cookie.strip_prefix("tandem_chat=")?.split(';').next()?;
                    pair.split_once('.')
                });
                let (id, token) = key.context("a key of the conversation")?;
                let again = Page::open(&address).await?;
                ensure!(again.status == 404, "a link works once");
                again.check(&["Ce lien ne marche plus", "continuer sur le site"])?;
                Self::Web {
                    client: WebClient::resume(&stage.url, id, token)?,
                    conversation: ConversationId(id.to_owned()),
                }
            }
        };
        stage.settle().await?;
        ensure!(
            next.conversation(stage).await? == before,
            "another conversation was opened"
        );
        *self = next;
        Ok(())
    }

    /// The newest button that fits, by the title of its card ("" for the message's own) and its
    /// label: message and number.
    async fn find_button(
        &self,
        stage: &Stage,
        fits: impl Fn(&str, &str) -> bool,
    ) -> anyhow::Result<(i64, u32, Button)> {
        let messages = self.messages_after(stage, 0).await?;
        for (seq, message) in messages.iter().rev() {
            let own = message.buttons.iter().map(|button| ("", button));
            let cards = message.cards.iter().flat_map(|card| {
                let buttons = card.buttons.iter();
                buttons.map(|button| (card.title.as_str(), button))
            });
            for (index, (title, button)) in (0_u32..).zip(own.chain(cards)) {
                if fits(title, &button.label) {
                    return Ok((*seq, index, button.clone()));
                }
            }
        }
        let last = messages.last().map(|(_, message)| message);
        bail!("no such button; last said: {last:#?}")
    }

    async fn put(&self, stage: &Stage, body: IncomingBody) -> anyhow::Result<()> {
        let incoming = Incoming {
            channel: Channel::Conversation(self.conversation(stage).await?),
            external_id: format!("engine-{}", NEXT_KEY.fetch_add(1, Ordering::Relaxed)),
            body,
        };
        stage
            .app
            .store
            .receive(&incoming, stage.app.clock.now())
            .await?;
        stage.app.wake.inbox.raise();
        Ok(())
    }

    /// Waits until the emulator has delivered what it holds.
    async fn taken(&self, stage: &Stage) -> anyhow::Result<()> {
        for _ in 0..1_000 {
            if stage.telegram.pending_updates() == 0 {
                return Ok(());
            }
            tokio::time::sleep(std::time::Duration::from_millis(10)).await;
        }
        bail!("the webhook never took the update")
    }
}
