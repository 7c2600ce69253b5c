//! How much of the dialogue the conversations as files reach. What there is to reach is read from
//! the flows and from the types of the machine, so that it cannot go stale.

mod names;
mod reached;
mod there;

use std::collections::BTreeSet;
use std::fmt;

pub use reached::Reached;
pub use there::There;

/// What was reached of what is there.
pub struct Coverage {
    steps: Share,
    branches: Share,
}

struct Share {
    total: usize,
    missed: Vec<String>,
}

impl Share {
    fn of(there: &BTreeSet<String>, reached: &BTreeSet<String>) -> Self {
        Self {
            total: there.len(),
            missed: there.difference(reached).cloned().collect(),
        }
    }

    fn percent(&self) -> usize {
        100 * (self.total - self.missed.len()) / self.total.max(1)
    }
}

impl Coverage {
    /// Compares.
    pub fn of(there: &There, reached: &Reached) -> Self {
        Self {
            steps: Share::of(&there.steps, reached.all()),
            branches: Share::of(&there.branches, reached.all()),
        }
    }

    /// Names of what is there and was not reached.
    pub fn missed(&self) -> Vec<&str> {
        let all = self.steps.missed.iter().chain(&self.branches.missed);
        all.map(String::as_str).collect()
    }
}

impl fmt::Display for Coverage {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (name, share) in [("steps", &self.steps), ("branches", &self.branches)] {
            writeln!(
                formatter,
                "{name}: {} % of {} reached",
                share.percent(),
                share.total
            )?;
            for missed in &share.missed {
                writeln!(formatter, "  not reached: {missed}")?;
            }
        }
        Ok(())
    }
}
