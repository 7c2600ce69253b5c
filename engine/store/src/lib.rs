//! skeleton

/// What is remembered. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Store {}
