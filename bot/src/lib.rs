//! The doors of Tandem: web chat, Telegram, mail, command line, and the workers behind them.
//!
//! Everything a person or a program sees of Tandem passes here: the binary `tandem` composes the
//! settings, the store, the index and the dialogue into an [`App`] and serves it.
//!
//! What it never does: decide what to say or propose (tandem-engine), write SQL (tandem-store),
//! read time or randomness outside [`clock`] and [`entropy`], log what a person wrote.
//!
//! **One more route**: a function in `web`, merged in its router. **One more mail**: a payload in
//! tandem-store, its text in `mail`. **One more command**: a variant in `cli` and a file beside it.
//! **One more setting**: a field in `config::sections` and its default in `defaults.toml`.
//! **One more worker**: a file in `workers`, started by its role.
//!
//! ```
//! use tandem_bot::config::{Overrides, load};
//!
//! let config = load(&Overrides::default(), [])?;
//! assert_eq!(config.server.public_url, "http://127.0.0.1:8080");
//! # Ok::<(), tandem_bot::config::ConfigError>(())
//! ```

pub mod app;
pub mod cli;
pub mod clock;
pub mod config;
pub mod demo;
pub mod entropy;
pub mod files;
pub mod health;
pub mod http_client;
pub mod indexer;
pub mod mail;
pub mod serve;
pub mod telegram;
pub mod typography;
pub mod wake;
pub mod web;
pub mod workers;

pub use app::App;
