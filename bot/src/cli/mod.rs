//! The command line: one file a command. Exit codes: 0 done, 1 failed, 2 wrong use.

mod args;
mod check_flows;
mod logs;
mod matching;
mod output;
mod search;
mod sources;
mod understand;

use std::process::ExitCode;

use anyhow::Context;
use clap::Parser;
use tandem_index::Catalog;

use crate::clock::Clock;
use crate::config::{Config, load};
use crate::indexer;
use args::{Cli, Command, ServeArgs};
use output::Answered;

/// Failed: what was asked could not be done.
const FAILED: u8 = 1;

/// Runs the command of this process.
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    let outcome = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(anyhow::Error::from)
        .and_then(|runtime| {
            let outcome = runtime.block_on(run(cli));
            // What still runs (a blocking read of stdin) must not keep the process alive.
            runtime.shutdown_background();
            outcome
        });
    match outcome {
        Ok(code) => code,
        Err(error) if output::is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("Erreur : {error:#}");
            ExitCode::from(FAILED)
        }
    }
}

async fn run(cli: Cli) -> anyhow::Result<ExitCode> {
    let mut overrides = cli.common.overrides();
    let command = cli
        .command
        .unwrap_or_else(|| Command::Serve(ServeArgs::default()));
    if let Command::Serve(serve) = &command {
        overrides.listen = serve.listen;
        overrides.roles.clone_from(&serve.roles);
    }
    let environment = std::env::vars_os()
        .filter_map(|(key, value)| key.into_string().ok().zip(value.into_string().ok()));
    let config = load(&overrides, environment)?;
    execute(command, config).await
}

async fn execute(command: Command, config: Config) -> anyhow::Result<ExitCode> {
    let clock = Clock::machine();
    Ok(match command {
        Command::Understand => code(understand::run(clock.today())?),
        Command::Search => code(search::run(&open_catalog(&config)?.searcher())?),
        Command::CheckFlows(args) => {
            check_flows::run(&args.files)?;
            ExitCode::SUCCESS
        }
        _ => {
            logs::start(&config.log);
            anyhow::bail!("commande en construction")
        }
    })
}

/// The published index of the data folder.
fn open_catalog(config: &Config) -> anyhow::Result<Catalog> {
    Catalog::open(indexer::folder(config)).context(
        "l'index ne peut pas être ouvert : `tandem demo` ou `tandem import`, puis `tandem index`",
    )
}

fn code(answered: Answered) -> ExitCode {
    match answered {
        Answered::All => ExitCode::SUCCESS,
        Answered::SomeRefused => ExitCode::from(FAILED),
    }
}
