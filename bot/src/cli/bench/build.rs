//! The index of a bench folder.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use tandem_index::{Employer, GenerationWriter, Training};

use super::shape::{EmployerRow, TrainingRow, read};

/// Name of the one generation.
const NAME: &str = "bench";

/// Reads trainings and employers, builds their index under a root and publishes it.
pub(super) fn run(folder: &Path, root: &Path) -> anyhow::Result<()> {
    let mut trainings: Vec<Training> = Vec::new();
    let mut employers: Vec<Employer> = Vec::new();
    std::thread::scope(|scope| {
        let reading = scope.spawn(|| {
            read(folder, "trainings", |row: TrainingRow| {
                trainings.push(row.into());
                Ok(())
            })
        });
        read(folder, "employers", |row: EmployerRow| {
            employers.push(row.try_into()?);
            Ok(())
        })?;
        reading
            .join()
            .unwrap_or_else(|panic| std::panic::resume_unwind(panic))
    })?;
    let expected = (trainings.len(), employers.len());
    let writer = GenerationWriter::new(root)?;
    let built = writer.build(NAME, trainings, employers, 0)?;
    let counts = (built.counts.trainings, built.counts.employers);
    anyhow::ensure!(
        counts == expected,
        "{expected:?} lignes mais {counts:?} clés distinctes"
    );
    writer.publish(NAME)?;
    Ok(())
}

/// A folder of its own, gone when closed or dropped.
pub(super) struct TemporaryFolder(PathBuf);

/// A folder named after this process.
pub(super) fn temporary_folder() -> anyhow::Result<TemporaryFolder> {
    let path = std::env::temp_dir().join(format!("tandem-bench-{}", std::process::id()));
    fs::create_dir(&path).with_context(|| path.display().to_string())?;
    Ok(TemporaryFolder(path))
}

impl TemporaryFolder {
    /// Where it is.
    pub(super) fn path(&self) -> &Path {
        &self.0
    }

    /// Removes it.
    pub(super) fn close(self) -> std::io::Result<()> {
        fs::remove_dir_all(&self.0)
    }
}

impl Drop for TemporaryFolder {
    fn drop(&mut self) {
        // closed already, or the run failed and says why itself
        let _ = fs::remove_dir_all(&self.0);
    }
}
