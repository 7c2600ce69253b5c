//! How each event changes the state.

use super::event::{BookingEnd, Event};
use super::owner::OwnerChange;
use super::state::{
    Application, Asked, Before, Booking, NoticeStage, Pending, Question, Results, State, UndoFrame,
};

impl State {
    /// The state after one more event.
    pub fn apply(&mut self, event: &Event) {
        match event {
            Event::TurnTaken { at } => {
                self.turn += 1;
                self.last_at = Some(*at);
                self.stopped = false;
            }
            Event::FlowPinned { flow } => self.flow = Some(flow.clone()),
            Event::FlowMigrated { flow, dropped } => self.migrate(flow, dropped),
            Event::EntrySet { code } => self.entry = Some(code.clone()),
            Event::NoticeShown { .. } => {
                if self.notice == NoticeStage::NotShown {
                    self.notice = NoticeStage::Shown;
                }
            }
            Event::NoticeAccepted => self.notice = NoticeStage::Accepted,
            Event::NoticeRecorded => self.notice_recorded = true,
            Event::PendingSet { pending } => self.pending.clone_from(pending),
            Event::AwaitingSet { awaiting } => self.awaiting.clone_from(awaiting),
            Event::Undone { n } => self.undo(*n),
            Event::Restarted => self.restart(),
            Event::ResultsShown {
                trainings,
                employers,
                first_page,
            } => {
                if *first_page {
                    self.results = Results::default();
                }
                self.results.is_shown = true;
                self.results.trainings.extend(trainings.iter().cloned());
                self.results.employers.extend(employers.iter().cloned());
            }
            Event::DetailSet { detail } => {
                let before = self.details.put(detail.clone());
                self.remember(Before::Detail { detail: before });
                self.reset_misses();
            }
            Event::HelpShown | Event::HumanRequested => {
                self.reset_misses();
            }
            Event::OwnerSet { owner, why } => {
                self.owner.clone_from(owner);
                match why {
                    OwnerChange::Asked => self.human_agreed = true,
                    OwnerChange::Left => self.human_agreed = false,
                    _ => {}
                }
                self.reset_misses();
            }
            Event::TopicAnswered { .. } | Event::ChannelLinked { .. } => {}
            Event::Stopped => self.stopped = true,
            Event::Erased => {
                *self = Self {
                    turn: self.turn,
                    last_at: self.last_at,
                    said: std::mem::take(&mut self.said),
                    last_digest: self.last_digest,
                    ..Self::default()
                };
            }
            Event::Spoke { variants, digest } => {
                for (id, variant) in variants {
                    self.said.insert(id.clone(), *variant);
                }
                self.last_digest = *digest;
            }
            _ => self.apply_answer(event),
        }
    }

    /// Answers and the questions that they answer.
    fn apply_answer(&mut self, event: &Event) {
        match event {
            Event::SlotSet { value } => {
                let before = self.profile.put(value.clone());
                self.remember(Before::Slot { value: before });
                if self.booking.is_none() && self.application.is_none() {
                    self.results = Results::default();
                }
                self.reset_misses();
            }
            Event::StepAnswered { step, option } => {
                let before = self.answers.insert(step.clone(), option.clone());
                self.remember(Before::Answer {
                    step: step.clone(),
                    option: before,
                });
                self.reset_misses();
            }
            Event::StepSkipped { step } => {
                if !self.skipped.contains(step) {
                    self.skipped.push(step.clone());
                    self.remember(Before::NotSkipped { step: step.clone() });
                }
                self.reset_misses();
            }
            Event::StepReopened { step } => {
                if let Some(option) = self.answers.remove(step) {
                    self.remember(Before::Answer {
                        step: step.clone(),
                        option: Some(option),
                    });
                }
                if self.skipped.contains(step) {
                    self.skipped.retain(|other| other != step);
                    self.remember(Before::Skipped { step: step.clone() });
                }
            }
            Event::Asked { question } => {
                let misses = match &self.asked {
                    Some(asked) if asked.question == *question => asked.misses,
                    _ => 0,
                };
                self.asked = Some(Asked {
                    question: question.clone(),
                    turn: self.turn,
                    misses,
                });
            }
            Event::Missed { .. } => {
                if let Some(asked) = &mut self.asked {
                    asked.misses += 1;
                }
            }
            _ => self.apply_desk(event),
        }
    }

