//! Opening what commands work on: store, index, the whole application.

use std::sync::{Arc, OnceLock};

use anyhow::Context;
use arc_swap::ArcSwap;
use serde_json::Value;
use tandem_engine::dialogue::Flows;
use tandem_index::{Catalog, IndexError};
use tandem_models::{RomeCode, Understander};
use tandem_store::{CipherKey, ReferenceKind, Store};
use tokio_util::sync::CancellationToken;

use super::Edge;
use crate::app::App;
use crate::config::{Config, KeyOrigin, load_or_create_key};
use crate::entropy::Entropy;
use crate::wake::Wake;
use crate::{http_client, indexer};

/// The store of the settings, its tables brought up to date; the data folder and the key are made
/// at the first start.
pub async fn store(config: &Config, entropy: &Entropy) -> anyhow::Result<Store> {
    let dir = &config.data.dir;
    std::fs::create_dir_all(dir).with_context(|| {
        format!(
            "le dossier des données {} ne peut pas être créé",
            dir.display()
        )
    })?;
    let (key, origin) = load_or_create_key(config, entropy)?;
    if let KeyOrigin::Created(path) = origin {
        tracing::info!("encryption key created in {}: keep a copy", path.display());
    }
    Store::open(
        &config.database.url,
        CipherKey::new(key),
        Arc::new(entropy.clone()),
    )
    .await
    .context("la base de données ne s'ouvre pas")
}

/// The published index of the data folder.
pub fn catalog(config: &Config) -> anyhow::Result<Catalog> {
    Catalog::open(indexer::folder(config)).map_err(|error| {
        let advice = match &error {
            IndexError::NothingPublished(_) => {
                "l'index n'est pas encore construit : `tandem demo` pour des données de \
                 démonstration, ou `tandem import`, ou `tandem index`"
            }
            _ => "l'index ne s'ouvre pas : reconstruisez-le avec `tandem index`",
        };
        anyhow::Error::from(error).context(advice)
    })
}

/// The whole application over a store and a catalogue.
pub async fn app(
    config: Config,
    edge: Edge,
    store: Store,
    catalog: Catalog,
    understander: Arc<Understander>,
) -> anyhow::Result<App> {
    let bookable = store.bookable_centres().await?;
    let telegram_bot = OnceLock::new();
    if !config.telegram.bot_username.is_empty() {
        let name = config.telegram.bot_username.trim_start_matches('@');
        telegram_bot.get_or_init(|| name.to_owned());
    }
    Ok(App {
        config: Arc::new(config),
        store,
        understander,
        flows: Arc::new(Flows::embedded()),
        catalog: Arc::new(catalog),
        bookable: Arc::new(ArcSwap::from_pointee(bookable)),
        clock: edge.clock,
        entropy: edge.entropy,
        wake: Wake::default(),
        shutdown: CancellationToken::new(),
        http: http_client::build()?,
        telegram_bot: Arc::new(telegram_bot),
    })
}

/// What sentences are read with, for a command that only reads: nothing is made where there is no
/// store yet.
pub async fn reader(config: &Config, entropy: &Entropy) -> anyhow::Result<Arc<Understander>> {
    let is_file = config.database.url.starts_with("sqlite");
    if is_file && !config.data.dir.is_dir() {
        return Ok(Arc::new(Understander::embedded()));
    }
    let store = store(config, entropy).await?;
    let understander = understander(&store).await;
    store.close().await;
    understander
}

/// Reads sentences with the embedded words, and with the official titles of trades if they were
/// imported.
pub async fn understander(store: &Store) -> anyhow::Result<Arc<Understander>> {
    let mut titles: Vec<(RomeCode, String)> = Vec::new();
    for (key, row) in store.reference::<Value>(ReferenceKind::Rome).await? {
        let rome = key
            .strip_prefix("titles:")
            .and_then(|rome| rome.parse().ok());
        let (Some(rome), Value::Array(rows)) = (rome, row) else {
            continue;
        };
        titles.extend(rows.into_iter().filter_map(|title| match title {
            Value::String(title) => Some((rome, title)),
            _ => None,
        }));
    }
    // Compiling what sentences are read with takes a while: not on a thread that serves.
    let compiled = tokio::task::spawn_blocking(move || {
        if titles.is_empty() {
            Understander::embedded()
        } else {
            Understander::with_titles(&titles)
        }
    });
    Ok(Arc::new(compiled.await?))
}
