//! Who opened what of a person, and when (CHANNELS privacy 13).

use jiff::Timestamp;

use super::{ACCOUNT, Account};
use crate::act::{Act, whole_act};
use crate::db::args;
use crate::ids::ConversationId;
use crate::{Store, StoreError};

const WRITE: &str =
    "INSERT INTO audit (id, at, account, act, conversation) VALUES ($1, $2, $3, $4, $5)";
const OF: &str = "SELECT at, account, act FROM audit WHERE conversation = $1 ORDER BY id";

/// What somebody who signed in did with a conversation. Kinds are only added.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names say it")]
pub enum AuditedAct {
    Read,
    Took,
    Answered,
    GaveBack,
}

impl AuditedAct {
    const ALL: [Self; 4] = [Self::Read, Self::Took, Self::Answered, Self::GaveBack];

    fn word(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Took => "took",
            Self::Answered => "answered",
            Self::GaveBack => "gave_back",
        }
    }
}

/// A line of the audit of a conversation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditLine {
    /// When.
    pub at: Timestamp,
    /// Who.
    pub account: Account,
    /// What.
    pub act: AuditedAct,
}

impl Store {
    /// Notes that somebody read a conversation: written before it is shown.
    pub async fn note_reading(
        &self,
        account: &Account,
        conversation: &ConversationId,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        whole_act!(self, now, |act| audit(
            &mut act,
            account,
            AuditedAct::Read,
            conversation
        ))
    }

    /// Who did what with that conversation, oldest first.
    pub async fn audit_of(
        &self,
        conversation: &ConversationId,
    ) -> Result<Vec<AuditLine>, StoreError> {
        let rows: Vec<(i64, Vec<u8>, String)> =
            self.db().all(OF, args![conversation.as_str()]).await?;
        rows.into_iter()
            .map(|(at, account, word)| {
                let act = AuditedAct::ALL.into_iter().find(|act| act.word() == word);
                Ok(AuditLine {
                    at: Timestamp::from_millisecond(at).unwrap_or_default(),
                    account: self.unseal(ACCOUNT, &account)?,
                    act: act.ok_or_else(|| StoreError::Inconsistent {
                        table: "audit",
                        column: "act",
                        row: conversation.to_string(),
                        reason: format!("no act is called {word:?}"),
                    })?,
                })
            })
            .collect()
    }
}

/// One more line, within a transaction.
pub(crate) async fn audit(
    act: &mut Act<'_>,
    account: &Account,
    what: AuditedAct,
    conversation: &ConversationId,
) -> Result<(), StoreError> {
    let id = act.new_id();
    let sealed = act.store.seal(ACCOUNT, account)?;
    act.tx
        .execute(
            WRITE,
            args![id, act.now, sealed, what.word(), conversation.as_str()],
        )
        .await
        .map(drop)
}
