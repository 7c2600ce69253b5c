//! Hints between parts of one process: "look again". A hint may be lost (another node, a restart):
//! whoever waits also looks again after a while.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::{broadcast, watch};

/// Something to look at again. A raise between two waits is never lost.
#[derive(Debug, Clone)]
pub struct Signal {
    sender: Arc<watch::Sender<u64>>,
}

impl Default for Signal {
    fn default() -> Self {
        Self {
            sender: Arc::new(watch::Sender::new(0)),
        }
    }
}

impl Signal {
    /// Wakes every listener.
    pub fn raise(&self) {
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
}

impl Default for Wake {
    fn default() -> Self {
        Self {
            inbox: Signal::default(),
            outbox: Signal::default(),
            jobs: Signal::default(),
            said: broadcast::Sender::new(1024),
        }
    }
}

impl Wake {
    /// Tells open event streams that a conversation has new messages.
    pub fn conversation_said(&self, conversation: &str) {
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
}
