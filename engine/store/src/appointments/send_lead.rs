//! The public acts that make a lead without an appointment.

use jiff::Timestamp;
use tandem_engine::appointments::Contact;
use tandem_engine::dialogue::Outcome;
use tandem_engine::profile::Profile;
use tandem_index::{Siret, TrainingId};

use super::leads::{apply, request_contact};
use crate::act::whole_act;
use crate::ids::ConversationId;
use crate::{Store, StoreError};

impl Store {
    /// The centre has no calendar: a lead and a mail to it: [`Outcome::ContactRequested`],
    /// [`Outcome::AlreadyRequested`] within four days (INTEROP 6), or [`Outcome::Refused`].
    pub async fn request_contact(
        &self,
        conversation: &ConversationId,
        training: &TrainingId,
        contact: &Contact,
        consent: &str,
        shared: &Profile,
        now: Timestamp,
    ) -> Result<Outcome, StoreError> {
        whole_act!(self, now, |act| request_contact(
            &mut act,
            conversation,
            training,
            contact,
            consent,
            shared
        ))
    }

    /// Sends an application: [`Outcome::Applied`], [`Outcome::NoAddress`],
    /// [`Outcome::AlreadyApplied`] or [`Outcome::Refused`].
    #[expect(clippy::too_many_arguments, reason = "the fields of one request")]
    pub async fn apply(
        &self,
        conversation: &ConversationId,
        employer: &Siret,
        contact: &Contact,
        consent: &str,
        shared: &Profile,
        message: Option<&str>,
        now: Timestamp,
    ) -> Result<Outcome, StoreError> {
        whole_act!(self, now, |act| apply(
            &mut act,
            conversation,
            employer,
            contact,
            consent,
            shared,
            message
        ))
    }
}
