//! The command line as its users meet it: real processes, real files.

mod cli;
mod help;
mod imports;
mod json_lines;
mod serving;
