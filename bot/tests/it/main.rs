//! The command line as its users meet it: real processes, real files.
#![expect(
    clippy::unwrap_used,
    reason = "a helper that cannot go on fails its test"
)]

mod bench;
mod check_flows;
mod cli;
mod doctor;
mod evaluate;
mod help;
mod imports;
mod json_lines;
mod serving;
