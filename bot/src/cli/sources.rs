//! Files named on the command line: as they are, or fetched from https to a temporary file.

use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use futures_util::StreamExt;
use tokio::io::AsyncWriteExt;

/// A file to read; a fetched one is removed with it.
#[derive(Debug)]
pub(super) struct Source {
    path: PathBuf,
    fetched: Option<PathBuf>,
}

impl Source {
    /// Where it is on disk.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }
}

impl Drop for Source {
    fn drop(&mut self) {
        if let Some(folder) = &self.fetched {
            // What is left behind in the temporary folder harms nobody.
            let _ = std::fs::remove_dir_all(folder);
        }
    }
}

/// The file of that name, or of that https address. `mark` makes the temporary name unique.
pub(super) async fn open(name: &str, http: &reqwest::Client, mark: u64) -> anyhow::Result<Source> {
    if name.starts_with("https://") {
        return fetch(name, http, mark).await;
    }
    if name.starts_with("http://") {
        bail!("{name} : seules les adresses https sont acceptées");
    }
    let path = PathBuf::from(name);
    match std::fs::metadata(&path) {
        Ok(found) if found.is_file() => Ok(Source {
            path,
            fetched: None,
        }),
        Ok(_) => bail!("{name} n'est pas un fichier : donnez le fichier, pas son dossier"),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            bail!("{name} n'existe pas : vérifiez le chemin")
        }
        Err(error) => Err(error).with_context(|| format!("{name} ne peut pas être lu")),
    }
}

async fn fetch(url: &str, http: &reqwest::Client, mark: u64) -> anyhow::Result<Source> {
    let response = http
        .get(url)
        .send()
        .await
        .and_then(reqwest::Response::error_for_status)
        .with_context(|| format!("{url} n'a pas pu être téléchargé"))?;
    let folder = std::env::temp_dir().join(format!("tandem-import-{mark:016x}"));
    tokio::fs::create_dir_all(&folder)
        .await
        .context("le dossier temporaire ne peut pas être créé")?;
    let source = Source {
        path: folder.join(file_name(url)),
        fetched: Some(folder),
    };
    let mut file = tokio::fs::File::create(&source.path).await?;
    let mut body = response.bytes_stream();
    while let Some(part) = body.next().await {
        let part = part.with_context(|| format!("le téléchargement de {url} s'est interrompu"))?;
        file.write_all(&part).await?;
    }
    file.flush().await?;
    Ok(source)
}

/// The last part of the path: importers tell formats apart by its extension.
fn file_name(url: &str) -> String {
    let path = url.split(['?', '#']).next().unwrap_or(url);
    let name = path.rsplit('/').next().unwrap_or_default();
    let sound: String = name
        .chars()
        .filter(|character| character.is_ascii_alphanumeric() || "._-".contains(*character))
        .collect();
    if sound.trim_matches('.').is_empty() {
        "fichier".to_owned()
    } else {
        sound
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_extension_of_an_address_is_kept_and_paths_are_not() {
        assert_eq!(file_name("https://a.example/b/c.csv.gz?x=1"), "c.csv.gz");
        assert_eq!(file_name("https://a.example/.."), "fichier");
        assert_eq!(file_name("https://a.example/"), "fichier");
    }

    #[tokio::test]
    async fn a_name_that_leads_nowhere_gets_a_sentence() {
        let http = crate::http_client::build().unwrap();
        let error = open("/nowhere/x.csv", &http, 1).await.unwrap_err();
        assert_eq!(
            error.to_string(),
            "/nowhere/x.csv n'existe pas : vérifiez le chemin"
        );
        let error = open("http://a.example/x.csv", &http, 1).await.unwrap_err();
        assert!(error.to_string().contains("https"));
    }
}
