//! Logs to stderr: what happened, never what a person wrote.

use std::io::{self, IsTerminal};

use tracing_subscriber::EnvFilter;
use tracing_subscriber::fmt;

use super::args::Command;
use crate::config::{LogConfig, LogFormat};

/// How much is said besides the answer of the command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Loudness {
    /// What the settings say: a server.
    Settings,
    /// Warnings only: a command whose output is its answer.
    Warnings,
}

impl Loudness {
    /// The loudness of a command.
    pub(super) fn of(command: &Command) -> Self {
        match command {
            Command::Serve(_) => Self::Settings,
            _ => Self::Warnings,
        }
    }
}

/// Sends the program's events to stderr. A filter that cannot be read falls back to `info`.
pub(super) fn start(config: &LogConfig, loudness: Loudness) {
    let filter = match loudness {
        Loudness::Settings => config.filter.as_str(),
        Loudness::Warnings => "warn",
    };
    let filter = EnvFilter::try_new(filter).unwrap_or_else(|_| EnvFilter::new("info"));
    let lines = fmt()
        .with_env_filter(filter)
        .with_ansi(io::stderr().is_terminal())
        .with_writer(io::stderr);
    // A second start in one process (tests) keeps the first.
    let _ = match config.format {
        LogFormat::Text => lines.with_target(false).try_init(),
        LogFormat::Json => lines.json().flatten_event(true).try_init(),
    };
}
