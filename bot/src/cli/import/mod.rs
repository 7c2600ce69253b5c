//! `tandem import`.

mod progress;
mod quarantine;
mod read;
mod report;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::Instant;

use anyhow::Context;
use jiff::Timestamp;
use serde_json::Value;
use tandem_index::import::Kind;
use tandem_store::{Coverage, Import, ImportCounts, ReferenceKind, Store};

use super::args::{ImportArgs, ImportKind};
use super::{Edge, index, open, sources};
use crate::config::Config;
use crate::demo;
use crate::http_client;
use read::{Items, ReadFile};
use report::Report;

impl From<ImportKind> for Kind {
    fn from(kind: ImportKind) -> Self {
        match kind {
            ImportKind::Rome => Self::Rome,
            ImportKind::Communes => Self::Communes,
            ImportKind::Certifications => Self::Certifications,
            ImportKind::Catalogue => Self::Catalogue,
            ImportKind::Centres => Self::Centres,
            ImportKind::Employers => Self::Employers,
            ImportKind::Recruiters => Self::Recruiters,
        }
    }
}

/// Imports every file in turn, reports each, then publishes a new index when supply changed.
pub(super) async fn run(args: &ImportArgs, config: &Config, edge: &Edge) -> anyhow::Result<()> {
    let http = http_client::for_files()?;
    let mut files = Vec::with_capacity(args.sources.len());
    for name in &args.sources {
        files.push((name, sources::open(name, &http, edge.entropy.seed()).await?));
    }
    let store = open::store(config, &edge.entropy).await?;
    let mut touched = false;
    for (name, file) in &files {
        let started = Instant::now();
        let lookups = super::lookups::load(&store).await?;
        let (kind, progress) = (args.kind, args.progress);
        let path = file.path().to_owned();
        let quarantine = quarantine_path(config, kind, edge.clock.now());
        let read = tokio::task::spawn_blocking(move || {
            lookups.with(|lookups| read::read(kind.into(), &path, lookups, quarantine, progress))
        })
        .await??;
        let ReadFile {
            report: sums,
            items,
            quarantine,
        } = read;
        let coverage = if args.replace {
            Coverage::Whole
        } else {
            Coverage::Partial
        };
        let (written, demo_removed) = write(&store, kind, items, coverage, edge.clock.now())
            .await
            .context("l'import n'a pas pu être écrit : rien n'a été changé")?;
        let report = Report {
            kind,
            source: (*name).clone(),
            read: sums,
            written,
            quarantine,
            demo_removed,
            took_ms: u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX),
        };
        touched |= report.touches_index();
        if args.json {
            report.print_json()?;
        } else {
            report.print()?;
        }
    }
    if touched {
        let generation = index::publish(&store, config, edge).await?;
        eprintln!(
            "index publié : {} formations, {} employeurs",
            generation.counts.trainings, generation.counts.employers
        );
    }
    store.close().await;
    Ok(())
}

fn quarantine_path(config: &Config, kind: ImportKind, now: Timestamp) -> PathBuf {
    let name = format!("{}-{}.tsv", kind.name(), now.strftime("%Y%m%d-%H%M%S%.3f"));
    config.data.dir.join("quarantine").join(name)
}

/// Writes what a file held. Real rows of a kind send the demonstration's of that kind away.
async fn write(
    store: &Store,
    kind: ImportKind,
    items: Items,
    coverage: Coverage,
    now: Timestamp,
) -> anyhow::Result<(ImportCounts, u64)> {
    let import = Import {
        source: kind.name(),
        coverage,
    };
    let mut sum = ImportCounts::default();
    let mut demo_removed = 0;
    match kind {
        ImportKind::Catalogue => {
            if !items.trainings.is_empty() {
                demo_removed = store.forget_source(demo::SOURCE_CENTRES, now).await?;
            }
            if !items.centres.is_empty() {
                // Centres that another file describes better stay as they are told there.
                let centres = Import {
                    coverage: Coverage::Partial,
                    ..import
                };
                store.import_centres(items.centres, centres, now).await?;
            }
            add(
                &mut sum,
                store.import_trainings(items.trainings, import, now).await?,
            );
        }
        ImportKind::Centres => {
            add(
                &mut sum,
                store.import_centres(items.centres, import, now).await?,
            );
        }
        ImportKind::Employers | ImportKind::Recruiters => {
            if !items.employers.is_empty() {
                demo_removed = store.forget_source(demo::SOURCE_EMPLOYERS, now).await?;
                add(
                    &mut sum,
                    store.import_employers(items.employers, import, now).await?,
                );
            }
        }
        ImportKind::Rome | ImportKind::Communes | ImportKind::Certifications => {}
    }
    for (table, rows) in [
        (ReferenceKind::Rome, items.trades),
        (ReferenceKind::Certifications, items.certifications),
        (ReferenceKind::NafHirings, items.activities),
        (ReferenceKind::Communes, items.communes),
    ] {
        if !rows.is_empty() {
            add(&mut sum, reference(store, table, rows, import, now).await?);
        }
    }
    Ok((sum, demo_removed))
}

async fn reference(
    store: &Store,
    table: ReferenceKind,
    rows: BTreeMap<String, Value>,
    import: Import<'_>,
    now: Timestamp,
) -> anyhow::Result<ImportCounts> {
    let rows = rows.into_iter().collect();
    Ok(store.import_reference(table, rows, import, now).await?)
}

fn add(sum: &mut ImportCounts, part: ImportCounts) {
    sum.changed += part.changed;
    sum.unchanged += part.unchanged;
    sum.removed += part.removed;
}
