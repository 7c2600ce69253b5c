//! Opening what commands work on: store, index, the whole application.

use std::sync::{Arc, OnceLock};

use anyhow::Context;
use arc_swap::{ArcSwap, ArcSwapOption};
use serde_json::Value;
use tandem_engine::dialogue::{Flow, Flows};
use tandem_index::{Catalog, IndexError};
use tandem_models::encoder::{Encoder, FolderError, open_folder};
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
    let flows = flows(&store, edge.clock.now()).await?;
    let help_desk = (!config.staff.is_empty()).then(|| Arc::new(config.counsel.help_desk()));
    Ok(App {
        help_desk: Arc::new(ArcSwapOption::from(help_desk)),
        config: Arc::new(config),
        store,
        understander,
        flows: Arc::new(flows),
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

/// The flows of the program, and the versions that earlier conversations began on.
async fn flows(store: &Store, now: jiff::Timestamp) -> anyhow::Result<Flows> {
    let mut flows = Flows::embedded();
    let own = Flows::embedded_orientation();
    store.keep_flow(flows.orientation(), own, now).await?;
    for yaml in store.kept_flows().await? {
        match Flow::parse("parcours gardé", &yaml) {
            Ok(flow) => flows.hold(flow),
            // its conversations go on with the present one
            Err(error) => tracing::warn!(%error, "a kept flow can no longer be read"),
        }
    }
    Ok(flows)
}

/// What sentences are read with, for a command that only reads: nothing is made where there is no
/// store yet.
pub async fn reader(config: &Config, entropy: &Entropy) -> anyhow::Result<Arc<Understander>> {
    let is_file = config.database.url.starts_with("sqlite");
    if is_file && !config.data.dir.is_dir() {
        let encoder = encoder(config).await?;
        return compile(Vec::new(), encoder).await;
    }
    let store = store(config, entropy).await?;
    let understander = listener(config, &store).await;
    store.close().await;
    understander
}

/// What conversations are read with.
pub async fn listener(config: &Config, store: &Store) -> anyhow::Result<Arc<Understander>> {
    understander(store, encoder(config).await?).await
}

/// The whole encoder of the settings, if they name one.
pub async fn encoder(config: &Config) -> anyhow::Result<Option<Arc<dyn Encoder>>> {
    let dir = config.models.dir.clone();
    if dir.as_os_str().is_empty() {
        return Ok(None);
    }
    let shown = dir.display().to_string();
    let opened = tokio::task::spawn_blocking(move || open_folder(&dir)).await?;
    opened.map(Some).map_err(|error| {
        let advice = match &error {
            FolderError::NotBuilt => {
                "ce programme est construit sans l'encodeur : reconstruisez-le \
                 avec `cargo build --release --features bert`, ou retirez --models"
                    .to_owned()
            }
            FolderError::Missing { file } => {
                format!("il manque {file} dans {shown} : `models/setup {shown}` prépare ce dossier")
            }
            FolderError::Unreadable { file, .. } => {
                format!("{file} de {shown} est illisible : `models/setup {shown}` le refait")
            }
            FolderError::Shape { file, .. } => format!(
                "{file} et config.json de {shown} ne vont pas ensemble : `models/setup {shown}` \
                 les refait"
            ),
        };
        anyhow::Error::from(error).context(advice)
    })
}

/// Reads sentences with the embedded words, with the official titles of trades if they were
/// imported, and with `encoder` where words are not sure.
pub async fn understander(
    store: &Store,
    encoder: Option<Arc<dyn Encoder>>,
) -> anyhow::Result<Arc<Understander>> {
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
    compile(titles, encoder).await
}

/// Compiling what sentences are read with takes a while: not on a thread that serves.
async fn compile(
    titles: Vec<(RomeCode, String)>,
    encoder: Option<Arc<dyn Encoder>>,
) -> anyhow::Result<Arc<Understander>> {
    let compiled = tokio::task::spawn_blocking(move || match encoder {
        None => Understander::with_titles(&titles),
        Some(encoder) => {
            tracing::info!("comparing with the phrases of every trade: minutes at the first start");
            Understander::with_titles(&titles).with_encoder(encoder)
        }
    });
    Ok(Arc::new(compiled.await?))
}
