//! A fresh database per test: a file in a temporary folder, or a clone of a migrated template.

use sqlx::postgres::PgPoolOptions;
use sqlx::{AssertSqlSafe, Connection, PgConnection, SqliteConnection};
use tempfile::TempDir;

/// A database that is gone after the test.
pub(crate) struct Database {
    pub(crate) url: String,
    _folder: Option<TempDir>,
}

const TEMPLATE: &str = "tandem_store_template";
/// Tests of several processes make the template once.
const TEMPLATE_LOCK: i64 = 7_461_001;

impl Database {
    pub(crate) fn sqlite() -> Self {
        let folder = tempfile::tempdir().unwrap();
        Self {
            url: format!("sqlite:{}", folder.path().join("tandem.db").display()),
            _folder: Some(folder),
        }
    }

    /// Changes rows behind the store's back.
    pub(crate) async fn execute(&self, sql: &'static str) {
        if self.url.starts_with("sqlite") {
            let mut direct = SqliteConnection::connect(&self.url).await.unwrap();
            sqlx::query(sql).execute(&mut direct).await.unwrap();
        } else {
            let mut direct = PgConnection::connect(&self.url).await.unwrap();
            sqlx::query(sql).execute(&mut direct).await.unwrap();
        }
    }

    pub(crate) async fn postgres() -> Option<Self> {
        let server = std::env::var("TEST_POSTGRES_URL").ok()?;
        let mut admin = PgConnection::connect(&server).await.unwrap();
        sqlx::query("SELECT pg_advisory_lock($1)")
            .bind(TEMPLATE_LOCK)
            .execute(&mut admin)
            .await
            .unwrap();
        let known: Option<(String,)> =
            sqlx::query_as("SELECT datname FROM pg_database WHERE datname = $1")
                .bind(TEMPLATE)
                .fetch_optional(&mut admin)
                .await
                .unwrap();
        if known.is_none() {
            execute(&mut admin, format!("CREATE DATABASE {TEMPLATE}")).await;
        }
        let pool = PgPoolOptions::new()
            .max_connections(1)
            .connect(&at(&server, TEMPLATE))
            .await
            .unwrap();
        sqlx::migrate!("migrations/postgres")
            .run(&pool)
            .await
            .unwrap();
        pool.close().await;
        let name = format!("tandem_store_{}", uuid::Uuid::now_v7().simple());
        execute(
            &mut admin,
            format!("CREATE DATABASE {name} TEMPLATE {TEMPLATE}"),
        )
        .await;
        admin.close().await.unwrap();
        Some(Self {
            url: at(&server, &name),
            _folder: None,
        })
    }
}

async fn execute(connection: &mut PgConnection, sql: String) {
    sqlx::query(AssertSqlSafe(sql))
        .execute(connection)
        .await
        .unwrap();
}

/// The same server, another database.
fn at(server: &str, name: &str) -> String {
    let (before, options) = server.split_once('?').unwrap_or((server, ""));
    let host = before.rsplit_once('/').map_or(before, |(host, _)| host);
    if options.is_empty() {
        format!("{host}/{name}")
    } else {
        format!("{host}/{name}?{options}")
    }
}
