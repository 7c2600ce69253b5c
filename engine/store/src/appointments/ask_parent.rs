//! Under 15: a parent confirms by a link; the slot is held for 72 hours meanwhile.

use jiff::Timestamp;
use tandem_engine::appointments::Contact;
use tandem_engine::dialogue::Outcome;
use tandem_engine::profile::Profile;

use super::row::{CONTACT, PARENT_MAIL, SHARED, own, written};
use super::{LinkHolder, expire, tokens};
use crate::act::{Act, whole_act};
use crate::db::args;
use crate::ids::ConversationId;
use crate::jobs::{JobKind, schedule};
use crate::outbox::{MailJob, queue_mail};
use crate::{Store, StoreError};

/// A parent has 72 hours, and never longer than the start of the appointment.
const PARENT_SECONDS: i64 = 72 * 3_600;

const ASK: &str = "UPDATE appointments SET awaits_parent = TRUE, hold_expires_at = $3, \
    contact = $4, parent_mail = $5, shared = $6, changed_at = $2 \
    WHERE id = $1 AND status = 'held' AND hold_expires_at > $2 AND NOT awaits_parent";

impl Store {
    /// Under 15: holds for 72 hours and writes to a parent: [`Outcome::ParentAsked`] (also when one
    /// already was), [`Outcome::HoldExpired`] or [`Outcome::Refused`].
    pub async fn ask_parent(
        &self,
        conversation: &ConversationId,
        appointment: &str,
        first_name: &str,
        parent_mail: &str,
        shared: &Profile,
        now: Timestamp,
    ) -> Result<Outcome, StoreError> {
        whole_act!(self, now, |act| ask_parent(
            &mut act,
            conversation,
            appointment,
            first_name,
            parent_mail,
            shared
        ))
    }
}

/// Asks a parent, within a transaction.
pub(crate) async fn ask_parent(
    act: &mut Act<'_>,
    conversation: &ConversationId,
    appointment: &str,
    first_name: &str,
    parent_mail: &str,
    shared: &Profile,
) -> Result<Outcome, StoreError> {
    let Some(row) = own(act.tx, conversation, appointment).await? else {
        return Ok(Outcome::Refused);
    };
    let view = row.view()?;
    let until = act.after_seconds(PARENT_SECONDS).min(view.starts_at);
    let contact = Contact {
        first_name: first_name.to_owned(),
        mail: None,
        phone: None,
    };
    let sealed = args![
        appointment,
        act.now,
        until,
        act.store.seal(CONTACT, &contact)?,
        act.store.seal(PARENT_MAIL, &parent_mail)?,
        act.store.seal(SHARED, shared)?,
    ];
    if act.tx.execute(ASK, sealed).await? == 0 {
        return match row.status.as_str() {
            "held" if row.awaits_parent && row.is_held(act.now) => Ok(Outcome::ParentAsked(view)),
            "confirmed" => Ok(Outcome::Confirmed(view)),
            "held" => {
                expire::expire_quietly(act, appointment).await?;
                Ok(Outcome::HoldExpired)
            }
            "expired" => Ok(Outcome::HoldExpired),
            _ => Ok(Outcome::Refused),
        };
    }
    let token = tokens::make(act, &view, LinkHolder::Parent).await?;
    let mail = MailJob::ParentRequest {
        appointment: appointment.to_owned(),
        token,
    };
    queue_mail(act, conversation, mail).await?;
    schedule(act, JobKind::ParentTimeout, appointment, until).await?;
    Ok(Outcome::ParentAsked(
        written(act.tx, appointment).await?.view()?,
    ))
}
