//! What a mail, or a calendar file, needs to be rendered when it is sent.

use jiff::Timestamp;
use sqlx::FromRow;
use tandem_index::{Centre, CentreId, Siret, TrainingId};

use super::{AppointmentMail, LeadKind, LeadMail, MailContext, MailJob};
use crate::appointments::{AppointmentRow, CONTACT, MESSAGE, SHARED, by_id};
use crate::db::{Tx, args};
use crate::desk::load_in;
use crate::ids::LeadId;
use crate::supply::{centre_in, employer_in, training_in};
use crate::{Store, StoreError};

const ADVISER: &str = "SELECT name, mail FROM advisers WHERE id = $1";
const LEAD: &str = "SELECT id, kind, centre, employer, training, contact, shared, message, \
    created_at FROM leads WHERE id = $1";

#[derive(FromRow)]
struct LeadRow {
    id: String,
    kind: String,
    centre: Option<String>,
    employer: Option<String>,
    training: Option<String>,
    contact: Option<Vec<u8>>,
    shared: Option<Vec<u8>>,
    message: Option<Vec<u8>>,
    created_at: i64,
}

/// To whom a mail goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum To {
    Centre,
    Person,
    Parent,
    Employer,
}

impl Store {
    /// What a mail needs; `None`: what it was about is gone.
    pub async fn mail_context(&self, mail: &MailJob) -> Result<Option<MailContext>, StoreError> {
        let Some((subject, to)) = target(mail) else {
            return Ok(own_address(mail).map(|to| MailContext::Direct { to: vec![to] }));
        };
        let mut tx = self.db().begin_read().await?;
        let context = match (subject, to) {
            (Subject::Appointment(id), to) => self
                .appointment_mail(&mut tx, id, to)
                .await
                .map(|mail| mail.map(Box::new).map(MailContext::Appointment)),
            (Subject::Lead(id), to) => self
                .lead_mail(&mut tx, id, to)
                .await
                .map(|mail| mail.map(Box::new).map(MailContext::Lead)),
        };
        tx.rollback().await?;
        context
    }

    /// An appointment with everything a calendar file says of it.
    pub async fn appointment_details(
        &self,
        appointment: &str,
    ) -> Result<Option<AppointmentMail>, StoreError> {
        let mut tx = self.db().begin_read().await?;
        let details = self
            .appointment_mail(&mut tx, appointment, To::Person)
            .await;
        tx.rollback().await?;
        details
    }

    async fn appointment_mail(
        &self,
        tx: &mut Tx,
        id: &str,
        to: To,
    ) -> Result<Option<AppointmentMail>, StoreError> {
        let Some(row) = by_id(tx, id).await? else {
            return Ok(None);
        };
        let view = row.view()?;
        let adviser: Option<(String, Option<String>)> =
            tx.optional(ADVISER, args![&row.adviser]).await?;
        let (adviser_name, adviser_mail) = adviser.unwrap_or_default();
        let changed_at = Timestamp::from_millisecond(row.changed_at).unwrap_or_default();
        let desk = load_in(tx, &view.centre, changed_at).await?;
        let kind = desk
            .as_ref()
            .map(|desk| desk.calendar.appointment_type.name.clone());
        let centre = centre_in(tx, &view.centre).await?;
        Ok(Some(AppointmentMail {
            to: self.recipients(&row, to, centre.as_ref(), adviser_mail.as_deref())?,
            view,
            sequence: u32::try_from(row.sequence).unwrap_or_default(),
            changed_at,
            kind: kind.unwrap_or_default(),
            adviser_name,
            adviser_mail,
            centre,
            contact: row.contact(self)?,
            parent_mail: row.parent_mail(self)?,
            shared: row.shared(self)?,
            hold_expires_at: row
                .hold_expires_at
                .and_then(|until| Timestamp::from_millisecond(until).ok()),
        }))
    }

