//! Replays conversations as files at the engine's door and prints what was said.
//!
//! `cargo run -p tandem-tests --example transcript [--readme] tests/conversations/01-….yml…`:
//! with `--readme`, as README prints them.

use std::path::Path;
use std::time::Instant;

use anyhow::Context;
use tandem_tests::conversation::{ChannelName, read};
use tandem_tests::coverage::{Coverage, Reached, There};
use tandem_tests::readme::printed;
use tandem_tests::replay::replay;
use tandem_tests::stage::Stage;

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let (options, paths): (Vec<String>, Vec<String>) = std::env::args()
        .skip(1)
        .partition(|argument| argument.starts_with("--"));
    let files = paths
        .iter()
        .map(|file| read(Path::new(file)))
        .collect::<anyhow::Result<Vec<_>>>()?;
    let first = files.first().context("name a file")?;
    let stage = Stage::around_metz(first.clock.parse()?).await?;
    let mut reached = Reached::default();
    for conversation in &files {
        let began = Instant::now();
        let replay = replay(&stage, conversation, ChannelName::Engine).await?;
        let test = &conversation.test;
        if options.is_empty() {
            println!("### {test}\n{}", replay.transcript.whole());
        } else {
            println!("{}", printed(test, &replay.transcript.compact()));
        }
        if let Err(error) = replay.outcome {
            println!("!!! {error:#}\n");
        }
        eprintln!("{:>6} ms  {test}", began.elapsed().as_millis());
        reached.add(replay.reached);
    }
    eprintln!("{}", Coverage::of(&There::of(&stage.app.flows), &reached));
    Ok(())
}
