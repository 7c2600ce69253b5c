//! What is known of a conversation after an act, read from everything kept about it.

use anyhow::Context;
use serde_json::{Value, json};
use tandem_engine::dialogue::{Event, Flows, State, standing_question};
use tandem_index::Tombstones;

use crate::doors::Door;
use crate::stage::Stage;

/// A conversation at one moment.
#[derive(Debug, Clone, Default)]
pub struct Known {
    /// Last line of the transcript.
    pub seq: i64,
    /// Everything that happened.
    pub events: Vec<Event>,
    /// Its fold.
    pub state: State,
    /// The fold's profile, as JSON.
    pub profile: Value,
    /// Appointments: status, start, training.
    pub appointments: Vec<Value>,
    /// Kinds of leads.
    pub leads: Vec<Value>,
}

impl Known {
    /// Reads it all.
    ///
    /// # Errors
    /// When the database is away.
    pub async fn of(stage: &Stage, door: &Door) -> anyhow::Result<Self> {
        let conversation = door.conversation(stage).await?;
        let exported = stage.app.store.export(&conversation).await?;
        let rows = |name: &'static str| exported[name].as_array().context(name);
        let events: Vec<Event> = rows("events")?
            .iter()
            .map(|event| serde_json::from_value(event["what"].clone()))
            .collect::<Result<_, _>>()?;
        let folded = State::fold(&events);
        let appointments = rows("appointments")?
            .iter()
            .map(|row| {
                let one = &row["appointment"];
                json!({"status": one["status"], "starts_at": one["starts_at"], "training": one["training"]})
            })
            .collect();
        Ok(Self {
            seq: stage.app.store.latest_seq(&conversation).await?,
            profile: serde_json::to_value(&folded.profile)?,
            leads: rows("leads")?
                .iter()
                .map(|lead| lead["kind"].clone())
                .collect(),
            appointments,
            events,
            state: folded,
        })
    }

    /// What was proposed last.
    pub fn proposed(&self) -> Tombstones {
        let last = self.events.iter().rev().find_map(|event| match event {
            Event::ResultsShown {
                trainings,
                employers,
                ..
            } => Some(Tombstones {
                trainings: trainings.iter().cloned().collect(),
                employers: employers.iter().cloned().collect(),
            }),
            _ => None,
        });
        last.unwrap_or_default()
    }

    /// How many appointments have that status.
    pub fn count(&self, status: &str) -> usize {
        self.appointments
            .iter()
            .filter(|one| one["status"] == status)
            .count()
    }

    /// The question that stands, by name.
    pub fn asked(&self, flows: &Flows) -> String {
        let question = standing_question(&self.state, flows.orientation());
        let question = serde_json::to_value(&question).unwrap_or_default();
        let name = |key: &str| question[key].as_str().map(str::to_owned);
        match (name("question").as_deref(), name("of")) {
            (Some("step"), Some(step)) => step,
            (Some(kind), _) => kind.to_owned(),
            _ => String::new(),
        }
    }
}
