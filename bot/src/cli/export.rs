//! `tandem export`.

use tandem_store::{Miss, MissLabel};

use super::args::{ExportArgs, ExportKind};
use super::output::{json_line, line};
use super::{Edge, open};
use crate::config::Config;

/// Writes every row of a kind as a JSON line.
pub(super) async fn run(args: &ExportArgs, config: &Config, edge: &Edge) -> anyhow::Result<()> {
    let store = open::store(config, &edge.entropy).await?;
    match args.kind {
        ExportKind::Trainings => {
            for training in store.all_trainings().await? {
                json_line(&training)?;
            }
        }
        ExportKind::Employers => {
            let mut written = Ok(());
            store
                .each_employer(|employer| {
                    if written.is_ok() {
                        written = json_line(&employer);
                    }
                })
                .await?;
            written?;
        }
        ExportKind::Misses => misses(&store.labelled_misses().await?)?,
    }
    store.close().await;
    Ok(())
}

/// Sentences as models/data holds them: phrases of a trade, examples of an intent or of a topic.
fn misses(all: &[Miss]) -> std::io::Result<()> {
    let mut last = None;
    for miss in all {
        let Some(label) = miss.label else { continue };
        if last != Some(label) {
            for head in heads(label) {
                line(&head)?;
            }
            last = Some(label);
        }
        // a JSON string is a YAML string
        let text = serde_json::to_string(&miss.text).map_err(std::io::Error::other)?;
        line(&format!("    - {text} # {} fois", miss.times))?;
    }
    Ok(())
}

/// The lines above the sentences of a label.
fn heads(label: MissLabel) -> Vec<String> {
    let written = label.to_string();
    let name = written.split_once(':').map_or("", |(_, name)| name);
    let (key, list) = match label {
        MissLabel::Trade(_) => ("rome", "phrases"),
        MissLabel::Intent(_) => ("intent", "examples"),
        MissLabel::Topic(_) => ("topic", "examples"),
        MissLabel::Ignored => return Vec::new(),
    };
    vec![format!("- {key}: {name}"), format!("  {list}:")]
}
