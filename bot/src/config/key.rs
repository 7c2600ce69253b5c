//! The key that conversations and contacts are encrypted with. It never enters the database.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::sections::Config;
use crate::entropy::Entropy;

/// Name of the key's file in the data folder.
const FILE: &str = "security.key";

/// Where the key came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum KeyOrigin {
    /// `security.key` of the settings.
    Settings,
    /// That file.
    File(PathBuf),
    /// That file, just made.
    Created(PathBuf),
}

/// Why there is no key.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// Not 32 bytes in base64.
    #[error("la clé de chiffrement ({origin}) doit faire 32 octets en base64")]
    Malformed {
        /// Setting or file.
        origin: String,
    },
    /// The file cannot be read or made.
    #[error("la clé de chiffrement {path} est illisible : {source}", path = path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// There is a database but its key is gone.
    #[error(
        "il n'y a pas de clé {path} : au premier démarrage, `tandem serve` la crée",
        path = path.display()
    )]
    Missing {
        /// The file expected.
        path: PathBuf,
    },
}

/// The key of the settings, else of the data folder.
///
/// # Errors
/// When there is none, or it is malformed.
pub fn read_key(config: &Config) -> Result<([u8; 32], KeyOrigin), KeyError> {
    if let Some(text) = config.security.key.expose() {
        let key = decode(text, "TANDEM__SECURITY__KEY")?;
        return Ok((key, KeyOrigin::Settings));
    }
    let path = config.data.dir.join(FILE);
    match fs::read_to_string(&path) {
        Ok(text) => {
            let key = decode(text.trim(), &path.display().to_string())?;
            Ok((key, KeyOrigin::File(path)))
        }
        Err(source) if source.kind() == io::ErrorKind::NotFound => Err(KeyError::Missing { path }),
        Err(source) => Err(KeyError::File { path, source }),
    }
}

/// The key, made at the first start (file readable by its owner only).
///
/// # Errors
/// When it cannot be read or made.
pub fn load_or_create_key(
    config: &Config,
    entropy: &Entropy,
) -> Result<([u8; 32], KeyOrigin), KeyError> {
    match read_key(config) {
        Err(KeyError::Missing { path }) => {
            let key = entropy.bytes::<32>();
            match create(&path, &key) {
                Ok(()) => Ok((key, KeyOrigin::Created(path))),
                // Another process was faster: its key is the key.
                Err(source) if source.kind() == io::ErrorKind::AlreadyExists => read_key(config),
                Err(source) => Err(KeyError::File { path, source }),
            }
        }
        found => found,
    }
}

fn decode(text: &str, origin: &str) -> Result<[u8; 32], KeyError> {
    STANDARD
        .decode(text)
        .ok()
        .and_then(|bytes| <[u8; 32]>::try_from(bytes).ok())
        .ok_or_else(|| KeyError::Malformed {
            origin: origin.to_owned(),
        })
}

/// Writes the whole key beside its place, then links it there: nobody ever reads half a key.
fn create(path: &Path, key: &[u8; 32]) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let draft = path.with_extension(format!("key.{}", std::process::id()));
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(&draft)?;
    writeln!(file, "{}", STANDARD.encode(key))?;
    file.sync_all()?;
    let linked = fs::hard_link(&draft, path);
    fs::remove_file(&draft)?;
    linked
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{Overrides, load};

    fn config_in(folder: &Path) -> Config {
        let overrides = Overrides {
            data: Some(folder.to_owned()),
            ..Overrides::default()
        };
        load(&overrides, []).unwrap()
    }

    #[test]
    fn the_key_is_made_once_and_only_its_owner_reads_it() {
        let folder = tempfile::tempdir().unwrap();
        let config = config_in(&folder.path().join("data"));
        let entropy = Entropy::seeded(1);
        assert!(matches!(read_key(&config), Err(KeyError::Missing { .. })));
        let (first, origin) = load_or_create_key(&config, &entropy).unwrap();
        let KeyOrigin::Created(path) = origin else {
            panic!("{origin:?}")
        };
        let (second, _) = load_or_create_key(&config, &entropy).unwrap();
        assert_eq!(first, second);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = fs::metadata(&path).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o600);
        }
        fs::write(&path, "short").unwrap();
        assert!(matches!(
            load_or_create_key(&config, &entropy),
            Err(KeyError::Malformed { .. })
        ));
    }
}
