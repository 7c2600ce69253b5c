//! Importing the same rows again changes nothing.

use tandem_store::{Coverage, Import, ImportCounts};

use crate::support::{World, contract, employer, training};

contract![the_same_rows_change_nothing_and_missing_ones_go];

async fn the_same_rows_change_nothing_and_missing_ones_go(world: World) {
    let whole = Import {
        source: "test",
        coverage: Coverage::Whole,
    };
    let store = &world.store;
    let feed = store.feed_position().await.unwrap();
    let rows = || vec![training("open"), training("closed")];
    let again = store
        .import_trainings(rows(), whole, world.now)
        .await
        .unwrap();
    assert_eq!(
        again,
        ImportCounts {
            changed: 0,
            unchanged: 2,
            removed: 0
        }
    );
    assert_eq!(store.feed_position().await.unwrap(), feed);
    let mut changed = training("open");
    changed.title.push('!');
    let one = store.import_trainings(vec![changed.clone()], whole, world.now);
    assert_eq!(
        one.await.unwrap(),
        ImportCounts {
            changed: 1,
            unchanged: 0,
            removed: 1
        }
    );
    assert_eq!(store.all_trainings().await.unwrap(), [changed]);
    assert_eq!(store.feed_position().await.unwrap(), feed + 1);
    assert_eq!(
        store.employer(&employer("mail").siret).await.unwrap(),
        Some(employer("mail"))
    );
    assert!(store.forget_source("test", world.now).await.unwrap() >= 3);
    assert_eq!(store.supply_counts().await.unwrap().employers, 0);
}
