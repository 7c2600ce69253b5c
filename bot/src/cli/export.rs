//! `tandem export`.

use super::args::{ExportArgs, ExportKind};
use super::output::json_line;
use super::{Edge, open};
use crate::config::Config;

/// Writes every row of a kind as a JSON line.
pub(super) async fn run(args: &ExportArgs, config: &Config, edge: &Edge) -> anyhow::Result<()> {
    let store = open::store(config, &edge.entropy).await?;
    match args.kind {
        ExportKind::Trainings => {
            for training in store.all_trainings().await? {
                json_line(&training)?;
            }
        }
        ExportKind::Employers => {
            let mut written = Ok(());
            store
                .each_employer(|employer| {
                    if written.is_ok() {
                        written = json_line(&employer);
                    }
                })
                .await?;
            written?;
        }
    }
    store.close().await;
    Ok(())
}
