//! What an import did, for people or as one JSON line.

use std::path::PathBuf;

use serde::Serialize;
use tandem_index::import::ImportReport;
use tandem_store::ImportCounts;

use crate::cli::args::ImportKind;
use crate::cli::output::{json_line, line};

/// The report of one file.
#[derive(Debug)]
pub(super) struct Report {
    /// What it holds.
    pub(super) kind: ImportKind,
    /// Its name as given.
    pub(super) source: String,
    /// What was read.
    pub(super) read: ImportReport,
    /// What was written.
    pub(super) written: ImportCounts,
    /// Where the remarks are.
    pub(super) quarantine: Option<PathBuf>,
    /// Rows of the demonstration that gave way.
    pub(super) demo_removed: u64,
    /// How long it took.
    pub(super) took_ms: u64,
}

#[derive(Serialize)]
struct JsonReport<'a> {
    kind: &'static str,
    source: &'a str,
    read: u64,
    kept: u64,
    changed: u64,
    unchanged: u64,
    removed: u64,
    quarantined: u64,
    skipped: u64,
    flagged: u64,
    placed: u64,
    linked: u64,
    demo_removed: u64,
    reasons: Vec<(&'static str, u64)>,
    quarantine: Option<String>,
    took_ms: u64,
}

impl Report {
    /// Whether readers of the index should see something new.
    pub(super) fn touches_index(&self) -> bool {
        let has_supply = matches!(
            self.kind,
            ImportKind::Catalogue | ImportKind::Employers | ImportKind::Recruiters
        );
        has_supply && (self.written.changed + self.written.removed + self.demo_removed) > 0
    }

    /// One JSON line.
    pub(super) fn print_json(&self) -> anyhow::Result<()> {
        json_line(&JsonReport {
            kind: self.kind.name(),
            source: &self.source,
            read: self.read.read,
            kept: self.read.kept,
            changed: self.written.changed,
            unchanged: self.written.unchanged,
            removed: self.written.removed,
            quarantined: self.read.quarantined_total(),
            skipped: self.read.skipped_total(),
            flagged: self.read.flagged.values().sum(),
            placed: self.read.placed,
            linked: self.read.linked,
            demo_removed: self.demo_removed,
            reasons: self.reasons().collect(),
            quarantine: self
                .quarantine
                .as_ref()
                .map(|path| path.display().to_string()),
            took_ms: self.took_ms,
        })
    }

    /// A few lines.
    pub(super) fn print(&self) -> anyhow::Result<()> {
        let ImportReport { read, kept, .. } = self.read;
        line(&format!(
            "{} ({}) : {read} lignes lues, {kept} gardées, en {:.1} s",
            self.source,
            self.kind.name(),
            std::time::Duration::from_millis(self.took_ms).as_secs_f64(),
        ))?;
        let ImportCounts {
            changed,
            unchanged,
            removed,
        } = self.written;
        line(&format!(
            "  {changed} nouvelles ou changées, {unchanged} déjà là, {removed} retirées"
        ))?;
        if self.read.placed + self.read.linked > 0 {
            line(&format!(
                "  {} placées sur une commune ({}), {} rattachées à un métier ({})",
                self.read.placed,
                percent(self.read.placed, kept),
                self.read.linked,
                percent(self.read.linked, kept),
            ))?;
        }
        for (reason, count) in self.reasons() {
            line(&format!("  {count} : {reason}"))?;
        }
        if let Some(path) = &self.quarantine {
            line(&format!("  détail ligne par ligne : {}", path.display()))?;
        }
        if self.demo_removed > 0 {
            line(&format!(
                "  {} lignes de démonstration de cette sorte ont laissé la place",
                self.demo_removed
            ))?;
        }
        Ok(())
    }

    /// Reasons with their counts: put aside, passed over, flagged.
    fn reasons(&self) -> impl Iterator<Item = (&'static str, u64)> {
        self.read
            .quarantined
            .iter()
            .chain(&self.read.skipped)
            .chain(&self.read.flagged)
            .map(|(reason, count)| (reason.to_french(), *count))
    }
}

fn percent(part: u64, whole: u64) -> String {
    if whole == 0 {
        return "-".to_owned();
    }
    // Tenths of a percent, rounded down: 97.0 means at least that.
    let tenths = part.saturating_mul(1_000) / whole;
    format!("{},{} %", tenths / 10, tenths % 10)
}
