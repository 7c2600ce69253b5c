//! `tandem index`, and publishing after an import.

use std::time::Instant;

use tandem_index::Generation;
use tandem_store::Store;

use super::args::IndexArgs;
use super::output::{json_line, line};
use super::{Edge, open};
use crate::config::Config;
use crate::indexer::{self, Build};

/// Builds a generation from what the store holds and makes it the current one.
pub(super) async fn run(args: &IndexArgs, config: &Config, edge: &Edge) -> anyhow::Result<()> {
    let store = open::store(config, &edge.entropy).await?;
    let started = Instant::now();
    let generation = publish(&store, config, edge).await?;
    let took_ms = u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX);
    store.close().await;
    if args.json {
        return json_line(&serde_json::json!({
            "generation": generation.name,
            "trainings": generation.counts.trainings,
            "employers": generation.counts.employers,
            "feed_position": generation.feed_position,
            "took_ms": took_ms,
        }));
    }
    line(&format!(
        "index {} publié : {} formations, {} employeurs, en {:.1} s",
        generation.name,
        generation.counts.trainings,
        generation.counts.employers,
        started.elapsed().as_secs_f64()
    ))?;
    Ok(())
}

/// Publishes a generation of what the store holds now.
pub(super) async fn publish(
    store: &Store,
    config: &Config,
    edge: &Edge,
) -> anyhow::Result<Generation> {
    let root = indexer::folder(config);
    let built = indexer::publish(store, root, Build::Always, &edge.clock, &edge.entropy).await?;
    built.ok_or_else(|| anyhow::anyhow!("l'index n'a pas été construit"))
}
