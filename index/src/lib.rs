//! What can be found: trades, places, trainings, centres, employers, offers.
pub mod error;
pub mod generations;
pub mod import;
pub mod query;
mod search;
pub mod supply;
pub use error::IndexError;
pub use generations::{Catalog, Counts, Generation, GenerationWriter};
pub use query::*;
pub use supply::*;
