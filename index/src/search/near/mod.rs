//! What is near: documents numbered along a curve, lists of them in that order, and walks that
//! look outward from a point.
//!
//! Neighbours on the map have neighbouring numbers ([`curve`]). So any list of documents, of a
//! trade or of a word, lies in order of place; every 32 of them carry a box, every eight boxes
//! a larger one ([`lists`]). A search opens the nearest box first and stops when the next one
//! is farther than the worst answer kept ([`walk`]): dense towns cost no more than villages.
//!
//! Tantivy's postings are left here, for they only go forward while this search goes outward
//! from the middle. One thread, release, trades + 30 km, top 20, whole items read
//! (`tandem bench`): see the table of README. The same questions through Tantivy's postings and
//! a distance for each document took 1,020 µs in the middle among 300,000 employers.

mod columns;
mod curve;
mod lists;
mod walk;

pub(crate) use columns::{Columns, Traits, column_parts};
pub(crate) use curve::along;
pub(crate) use lists::{Gathered, List, Lists, doc_of, entry, is_strong};
pub(crate) use walk::Walk;
