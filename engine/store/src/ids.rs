//! Ids: UUID version 7 as text, ascending in one process even within a millisecond.

use std::sync::{Mutex, PoisonError};

use jiff::Timestamp;
use tandem_models::text_id;
use uuid::Builder;

use crate::entropy::Entropy;

text_id!(
    /// A conversation: a random id, the only name a person has before a booking.
    ConversationId
);
text_id!(
    /// A row of the inbox.
    InboxId
);
text_id!(
    /// A row of the outbox.
    OutboxId
);
text_id!(
    /// A lead: whatever reaches a centre or an employer.
    LeadId
);

/// Makes ids that sort by the order in which they were made.
#[derive(Debug, Default)]
pub(crate) struct IdMaker {
    /// Last millisecond used and how many ids it has.
    last: Mutex<(u64, u16)>,
}

/// Ids that one millisecond can hold: the twelve bits after the version.
const PER_MILLISECOND: u16 = 4096;

impl IdMaker {
    /// One more id.
    pub(crate) fn make(&self, now: Timestamp, entropy: &dyn Entropy) -> String {
        let wanted = u64::try_from(now.as_millisecond()).unwrap_or_default();
        let (millisecond, count) = {
            let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
            *last = match *last {
                (before, _) if before < wanted => (wanted, 0),
                (before, count) if count + 1 < PER_MILLISECOND => (before, count + 1),
                (before, _) => (before + 1, 0),
            };
            *last
        };
        let mut bytes = [0; 10];
        entropy.fill(&mut bytes);
        bytes[..2].copy_from_slice(&count.to_be_bytes());
        Builder::from_unix_timestamp_millis(millisecond, &bytes)
            .into_uuid()
            .to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::SeededEntropy;

    #[test]
    fn ids_ascend_even_within_a_millisecond_and_when_the_clock_goes_back() {
        let (maker, entropy) = (IdMaker::default(), SeededEntropy::new(1));
        let mut before = String::new();
        for round in 0..10_000_i64 {
            let now = Timestamp::from_millisecond(1_800_000_000_000 - round / 5_000).unwrap();
            let id = maker.make(now, &entropy);
            assert!(before < id, "{before} {id}");
            before = id;
        }
    }
}
