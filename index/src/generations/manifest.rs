//! What a generation says of itself, and the check that it is true.

use std::collections::BTreeMap;
use std::fs::File;
use std::io;
use std::path::Path;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::MANIFEST;
use crate::error::IndexError;
use crate::search::schema;

/// Version of the folder's layout and of the analysis of words. Raise it whenever an index
/// built before would answer otherwise.
const FORMAT_VERSION: u32 = 2;

/// How many documents a generation holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// Trainings.
    pub trainings: usize,
    /// Employers.
    pub employers: usize,
}

/// A generation as its manifest describes it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Generation {
    /// Version of the layout.
    pub format_version: u32,
    /// Its name, given by who built it.
    pub name: String,
    /// Hash of the search schema.
    pub schema_hash: String,
    /// Position in the store's change feed that it reflects.
    pub feed_position: i64,
    /// Documents held.
    pub counts: Counts,
    /// File within the folder → SHA-256, in hexadecimal.
    pub files: BTreeMap<String, String>,
}

impl Generation {
    /// Describes a folder just built.
    pub(super) fn describe(
        folder: &Path,
        name: &str,
        feed_position: i64,
        counts: Counts,
    ) -> Result<Self, IndexError> {
        Ok(Self {
            format_version: FORMAT_VERSION,
            name: name.to_owned(),
            schema_hash: schema_hash()?,
            feed_position,
            counts,
            files: hash_files(folder)?,
        })
    }

    /// Reads the manifest of a folder and checks version, schema and every file.
    pub(super) fn read_checked(folder: &Path) -> Result<Self, IndexError> {
        let path = folder.join(MANIFEST);
        let text = std::fs::read(&path).map_err(IndexError::io(&path))?;
        let version: Version = serde_json::from_slice(&text)?;
        let name = folder
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let mismatch = |what, expected: String, found: String| {
            Err(IndexError::Mismatch {
                generation: name.clone(),
                what,
                expected,
                found,
            })
        };
        if version.format_version != FORMAT_VERSION {
            let (expected, found) = (
                FORMAT_VERSION.to_string(),
                version.format_version.to_string(),
            );
            return mismatch("other format version", expected, found);
        }
        let manifest: Self = serde_json::from_slice(&text)?;
        let expected_schema = schema_hash()?;
        if manifest.schema_hash != expected_schema {
            return mismatch("other search schema", expected_schema, manifest.schema_hash);
        }
        let found = hash_files(folder)?;
        for (file, expected) in &manifest.files {
            match found.get(file) {
                Some(hash) if hash == expected => {}
                Some(hash) => return mismatch("damaged file", expected.clone(), hash.clone()),
                None => return mismatch("missing file", file.clone(), "nothing".to_owned()),
            }
        }
        Ok(manifest)
    }
}

#[derive(Deserialize)]
struct Version {
    format_version: u32,
}

fn schema_hash() -> Result<String, IndexError> {
    Ok(hex(Sha256::digest(serde_json::to_vec(
        &schema::schema().0,
    )?)
    .as_slice()))
}

/// Files of the two index folders; the search library's lock files are no part of them.
fn hash_files(folder: &Path) -> Result<BTreeMap<String, String>, IndexError> {
    let mut files = BTreeMap::new();
    for part in ["trainings", "employers"] {
        let inner = folder.join(part);
        for entry in std::fs::read_dir(&inner).map_err(IndexError::io(&inner))? {
            let path = entry.map_err(IndexError::io(&inner))?.path();
            let name = path
                .file_name()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned();
            if name.starts_with('.') {
                continue;
            }
            files.insert(format!("{part}/{name}"), hash_file(&path)?);
        }
    }
    Ok(files)
}

fn hash_file(path: &Path) -> Result<String, IndexError> {
    let mut file = File::open(path).map_err(IndexError::io(path))?;
    let mut hash = Sha256::new();
    io::copy(&mut file, &mut hash).map_err(IndexError::io(path))?;
    Ok(hex(hash.finalize().as_slice()))
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes
        .iter()
        .fold(String::with_capacity(64), |mut text, byte| {
            // writing to a String cannot fail
            let _ = write!(text, "{byte:02x}");
            text
        })
}
