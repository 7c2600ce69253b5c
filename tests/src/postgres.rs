//! A PostgreSQL database of its own on the server that `tests/run` starts (`TEST_POSTGRES_URL`).

use std::process::Command;

use anyhow::{Context, ensure};
use uuid::Uuid;

/// A database that is gone with this value.
#[derive(Debug)]
pub struct PostgresDatabase {
    /// `postgres://…/name`.
    pub url: String,
    name: String,
    admin: String,
}

impl PostgresDatabase {
    /// A new one; `None`, said on stderr, when no server is named.
    ///
    /// # Errors
    /// When the server refuses.
    pub fn create() -> anyhow::Result<Option<Self>> {
        let Ok(admin) = std::env::var("TEST_POSTGRES_URL") else {
            eprintln!("TEST_POSTGRES_URL is not set: not run on PostgreSQL");
            return Ok(None);
        };
        let name = format!("tandem_{}", Uuid::now_v7().simple());
        let (server, _) = admin.rsplit_once('/').context("a database in the URL")?;
        let url = format!("{server}/{name}");
        psql(&admin, &format!("CREATE DATABASE {name}"))?;
        Ok(Some(Self { url, name, admin }))
    }

    /// Everything in it as SQL, but the rows of these tables.
    ///
    /// # Errors
    /// When `pg_dump` fails.
    pub fn dump_without(&self, tables: &[&str]) -> anyhow::Result<Vec<u8>> {
        let mut command = Command::new("pg_dump");
        command.args(["--dbname", &self.url, "--inserts"]);
        for table in tables {
            command.args(["--exclude-table-data", table]);
        }
        let dump = command.output().context("pg_dump")?;
        ensure!(
            dump.status.success(),
            "{}",
            String::from_utf8_lossy(&dump.stderr)
        );
        Ok(dump.stdout)
    }
}

impl Drop for PostgresDatabase {
    fn drop(&mut self) {
        let _the_server_stops_soon_anyway = psql(
            &self.admin,
            &format!("DROP DATABASE {} WITH (FORCE)", self.name),
        );
    }
}

fn psql(url: &str, sql: &str) -> anyhow::Result<()> {
    let done = Command::new("psql")
        .args([url, "-q", "-c", sql])
        .output()
        .context("psql")?;
    ensure!(
        done.status.success(),
        "{}",
        String::from_utf8_lossy(&done.stderr)
    );
    Ok(())
}
