//! What the crate promises, on sentences and spellings kept as data.

mod activities;
mod catalogue;
mod noise;
mod places;
mod robust;
mod rome_titles;
mod sentences;
