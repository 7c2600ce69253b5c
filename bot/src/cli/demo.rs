//! `tandem demo`.

use anyhow::bail;
use tandem_models::Understander;

use super::output::line;
use super::{Edge, index, open};
use crate::config::Config;
use crate::demo;

/// Loads the made-up supply again: hours of the centres start from today.
pub(super) async fn run(config: &Config, edge: &Edge) -> anyhow::Result<()> {
    let store = open::store(config, &edge.entropy).await?;
    let mut real = store.all_trainings().await?.into_iter();
    if real.any(|training| !training.is_demo) {
        bail!(
            "de vraies formations sont importées ici : la démonstration ne s'y mélange pas. \
             Pour l'essayer à part : `tandem demo --data essai` puis `tandem serve --data essai`"
        );
    }
    let today = edge.clock.today();
    let supply =
        tokio::task::spawn_blocking(move || demo::first_start(&Understander::embedded(), today))
            .await?;
    let calendars = supply.calendars.len();
    let counts = demo::load(&store, supply, edge.clock.now()).await?;
    index::publish(&store, config, edge).await?;
    store.close().await;
    line(&format!(
        "démonstration chargée : {} centres fictifs dont {calendars} avec un agenda sur quatre \
         semaines, {} formations, {} employeurs",
        counts.centres, counts.trainings, counts.employers
    ))?;
    Ok(())
}
