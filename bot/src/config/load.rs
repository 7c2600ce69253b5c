//! Reading the layers of the settings.

use std::collections::HashMap;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use config::{Environment, File, FileFormat};

use super::secret::Secret;
use super::sections::{Config, Role, Roles};

const DEFAULTS: &str = include_str!("defaults.toml");

/// Why settings could not be read.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// A layer is not readable or has a wrong value.
    #[error("réglages illisibles ({layer}) : {source}")]
    Layer {
        /// File, or "environnement".
        layer: String,
        /// What is wrong and where.
        source: config::ConfigError,
    },
}

/// What the command line says, above every other layer.
#[derive(Debug, Clone, Default)]
pub struct Overrides {
    /// `--config`.
    pub file: Option<PathBuf>,
    /// `--data`.
    pub data: Option<PathBuf>,
    /// `--database`.
    pub database: Option<String>,
    /// `--models`.
    pub models: Option<PathBuf>,
    /// `--listen`.
    pub listen: Option<SocketAddr>,
    /// `--roles`.
    pub roles: Option<Vec<Role>>,
}

/// The settings: defaults, then the file (`tandem.toml` of the working folder unless the overrides
/// name one), then `environment`, then the overrides.
///
/// # Errors
/// When a layer cannot be read, names an unknown key or holds a wrong value.
pub fn load(
    overrides: &Overrides,
    environment: impl IntoIterator<Item = (String, String)>,
) -> Result<Config, ConfigError> {
    let environment: HashMap<String, String> = environment.into_iter().collect();
    let named = overrides.file.clone();
    let path = named.clone().unwrap_or_else(|| "tandem.toml".into());
    let telegram_token = environment.get("TELEGRAM_BOT_TOKEN").cloned();
    let at = |layer: String| move |source| ConfigError::Layer { layer, source };

    let built = config::Config::builder()
        .add_source(File::from_str(DEFAULTS, FileFormat::Toml))
        .add_source(
            File::from(path.clone())
                .format(FileFormat::Toml)
                .required(named.is_some()),
        )
        .add_source(
            Environment::with_prefix("TANDEM")
                .prefix_separator("__")
                .separator("__")
                .source(Some(environment)),
        )
        .build()
        .map_err(at(path.display().to_string()))?;
    let mut config: Config = built
        .try_deserialize()
        .map_err(at(format!("{} ou environnement", path.display())))?;

    if let Some(token) = telegram_token {
        config.telegram.token = Secret::new(&token);
    }
    apply(overrides, &mut config);
    fill_dependent(&mut config);
    Ok(config)
}

fn apply(overrides: &Overrides, config: &mut Config) {
    if let Some(dir) = &overrides.data {
        config.data.dir.clone_from(dir);
    }
    if let Some(url) = &overrides.database {
        config.database.url.clone_from(url);
    }
    if let Some(dir) = &overrides.models {
        config.models.dir.clone_from(dir);
    }
    if let Some(listen) = overrides.listen {
        config.server.listen = listen;
    }
    if let Some(roles) = &overrides.roles {
        config.server.roles = Roles(roles.clone());
    }
}

/// Values that follow from others unless they are set.
fn fill_dependent(config: &mut Config) {
    if config.database.url.is_empty() {
        config.database.url = sqlite_url(&config.data.dir);
    }
    if config.server.public_url.is_empty() {
        config.server.public_url = format!("http://{}", config.server.listen);
    }
    while config.server.public_url.ends_with('/') {
        config.server.public_url.pop();
    }
}

fn sqlite_url(dir: &Path) -> String {
    format!("sqlite://{}", dir.join("tandem.db").display())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::DemoMode;

    fn environment(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
        pairs
            .iter()
            .map(|(key, value)| ((*key).to_owned(), (*value).to_owned()))
            .collect()
    }

    #[test]
    fn each_layer_wins_over_the_one_before() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("tandem.toml");
        std::fs::write(
            &file,
            "[server]\nlisten = \"127.0.0.1:1111\"\n[data]\ndemo = \"never\"\n",
        )
        .unwrap();
        let overrides = Overrides {
            file: Some(file),
            data: Some("/tmp/elsewhere".into()),
            ..Overrides::default()
        };
        let config = load(
            &overrides,
            environment(&[
                ("TANDEM__SERVER__LISTEN", "127.0.0.1:2222"),
                ("TANDEM__SERVER__ROLES", "web,worker"),
                ("TANDEM__MAIL__SMTP_PORT", "2525"),
            ]),
        )
        .unwrap();
        assert_eq!(config.data.demo, DemoMode::Never);
        assert_eq!(config.server.listen.port(), 2222);
        assert_eq!(config.server.public_url, "http://127.0.0.1:2222");
        assert_eq!(config.server.roles, Roles(vec![Role::Web, Role::Worker]));
        assert_eq!(config.mail.smtp_port, 2525);
        assert_eq!(config.database.url, "sqlite:///tmp/elsewhere/tandem.db");
    }

    #[test]
    fn secrets_are_never_printed() {
        let config = load(
            &Overrides::default(),
            environment(&[
                ("TELEGRAM_BOT_TOKEN", "12345:CANARY"),
                ("TANDEM__SECURITY__KEY", "CANARY"),
                ("TANDEM__MAIL__SMTP_PASSWORD", "CANARY"),
                (
                    "TANDEM__DATABASE__URL",
                    "postgres://tandem:CANARY@db/tandem",
                ),
            ]),
        )
        .unwrap();
        assert_eq!(config.telegram.token.expose(), Some("12345:CANARY"));
        assert!(!format!("{config:?}").contains("CANARY"));
    }

    #[test]
    fn an_unknown_key_is_named() {
        let error = load(
            &Overrides::default(),
            environment(&[("TANDEM__SERVER__LISTENN", "1")]),
        )
        .unwrap_err();
        assert!(error.to_string().contains("listenn"), "{error}");
    }
}
