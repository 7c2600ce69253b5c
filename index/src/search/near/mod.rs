//! What is near: documents numbered along a curve, lists of them in that order, and walks that
//! look outward from a point.
//!
//! Neighbours on the map have neighbouring numbers ([`curve`]). So any list of documents, of a
//! trade or of a word, lies in order of place; every 32 of them carry a box, every eight boxes
//! a larger one ([`lists`]). A search opens the nearest box first and stops when the next one
//! is farther than the worst answer kept ([`walk`]): dense towns cost no more than villages.
//!
//! Tantivy's postings are left here, for they only go forward while this search goes outward
//! from the middle. Measured on one million employers, trades + 30 km, top 20, one thread, in
//! one run: 46 µs in the middle and 77 µs at the slowest twentieth here (`tandem bench`, whole
//! items read), 3,783 and 10,040 µs for plain Tantivy asked from Python (a box, no distance).

mod columns;
mod curve;
mod lists;
mod walk;

pub(crate) use columns::{Columns, Traits, column_parts};
pub(crate) use curve::along;
pub(crate) use lists::{Gathered, List, Lists, doc_of, entry, is_strong};
pub(crate) use walk::Walk;
