//! What is remembered: whole acts, each in one transaction, on SQLite and on PostgreSQL from one
//! SQL text (`engine/store/SQL.md`).
//!
//! A [`Store`] is opened on a URL with a key and a source of randomness; time is an argument of
//! every act. What a function does is a whole act ("receive", "take a turn", "hold", "cancel"):
//! either everything it says happened, or nothing did. Absence is an `Option`, what can happen to
//! an appointment is an [`Outcome`](tandem_engine::dialogue::Outcome), the rest is [`StoreError`].
//!
//! What people write and who they are (inbox, events, messages, outbox, contacts) is encrypted with
//! AES-256-GCM before it reaches the database; the key never does. What the law or the centre needs
//! to sort by (times, states, kinds) stays in clear. Supply is public and stays in clear.
//!
//! What it never does: HTTP, text shown to people, a clock, randomness from the air. No transaction
//! stays open across a network call: what must be sent is a row of the outbox.
//!
//! **One more act**: a file in the folder of its subject with the SQL as a constant, the inner
//! function on a transaction and the public method, and a test in `tests/it` that runs on both
//! databases. **One more table**: a migration of the same name in both folders; forward only.
//! **One more job**: a variant of `jobs::JobKind` and its arm in `jobs::run`.
//! **One more mail**: a variant of [`MailJob`].
//!
//! ```
//! use std::sync::Arc;
//! use tandem_store::{CipherKey, SeededEntropy, Store};
//!
//! # tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(async {
//! let key = CipherKey::new([7; 32]);
//! let store = Store::open("sqlite::memory:", key, Arc::new(SeededEntropy::new(1))).await?;
//! assert_eq!(store.feed_position().await?, 0);
//! # Ok::<(), tandem_store::StoreError>(())
//! # }).unwrap();
//! ```

mod accounts;
mod act;
mod appointments;
mod cipher;
mod db;
mod desk;
mod entropy;
mod error;
mod flows;
mod handovers;
mod hints;
mod ids;
mod inbox;
mod jobs;
mod messages;
mod misses;
mod outbox;
mod privacy;
mod secrets;
mod store;
mod supply;
mod turns;

pub use accounts::{Account, AuditLine, AuditedAct, OpenedSession};
pub use appointments::{LinkHolder, LinkedAppointment, ParentAnswer};
pub use cipher::CipherKey;
pub use desk::{AdviserSetup, CalendarSetup, CentreDesk};
pub use entropy::{Entropy, SeededEntropy};
pub use error::StoreError;
pub use handovers::{Handover, HandoverStage, Team};
pub use hints::{Hint, HintListener};
pub use ids::{ConversationId, InboxId, LeadId, OutboxId};
pub use inbox::{Channel, Incoming, IncomingBody, OpenedConversation, Received};
pub use jobs::JobsReport;
pub use messages::{Line, TranscriptLine};
pub use misses::{Miss, MissLabel, UnknownLabel};
pub use outbox::{
    AppointmentMail, LeadKind, LeadMail, MailContext, MailJob, OutboxKind, OutboxPayload,
    OutboxRow, Retry, TelegramJob,
};
pub use privacy::{Retention, RetentionReport};
pub use store::{Backlog, Store};
pub use supply::{Coverage, Import, ImportCounts, ReferenceKind, SupplyCounts};
pub use turns::{TurnReport, TurnWorld};
