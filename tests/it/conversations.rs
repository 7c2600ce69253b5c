//! Conversations as files, each replayed at every door it names, with the same outcome.

use std::time::Instant;

use tandem_tests::conversation::all;
use tandem_tests::coverage::{Coverage, Reached, There};
use tandem_tests::readme::{PRINTED, README, printed};
use tandem_tests::replay::replay;
use tandem_tests::stage::Stage;

/// What no file can reach, and what proves it instead. Everything else must be reached.
const NOT_BY_A_FILE: [(&str, &str); 4] = [
    (
        "event flow_migrated",
        "needs another program: engine/tests/it/dialogue/versions.rs",
    ),
    (
        "said hold.expired",
        "needs a press within the second before the job: engine/store/tests/it/booking.rs",
    ),
    (
        "said link.closed",
        "needs a program without a bot: engine/tests/it/dialogue/booking.rs",
    ),
    (
        "said slot.none_to_move",
        "needs a calendar that fills up after a booking: engine/tests/it/dialogue/booking.rs",
    ),
];

#[tokio::test(flavor = "multi_thread")]
async fn every_conversation_goes_as_written_and_leaves_the_same_at_every_door() {
    let conversations = all().unwrap_or_else(|error| panic!("{error:#}"));
    let clock = &conversations[0].1.clock;
    let now = clock.parse().expect("an instant");
    let stage = Stage::around_metz(now)
        .await
        .unwrap_or_else(|error| panic!("{error:#}"));
    let mut wrong = Vec::new();
    let mut reached = Reached::default();
    let readme = std::fs::read_to_string(README).expect("README is there");
    for (name, conversation) in &conversations {
        let began = Instant::now();
        let mut first = None;
        for channel in &conversation.channels {
            let replay = replay(&stage, conversation, *channel)
                .await
                .unwrap_or_else(|error| panic!("{}: {error:#}", conversation.test));
            reached.add(replay.reached);
            let is_first = first.is_none();
            if is_first && PRINTED.contains(&name.as_str()) {
                let today = printed(&conversation.test, &replay.transcript.compact());
                if !readme.contains(&today) {
                    wrong.push(format!("README prints {name} otherwise than:\n{today}"));
                }
            }
            match replay.outcome {
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
        println!(
            "{:>6} ms  {}",
            began.elapsed().as_millis(),
            conversation.test
        );
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
    let coverage = Coverage::of(&There::of(&stage.app.flows), &reached);
    println!("{coverage}");
    let known: Vec<&str> = NOT_BY_A_FILE.iter().map(|(name, _)| *name).collect();
    assert_eq!(coverage.missed(), known, "{coverage}");
}
