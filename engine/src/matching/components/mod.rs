//! The components of a score, one a file. Each is a value from 0 to 1 and a reason, or none.

pub(super) mod employers;
pub(super) mod hiring;
pub(super) mod level;
pub(super) mod quality;
pub(super) mod rotation;
pub(super) mod size;
pub(super) mod slots;
pub(super) mod start;
pub(super) mod trade;
pub(super) mod travel;
