//! Builds and publishes generations.

use std::fs;
use std::path::{Path, PathBuf};

use super::manifest::{Counts, Generation};
use super::{CURRENT, MANIFEST};
use crate::error::IndexError;
use crate::search::document::Indexed;
use crate::search::write::write_folder;
use crate::supply::{Employer, Training};

/// Writes generations under a root folder. One writer at a time per root.
#[derive(Debug, Clone)]
pub struct GenerationWriter {
    root: PathBuf,
}

impl GenerationWriter {
    /// A writer; the root is made when missing.
    pub fn new(root: impl Into<PathBuf>) -> Result<Self, IndexError> {
        let root = root.into();
        fs::create_dir_all(&root).map_err(IndexError::io(&root))?;
        Ok(Self { root })
    }

    /// Builds a generation, without publishing it. The name is the caller's (no clock is read
    /// here): letters, digits, `-` and `_`. Of several documents of one key the last is kept.
    /// Readers of other generations are not disturbed; a crash leaves only a hidden folder,
    /// cleared by the next build of that name.
    pub fn build(
        &self,
        name: &str,
        trainings: Vec<Training>,
        employers: Vec<Employer>,
        feed_position: i64,
    ) -> Result<Generation, IndexError> {
        let is_plain = !name.is_empty()
            && name
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'));
        if !is_plain || name == CURRENT {
            return Err(IndexError::Name(name.to_owned()));
        }
        let finished = self.root.join(name);
        if finished.exists() {
            return Err(IndexError::Exists(name.to_owned()));
        }
        let part = self.root.join(format!(".{name}.part"));
        if part.exists() {
            fs::remove_dir_all(&part).map_err(IndexError::io(&part))?;
        }
        let counts = Counts {
            trainings: write_shelf(&part.join("trainings"), trainings)?,
            employers: write_shelf(&part.join("employers"), employers)?,
        };
        let generation = Generation::describe(&part, name, feed_position, counts)?;
        let manifest = part.join(MANIFEST);
        fs::write(&manifest, serde_json::to_vec_pretty(&generation)?)
            .map_err(IndexError::io(&manifest))?;
        fs::rename(&part, &finished).map_err(IndexError::io(&finished))?;
        Ok(generation)
    }

    /// Makes a generation the current one: readers take it at their next refresh.
    pub fn publish(&self, name: &str) -> Result<(), IndexError> {
        Generation::read_checked(&self.root.join(name))?;
        let next = self.root.join(".current.part");
        fs::write(&next, name).map_err(IndexError::io(&next))?;
        let current = self.root.join(CURRENT);
        fs::rename(&next, &current).map_err(IndexError::io(&current))
    }

    /// Removes all generations but the current one and those named. Files that a reader still
    /// holds open stay readable to it until it lets go.
    pub fn remove_others(&self, kept: &[&str]) -> Result<Vec<String>, IndexError> {
        let current = super::catalog::current_name(&self.root)?;
        let mut removed = Vec::new();
        for entry in fs::read_dir(&self.root).map_err(IndexError::io(&self.root))? {
            let path = entry.map_err(IndexError::io(&self.root))?.path();
            let name = path
                .file_name()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned();
            let is_kept = name == current || kept.contains(&name.as_str());
            if is_kept || !path.join(MANIFEST).is_file() {
                continue;
            }
            fs::remove_dir_all(&path).map_err(IndexError::io(&path))?;
            removed.push(name);
        }
        removed.sort_unstable();
        Ok(removed)
    }
}

fn write_shelf<T: Indexed>(folder: &Path, items: Vec<T>) -> Result<usize, IndexError> {
    fs::create_dir_all(folder).map_err(IndexError::io(folder))?;
    write_folder(folder, items)
}
