//! skeleton
pub mod query;
pub mod supply;
pub use query::*;
pub use supply::*;
