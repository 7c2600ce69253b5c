//! Retention: what is no longer needed goes, each kind after its own time (RGPD art. 5-1-e;
//! CHANNELS privacy 9). The times are settings; the defaults are the rule.

mod profiles;
mod rows;
mod text;

use jiff::{SignedDuration, Timestamp};

use crate::{Store, StoreError};
use rows::{CONTACTS, DELIVERIES, LABELLED, MISSES, PROOFS};

/// How long each kind of data is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Retention {
    /// Words of a conversation, after its last message; slots and events stay. Also sentences that
    /// were not understood, without their author, as long as nobody said what they mean.
    pub text: SignedDuration,
    /// The anonymous profile, after the last message; sentences whose meaning was given.
    pub profile: SignedDuration,
    /// Name, contact and shared profile of an appointment after it took place, of another lead
    /// after it was made.
    pub contact: SignedDuration,
    /// Traces of what was received and sent, and of jobs done.
    pub delivery: SignedDuration,
    /// Hashes of the confirmation codes of erasures, and the audit of readings.
    pub proof: SignedDuration,
}

const DAY: i64 = 24;

impl Default for Retention {
    /// 30 days, 6 months, 1 year, 6 months, 1 year.
    fn default() -> Self {
        let days = |days: i64| SignedDuration::from_hours(days * DAY);
        Self {
            text: days(30),
            profile: days(182),
            contact: days(365),
            delivery: days(182),
            proof: days(365),
        }
    }
}

/// What a round of retention deleted, or would delete.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct RetentionReport {
    /// Conversations whose words go.
    pub texts: u64,
    /// Anonymous profiles that go.
    pub profiles: u64,
    /// Appointments and leads that lose name and contact.
    pub contacts: u64,
    /// Traces of deliveries and jobs that go.
    pub deliveries: u64,
    /// Proofs of erasure and lines of the audit that go.
    pub proofs: u64,
    /// Sentences that were not understood and go.
    pub misses: u64,
}

impl RetentionReport {
    /// Nothing was due.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl Store {
    /// What is due now, without touching it.
    pub async fn retention_due(
        &self,
        kept: &Retention,
        now: Timestamp,
    ) -> Result<RetentionReport, StoreError> {
        Ok(RetentionReport {
            texts: text::due(self, before(now, kept.text)).await?,
            profiles: profiles::due(self, before(now, kept.profile), now).await?,
            contacts: CONTACTS.due(self, before(now, kept.contact)).await?,
            deliveries: DELIVERIES.due(self, before(now, kept.delivery)).await?,
            proofs: PROOFS.due(self, before(now, kept.proof)).await?,
            misses: MISSES.due(self, before(now, kept.text)).await?
                + LABELLED.due(self, before(now, kept.profile)).await?,
        })
    }

    /// Deletes what is due, at most `limit` conversations of each kind; each conversation in its
    /// own transaction.
    pub async fn retain(
        &self,
        kept: &Retention,
        limit: u32,
        now: Timestamp,
    ) -> Result<RetentionReport, StoreError> {
        // traces first: they are counted as such even where their conversation goes too
        let deliveries = DELIVERIES
            .drop_due(self, before(now, kept.delivery), now)
            .await?;
        Ok(RetentionReport {
            deliveries,
            texts: text::drop_due(self, before(now, kept.text), limit, now).await?,
            profiles: profiles::drop_due(self, before(now, kept.profile), limit, now).await?,
            contacts: CONTACTS
                .drop_due(self, before(now, kept.contact), now)
                .await?,
            proofs: PROOFS.drop_due(self, before(now, kept.proof), now).await?,
            misses: MISSES.drop_due(self, before(now, kept.text), now).await?
                + LABELLED
                    .drop_due(self, before(now, kept.profile), now)
                    .await?,
        })
    }
}

fn before(now: Timestamp, kept: SignedDuration) -> Timestamp {
    now.checked_sub(kept).unwrap_or(Timestamp::MIN)
}
