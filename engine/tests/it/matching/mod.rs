//! Matching: travel, reasons, ranking as a pure function, widening, pairs, diversity.

mod pairs;
mod properties;
mod reasons;
mod search;
mod supply;
mod travel;
mod understood;
mod wire;
