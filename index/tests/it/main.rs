//! Promises of tandem-index, on made-up supplies and on the real files.
mod generations;
mod search_is_exact;
mod search_reads_french;
mod supplies;
