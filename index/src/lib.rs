//! What can be found: trainings, centres, employers, offers, and how they get here.
//!
//! Two halves. The **query side** ([`Searcher`], [`Query`]) answers text, trades, level and
//! distance in one question, from an immutable generation ([`Catalog`], [`GenerationWriter`]).
//! The **import side** ([`import`](mod@import)) turns official files into typed items.
//!
//! Text becomes trades before it comes here; trades are filters, words narrow further. Level
//! filters always keep documents without level. Equal hits come out nearest first, then by key.
//!
//! # Never
//! No clock, no network, no database, no randomness: generations are named by the caller, files
//! come as readers. Nothing about a person is ever indexed. An import writes nothing: the
//! caller commits at the end or not at all.
//!
//! # One more…
//! - **field**: `search/schema.rs` (declare), `search/document.rs` (fill), `search/words.rs`
//!   (ask); raise the format version in `generations/manifest.rs` if old answers would differ.
//! - **synonym**: one line in `search/synonyms.rs`, by hand, one way, with a line in
//!   `tests/it/search_reads_french.rs`.
//! - **importer**: see [`import`](mod@import).
//!
//! # Example
//! ```
//! use tandem_index::{Query, Searcher};
//!
//! let searcher = Searcher::in_memory(Vec::new(), Vec::new());
//! let query = Query { text: Some("boulanger".to_owned()), limit: 10, ..Query::default() };
//! assert!(searcher.trainings(&query).is_empty());
//! ```

pub mod error;
pub mod generations;
pub mod import;
pub mod query;
mod search;
pub mod suggest;
pub mod supply;
pub use error::IndexError;
pub use generations::{Catalog, Counts, Generation, GenerationWriter};
pub use query::*;
pub use suggest::{Completions, Suggester, Suggestion};
pub use supply::*;
