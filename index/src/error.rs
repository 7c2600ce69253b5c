//! What can go wrong with an index.

use std::path::PathBuf;

/// Why an index could not be built, written or opened.
#[derive(Debug, thiserror::Error)]
pub enum IndexError {
    /// The search library refused.
    #[error("search index: {0}")]
    Tantivy(#[from] tantivy::TantivyError),
    /// A file or folder could not be read or written.
    #[error("{}: {source}", path.display())]
    Io {
        /// Which one.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// An item could not be turned into JSON, or back.
    #[error("item as JSON: {0}")]
    Json(#[from] serde_json::Error),
    /// The generation was written by another version of the program or is damaged.
    #[error(
        "generation {generation}: {what} (expected {expected}, found {found}): rebuild it with `tandem index`"
    )]
    Mismatch {
        /// Name of the generation.
        generation: String,
        /// What differs.
        what: &'static str,
        /// What this program needs.
        expected: String,
        /// What stands there.
        found: String,
    },
    /// A generation of that name is there already: generations are never changed.
    #[error("generation {0} exists already; a generation is never changed")]
    Exists(String),
    /// A generation's name is letters, digits, `-` and `_`.
    #[error("{0:?} is no name for a generation (letters, digits, - and _ only)")]
    Name(String),
    /// No generation has been published in that folder.
    #[error("no published generation in {}: build one with `tandem index`", .0.display())]
    NothingPublished(PathBuf),
}

impl IndexError {
    pub(crate) fn io(path: impl Into<PathBuf>) -> impl FnOnce(std::io::Error) -> Self {
        let path = path.into();
        move |source| Self::Io { path, source }
    }
}
