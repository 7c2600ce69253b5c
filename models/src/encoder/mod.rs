//! Sentences as vectors, for what no list of words covers ("m'occuper des gens qui marchent mal").
//!
//! An [`Encoder`] turns texts into vectors of length one; texts that mean the same lie near each other.
//! [`StaticEncoder`] is always there: a table of word pieces embedded in the program, microseconds a
//! phrase. [`open_folder`] gives the whole encoder of a folder, tens of milliseconds a phrase (cargo feature
//! `bert`); [`Cached`] remembers its last answers. [`Phrases`] holds what we say of each trade and tells how
//! near each lies to a sentence.

#[cfg(feature = "bert")]
mod bert;
mod cache;
mod folder;
mod nearest;
mod pieces;
mod table;

use std::fmt::Debug;

pub use cache::Cached;
pub use folder::{FolderError, open_folder};
pub use nearest::Phrases;
pub use table::{StaticEncoder, TableError};

/// A vector of length one (all zeros for a text that says nothing).
pub type Vector = Vec<f32>;

/// Where a text comes from: some encoders read the two differently.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// What people say.
    Said,
    /// What we describe: labels, phrases.
    Described,
}

/// Turns texts into vectors, all of the same size. Shared between threads.
pub trait Encoder: Debug + Send + Sync {
    /// One vector for each text, in order.
    fn encode(&self, texts: &[&str], side: Side) -> Vec<Vector>;

    /// What one standard deviation of nearness above the mean of all trades adds to a trade's score.
    fn weight(&self) -> f32;
}

/// Brings a vector to length one; zeros stay zeros.
pub(crate) fn to_length_one(vector: &mut [f32]) {
    let length = vector.iter().map(|value| value * value).sum::<f32>().sqrt();
    if length > 0.0 {
        for value in vector {
            *value /= length;
        }
    }
}
