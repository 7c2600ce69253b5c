//! Latencies, throughput, size and memory.

use std::fs;
use std::num::NonZeroUsize;
use std::path::Path;
use std::time::{Duration, Instant};

use serde::Serialize;

use super::check::{Bench, Kind};

/// Questions asked before anything is measured.
const WARM_UP: usize = 200;

/// What one round gave for one kind.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Figures {
    pub(super) kind: &'static str,
    pub(super) questions: usize,
    pub(super) hits: usize,
    pub(super) p50_us: f64,
    pub(super) p95_us: f64,
    pub(super) p99_us: f64,
    pub(super) throughput: Vec<Throughput>,
}

/// Answers a second on so many threads.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Throughput {
    pub(super) threads: usize,
    pub(super) per_second: f64,
}

/// Asks every question once on one thread, then as many as fit in a time on each number of
/// threads.
pub(super) fn round(
    bench: &Bench,
    kind: &Kind,
    threads: &[NonZeroUsize],
    counted_for: Duration,
) -> Figures {
    for question in kind.questions.iter().take(WARM_UP) {
        std::hint::black_box(bench.ask(question));
    }
    let mut hits = 0;
    let mut took: Vec<f64> = Vec::with_capacity(kind.questions.len());
    for question in &kind.questions {
        let started = Instant::now();
        hits += std::hint::black_box(bench.ask(question));
        took.push(started.elapsed().as_secs_f64() * 1e6);
    }
    took.sort_by(f64::total_cmp);
    let at = |percent: usize| took.get(took.len() * percent / 100).copied().unwrap_or(0.0);
    Figures {
        kind: kind.name,
        questions: kind.questions.len(),
        hits,
        p50_us: at(50),
        p95_us: at(95),
        p99_us: at(99),
        throughput: threads
            .iter()
            .map(|threads| Throughput {
                threads: threads.get(),
                per_second: per_second(bench, kind, threads.get(), counted_for),
            })
            .collect(),
    }
}

fn per_second(bench: &Bench, kind: &Kind, threads: usize, counted_for: Duration) -> f64 {
    let started = Instant::now();
    let asked: usize = std::thread::scope(|scope| {
        let workers: Vec<_> = (0..threads)
            .map(|worker| {
                scope.spawn(move || {
                    let mut asked = 0;
                    // each thread begins elsewhere
                    let questions = kind.questions.iter().cycle().skip(worker * 31);
                    for question in questions {
                        std::hint::black_box(bench.ask(question));
                        asked += 1;
                        if asked % 16 == 0 && started.elapsed() >= counted_for {
                            break;
                        }
                    }
                    asked
                })
            })
            .collect();
        let counts = workers.into_iter().map(|worker| worker.join().unwrap_or(0));
        counts.sum()
    });
    #[expect(clippy::cast_precision_loss, reason = "a rate")]
    let asked = asked as f64;
    asked / started.elapsed().as_secs_f64()
}

/// The median of each figure over the rounds.
pub(super) fn median(rounds: &[&Figures]) -> Figures {
    let middle = |pick: &dyn Fn(&Figures) -> f64| {
        let mut values: Vec<f64> = rounds.iter().map(|figures| pick(figures)).collect();
        values.sort_by(f64::total_cmp);
        values.get(values.len() / 2).copied().unwrap_or(0.0)
    };
    let first = rounds.first();
    Figures {
        kind: first.map_or("", |figures| figures.kind),
        questions: first.map_or(0, |figures| figures.questions),
        hits: first.map_or(0, |figures| figures.hits),
        p50_us: middle(&|figures| figures.p50_us),
        p95_us: middle(&|figures| figures.p95_us),
        p99_us: middle(&|figures| figures.p99_us),
        throughput: first
            .iter()
            .flat_map(|figures| figures.throughput.iter().enumerate())
            .map(|(place, throughput)| Throughput {
                threads: throughput.threads,
                per_second: middle(&|figures| {
                    let there = figures.throughput.get(place);
                    there.map_or(0.0, |throughput| throughput.per_second)
                }),
            })
            .collect(),
    }
}

/// Memory of this process, mapped files included; `None` where the system does not say.
pub(super) fn resident_mb() -> Option<f64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmRSS:"))?;
    let kilobytes: f64 = line.trim().strip_suffix(" kB")?.parse().ok()?;
    Some(kilobytes / 1e3)
}

/// Size of everything under a folder.
pub(super) fn disk_mb(folder: &Path) -> std::io::Result<f64> {
    let mut bytes = 0.0;
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let about = entry.metadata()?;
        bytes += if about.is_dir() {
            disk_mb(&entry.path())? * 1e6
        } else {
            #[expect(clippy::cast_precision_loss, reason = "a size to show")]
            let length = about.len() as f64;
            length
        };
    }
    Ok(bytes / 1e6)
}
