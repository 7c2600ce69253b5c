//! `tandem purge`.

use super::args::PurgeArgs;
use super::output::line;
use super::{Edge, open};
use crate::config::Config;

/// Conversations of one round; rounds go on until nothing is due.
const AT_ONCE: u32 = 200;

/// Deletes what is no longer needed, or says what would be.
pub(super) async fn run(args: &PurgeArgs, config: &Config, edge: &Edge) -> anyhow::Result<()> {
    let store = open::store(config, &edge.entropy).await?;
    let kept = config.retention.rule();
    let now = edge.clock.now();
    let due = store.retention_due(&kept, now).await?;
    if !args.dry_run {
        while !store.retain(&kept, AT_ONCE, now).await?.is_empty() {}
    }
    store.close().await;
    let done = if args.dry_run {
        "à effacer (rien n'est touché)"
    } else {
        "effacé"
    };
    line(&format!(
        "{done} : {} textes de conversation, {} profils anonymes, {} contacts, {} traces d'envoi, \
         {} preuves et lectures notées, {} phrases incomprises",
        due.texts, due.profiles, due.contacts, due.deliveries, due.proofs, due.misses
    ))?;
    Ok(())
}
