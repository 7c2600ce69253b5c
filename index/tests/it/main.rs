//! Promises of tandem-index, on made-up supplies and on the real files.
#![expect(clippy::unwrap_used, reason = "a test says what it expects by failing")]

mod generations;
mod search_is_exact;
mod search_reads_french;
mod supplies;
