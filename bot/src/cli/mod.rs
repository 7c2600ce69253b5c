//! The command line: one file a command. Exit codes: 0 done, 1 failed, 2 wrong use.

mod args;
mod bench;
mod chat;
mod check_flows;
mod demo;
mod doctor;
mod evaluate;
mod export;
mod import;
mod index;
mod logs;
mod lookups;
mod matching;
pub mod open;
mod output;
mod purge;
mod search;
mod serve;
mod sources;
mod understand;

use std::process::ExitCode;

use clap::Parser;

use crate::clock::Clock;
use crate::config::{Config, load};
use crate::entropy::Entropy;
use args::{Cli, Command, MatchArgs, ServeArgs};
use doctor::Verdict;
use logs::Loudness;
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

/// Where time and randomness enter a command.
#[derive(Debug, Clone)]
pub struct Edge {
    /// Time.
    pub clock: Clock,
    /// Randomness.
    pub entropy: Entropy,
}

async fn execute(command: Command, config: Config) -> anyhow::Result<ExitCode> {
    let edge = Edge {
        clock: Clock::machine(),
        entropy: Entropy::from_system(),
    };
    logs::start(&config.log, Loudness::of(&command));
    match command {
        Command::Serve(_) => serve::run(config, edge).await?,
        Command::Import(args) => import::run(&args, &config, &edge).await?,
        Command::Index(args) => index::run(&args, &config, &edge).await?,
        Command::Understand => {
            let understander = open::reader(&config, &edge.entropy).await?;
            return Ok(code(understand::run(&understander, edge.clock.today())?));
        }
        Command::Evaluate(args) => {
            let understander = open::reader(&config, &edge.entropy).await?;
            evaluate::run(&args, &understander, edge.clock.today())?;
        }
        Command::Search => {
            return Ok(code(search::run(&open::catalog(&config)?.searcher())?));
        }
        Command::Match(args) => return matched(&args, &config, &edge).await,
        Command::Bench(args) => return Ok(code(bench::run(&args)?)),
        Command::Chat(args) => {
            let catalog = open::catalog(&config)?;
            let store = open::store(&config, &edge.entropy).await?;
            let understander = open::listener(&config, &store).await?;
            let app = open::app(config, edge, store, catalog, understander).await?;
            chat::run(&args, &app).await?;
        }
        Command::Demo => demo::run(&config, &edge).await?,
        Command::Doctor => match doctor::run(&config, &edge).await? {
            Verdict::Sound => {}
            Verdict::Wrong => return Ok(ExitCode::from(FAILED)),
        },
        Command::Purge(args) => purge::run(&args, &config, &edge).await?,
        Command::Export(args) => export::run(&args, &config, &edge).await?,
        Command::CheckFlows(args) => check_flows::run(&args.files)?,
    }
    Ok(ExitCode::SUCCESS)
}

async fn matched(args: &MatchArgs, config: &Config, edge: &Edge) -> anyhow::Result<ExitCode> {
    let searcher = open::catalog(config)?.searcher();
    let store = open::store(config, &edge.entropy).await?;
    let understander = open::listener(config, &store).await?;
    let bookable = store.bookable_centres().await?;
    let today = edge.clock.today();
    matching::run(&searcher, &understander, &bookable, today, args.limit).map(code)
}

fn code(answered: Answered) -> ExitCode {
    match answered {
        Answered::All => ExitCode::SUCCESS,
        Answered::SomeRefused => ExitCode::from(FAILED),
    }
}
