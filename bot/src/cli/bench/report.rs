//! What a run found, for people or for programs.

use serde::Serialize;

use super::super::args::BenchArgs;
use super::super::output::{json_line, line};
use super::check::Check;
use super::measure::Figures;

/// Wrong answers named at most.
const NAMED: usize = 5;

/// A whole run.
#[derive(Serialize)]
pub(super) struct Report {
    pub(super) trainings: usize,
    pub(super) employers: usize,
    /// Reading the files included.
    pub(super) index_s: f64,
    /// Opening again, checked file by file.
    pub(super) open_s: f64,
    pub(super) disk_mb: f64,
    pub(super) resident_mb: Option<f64>,
    pub(super) checks: Vec<Check>,
    pub(super) kinds: Vec<Figures>,
}

impl Report {
    /// Prints it.
    pub(super) fn print(&self, args: &BenchArgs) -> anyhow::Result<()> {
        if args.json {
            return json_line(self);
        }
        let resident = self
            .resident_mb
            .map_or_else(|| "inconnue".to_owned(), |mb| format!("{mb:.0} Mo"));
        line(&format!(
            "{} formations, {} employeurs : index en {:.1} s, {:.0} Mo sur disque, ouvert en {:.2} s, \
             mémoire {resident}",
            self.trainings, self.employers, self.index_s, self.disk_mb, self.open_s
        ))?;
        line(&format!("médianes de {} tours mêlés :", args.rounds))?;
        for figures in &self.kinds {
            let rates: Vec<String> = figures
                .throughput
                .iter()
                .map(|rate| format!("{:.0}/s à {} fil(s)", rate.per_second, rate.threads))
                .collect();
            line(&format!(
                "  {:<11} p50 {:>8.1} µs  p95 {:>8.1} µs  p99 {:>8.1} µs  {}",
                figures.kind,
                figures.p50_us,
                figures.p95_us,
                figures.p99_us,
                rates.join(", ")
            ))?;
        }
        line("réponses :")?;
        for check in &self.checks {
            line(&format!("  {:<11} {}", check.kind, said(check)))?;
        }
        Ok(())
    }
}

fn said(check: &Check) -> String {
    let right = check.asked - check.wrong.len();
    let named: Vec<String> = check.wrong.iter().take(NAMED).map(u64::to_string).collect();
    match check.recall {
        Some(recall) => format!("{:.1} % des réponses sans faute retrouvées", recall * 100.0),
        None if named.is_empty() => format!("{right} justes sur {}", check.asked),
        None => format!(
            "{right} justes sur {}, fausses : {}…",
            check.asked,
            named.join(", ")
        ),
    }
}
