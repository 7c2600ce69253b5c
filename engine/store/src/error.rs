//! What can go wrong besides the outcomes of an act.

/// Why an act could not be performed. Nothing of it happened.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The URL names no database we know.
    #[error("unknown database {url:?}: expected sqlite:<path> or postgres://…")]
    UnknownDatabase {
        /// The URL without its password.
        url: String,
    },
    /// The database refused or is away.
    #[error("the database failed while trying to {what}")]
    Database {
        /// The act or statement.
        what: &'static str,
        /// Why.
        #[source]
        source: sqlx::Error,
    },
    /// The tables could not be brought up to date.
    #[error("migrations failed")]
    Migrations(#[from] sqlx::migrate::MigrateError),
    /// A row holds what it must not.
    #[error("{table}.{column} of row {row} is inconsistent: {reason}")]
    Inconsistent {
        /// Table.
        table: &'static str,
        /// Column.
        column: &'static str,
        /// Key of the row.
        row: String,
        /// What is wrong; never what the row says.
        reason: String,
    },
    /// An encrypted column does not open with this key.
    #[error("{purpose} does not open with this key")]
    Undecipherable {
        /// Table and column.
        purpose: &'static str,
    },
    /// There is no such conversation.
    #[error("there is no conversation {id}")]
    UnknownConversation {
        /// What was asked for.
        id: crate::ConversationId,
    },
    /// The dialogue machine failed on an input.
    #[error("the dialogue failed: {reason}")]
    Dialogue {
        /// Message of the panic, or what limit was passed.
        reason: String,
    },
}

impl StoreError {
    /// Wraps a driver's error with what was being done.
    pub(crate) fn database(what: &'static str) -> impl Fn(sqlx::Error) -> Self {
        move |source| Self::Database { what, source }
    }

    /// Whether the same act may succeed if it is simply tried again: two transactions met
    /// (PostgreSQL `40P01`, `40001`; SQLite busy; a compare-and-set lost).
    pub fn is_conflict(&self) -> bool {
        let Self::Database { source, .. } = self else {
            return false;
        };
        source
            .as_database_error()
            .and_then(sqlx::error::DatabaseError::code)
            .is_some_and(|code| {
                matches!(
                    code.as_ref(),
                    "40P01" | "40001" | "23505" | "5" | "517" | "1555" | "2067"
                )
            })
    }
}
