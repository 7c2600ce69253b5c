//! Index generations: built from the supply, published, picked up by running servers.

use std::fs::File;
use std::path::{Path, PathBuf};

use anyhow::Context;
use tandem_index::{Generation, GenerationWriter};
use tandem_store::Store;
use tracing::info;

use crate::clock::Clock;
use crate::config::Config;
use crate::entropy::Entropy;

/// Where generations are kept: `index/` of the data folder.
pub fn folder(config: &Config) -> PathBuf {
    config.data.dir.join("index")
}

/// When to build.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Build {
    /// Only when the supply changed since the published generation.
    IfBehind,
    /// In any case.
    Always,
}

/// Builds a generation from the supply and makes it the current one. One process at a time: the
/// next one waits, then sees that there is nothing left to do. `None`: it was up to date.
///
/// # Errors
/// When the supply cannot be read or the folder cannot be written.
pub async fn publish(
    store: &Store,
    root: PathBuf,
    build: Build,
    clock: &Clock,
    entropy: &Entropy,
) -> anyhow::Result<Option<Generation>> {
    let locked = root.clone();
    let _lock = tokio::task::spawn_blocking(move || lock(&locked)).await??;
    // Read before the supply: what changes meanwhile is seen as a change.
    let feed_position = store.feed_position().await?;
    if build == Build::IfBehind
        && published(&root).is_some_and(|held| held.feed_position >= feed_position)
    {
        return Ok(None);
    }
    let trainings = store.all_trainings().await?;
    let mut employers = Vec::new();
    store
        .each_employer(|employer| employers.push(employer))
        .await?;
    // The mark keeps two builds of one second apart.
    let name = format!(
        "{}-{:04x}",
        clock.now().strftime("%Y%m%d-%H%M%S"),
        entropy.seed() & 0xffff
    );
    let generation = tokio::task::spawn_blocking(move || {
        let writer = GenerationWriter::new(&root)?;
        let replaced = published(&root).map(|held| held.name);
        let generation = writer.build(&name, trainings, employers, feed_position)?;
        writer.publish(&name)?;
        // Readers that have not looked yet still hold the one before.
        let kept: Vec<&str> = replaced.as_deref().into_iter().collect();
        writer.remove_others(&kept)?;
        Ok::<_, tandem_index::IndexError>(generation)
    })
    .await?
    .context("l'index n'a pas pu être construit")?;
    info!(
        generation.name = generation.name,
        trainings.count = generation.counts.trainings,
        employers.count = generation.counts.employers,
        "generation published"
    );
    Ok(Some(generation))
}

/// The published generation as its manifest tells it, unchecked; `None` when there is none that
/// this program can read.
pub fn published(root: &Path) -> Option<Generation> {
    let name = std::fs::read_to_string(root.join("current")).ok()?;
    let manifest = std::fs::read(root.join(name.trim()).join("manifest.json")).ok()?;
    serde_json::from_slice(&manifest).ok()
}

/// The right to build, until the file is dropped.
fn lock(root: &Path) -> anyhow::Result<File> {
    std::fs::create_dir_all(root)
        .with_context(|| format!("{} ne peut pas être créé", root.display()))?;
    let file = File::create(root.join(".lock"))?;
    file.lock()?;
    Ok(file)
}