    /// Bookings and applications.
    fn apply_desk(&mut self, event: &Event) {
        match event {
            Event::BookingStarted { training, moving } => {
                self.application = None;
                self.booking = Some(Booking {
                    training: training.clone(),
                    moving: moving.clone(),
                    since: self.turn,
                    slots: Vec::new(),
                    slots_turn: self.turn,
                    time_zone: "Europe/Paris".to_owned(),
                    held: None,
                    is_contact_request: false,
                    phone: None,
                });
            }
            Event::SlotsOffered { slots, time_zone } => {
                let turn = self.turn;
                if let Some(booking) = &mut self.booking {
                    booking.slots.clone_from(slots);
                    booking.slots_turn = turn;
                    booking.time_zone.clone_from(time_zone);
                }
            }
            Event::NoCalendar { phone } => {
                if let Some(booking) = &mut self.booking {
                    booking.is_contact_request = true;
                    booking.phone.clone_from(phone);
                }
            }
            Event::SlotHeld { appointment } => {
                if let Some(booking) = &mut self.booking {
                    booking.held = Some(appointment.clone());
                    booking.time_zone.clone_from(&appointment.time_zone);
                }
                self.reset_misses();
            }
            Event::HoldLost => {
                if let Some(booking) = &mut self.booking {
                    booking.held = None;
                    booking.slots.clear();
                }
            }
            Event::BookingEnded { end } => {
                if matches!(end, BookingEnd::Confirmed | BookingEnd::ParentAsked)
                    && let Some(held) = self.booking.as_ref().and_then(|b| b.held.clone())
                {
                    self.appointments.insert(held.id.clone(), held);
                }
                self.booking = None;
                self.reset_misses();
            }
            Event::ApplicationStarted { employer } => {
                self.booking = None;
                self.details.message = None;
                self.application = Some(Application {
                    employer: employer.clone(),
                    since: self.turn,
                });
            }
            Event::ApplicationEnded { .. } => {
                self.application = None;
                self.details.message = None;
                self.reset_misses();
            }
            Event::AppointmentChanged { appointment } => {
                self.appointments
                    .insert(appointment.id.clone(), appointment.clone());
            }
            _ => {}
        }
    }

    /// The state after all these events.
    pub fn fold<'a>(events: impl IntoIterator<Item = &'a Event>) -> Self {
        let mut state = Self::default();
        for event in events {
            state.apply(event);
        }
        state
    }

    /// Goes on with another version of the flow: the profile stays, answers that mean nothing go.
    fn migrate(&mut self, flow: &str, dropped: &[String]) {
        self.flow = Some(flow.to_owned());
        let is_dropped = |step: &str| dropped.iter().any(|other| other == step);
        self.answers.retain(|step, _| !is_dropped(step));
        self.skipped.retain(|step| !is_dropped(step));
        if matches!(&self.pending, Some(Pending::Edit { step }) if is_dropped(step)) {
            self.pending = None;
        }
        let asked = self.asked.as_ref().map(|asked| &asked.question);
        if matches!(asked, Some(Question::Step(step)) if is_dropped(step)) {
            self.asked = None;
        }
    }

    /// Keeps what undo would put back, one frame a turn.
    fn remember(&mut self, before: Before) {
        match self.undo.last_mut() {
            Some(frame) if frame.turn == self.turn => frame.before.push(before),
            _ => self.undo.push(UndoFrame {
                turn: self.turn,
                before: vec![before],
            }),
        }
    }

    /// Puts back what the last `n` answered turns replaced.
    fn undo(&mut self, n: u32) {
        self.pending = None;
        self.results = Results::default();
        for _ in 0..n {
            let Some(frame) = self.undo.pop() else { break };
            for before in frame.before.into_iter().rev() {
                match before {
                    Before::Slot { value } => {
                        self.profile.put(value);
                    }
                    Before::Answer { step, option } => {
                        match option {
                            Some(option) => self.answers.insert(step, option),
                            None => self.answers.remove(&step),
                        };
                    }
                    Before::NotSkipped { step } => self.skipped.retain(|other| *other != step),
                    Before::Skipped { step } => self.skipped.push(step),
                    Before::Detail { detail } => {
                        self.details.put(detail);
                    }
                }
            }
        }
        self.reset_misses();
    }

    /// Forgets the answers, not the appointments.
    fn restart(&mut self) {
        *self = Self {
            turn: self.turn,
            last_at: self.last_at,
            entry: self.entry.take(),
            notice: self.notice,
            notice_recorded: self.notice_recorded,
            owner: std::mem::take(&mut self.owner),
            human_agreed: self.human_agreed,
            appointments: std::mem::take(&mut self.appointments),
            said: std::mem::take(&mut self.said),
            last_digest: self.last_digest,
            ..Self::default()
        };
    }

    /// A success: the ladder of misses starts again.
    fn reset_misses(&mut self) {
        if let Some(asked) = &mut self.asked {
            asked.misses = 0;
        }
    }
}
