//! What somebody who answers does: kept, then handled in its turn.

use std::fmt::Write as _;

use jiff::Timestamp;
use tandem_engine::dialogue::{Counsellor, CounsellorAct, Notice};

use super::read::may;
use crate::accounts::{Account, AuditedAct, audit};
use crate::act::{Act, whole_act};
use crate::ids::ConversationId;
use crate::inbox::put_notice;
use crate::{Store, StoreError};

impl Store {
    /// Keeps what somebody who answers does, once per key. `false`: the conversation may not be
    /// written in, nothing was kept.
    pub async fn counsellor_did(
        &self,
        account: &Account,
        name: &str,
        conversation: &ConversationId,
        did: &CounsellorAct,
        key: &str,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        let by = Counsellor {
            id: self.counsellor_id(account),
            name: name.to_owned(),
        };
        whole_act!(self, now, |act| keep(
            &mut act,
            account,
            &by,
            conversation,
            did,
            key
        ))
    }

    /// Tells people who answer apart, in conversations and in the queue, without saying who they are.
    pub fn counsellor_id(&self, account: &Account) -> String {
        let Account::Staff { mail } = account;
        self.counsellor_of(mail)
    }

    /// The same, by address.
    pub(super) fn counsellor_of(&self, mail: &str) -> String {
        let mut id = String::with_capacity(16);
        for byte in &self.cipher().fingerprint(mail)[..8] {
            // writing to a String cannot fail
            let _ = write!(id, "{byte:02x}");
        }
        id
    }
}

async fn keep(
    act: &mut Act<'_>,
    account: &Account,
    by: &Counsellor,
    conversation: &ConversationId,
    did: &CounsellorAct,
    key: &str,
) -> Result<bool, StoreError> {
    if !may(act, conversation).await? {
        return Ok(false);
    }
    let noted = match did {
        CounsellorAct::Took => AuditedAct::Took,
        CounsellorAct::Said(_) => AuditedAct::Answered,
        CounsellorAct::GaveBack => AuditedAct::GaveBack,
    };
    let notice = Notice::Counsellor {
        by: by.clone(),
        did: did.clone(),
    };
    let dedup = format!("counsellor:{conversation}:{}:{key}", by.id);
    if put_notice(act, conversation, &dedup, notice).await? {
        audit(act, account, noted, conversation).await?;
    }
    Ok(true)
}
