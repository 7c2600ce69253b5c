//! Search over one kind of document, three ways.
//!
//! - **by place** (`near`): trades and a circle, nearest first; nothing is read that cannot win.
//! - **as typed** (`typed`): every word whole, over the same lists.
//! - **as meant** (`words`): forms, synonyms and acronyms, most words, through Tantivy.
//!
//! All three end in the same order (`select`): best score, then nearest, then by key.

pub(crate) mod analyzer;
pub(crate) mod bytes;
pub(crate) mod document;
pub(crate) mod geo;
mod near;
mod row_fields;
mod rows;
pub(crate) mod schema;
mod select;
pub(crate) mod shelf;
pub(crate) mod spelling;
mod synonyms;
mod typed;
mod words;
pub(crate) mod write;
