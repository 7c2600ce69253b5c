//! Hints between parts of one process, and through the store to the other processes: "look again". A
//! hint may be lost (a restart): whoever waits also looks again after a while.

use std::sync::Arc;
use std::time::Duration;

use tandem_store::{ConversationId, Hint};
use tokio::sync::{broadcast, watch};

/// Something to look at again. A raise between two waits is never lost.
#[derive(Debug, Clone)]
pub struct Signal {
    sender: Arc<watch::Sender<u64>>,
    /// Where the other processes are told of it, if they are.
    told: Option<(Hint, broadcast::Sender<Hint>)>,
}

impl Default for Signal {
    fn default() -> Self {
        Self {
            sender: Arc::new(watch::Sender::new(0)),
            told: None,
        }
    }
}

impl Signal {
    fn told_as(hint: Hint, told: &broadcast::Sender<Hint>) -> Self {
        Self {
            told: Some((hint, told.clone())),
            ..Self::default()
        }
    }

    /// Wakes every listener, here and in the other processes.
    pub fn raise(&self) {
        self.raise_here();
        if let Some((hint, told)) = &self.told {
            // On SQLite nobody tells anybody.
            let _ = told.send(hint.clone());
        }
    }

    fn raise_here(&self) {
        self.sender
            .send_modify(|count| *count = count.wrapping_add(1));
    }

    /// Listens from now on.
    pub fn listen(&self) -> Listener {
        Listener {
            receiver: self.sender.subscribe(),
        }
    }
}

/// The waiting end of a [`Signal`].
#[derive(Debug)]
pub struct Listener {
    receiver: watch::Receiver<u64>,
}

impl Listener {
    /// Returns at the next raise (at once if one came since the last wait), or after `at_most`.
    pub async fn wait(&mut self, at_most: Duration) {
        // Both ends are fine: a raise, or the time to look anyway.
        let _ = tokio::time::timeout(at_most, self.receiver.changed()).await;
    }
}

/// The signals of a process.
#[derive(Debug, Clone)]
pub struct Wake {
    /// A row was written to the inbox: turn workers look.
    pub inbox: Signal,
    /// A row was written to the outbox: senders of Telegram messages and of mails look.
    pub outbox: Signal,
    /// A job was scheduled.
    pub jobs: Signal,
    said: broadcast::Sender<Arc<str>>,
    /// What happened in this process, for the others.
    told: broadcast::Sender<Hint>,
}

impl Default for Wake {
    fn default() -> Self {
        let told = broadcast::Sender::new(1024);
        Self {
            inbox: Signal::told_as(Hint::Inbox, &told),
            outbox: Signal::told_as(Hint::Outbox, &told),
            jobs: Signal::default(),
            said: broadcast::Sender::new(1024),
            told,
        }
    }
}

impl Wake {
    /// Tells open event streams, here and in the other processes, that a conversation has new
    /// messages.
    pub fn conversation_said(&self, conversation: &str) {
        self.said_here(conversation);
        let id = ConversationId(conversation.to_owned());
        // On SQLite nobody tells anybody.
        let _ = self.told.send(Hint::Said(id));
    }

    /// What another process told: passed on here, never back.
    pub fn hear(&self, hint: &Hint) {
        match hint {
            Hint::Inbox => self.inbox.raise_here(),
            Hint::Outbox => self.outbox.raise_here(),
            Hint::Said(conversation) => self.said_here(conversation.as_str()),
        }
    }

    /// What happens in this process and may concern the others.
    pub fn listen_told(&self) -> broadcast::Receiver<Hint> {
        self.told.subscribe()
    }

    fn said_here(&self, conversation: &str) {
        // Nobody listening is the usual case on Telegram.
        let _ = self.said.send(Arc::from(conversation));
    }

    /// Ids of conversations that got new messages, as they get them. A listener that lags is told
    /// so by `RecvError::Lagged` and reads the database again.
    pub fn listen_said(&self) -> broadcast::Receiver<Arc<str>> {
        self.said.subscribe()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_raise_before_the_wait_is_not_lost() {
        let signal = Signal::default();
        let mut listener = signal.listen();
        signal.raise();
        tokio::time::timeout(
            Duration::from_secs(1),
            listener.wait(Duration::from_mins(1)),
        )
        .await
        .expect("the raise was seen");
    }

    #[tokio::test]
    async fn what_happens_here_is_told_and_what_was_told_is_not_told_back() {
        let wake = Wake::default();
        let (mut told, mut said) = (wake.listen_told(), wake.listen_said());
        wake.outbox.raise();
        wake.conversation_said("c1");
        let said_c1 = Hint::Said(ConversationId("c1".to_owned()));
        assert_eq!(told.try_recv(), Ok(Hint::Outbox));
        assert_eq!(told.try_recv(), Ok(said_c1.clone()));
        assert_eq!(said.try_recv().as_deref(), Ok("c1"));

        let mut inbox = wake.inbox.listen();
        wake.hear(&Hint::Inbox);
        wake.hear(&said_c1);
        tokio::time::timeout(Duration::from_secs(1), inbox.wait(Duration::from_mins(1)))
            .await
            .expect("it was passed on");
        assert_eq!(said.try_recv().as_deref(), Ok("c1"));
        assert!(told.try_recv().is_err(), "told back");
    }
}
