//! Both folders of migrations make the same tables.

use std::collections::BTreeSet;

use sqlx::{Connection, PgConnection, SqliteConnection};

use crate::support::{Database, World};

#[test]
fn both_databases_have_the_same_tables_and_columns() {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(async {
        let Some(postgres) = Database::postgres().await else {
            eprintln!("TEST_POSTGRES_URL is not set: not compared");
            return;
        };
        let lite = World::on(Database::sqlite()).await;
        assert_eq!(
            columns_of_sqlite(&lite.database().url).await,
            columns_of_postgres(&postgres.url).await
        );
    });
}

#[test]
fn both_folders_have_the_same_files() {
    let names = |folder: &str| -> BTreeSet<String> {
        let path = format!("{}/migrations/{folder}", env!("CARGO_MANIFEST_DIR"));
        std::fs::read_dir(path)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect()
    };
    assert_eq!(names("sqlite"), names("postgres"));
    assert!(!names("sqlite").is_empty());
}

type Column = (String, String);

async fn columns_of_sqlite(url: &str) -> BTreeSet<Column> {
    let path = url.replacen("sqlite:", "sqlite://", 1);
    let mut connection = SqliteConnection::connect(&path).await.unwrap();
    let rows: Vec<Column> = sqlx::query_as(
        "SELECT tables.name, columns.name FROM sqlite_master AS tables \
         JOIN pragma_table_info(tables.name) AS columns WHERE tables.type = 'table' \
         AND tables.name NOT LIKE 'sqlite_%' AND tables.name NOT LIKE '_sqlx%'",
    )
    .fetch_all(&mut connection)
    .await
    .unwrap();
    rows.into_iter().collect()
}

async fn columns_of_postgres(url: &str) -> BTreeSet<Column> {
    let mut connection = PgConnection::connect(url).await.unwrap();
    let rows: Vec<Column> = sqlx::query_as(
        "SELECT table_name::TEXT, column_name::TEXT FROM information_schema.columns \
         WHERE table_schema = 'public' AND table_name NOT LIKE '\\_sqlx%'",
    )
    .fetch_all(&mut connection)
    .await
    .unwrap();
    rows.into_iter().collect()
}
