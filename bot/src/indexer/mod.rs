//! Index generations: built from the supply, published, picked up by running servers.

use std::path::{Path, PathBuf};

use jiff::Timestamp;
use tandem_index::{Employer, Generation, GenerationWriter, IndexError, Training};

use crate::config::Config;

/// Where generations are kept: `index/` of the data folder.
pub fn folder(config: &Config) -> PathBuf {
    config.data.dir.join("index")
}

/// What a generation is made of.
#[derive(Debug)]
pub struct Supply {
    /// Trainings.
    pub trainings: Vec<Training>,
    /// Employers with their offers.
    pub employers: Vec<Employer>,
    /// Position of the change feed that was read.
    pub feed_position: i64,
}

/// Builds a generation beside the others, makes it the current one, and removes those before the
/// one it replaces. `mark` keeps two builds of one second apart.
///
/// # Errors
/// When the folder cannot be written.
pub fn publish(
    root: &Path,
    supply: Supply,
    now: Timestamp,
    mark: u64,
) -> Result<Generation, IndexError> {
    let writer = GenerationWriter::new(root)?;
    let replaced = current(root);
    let name = format!("{}-{:04x}", now.strftime("%Y%m%d-%H%M%S"), mark & 0xffff);
    let built = writer.build(
        &name,
        supply.trainings,
        supply.employers,
        supply.feed_position,
    )?;
    writer.publish(&name)?;
    // Readers that have not looked yet still hold the one before.
    let kept: Vec<&str> = replaced.as_deref().into_iter().collect();
    writer.remove_others(&kept)?;
    Ok(built)
}

/// Name of the published generation, if there is one.
fn current(root: &Path) -> Option<String> {
    std::fs::read_to_string(root.join("current"))
        .ok()
        .map(|name| name.trim().to_owned())
}
