//! Rows that go by their own age: names and contacts, traces of deliveries, proofs.

use jiff::Timestamp;

use crate::act::{Act, whole_act};
use crate::db::args;
use crate::{Store, StoreError};

/// Rows of one kind; every statement is given the instant before which they are due.
pub(super) struct Rows {
    /// How many are due.
    count: &'static str,
    /// What deletes them, each counted.
    delete: &'static [&'static str],
    /// What goes along with them, not counted.
    along: &'static [&'static str],
}

/// Name, contact and shared profile of old appointments and leads; that they took place stays.
pub(super) const CONTACTS: Rows = Rows {
    count: "SELECT (SELECT COUNT(*) FROM appointments WHERE ends_at <= $1 \
        AND (contact IS NOT NULL OR parent_mail IS NOT NULL OR shared IS NOT NULL)) \
        + (SELECT COUNT(*) FROM leads WHERE created_at <= $1 \
        AND (appointment IS NULL OR EXISTS (SELECT 1 FROM appointments WHERE \
        appointments.id = leads.appointment AND appointments.ends_at <= $1)) \
        AND (person IS NOT NULL OR contact IS NOT NULL OR shared IS NOT NULL \
        OR message IS NOT NULL))",
    delete: &[
        "UPDATE leads SET person = NULL, contact = NULL, shared = NULL, message = NULL \
            WHERE created_at <= $1 AND (appointment IS NULL OR EXISTS (SELECT 1 FROM appointments \
            WHERE appointments.id = leads.appointment AND appointments.ends_at <= $1)) \
            AND (person IS NOT NULL OR contact IS NOT NULL OR shared IS NOT NULL \
            OR message IS NOT NULL)",
        "UPDATE appointments SET contact = NULL, parent_mail = NULL, shared = NULL, \
            idem_key = NULL WHERE ends_at <= $1 \
            AND (contact IS NOT NULL OR parent_mail IS NOT NULL OR shared IS NOT NULL)",
    ],
    along: &["DELETE FROM tokens WHERE appointment IN \
        (SELECT id FROM appointments WHERE ends_at <= $1)"],
};

/// Traces of what was received, sent and done; what still waits stays.
pub(super) const DELIVERIES: Rows = Rows {
    count: "SELECT (SELECT COUNT(*) FROM outbox WHERE status <> 'new' AND created_at <= $1) \
        + (SELECT COUNT(*) FROM inbox WHERE status <> 'new' AND received_at <= $1) \
        + (SELECT COUNT(*) FROM jobs WHERE status <> 'new' AND run_at <= $1)",
    delete: &[
        "DELETE FROM outbox WHERE status <> 'new' AND created_at <= $1",
        "DELETE FROM inbox WHERE status <> 'new' AND received_at <= $1",
        "DELETE FROM jobs WHERE status <> 'new' AND run_at <= $1",
    ],
    along: &[],
};

/// Hashes of the confirmation codes of erasures, and who read what.
pub(super) const PROOFS: Rows = Rows {
    count: "SELECT (SELECT COUNT(*) FROM erasures WHERE at <= $1) \
        + (SELECT COUNT(*) FROM audit WHERE at <= $1)",
    delete: &[
        "DELETE FROM erasures WHERE at <= $1",
        "DELETE FROM audit WHERE at <= $1",
    ],
    along: &[],
};

/// Sentences that were not understood, on which nobody said anything.
pub(super) const MISSES: Rows = Rows {
    count: "SELECT COUNT(*) FROM misses WHERE label IS NULL AND last_day <= $1",
    delete: &["DELETE FROM misses WHERE label IS NULL AND last_day <= $1"],
    along: &[],
};

/// Those whose meaning was given: by then they are in the data, or not worth it.
pub(super) const LABELLED: Rows = Rows {
    count: "SELECT COUNT(*) FROM misses WHERE labelled_at <= $1",
    delete: &["DELETE FROM misses WHERE labelled_at <= $1"],
    along: &[],
};

impl Rows {
    /// How many are due.
    pub(super) async fn due(&self, store: &Store, before: Timestamp) -> Result<u64, StoreError> {
        store.counted(self.count, args![before]).await
    }

    /// Deletes what is due, in one transaction; how many.
    pub(super) async fn drop_due(
        &self,
        store: &Store,
        before: Timestamp,
        now: Timestamp,
    ) -> Result<u64, StoreError> {
        if self.due(store, before).await? == 0 {
            return Ok(0);
        }
        whole_act!(store, now, |act| self.delete(&mut act, before))
    }

    async fn delete(&self, act: &mut Act<'_>, before: Timestamp) -> Result<u64, StoreError> {
        let mut deleted = 0;
        for sql in self.delete {
            deleted += act.tx.execute(sql, args![before]).await?;
        }
        for sql in self.along {
            act.tx.execute(sql, args![before]).await?;
        }
        Ok(deleted)
    }
}
