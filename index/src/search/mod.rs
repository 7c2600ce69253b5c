//! Search over one kind of document: words through Tantivy, the rest through plain columns.
//!
//! Words, trades and codes are postings. Levels and points are two arrays beside them, read
//! once when an index is opened: a candidate costs one comparison for its level, two for the
//! box around the circle, and a haversine only inside that box. No range query is needed, and
//! nothing of the geography touches the score.

pub(crate) mod analyzer;
mod columns;
pub(crate) mod document;
pub(crate) mod geo;
mod items;
pub(crate) mod schema;
pub(crate) mod shelf;
mod synonyms;
mod words;

pub(crate) use items::write_items;
