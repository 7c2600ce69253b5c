//! People who sign in to work here: a one-use link by mail, then a session. What they hold is
//! random and kept as its SHA-256; who they are is encrypted. What an account may do is not kept
//! here: the door asks its settings at every request, so that a name taken out there is out at once.

mod audit;
mod session;

use serde::{Deserialize, Serialize};

pub(crate) use audit::audit;
pub use audit::{AuditLine, AuditedAct};

/// Purpose of the encrypted accounts.
pub(crate) const ACCOUNT: &str = "account";

/// Somebody who signs in. Kinds are only added.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Account {
    /// Somebody named in the settings.
    Staff {
        /// Their mail, in lower case.
        mail: String,
    },
}

impl std::fmt::Debug for Account {
    /// Never prints the address.
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Staff { .. } => formatter.write_str("Staff { .. }"),
        }
    }
}

/// A session just opened: the token goes to the browser and nowhere else.
#[derive(Clone, PartialEq, Eq)]
pub struct OpenedSession {
    /// 256 random bits as 43 characters of base64url.
    pub token: String,
    /// Whose.
    pub account: Account,
}
