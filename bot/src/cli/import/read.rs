//! One file, read whole before anything is written.

use std::collections::BTreeMap;
use std::fs::File;
use std::io;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use anyhow::Context;
use serde_json::{Value, json};
use tandem_index::import::{Event, ImportReport, Item, Kind, Lookups, import};
use tandem_index::{Centre, Employer, Training};

use super::progress::Watched;
use super::quarantine::Quarantine;
use crate::cli::args::ProgressKind;

/// What a file held, by table.
#[derive(Debug, Default)]
pub(super) struct Items {
    /// Trainings.
    pub(super) trainings: Vec<Training>,
    /// Centres.
    pub(super) centres: Vec<Centre>,
    /// Employers.
    pub(super) employers: Vec<Employer>,
    /// Rows of the tables of reference, by key; several rows of a file may share one.
    pub(super) trades: BTreeMap<String, Value>,
    /// Certifications and their trades.
    pub(super) certifications: BTreeMap<String, Value>,
    /// Hirings and labels of NAF classes.
    pub(super) activities: BTreeMap<String, Value>,
    /// Communes.
    pub(super) communes: BTreeMap<String, Value>,
}

/// A file read.
#[derive(Debug)]
pub(super) struct ReadFile {
    /// Its sums.
    pub(super) report: ImportReport,
    /// Its content.
    pub(super) items: Items,
    /// Where its remarks are, if there were any.
    pub(super) quarantine: Option<PathBuf>,
}

/// Reads a file; remarks go to `quarantine`.
pub(super) fn read(
    kind: Kind,
    path: &Path,
    lookups: &Lookups<'_>,
    quarantine: PathBuf,
    progress: ProgressKind,
) -> anyhow::Result<ReadFile> {
    let shown = path.file_name().unwrap_or_default().to_string_lossy();
    let file = File::open(path).with_context(|| format!("{} ne s'ouvre pas", path.display()))?;
    let length = file.metadata()?.len();
    let input = Watched::new(file, &shown, length, progress);

    let mut items = Items::default();
    let mut remarks = Quarantine::at(quarantine);
    let mut failure: Option<io::Error> = None;
    let read = import(kind, input, lookups, &mut |event| {
        let written = match event {
            Event::Item(item) => {
                items.keep(item);
                Ok(())
            }
            Event::Quarantined(remark) => remarks.add(&remark, "écartée"),
            Event::Flagged(remark) => remarks.add(&remark, "gardée"),
        };
        match written {
            Ok(()) => ControlFlow::Continue(()),
            Err(error) => {
                failure = Some(error);
                ControlFlow::Break(())
            }
        }
    });
    if let Some(error) = failure {
        return Err(error).context("le fichier de quarantaine ne peut pas être écrit");
    }
    let report =
        read.map_err(|error| anyhow::anyhow!("{} : {}", path.display(), error.to_french()))?;
    let quarantine = remarks
        .finish()
        .context("le fichier de quarantaine ne peut pas être écrit")?;
    Ok(ReadFile {
        report,
        items,
        quarantine,
    })
}

impl Items {
    fn keep(&mut self, item: Item) {
        match item {
            Item::Training(training) => self.trainings.push(training),
            Item::Centre(centre) => self.centres.push(centre),
            Item::Employer(employer) => self.employers.push(employer),
            Item::Trade(trade) => {
                let key = format!("label:{}", trade.rome);
                self.trades.insert(key, json!(trade.label));
            }
            Item::TradeTitle(title) => {
                push(
                    &mut self.trades,
                    format!("titles:{}", title.rome),
                    json!(title.title),
                );
            }
            Item::TradeTypes(types) => {
                let key = format!("types:{}", types.rome);
                self.trades.insert(key, json!(types));
            }
            Item::TradeNear(near) => {
                push(&mut self.trades, format!("near:{}", near.rome), json!(near));
            }
            Item::Commune(commune) => {
                self.communes
                    .insert(commune.insee.to_string(), json!(commune));
            }
            Item::Certification(certification) => {
                let key = format!(
                    "certification:{}:{}",
                    certification.cfd.as_deref().unwrap_or_default(),
                    certification.rncp.as_deref().unwrap_or_default()
                );
                self.certifications.insert(key, json!(certification));
            }
            Item::CertificationTrade(link) => {
                let key = format!("trades:{}", link.rncp);
                push(&mut self.certifications, key, json!(link.rome));
            }
            Item::Hirings(hirings) => {
                let key = format!("hirings:{}", hirings.naf);
                push(&mut self.activities, key, json!(hirings));
            }
            Item::Activity(activity) => {
                let key = format!("label:{}", activity.naf);
                self.activities.insert(key, json!(activity.label));
            }
            // Where a centre teaches is known by its trainings; nothing is proposed from this.
            Item::TeachingPlace(_) => {}
        }
    }
}

/// Appends to the list of a key.
fn push(table: &mut BTreeMap<String, Value>, key: String, value: Value) {
    if let Value::Array(list) = table.entry(key).or_insert_with(|| json!([])) {
        list.push(value);
    }
}
