//! Index generations: immutable folders under one root, one of them current.
//!
//! ```text
//! index/
//!   current              name of the published generation
//!   2026-11-24-1/        never changed once there
//!     manifest.json
//!     trainings/         Tantivy files and items.bin
//!     employers/
//! ```
//! A generation is built beside the others under a hidden name, renamed when whole, then
//! published by replacing `current`. A generation of another format is never migrated: it is
//! built again from the store.

mod catalog;
mod manifest;
mod writer;

pub use catalog::Catalog;
pub use manifest::{Counts, Generation};
pub use writer::GenerationWriter;

/// File that names the published generation.
const CURRENT: &str = "current";
/// File that describes a generation.
const MANIFEST: &str = "manifest.json";
