//! Versions of the flow are kept, and a conversation names the one it began on first.

use tandem_engine::dialogue::{Flow, Flows};

use crate::support::{World, contract, drain, say};

contract![
    a_version_is_kept_once_by_its_content,
    the_first_event_of_a_conversation_names_its_version,
];

async fn a_version_is_kept_once_by_its_content(world: World) {
    let store = &world.store;
    let yaml = Flows::embedded_orientation();
    let other = yaml.replace("version: 1", "version: 2");
    for text in [yaml, &other, yaml] {
        let flow = Flow::parse("x.yml", text).unwrap();
        store.keep_flow(&flow, text, world.now).await.unwrap();
    }
    let mut kept = store.kept_flows().await.unwrap();
    kept.sort();
    let mut expected = vec![yaml.to_owned(), other];
    expected.sort();
    assert_eq!(kept, expected);
}

async fn the_first_event_of_a_conversation_names_its_version(world: World) {
    let id = world.conversation().await;
    say(&world, &id, "1", "salut").await;
    drain(&world.store, world.now).await;
    let export = world.store.export(&id).await.unwrap();
    let first = &export["events"][0]["what"];
    assert_eq!(first["event"], "flow_pinned");
    assert_eq!(first["flow"], Flows::embedded().orientation().hash);
}
