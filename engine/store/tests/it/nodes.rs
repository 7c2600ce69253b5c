//! Two processes on one database: hints from one to the other, and imports that meet.

use std::time::Duration;

use sqlx::{Connection, PgConnection};
use tandem_store::{Coverage, Hint, Import};

use crate::support::{World, contract, run_on_postgres, training};

contract![imports_of_two_processes_each_move_the_feed];

#[test]
fn what_one_process_tells_the_other_hears_at_once_and_itself_not() {
    run_on_postgres(|world| async move {
        let other = world.another_process().await;
        let mut here = world.store.listen("here").await.unwrap().unwrap();
        let mut there = other.listen("there").await.unwrap().unwrap();
        // more than one notification holds
        let mut told = vec![Hint::Inbox];
        for _ in 0..150 {
            told.push(Hint::Said(world.conversation().await));
        }
        world.store.tell("here", &told).await.unwrap();
        let mut heard = Vec::new();
        while heard.len() < told.len() {
            let next = tokio::time::timeout(Duration::from_secs(5), there.next());
            heard.extend(next.await.expect("told at once").unwrap());
        }
        assert_eq!(heard, told);
        other.tell("there", &[Hint::Outbox]).await.unwrap();
        let next = tokio::time::timeout(Duration::from_secs(5), here.next());
        assert_eq!(
            next.await.unwrap().unwrap(),
            [Hint::Outbox],
            "its own were skipped"
        );
    });
}

#[test]
fn a_lost_connection_is_made_again_and_everything_is_looked_at() {
    run_on_postgres(|world| async move {
        let mut listener = world.store.listen("here").await.unwrap().unwrap();
        let mut admin = PgConnection::connect(&world.database().url).await.unwrap();
        sqlx::query(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity \
             WHERE datname = current_database() AND query LIKE 'LISTEN%' AND pid <> pg_backend_pid()",
        )
        .execute(&mut admin)
        .await
        .unwrap();
        // the end of the connection may come as an error first: the caller listens again
        let mut looked = None;
        for _ in 0..5 {
            let next = tokio::time::timeout(Duration::from_secs(5), listener.next());
            if let Ok(hints) = next.await.expect("the loss is seen") {
                looked = Some(hints);
                break;
            }
        }
        assert_eq!(looked, Some(vec![Hint::Inbox, Hint::Outbox]));
        world.store.tell("there", &[Hint::Outbox]).await.unwrap();
        let next = tokio::time::timeout(Duration::from_secs(5), listener.next());
        assert_eq!(next.await.unwrap().unwrap(), [Hint::Outbox]);
    });
}

#[test]
fn a_slow_import_holds_back_a_faster_one_so_that_no_change_is_skipped() {
    run_on_postgres(|world| async move {
        let before = world.store.feed_position().await.unwrap();
        // a slow transaction that has taken its position and not yet shown its rows
        let mut slow = PgConnection::connect(&world.database().url).await.unwrap();
        let mut slow = slow.begin().await.unwrap();
        let taken: (i64,) = sqlx::query_as(
            "UPDATE counters SET value = value + 1 WHERE name = 'supply' RETURNING value",
        )
        .fetch_one(&mut *slow)
        .await
        .unwrap();
        assert_eq!(taken.0, before + 1);
        let other = world.another_process().await;
        let now = world.now;
        let fast = tokio::spawn(async move { changed(&other, "fast", now).await });
        tokio::time::sleep(Duration::from_millis(300)).await;
        assert!(
            !fast.is_finished(),
            "it went past a change nobody can see yet"
        );
        assert_eq!(world.store.feed_position().await.unwrap(), before);
        slow.commit().await.unwrap();
        fast.await.unwrap();
        assert_eq!(world.store.feed_position().await.unwrap(), before + 2);
    });
}

async fn imports_of_two_processes_each_move_the_feed(world: World) {
    let before = world.store.feed_position().await.unwrap();
    let other = world.another_process().await;
    tokio::join!(
        changed(&world.store, "one", world.now),
        changed(&other, "two", world.now)
    );
    assert_eq!(other.feed_position().await.unwrap(), before + 2);
    let trainings = world.store.all_trainings().await.unwrap();
    for source in ["one", "two"] {
        assert!(trainings.iter().any(|row| row.title == source), "{source}");
    }
}

/// One training of that source, by its title.
async fn changed(store: &tandem_store::Store, source: &str, now: jiff::Timestamp) {
    let mut row = training(source);
    row.title = source.to_owned();
    let import = Import {
        source,
        coverage: Coverage::Whole,
    };
    let counts = store
        .import_trainings(vec![row], import, now)
        .await
        .unwrap();
    assert_eq!(counts.changed, 1);
}
