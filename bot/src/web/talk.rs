//! Where a web request meets a conversation of the store: open, hear, read back.

use std::time::Duration;

use axum::http::HeaderMap;
use tandem_engine::dialogue::ChannelKind;
use tandem_store::{
    Channel, ConversationId, Incoming as Inbound, IncomingBody, Line, StoreError, TranscriptLine,
};
use tokio::time::Instant;

use super::Web;
use super::incoming::Incoming;
use super::problem::Problem;
use super::session::Claim;
use super::view::MessageView;

/// Most lines read at once.
pub(super) const PAGE: u32 = 200;

/// Most lines shown by the page: the last ones.
const SHOWN: i64 = 400;

/// `external_id` of the opening: nothing was said, nothing is shown.
const OPENING: &str = "start";

/// Longest code of a poster or of a link.
const LONGEST_ENTRY: usize = 64;

/// Longest time between two looks while a form waits.
const LOOK: Duration = Duration::from_millis(60);

impl Web {
    /// Opens a conversation and has its first words said.
    pub(super) async fn open(&self, entry: Option<&str>) -> Result<Claim, Problem> {
        let now = self.app.clock.now();
        let opened = self
            .app
            .store
            .open_conversation(ChannelKind::Web, now)
            .await
            .map_err(unavailable)?;
        let body = IncomingBody::Start {
            entry: entry.filter(|code| is_entry(code)).map(str::to_owned),
        };
        self.keep(&opened.id, OPENING, body).await?;
        Ok(Claim {
            conversation: opened.id.0,
            token: opened.token,
        })
    }

    /// Whether this claim opens that conversation.
    pub(super) async fn verify(&self, claim: &Claim) -> Result<(), Problem> {
        let id = ConversationId(claim.conversation.clone());
        let is_valid = self
            .app
            .store
            .is_token_valid(&id, &claim.token)
            .await
            .map_err(unavailable)?;
        if is_valid {
            Ok(())
        } else {
            Err(Problem::conversation_not_found())
        }
    }

    /// Verifies who asks for that conversation.
    pub(super) async fn signed_in(
        &self,
        conversation: &str,
        headers: &HeaderMap,
    ) -> Result<(), Problem> {
        let claim = Claim::on(conversation, headers).ok_or_else(Problem::not_signed_in)?;
        self.verify(&claim).await
    }

    /// Keeps what a person sent, once per key: when this returns it will be answered.
    pub(super) async fn hear(
        &self,
        conversation: &str,
        key: &str,
        incoming: Incoming,
    ) -> Result<(), Problem> {
        let body = match incoming {
            Incoming::Text(text) => IncomingBody::Text(text),
            Incoming::TooLong => IncomingBody::TooLong,
            Incoming::Press { seq, index } => IncomingBody::Press { seq, index },
            Incoming::UnknownPress => IncomingBody::UnknownPress,
            // The point ends here: only the commune goes on.
            Incoming::Location(point) => IncomingBody::Location(
                self.app
                    .understander
                    .places()
                    .around(point)
                    .map(|commune| commune.insee),
            ),
        };
        self.keep(&ConversationId(conversation.to_owned()), key, body)
            .await
    }

    /// What was said after `after`, at most [`PAGE`] lines.
    pub(super) async fn messages_after(
        &self,
        conversation: &str,
        after: i64,
    ) -> Result<Vec<MessageView>, Problem> {
        let id = ConversationId(conversation.to_owned());
        let lines = self
            .app
            .store
            .messages_after(&id, after, PAGE)
            .await
            .map_err(unavailable)?;
        Ok(lines.into_iter().filter_map(view).collect())
    }

    /// The last lines, for the page.
    pub(super) async fn transcript(&self, conversation: &str) -> Result<Vec<MessageView>, Problem> {
        let latest = self.latest(conversation).await?;
        let mut messages = Vec::new();
        let mut after = (latest - SHOWN).max(0);
        while after < latest {
            let found = self.messages_after(conversation, after).await?;
            after = found
                .last()
                .map_or(latest, |message: &MessageView| message.seq);
            messages.extend(found);
        }
        Ok(messages)
    }

    /// Number of the last line; 0 when nothing was said yet.
    pub(super) async fn latest(&self, conversation: &str) -> Result<i64, Problem> {
        let id = ConversationId(conversation.to_owned());
        self.app.store.latest_seq(&id).await.map_err(unavailable)
    }

    /// One line of the transcript, when it has that number.
    pub(super) async fn line(&self, conversation: &str, seq: i64) -> Result<Option<Line>, Problem> {
        let id = ConversationId(conversation.to_owned());
        let lines = self
            .app
            .store
            .messages_after(&id, seq.saturating_sub(1), 1)
            .await
            .map_err(unavailable)?;
        Ok(lines
            .into_iter()
            .find(|line| line.seq == seq)
            .map(|line| line.line))
    }

    /// Waits until everything that was heard is answered, `at_most`.
    pub(super) async fn wait_for_reply(&self, conversation: &str, at_most: Duration) {
        let id = ConversationId(conversation.to_owned());
        let until = Instant::now() + at_most;
        let mut hints = self.app.wake.listen_said();
        while Instant::now() < until {
            match self.app.store.is_thinking(&id).await {
                Ok(true) => {}
                // Answered, or unable to say: the page shows what there is.
                Ok(false) | Err(_) => return,
            }
            // A hint or a moment: both lead to another look.
            let _ = tokio::time::timeout(LOOK, hints.recv()).await;
        }
    }

    async fn keep(
        &self,
        conversation: &ConversationId,
        key: &str,
        body: IncomingBody,
    ) -> Result<(), Problem> {
        let inbound = Inbound {
            channel: Channel::Conversation(conversation.clone()),
            external_id: key.to_owned(),
            body,
        };
        self.app
            .store
            .receive(&inbound, self.app.clock.now())
            .await
            .map_err(unavailable)?;
        self.app.wake.inbox.raise();
        Ok(())
    }
}

/// Whether that can be the code of a poster or of a link; anything else is not kept.
pub(super) fn is_entry(code: &str) -> bool {
    code.len() <= LONGEST_ENTRY
        && code
            .chars()
            .all(|letter| letter.is_ascii_alphanumeric() || "_-".contains(letter))
}

/// A line as the web shows it; `None` for the opening, which nobody said.
fn view(line: TranscriptLine) -> Option<MessageView> {
    match line.line {
        Line::Said(message) => Some(MessageView::said(line.seq, line.at, message)),
        Line::Heard { external_id, .. } if external_id == OPENING => None,
        Line::Heard { text, external_id } => {
            Some(MessageView::heard(line.seq, line.at, text, external_id))
        }
    }
}

/// Logged here, once; the person learns that it passes.
#[expect(clippy::needless_pass_by_value, reason = "given to map_err")]
pub(super) fn unavailable(error: StoreError) -> Problem {
    tracing::error!(%error, "the store did not answer the web chat");
    Problem::unavailable()
}
