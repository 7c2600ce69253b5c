//! Who answers in a conversation: the machine or a person, one at a time.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// Who answers.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "owner", rename_all = "snake_case")]
pub enum Owner {
    /// The machine.
    #[default]
    Bot,
    /// The machine, until somebody takes the conversation.
    HumanRequested {
        /// The wait for them.
        wait: Wait,
    },
    /// A person. The machine is silent.
    Human {
        /// Who.
        counsellor: Counsellor,
        /// The young person wrote and waits for an answer.
        wait: Option<Wait>,
    },
}

impl Owner {
    /// The wait for a person's word, if any.
    pub fn wait(&self) -> Option<Wait> {
        match self {
            Self::Bot => None,
            Self::HumanRequested { wait } => Some(*wait),
            Self::Human { wait, .. } => *wait,
        }
    }

    /// Whether a person answers.
    pub fn is_human(&self) -> bool {
        matches!(self, Self::Human { .. })
    }
}

/// A young person waits for somebody's word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wait {
    /// Since then.
    pub since: Timestamp,
    /// Then the machine takes the conversation back.
    pub until: Timestamp,
}

/// Somebody who answers young people.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counsellor {
    /// Tells them apart, and says nothing of them.
    pub id: String,
    /// As young people read it: "Marie, conseillère".
    pub name: String,
}

impl std::fmt::Debug for Counsellor {
    /// Never prints the name.
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "Counsellor({})", self.id)
    }
}

/// What somebody who answers young people does in a conversation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CounsellorAct {
    /// Takes it.
    Took,
    /// Writes; takes it by that.
    Said(String),
    /// Gives it back to the machine.
    GaveBack,
}

/// Why somebody else answers from now on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OwnerChange {
    /// The person asked for somebody and agreed that they read the conversation.
    Asked,
    /// Somebody took the conversation.
    Taken,
    /// Somebody answered.
    Answered,
    /// The person wrote to them and waits.
    Waiting,
    /// They gave it back to the machine.
    GivenBack,
    /// The person went back to the machine.
    TakenBack,
    /// Nobody answered in time.
    TimedOut,
    /// The person wants nothing more of it (STOP).
    Left,
}
