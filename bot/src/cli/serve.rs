//! `tandem serve`.

use std::net::SocketAddr;
use std::sync::Arc;

use anyhow::Context;
use tandem_index::{Catalog, IndexError};
use tandem_models::Understander;
use tandem_store::Store;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;
use tracing::{info, warn};

use super::{Edge, open};
use crate::config::{Config, DemoMode, MailTransport};
use crate::demo;
use crate::indexer::{self, Build};
use crate::serve;

/// Serves until interrupted.
pub(super) async fn run(mut config: Config, edge: Edge) -> anyhow::Result<()> {
    // First, so that a taken port is said before anything is written.
    let listen = config.server.listen;
    let listener = TcpListener::bind(listen).await.with_context(|| {
        format!("l'adresse {listen} ne peut pas être écoutée : un autre tandem tourne-t-il ?")
    })?;
    let listen = note_port(&mut config, listener.local_addr()?);
    let encoder = open::encoder(&config).await?;
    let store = open::store(&config, &edge.entropy).await?;
    let understander = open::understander(&store, encoder).await?;
    prepare_supply(&store, &understander, &config, &edge).await?;
    let catalog = prepare_index(&store, &config, &edge).await?;
    let app = open::app(config, edge, store, catalog, understander).await?;

    let (trainings, employers) = app.catalog.searcher().counts();
    info!(
        trainings.count = trainings,
        employers.count = employers,
        database = app.store.database_kind(),
        "serving on http://{listen}"
    );
    if app.config.mail.transport == MailTransport::File {
        info!("mails are kept in the data folder and shown at /dev/mail");
    }
    tokio::spawn(stop_on_signal(app.shutdown.clone()));
    let store = app.store.clone();
    let served = serve::serve(app, listener).await;
    store.close().await;
    info!("stopped");
    served
}

/// Port 0 asks the system for a free one: settings and links then name the one given.
fn note_port(config: &mut Config, given: SocketAddr) -> SocketAddr {
    if config.server.public_url == format!("http://{}", config.server.listen) {
        config.server.public_url = format!("http://{given}");
    }
    config.server.listen = given;
    given
}

/// An empty supply is filled with the demonstration; an older demonstration gets new hours.
async fn prepare_supply(
    store: &Store,
    understander: &Arc<Understander>,
    config: &Config,
    edge: &Edge,
) -> anyhow::Result<()> {
    if config.data.demo == DemoMode::Never {
        return Ok(());
    }
    let counts = store.supply_counts().await?;
    let is_empty = counts.trainings + counts.centres + counts.employers == 0;
    let today = edge.clock.today();
    if !is_empty && !is_demo(store).await? {
        return Ok(());
    }
    let understander = Arc::clone(understander);
    let supply =
        tokio::task::spawn_blocking(move || demo::first_start(&understander, today)).await?;
    let now = edge.clock.now();
    if is_empty {
        info!("no supply yet: loading made-up centres, trainings and employers");
        demo::load(store, supply, now).await?;
    } else {
        demo::set_calendars(store, supply.calendars, now).await?;
    }
    Ok(())
}

/// Whether the centres are those of the demonstration.
async fn is_demo(store: &Store) -> anyhow::Result<bool> {
    let centres = store.all_centres().await?;
    Ok(centres.iter().any(|centre| centre.is_demo))
}

/// The published generation, built first when there is none or when the supply moved on.
async fn prepare_index(store: &Store, config: &Config, edge: &Edge) -> anyhow::Result<Catalog> {
    let root = indexer::folder(config);
    let build = |build| indexer::publish(store, root.clone(), build, &edge.clock, &edge.entropy);
    build(Build::IfBehind).await?;
    match open_catalog(&root).await? {
        Ok(catalog) => Ok(catalog),
        Err(error @ (IndexError::NothingPublished(_) | IndexError::Mismatch { .. })) => {
            warn!("index built again: {error}");
            build(Build::Always).await?;
            Ok(open_catalog(&root).await??)
        }
        Err(error) => Err(error.into()),
    }
}

async fn open_catalog(root: &std::path::Path) -> anyhow::Result<Result<Catalog, IndexError>> {
    let root = root.to_owned();
    Ok(tokio::task::spawn_blocking(move || Catalog::open(root)).await?)
}

/// Cancels at Ctrl-C or at the order of the system.
async fn stop_on_signal(shutdown: CancellationToken) {
    let interrupted = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        match signal(SignalKind::terminate()) {
            Ok(mut terminated) => {
                tokio::select! {
                    _ = interrupted => {}
                    _ = terminated.recv() => {}
                }
            }
            Err(failure) => {
                warn!("SIGTERM cannot be listened to: {failure}");
                let _ = interrupted.await;
            }
        }
    }
    #[cfg(not(unix))]
    let _ = interrupted.await;
    info!("stopping");
    shutdown.cancel();
}
