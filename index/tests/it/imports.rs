//! Helpers: a run of an importer over a file or over bytes.

use std::fs::File;
use std::io::Read;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::OnceLock;

use tandem_index::import::{
    Activities, Certifications, Event, ImportError, ImportReport, Item, Kind, Lookups, Remark,
    import,
};
use tandem_models::Understander;

/// What a run gave.
#[derive(Default)]
pub(crate) struct Outcome {
    pub(crate) items: Vec<Item>,
    pub(crate) quarantined: Vec<Remark>,
    pub(crate) flagged: Vec<Remark>,
    pub(crate) report: ImportReport,
}

/// A file of the folder of real data.
pub(crate) fn data(path: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("../../shared/data")
        .join(path)
}

pub(crate) fn understander() -> &'static Understander {
    static UNDERSTANDER: OnceLock<Understander> = OnceLock::new();
    UNDERSTANDER.get_or_init(Understander::embedded)
}

/// Lookups filled from the real files, as an operator would by importing them in order.
pub(crate) fn lookups() -> &'static Lookups<'static> {
    static TABLES: OnceLock<(Certifications, Activities)> = OnceLock::new();
    static LOOKUPS: OnceLock<Lookups<'static>> = OnceLock::new();
    LOOKUPS.get_or_init(|| {
        let (certifications, activities) = TABLES.get_or_init(|| {
            let mut tables = (Certifications::default(), Activities::default());
            for (kind, path) in [
                (
                    Kind::Certifications,
                    "certifications/cfd_rncp_kit_2025-01-31.tsv",
                ),
                (Kind::Certifications, "certifications/rncp_rome_partial.tsv"),
                (Kind::Employers, "employers/naf_labels.tsv"),
                (Kind::Employers, "employers/rome_naf_hirings_2021.tsv"),
            ] {
                let file = File::open(data(path)).unwrap();
                for item in run_with(kind, file, bare()).unwrap().items {
                    match item {
                        Item::Certification(read) => tables.0.add(&read),
                        Item::CertificationTrade(read) => tables.0.add_trade(&read),
                        Item::Activity(read) => tables.1.add_label(&read),
                        Item::Hirings(read) => tables.1.add_hirings(&read),
                        _ => {}
                    }
                }
            }
            tables
        });
        Lookups {
            understander: understander(),
            certifications,
            activities,
        }
    })
}

/// Lookups without tables.
pub(crate) fn bare() -> &'static Lookups<'static> {
    static TABLES: OnceLock<(Certifications, Activities)> = OnceLock::new();
    static LOOKUPS: OnceLock<Lookups<'static>> = OnceLock::new();
    LOOKUPS.get_or_init(|| {
        let (certifications, activities) = TABLES.get_or_init(Default::default);
        Lookups {
            understander: understander(),
            certifications,
            activities,
        }
    })
}

pub(crate) fn run_with(
    kind: Kind,
    input: impl Read,
    lookups: &Lookups<'_>,
) -> Result<Outcome, ImportError> {
    let mut outcome = Outcome::default();
    outcome.report = import(kind, input, lookups, &mut |event| {
        match event {
            Event::Item(item) => outcome.items.push(item),
            Event::Quarantined(remark) => outcome.quarantined.push(remark),
            Event::Flagged(remark) => outcome.flagged.push(remark),
        }
        ControlFlow::Continue(())
    })?;
    Ok(outcome)
}

/// A run over a real file, all tables known.
pub(crate) fn run(kind: Kind, path: &str) -> Outcome {
    run_with(kind, File::open(data(path)).unwrap(), lookups()).unwrap()
}

/// A run over bytes, no tables known.
pub(crate) fn run_bytes(kind: Kind, bytes: &[u8]) -> Result<Outcome, ImportError> {
    run_with(kind, bytes, bare())
}
