//! Answers to requests, as scripted as a test needs: one week of slots, one appointment book.

use jiff::{SignedDuration, Timestamp};
use tandem_engine::appointments::{AppointmentMode, AppointmentStatus, AppointmentView, Slot};
use tandem_engine::dialogue::{CentreReach, ChannelKind, Outcome, PartOfDay, Request};
use tandem_index::TrainingId;

use super::world::FIXTURE;

/// What the desk does instead of the ordinary.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mood {
    Ordinary,
    /// The first slot chosen was just taken.
    Taken,
    /// Holds run out before they are confirmed.
    Slow,
    /// Too late to change anything.
    Late,
    /// Nothing is free any more.
    Full,
    /// No Telegram bot here.
    NoBot,
}

/// The appointment book of the test.
#[derive(Debug)]
pub(super) struct Desk {
    pub(super) mood: Mood,
    pub(super) book: Vec<AppointmentView>,
    pub(super) acts: Vec<String>,
    /// Texts that were agreed to.
    pub(super) consents: Vec<String>,
}

const ZONE: &str = "Europe/Paris";

impl Desk {
    pub(super) fn new() -> Self {
        Self {
            mood: Mood::Ordinary,
            book: Vec::new(),
            acts: Vec::new(),
            consents: Vec::new(),
        }
    }

    /// What somebody faster, a slow person, a full calendar or a missing bot brings.
    fn out_of_the_ordinary(&mut self, request: &Request, now: Timestamp) -> Option<Outcome> {
        match (self.mood, request) {
            (Mood::Full, Request::FindSlots { .. }) => Some(Outcome::Slots {
                slots: Vec::new(),
                time_zone: ZONE.into(),
            }),
            (Mood::NoBot, Request::LinkCode { to }) => {
                Some(Outcome::LinkCode { to: *to, url: None })
            }
            (Mood::Taken, Request::Hold { .. }) => {
                self.mood = Mood::Ordinary;
                Some(Outcome::SlotTaken {
                    others: slots(now, Some(PartOfDay::Afternoon)),
                    time_zone: ZONE.into(),
                })
            }
            (Mood::Slow, Request::Confirm { .. }) => {
                self.mood = Mood::Ordinary;
                Some(Outcome::HoldExpired)
            }
            _ => None,
        }
    }

    pub(super) fn perform(&mut self, request: &Request, now: Timestamp) -> Outcome {
        self.acts.push(name(request));
        if let Some(outcome) = self.out_of_the_ordinary(request, now) {
            return outcome;
        }
        match request {
            Request::FindSlots { training, part, .. } => match training.as_str() {
                "lens-cap-cuisine" | "metz-cap-coiffure" | "metz-bacpro-melec" => Outcome::Slots {
                    slots: slots(now, *part),
                    time_zone: ZONE.into(),
                },
                _ => Outcome::NoCalendar {
                    phone: Some("+33321000000".into()),
                    reach: CentreReach::Mail,
                },
            },
            Request::Hold { training, slot } => {
                let current = self.book.iter().find(|view| {
                    view.training == *training && view.status == AppointmentStatus::Confirmed
                });
                if let Some(view) = current {
                    return Outcome::AlreadyBooked(view.clone());
                }
                let view = view(&format!("rdv-{}", self.book.len() + 1), training, slot);
                self.book.push(view.clone());
                Outcome::Held(view)
            }
            Request::Confirm { appointment, .. } => self.change(
                appointment,
                AppointmentStatus::Confirmed,
                Outcome::Confirmed,
            ),
            Request::AskParent { appointment, .. } => {
                self.change(appointment, AppointmentStatus::Held, Outcome::ParentAsked)
            }
            Request::Cancel { appointment } | Request::Release { appointment } => self.change(
                appointment,
                AppointmentStatus::CancelledByCandidate,
                Outcome::Cancelled,
            ),
            Request::Move { appointment, slot } => {
                for view in &mut self.book {
                    if view.id == *appointment {
                        view.starts_at = slot.starts_at;
                        view.ends_at = slot.ends_at;
                    }
                }
                self.change(appointment, AppointmentStatus::Confirmed, Outcome::Moved)
            }
            Request::ListAppointments => Outcome::Appointments(
                self.book
                    .iter()
                    .filter(|view| {
                        matches!(
                            view.status,
                            AppointmentStatus::Held | AppointmentStatus::Confirmed
                        )
                    })
                    .cloned()
                    .collect(),
            ),
            Request::RequestContact { training, .. } => {
                let world = FIXTURE.world(ChannelKind::Web);
                let training = world.searcher.training(training).unwrap();
                Outcome::ContactRequested {
                    centre: training.centre.clone(),
                    centre_name: training.centre_name.clone(),
                    phone: Some("+33321000000".into()),
                    reach: CentreReach::Mail,
                }
            }
            Request::Apply { employer, .. } => {
                let world = FIXTURE.world(ChannelKind::Web);
                Outcome::Applied {
                    employer_name: world.searcher.employer(employer).unwrap().name.clone(),
                }
            }
            Request::LinkCode { to } => Outcome::LinkCode {
                to: *to,
                url: Some(match to {
                    ChannelKind::Telegram => "https://t.me/tandem_test?start=7KQ2M4".into(),
                    _ => "/c/7KQ2M4".into(),
                }),
            },
            Request::Erase => {
                self.book.clear();
                Outcome::Erased {
                    code: "E-2026-0042".into(),
                }
            }
            Request::RecordConsent { text } => self.agree(text),
            Request::MailAnswer { .. } => Outcome::Mailed,
        }
    }

