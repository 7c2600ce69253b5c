//! One SQL text, two databases: the pools, a transaction, and the arguments of a statement.
//!
//! A statement is a constant with `$n` placeholders, its arguments are listed by `args!`, its
//! rows derive `FromRow`. What differs between the two databases differs here, and in the twin
//! constants of the claims.

use std::time::Duration;

use jiff::Timestamp;
use sqlx::postgres::{PgConnectOptions, PgPool, PgPoolOptions, PgRow};
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteRow,
    SqliteSynchronous,
};
use sqlx::{AssertSqlSafe, FromRow, Postgres, Sqlite, Transaction};

use crate::StoreError;

/// Runs the same code on whichever database it is.
macro_rules! on {
    ($on:expr, $kind:ident, |$executor:ident| $body:expr) => {
        match $on {
            $kind::Sqlite($executor) => $body,
            $kind::Postgres($executor) => $body,
        }
    };
}

/// Arguments of a statement, in order.
macro_rules! args {
    ($($value:expr),* $(,)?) => {
        vec![$($crate::db::Value::from($value)),*]
    };
}
pub(crate) use args;

/// A value of one of the types of the portable subset.
#[derive(Debug, Clone)]
pub(crate) enum Value {
    Text(Option<String>),
    Int(Option<i64>),
    Bool(bool),
    Bytes(Option<Vec<u8>>),
}

macro_rules! value_from {
    ($($type:ty, $value:ident => $made:expr;)*) => {
        $(impl From<$type> for Value {
            fn from($value: $type) -> Self {
                $made
            }
        })*
    };
}

value_from! {
    &str, value => Self::Text(Some(value.to_owned()));
    String, value => Self::Text(Some(value));
    &String, value => Self::Text(Some(value.clone()));
    Option<String>, value => Self::Text(value);
    Option<&str>, value => Self::Text(value.map(str::to_owned));
    i64, value => Self::Int(Some(value));
    u32, value => Self::Int(Some(i64::from(value)));
    Option<i64>, value => Self::Int(value);
    bool, value => Self::Bool(value);
    Vec<u8>, value => Self::Bytes(Some(value));
    Option<Vec<u8>>, value => Self::Bytes(value);
    Timestamp, value => Self::Int(Some(value.as_millisecond()));
    Option<Timestamp>, value => Self::Int(value.map(Timestamp::as_millisecond));
}

macro_rules! bind_all {
    ($query:expr, $args:expr) => {{
        let mut query = $query;
        for value in $args {
            query = match value {
                Value::Text(text) => query.bind(text),
                Value::Int(number) => query.bind(number),
                Value::Bool(flag) => query.bind(flag),
                Value::Bytes(bytes) => query.bind(bytes),
            };
        }
        query
    }};
}

/// A row type that both databases can fill.
pub(crate) trait BothRows:
    for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin
{
}

impl<R> BothRows for R where
    R: for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin
{
}

/// A SQLite file has one writer and several readers: two pools.
#[derive(Debug, Clone)]
pub(crate) struct SqlitePools {
    writer: SqlitePool,
    reader: SqlitePool,
}

/// The database.
#[derive(Debug, Clone)]
pub(crate) enum Db {
    Sqlite(SqlitePools),
    Postgres(PgPool),
}

