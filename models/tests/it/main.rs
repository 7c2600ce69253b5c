//! What the crate promises, on sentences and spellings kept as data.

mod catalogue;
mod places;
mod robust;
mod rome_titles;
mod sentences;
