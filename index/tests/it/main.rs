//! Promises of tandem-index, on made-up supplies and on the real files.
#![expect(clippy::unwrap_used, reason = "a test says what it expects by failing")]

mod generations;
mod import_catalogue;
mod import_employers;
mod import_reference;
mod import_refuses;
mod imports;
mod rows;
mod search_is_exact;
mod search_of_worlds;
mod search_reads_french;
mod suggests;
mod supplies;
