//! The current generation, swapped under readers without a lock.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use arc_swap::ArcSwap;

use super::CURRENT;
use super::manifest::Generation;
use crate::error::IndexError;
use crate::query::{Searcher, Tombstones};

/// What every reader holds: it hands out the searcher of the moment.
///
/// A searcher taken before a swap goes on answering from its own generation.
#[derive(Debug)]
pub struct Catalog {
    root: Option<PathBuf>,
    current: ArcSwap<Current>,
    /// Serialises refreshes and tombstones; never held while reading.
    writing: Mutex<Tombstones>,
}

#[derive(Debug)]
struct Current {
    generation: Option<Generation>,
    /// Without tombstones.
    whole: Searcher,
    /// What readers get.
    shown: Searcher,
}

impl Current {
    fn new(generation: Option<Generation>, whole: Searcher, tombstones: &Tombstones) -> Self {
        let shown = whole.without(tombstones);
        Self {
            generation,
            whole,
            shown,
        }
    }
}

impl Catalog {
    /// Opens the published generation. [`IndexError::NothingPublished`] and
    /// [`IndexError::Mismatch`] both mean: build one, then open again.
    pub fn open(root: impl Into<PathBuf>) -> Result<Self, IndexError> {
        let root = root.into();
        let (generation, searcher) = open_current(&root)?;
        let current = Current::new(Some(generation), searcher, &Tombstones::default());
        Ok(Self::holding(Some(root), current))
    }

    /// A catalogue without a folder, for tests and small supplies; refreshing changes nothing.
    pub fn in_memory(searcher: Searcher) -> Self {
        Self::holding(None, Current::new(None, searcher, &Tombstones::default()))
    }

    fn holding(root: Option<PathBuf>, current: Current) -> Self {
        Self {
            root,
            current: ArcSwap::from_pointee(current),
            writing: Mutex::default(),
        }
    }

    /// The searcher of the moment, tombstones applied.
    pub fn searcher(&self) -> Searcher {
        self.current.load().shown.clone()
    }

    /// The generation of the moment.
    pub fn generation(&self) -> Option<Generation> {
        self.current.load().generation.clone()
    }

    /// Takes the published generation if it is another one. On an error readers keep what
    /// they have. Answers the new generation, `None` when nothing changed.
    pub fn refresh(&self) -> Result<Option<Generation>, IndexError> {
        let Some(root) = &self.root else {
            return Ok(None);
        };
        let tombstones = self.writing.lock().unwrap_or_else(PoisonError::into_inner);
        let published = current_name(root)?;
        if self
            .current
            .load()
            .generation
            .as_ref()
            .is_some_and(|held| held.name == published)
        {
            return Ok(None);
        }
        let (generation, searcher) = open_current(root)?;
        let current = Current::new(Some(generation.clone()), searcher, &tombstones);
        self.current.store(current.into());
        Ok(Some(generation))
    }

    /// Hides exactly these documents from now on, in this generation and in later ones.
    pub fn hide(&self, tombstones: Tombstones) {
        let mut held = self.writing.lock().unwrap_or_else(PoisonError::into_inner);
        let current = self.current.load();
        let next = Current::new(
            current.generation.clone(),
            current.whole.clone(),
            &tombstones,
        );
        self.current.store(next.into());
        *held = tombstones;
    }
}

/// Name of the published generation of a root.
pub(super) fn current_name(root: &Path) -> Result<String, IndexError> {
    let path = root.join(CURRENT);
    match std::fs::read_to_string(&path) {
        Ok(name) => Ok(name.trim().to_owned()),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            Err(IndexError::NothingPublished(root.to_owned()))
        }
        Err(error) => Err(IndexError::io(path)(error)),
    }
}

fn open_current(root: &Path) -> Result<(Generation, Searcher), IndexError> {
    let folder = root.join(current_name(root)?);
    let generation = Generation::read_checked(&folder)?;
    let searcher = Searcher::open(&folder)?;
    Ok((generation, searcher))
}
