//! Conversations as files, each replayed at every door it names, with the same outcome.

use tandem_tests::conversation::{Conversation, read};
use tandem_tests::replay::replay;
use tandem_tests::stage::Stage;

fn files() -> Vec<Conversation> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/conversations");
    let mut paths: Vec<_> = std::fs::read_dir(folder)
        .expect("the folder is there")
        .map(|entry| entry.expect("readable").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "yml"))
        .collect();
    paths.sort();
    paths
        .iter()
        .map(|path| read(path).unwrap_or_else(|error| panic!("{error:#}")))
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn every_conversation_goes_as_written_and_leaves_the_same_at_every_door() {
    let conversations = files();
    assert!(!conversations.is_empty());
    let clock = &conversations[0].clock;
    let now = clock.parse().expect("an instant");
    let stage = Stage::around_metz(now)
        .await
        .unwrap_or_else(|error| panic!("{error:#}"));
    let mut wrong = Vec::new();
    for conversation in &conversations {
        let mut first = None;
        for channel in &conversation.channels {
            match replay(&stage, conversation, *channel).await {
                Ok(left) => {
                    let expected = first.get_or_insert_with(|| left.clone());
                    if left != *expected {
                        let test = &conversation.test;
                        wrong.push(format!(
                            "{test}, {channel:?} left {left:#?}, not {expected:#?}"
                        ));
                    }
                }
                Err(error) => wrong.push(format!("{error:#}")),
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}