/// A transaction that may write.
#[derive(Debug)]
pub(crate) enum Tx {
    Sqlite(Transaction<'static, Sqlite>),
    Postgres(Transaction<'static, Postgres>),
}

impl Db {
    /// Connects and brings the tables up to date.
    pub(crate) async fn open(url: &str) -> Result<Self, StoreError> {
        let db = if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            Self::open_postgres(url).await?
        } else if let Some(path) = url.strip_prefix("sqlite:") {
            Self::open_sqlite(path.trim_start_matches("//")).await?
        } else {
            let scheme = url.split(':').next().unwrap_or_default();
            return Err(StoreError::UnknownDatabase {
                url: format!("{scheme}:…"),
            });
        };
        match &db {
            Self::Sqlite(pools) => {
                sqlx::migrate!("migrations/sqlite")
                    .run(&pools.writer)
                    .await?;
            }
            Self::Postgres(pool) => sqlx::migrate!("migrations/postgres").run(pool).await?,
        }
        Ok(db)
    }

    async fn open_sqlite(path: &str) -> Result<Self, StoreError> {
        let failed = StoreError::database("open the SQLite file");
        let is_memory = path == ":memory:";
        let options = SqliteConnectOptions::new()
            .filename(path)
            .in_memory(is_memory)
            .create_if_missing(true)
            .foreign_keys(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Normal)
            .busy_timeout(Duration::from_secs(5))
            .statement_cache_capacity(500)
            .pragma("temp_store", "memory")
            .pragma("cache_size", "-16000");
        let writer = SqlitePoolOptions::new()
            .max_connections(1)
            .min_connections(1)
            .max_lifetime(None)
            .idle_timeout(None)
            .acquire_timeout(Duration::from_secs(30))
            .connect_with(options.clone())
            .await
            .map_err(&failed)?;
        let reader = if is_memory {
            writer.clone()
        } else {
            SqlitePoolOptions::new()
                .max_connections(4)
                .connect_lazy_with(options.create_if_missing(false))
        };
        Ok(Self::Sqlite(SqlitePools { writer, reader }))
    }

    async fn open_postgres(url: &str) -> Result<Self, StoreError> {
        let failed = StoreError::database("connect to PostgreSQL");
        let options: PgConnectOptions = url.parse().map_err(&failed)?;
        let options = options
            .application_name("tandem")
            .statement_cache_capacity(500)
            .options([
                ("statement_timeout", "60s"),
                ("idle_in_transaction_session_timeout", "30s"),
            ]);
        let pool = PgPoolOptions::new()
            .max_connections(16)
            .acquire_timeout(Duration::from_secs(30))
            .connect_with(options)
            .await
            .map_err(&failed)?;
        Ok(Self::Postgres(pool))
    }

    /// Closes every connection.
    pub(crate) async fn close(&self) {
        match self {
            Self::Sqlite(pools) => {
                pools.reader.close().await;
                pools.writer.close().await;
            }
            Self::Postgres(pool) => pool.close().await,
        }
    }

    /// Begins a transaction that may write. On SQLite it takes the one writer at once.
    pub(crate) async fn begin(&self) -> Result<Tx, StoreError> {
        let failed = StoreError::database("begin a transaction");
        Ok(match self {
            Self::Sqlite(pools) => Tx::Sqlite(
                pools
                    .writer
                    .begin_with("BEGIN IMMEDIATE")
                    .await
                    .map_err(failed)?,
            ),
            Self::Postgres(pool) => Tx::Postgres(pool.begin().await.map_err(failed)?),
        })
    }

    /// Begins a transaction that only reads.
    pub(crate) async fn begin_read(&self) -> Result<Tx, StoreError> {
        let failed = StoreError::database("begin a transaction");
        Ok(match self {
            Self::Sqlite(pools) => Tx::Sqlite(pools.reader.begin().await.map_err(failed)?),
            Self::Postgres(pool) => Tx::Postgres(pool.begin().await.map_err(failed)?),
        })
    }

    /// All rows of a reading statement, outside any transaction.
    pub(crate) async fn all<R: BothRows>(
        &self,
        sql: &'static str,
        args: Vec<Value>,
    ) -> Result<Vec<R>, StoreError> {
        match self {
            Self::Sqlite(pools) => {
                bind_all!(sqlx::query_as(sql), args)
                    .fetch_all(&pools.reader)
                    .await
            }
            Self::Postgres(pool) => bind_all!(sqlx::query_as(sql), args).fetch_all(pool).await,
        }
        .map_err(StoreError::database(sql))
    }

    /// The only row, if any, of a reading statement.
    pub(crate) async fn optional<R: BothRows>(
        &self,
        sql: &'static str,
        args: Vec<Value>,
    ) -> Result<Option<R>, StoreError> {
        Ok(self.all(sql, args).await?.pop())
    }
}

impl Tx {
    /// All rows.
    pub(crate) async fn all<R: BothRows>(
        &mut self,
        sql: &'static str,
        args: Vec<Value>,
    ) -> Result<Vec<R>, StoreError> {
        on!(self, Self, |tx| bind_all!(sqlx::query_as(sql), args)
            .fetch_all(&mut **tx)
            .await)
        .map_err(StoreError::database(sql))
    }

    /// The only row, if any.
    pub(crate) async fn optional<R: BothRows>(
        &mut self,
        sql: &'static str,
        args: Vec<Value>,
    ) -> Result<Option<R>, StoreError> {
        Ok(self.all(sql, args).await?.pop())
    }

    /// Rows written.
    pub(crate) async fn execute(
        &mut self,
        sql: &'static str,
        args: Vec<Value>,
    ) -> Result<u64, StoreError> {
        on!(self, Self, |tx| bind_all!(sqlx::query(sql), args)
            .execute(&mut **tx)
            .await
            .map(|done| done.rows_affected()))
        .map_err(StoreError::database(sql))
    }

    /// Rows written by `INSERT … VALUES` of many rows: `head` ends before the first row, `tail`
    /// follows the last, every row has `width` values.
    pub(crate) async fn insert_many(
        &mut self,
        head: &'static str,
        tail: &'static str,
        width: usize,
        args: Vec<Value>,
    ) -> Result<u64, StoreError> {
        let mut sql = String::with_capacity(head.len() + args.len() * 6);
        sql.push_str(head);
        for index in 0..args.len() {
            sql.push_str(match (index, index % width) {
                (0, _) => " (",
                (_, 0) => "), (",
                _ => ", ",
            });
            sql.push('$');
            sql.push_str(&(index + 1).to_string());
        }
        sql.push_str(") ");
        sql.push_str(tail);
        // `head` and `tail` are constants, what stands between is placeholders
        on!(self, Self, |tx| bind_all!(
            sqlx::query(AssertSqlSafe(sql)),
            args
        )
        .execute(&mut **tx)
        .await
        .map(|done| done.rows_affected()))
        .map_err(StoreError::database(head))
    }

    /// The statement of this database out of two that differ.
    pub(crate) fn twin(&self, sqlite: &'static str, postgres: &'static str) -> &'static str {
        match self {
            Self::Sqlite(_) => sqlite,
            Self::Postgres(_) => postgres,
        }
    }

    /// Makes everything done so far happen.
    pub(crate) async fn commit(self) -> Result<(), StoreError> {
        on!(self, Self, |tx| tx.commit().await).map_err(StoreError::database("commit"))
    }

    /// Makes nothing of it happen.
    pub(crate) async fn rollback(self) -> Result<(), StoreError> {
        on!(self, Self, |tx| tx.rollback().await).map_err(StoreError::database("roll back"))
    }
}
