//! The binary `tandem`: see `tandem --help`.

use std::process::ExitCode;

fn main() -> ExitCode {
    tandem_bot::cli::main()
}
