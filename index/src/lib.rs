//! skeleton
pub mod supply;
pub mod query;
pub use supply::*;
pub use query::*;
