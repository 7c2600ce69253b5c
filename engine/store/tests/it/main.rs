//! The contract of the store: every act on SQLite always, and on PostgreSQL when
//! `TEST_POSTGRES_URL` names a server (`postgres://user@host:port/postgres`).
//!
//! A test is an async function on a [`support::World`]; `contract!` makes one test of it per
//! database.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod support;

mod accounts;
mod booking;
mod flows;
mod handovers;
mod imports;
mod leads;
mod misses;
mod nodes;
mod privacy;
mod race;
mod schema;
mod turns;