    /// The centre is written to at its own address and its adviser's.
    fn recipients(
        &self,
        row: &AppointmentRow,
        to: To,
        centre: Option<&Centre>,
        adviser_mail: Option<&str>,
    ) -> Result<Vec<String>, StoreError> {
        Ok(match to {
            To::Centre | To::Employer => {
                let mut all: Vec<String> = centre
                    .and_then(|centre| centre.mail.clone())
                    .into_iter()
                    .collect();
                all.extend(adviser_mail.map(str::to_owned));
                all.dedup();
                all
            }
            To::Person => row.person_mail(self)?.into_iter().collect(),
            To::Parent => row.parent_mail(self)?.into_iter().collect(),
        })
    }

    async fn lead_mail(
        &self,
        tx: &mut Tx,
        id: &LeadId,
        to: To,
    ) -> Result<Option<LeadMail>, StoreError> {
        let Some(row) = tx.optional::<LeadRow>(LEAD, args![id.as_str()]).await? else {
            return Ok(None);
        };
        let training = match row.training {
            Some(training) => training_in(tx, &TrainingId(training)).await?,
            None => None,
        };
        let centre = match row.centre {
            Some(centre) => centre_in(tx, &CentreId(centre)).await?,
            None => None,
        };
        let employer = match row.employer.and_then(|siret| siret.parse::<Siret>().ok()) {
            Some(siret) => employer_in(tx, &siret).await?,
            None => None,
        };
        let contact: Option<tandem_engine::appointments::Contact> =
            self.unsealed(CONTACT, row.contact.as_deref())?;
        let address = match to {
            To::Centre => centre.as_ref().and_then(|centre| centre.mail.clone()),
            To::Employer => employer.as_ref().and_then(|employer| employer.mail.clone()),
            To::Person | To::Parent => contact.as_ref().and_then(|contact| contact.mail.clone()),
        };
        Ok(Some(LeadMail {
            to: address.into_iter().collect(),
            id: LeadId(row.id),
            kind: LeadKind::of(&row.kind),
            created_at: Timestamp::from_millisecond(row.created_at).unwrap_or_default(),
            training,
            centre,
            employer,
            contact,
            shared: self.unsealed(SHARED, row.shared.as_deref())?,
            message: self.unsealed(MESSAGE, row.message.as_deref())?,
        }))
    }
}

/// What a mail is about.
enum Subject<'a> {
    Appointment(&'a str),
    Lead(&'a LeadId),
}

/// The address that a mail carries itself.
fn own_address(mail: &MailJob) -> Option<String> {
    match mail {
        MailJob::SignIn { to, .. }
        | MailJob::CounsellorAnswered { to, .. }
        | MailJob::SomebodyWaits { to, .. } => Some(to.clone()),
        _ => None,
    }
}

fn target(mail: &MailJob) -> Option<(Subject<'_>, To)> {
    Some(match mail {
        MailJob::AppointmentConfirmedToCentre { appointment, .. }
        | MailJob::AppointmentCancelledToCentre { appointment }
        | MailJob::AppointmentMovedToCentre { appointment, .. } => {
            (Subject::Appointment(appointment), To::Centre)
        }
        MailJob::AppointmentConfirmedToCandidate { appointment, .. }
        | MailJob::AppointmentCancelledToCandidate { appointment }
        | MailJob::AppointmentMovedToCandidate { appointment, .. } => {
            (Subject::Appointment(appointment), To::Person)
        }
        MailJob::ParentRequest { appointment, .. } => {
            (Subject::Appointment(appointment), To::Parent)
        }
        MailJob::ContactRequestToCentre { lead } => (Subject::Lead(lead), To::Centre),
        MailJob::ApplicationToEmployer { lead } => (Subject::Lead(lead), To::Employer),
        MailJob::ContactRequestToCandidate { lead } | MailJob::ApplicationToCandidate { lead } => {
            (Subject::Lead(lead), To::Person)
        }
        MailJob::SignIn { .. }
        | MailJob::CounsellorAnswered { .. }
        | MailJob::SomebodyWaits { .. } => return None,
    })
}