    fn agree(&mut self, text: &str) -> Outcome {
        self.consents.push(text.to_owned());
        Outcome::ConsentRecorded
    }

    fn change(
        &mut self,
        id: &str,
        status: AppointmentStatus,
        outcome: fn(AppointmentView) -> Outcome,
    ) -> Outcome {
        let is_late = self.mood == Mood::Late && status == AppointmentStatus::CancelledByCandidate;
        match self.book.iter_mut().find(|view| view.id == id) {
            Some(view) if is_late => Outcome::TooLate(view.clone()),
            Some(view) => {
                view.status = status;
                outcome(view.clone())
            }
            None => Outcome::Refused,
        }
    }
}

/// The name of a request and what of a person it carries.
fn name(request: &Request) -> String {
    let json = serde_json::to_value(request).unwrap();
    match json {
        serde_json::Value::String(name) => name,
        other => other.as_object().unwrap().keys().next().unwrap().clone(),
    }
}

/// Three slots of half an hour from two days on.
fn slots(now: Timestamp, part: Option<PartOfDay>) -> Vec<Slot> {
    let hours: [i64; 3] = match part {
        Some(PartOfDay::Afternoon) => [53, 77, 101],
        _ => [48, 53, 72],
    };
    hours
        .into_iter()
        .map(|hour| {
            let starts_at = now + SignedDuration::from_hours(hour);
            Slot {
                adviser: "adviser-1".into(),
                appointment_type: "first".into(),
                starts_at,
                ends_at: starts_at + SignedDuration::from_mins(30),
            }
        })
        .collect()
}

fn view(id: &str, training: &TrainingId, slot: &Slot) -> AppointmentView {
    let world = FIXTURE.world(ChannelKind::Web);
    let found = world.searcher.training(training).unwrap();
    AppointmentView {
        id: id.into(),
        status: AppointmentStatus::Held,
        starts_at: slot.starts_at,
        ends_at: slot.ends_at,
        time_zone: ZONE.into(),
        centre: found.centre.clone(),
        centre_name: found.centre_name.clone(),
        centre_phone: Some("+33321000000".into()),
        training: training.clone(),
        training_title: found.title.clone(),
        mode: AppointmentMode::PublicOffice,
        address: format!("12 rue des Écoles, {}", found.location.city),
        instructions: None,
    }
}
