//! `tandem bench`: the search measured on files of a known shape, every answer checked.

mod build;
mod check;
mod measure;
mod report;
mod shape;

use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::Context as _;
use tandem_index::Catalog;

use super::args::BenchArgs;
use super::output::Answered;
use check::{Bench, Check};
use measure::Figures;
use report::Report;

/// Time spent on each count of throughput.
const COUNTED_FOR: Duration = Duration::from_millis(500);

/// Builds, opens, checks and measures. An answer that is wrong makes the command fail.
pub(super) fn run(args: &BenchArgs) -> anyhow::Result<Answered> {
    if let Some(root) = &args.build {
        build::run(&args.folder, root)?;
        return Ok(Answered::All);
    }
    let root = build::temporary_folder()?;
    let measured = measured(args, root.path());
    root.close().context("dossier temporaire")?;
    let report = measured?;
    report.print(args)?;
    Ok(if report.checks.iter().all(Check::is_right) {
        Answered::All
    } else {
        Answered::SomeRefused
    })
}

fn measured(args: &BenchArgs, root: &Path) -> anyhow::Result<Report> {
    let started = Instant::now();
    let program = std::env::current_exe().context("programme")?;
    let status = Command::new(program)
        .arg("bench")
        .arg(&args.folder)
        .arg("--build")
        .arg(root)
        .status()
        .context("construction de l'index")?;
    anyhow::ensure!(status.success(), "l'index n'a pas été construit");
    let index_s = started.elapsed().as_secs_f64();

    // the first opening brings the files to memory
    drop(Catalog::open(root)?);
    let started = Instant::now();
    let catalog = Catalog::open(root)?;
    let open_s = started.elapsed().as_secs_f64();

    let bench = Bench::open(&args.folder, catalog.searcher())?;
    let rounds: Vec<Vec<Figures>> = (0..args.rounds.get())
        .map(|_| {
            let kinds = bench.kinds.iter();
            kinds
                .map(|kind| measure::round(&bench, kind, &args.threads, COUNTED_FOR))
                .collect()
        })
        .collect();
    let resident_mb = measure::resident_mb();
    let kinds = (0..bench.kinds.len())
        .map(|number| {
            let of_kind = rounds.iter().filter_map(|round| round.get(number));
            measure::median(&of_kind.collect::<Vec<_>>())
        })
        .collect();
    let (trainings, employers) = bench.searcher.counts();
    Ok(Report {
        trainings,
        employers,
        index_s,
        open_s,
        disk_mb: measure::disk_mb(root)?,
        resident_mb,
        checks: check::all(&bench),
        kinds,
    })
}
