//! `tandem check-flows`.

use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use tandem_engine::dialogue::{Flows, check_files};

use super::output::line;

/// Reads the flows and says everything that is wrong with them, file and line first.
pub(super) fn run(paths: &[PathBuf]) -> anyhow::Result<()> {
    if paths.is_empty() {
        let flows = Flows::embedded();
        line(&format!(
            "parcours du programme : {} étapes, {} textes, rien à redire",
            flows.orientation().steps.len(),
            flows.text_ids().count()
        ))?;
        return Ok(());
    }
    let mut files = Vec::new();
    for path in paths {
        if path.is_dir() {
            for file in yaml_files(path)? {
                files.push(read(&file)?);
            }
        } else {
            files.push(read(path)?);
        }
    }
    if files.is_empty() {
        bail!("aucun fichier .yml à vérifier");
    }
    let found = check_files(&files);
    for finding in &found {
        line(&finding.to_string())?;
    }
    match found.len() {
        0 => line(&format!("{} fichiers, rien à redire", files.len())).map_err(Into::into),
        1 => bail!("un problème dans les parcours"),
        count => bail!("{count} problèmes dans les parcours"),
    }
}

/// The flows of a folder, by name.
fn yaml_files(folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let unreadable = || format!("{} ne peut pas être lu", folder.display());
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).with_context(unreadable)? {
        let path = entry.with_context(unreadable)?.path();
        let is_yaml = path
            .extension()
            .is_some_and(|extension| extension == "yml" || extension == "yaml");
        if is_yaml && path.is_file() {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

fn read(path: &Path) -> anyhow::Result<(String, String)> {
    let name = path.display().to_string();
    let yaml =
        std::fs::read_to_string(path).with_context(|| format!("{name} ne peut pas être lu"))?;
    Ok((name, yaml))
}
