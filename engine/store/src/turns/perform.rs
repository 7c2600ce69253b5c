//! Each request of the dialogue, performed in the transaction of its turn.

use tandem_engine::dialogue::{ChannelKind, Outcome, Request};

use super::TurnWorld;
use crate::StoreError;
use crate::act::Act;
use crate::appointments::{
    apply, ask_parent, cancel, confirm, find_slots, hold, list, move_to, release, request_contact,
};
use crate::ids::ConversationId;
use crate::inbox::make_link_code;
use crate::outbox::{MailJob, queue_mail};
use crate::privacy::{consent, erase};

/// Performs a request and answers it.
pub(super) async fn perform(
    act: &mut Act<'_>,
    conversation: &ConversationId,
    request: &Request,
    world: &TurnWorld<'_>,
) -> Result<Outcome, StoreError> {
    match request {
        Request::FindSlots {
            training,
            from,
            part,
            limit,
        } => find_slots(act, training, *from, *part, *limit).await,
        Request::Hold { training, slot } => hold(act, conversation, training, slot).await,
        Request::Release { appointment } => release(act, conversation, appointment).await,
        Request::Confirm {
            appointment,
            contact,
            consent,
            shared,
        } => confirm(act, conversation, appointment, contact, consent, shared).await,
        Request::AskParent {
            appointment,
            first_name,
            parent_mail,
            shared,
        } => {
            ask_parent(
                act,
                conversation,
                appointment,
                first_name,
                parent_mail,
                shared,
            )
            .await
        }
        Request::RequestContact {
            training,
            contact,
            consent,
            shared,
        } => request_contact(act, conversation, training, contact, consent, shared).await,
        Request::Cancel { appointment } => cancel(act, conversation, appointment).await,
        Request::Move { appointment, slot } => move_to(act, conversation, appointment, slot).await,
        Request::ListAppointments => Ok(Outcome::Appointments(list(act, conversation).await?)),
        Request::Apply {
            employer,
            contact,
            consent,
            shared,
            message,
        } => {
            let message = message.as_deref();
            apply(
                act,
                conversation,
                employer,
                contact,
                consent,
                shared,
                message,
            )
            .await
        }
        Request::LinkCode { to } => {
            let url = match (*to, world.telegram_bot) {
                (ChannelKind::Telegram, None) | (ChannelKind::Terminal, _) => None,
                (ChannelKind::Telegram, Some(bot)) => {
                    let code = make_link_code(act, conversation).await?;
                    Some(format!("https://t.me/{bot}?start={code}"))
                }
                (ChannelKind::Web, _) => {
                    Some(format!("/c/{}", make_link_code(act, conversation).await?))
                }
            };
            Ok(Outcome::LinkCode { to: *to, url })
        }
        Request::Erase => erase(act, conversation).await,
        Request::MailAnswer { to, from, text } => {
            let mail = MailJob::CounsellorAnswered {
                to: to.clone(),
                from: from.clone(),
                text: text.clone(),
            };
            queue_mail(act, conversation, mail).await?;
            Ok(Outcome::Mailed)
        }
        Request::RecordConsent { text } => {
            consent(act, conversation, text).await?;
            Ok(Outcome::ConsentRecorded)
        }
    }
}
