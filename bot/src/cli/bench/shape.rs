//! The files of a bench folder, as they are written.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

use anyhow::Context as _;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use tandem_index::{
    CentreId, Employer, HiringTrade, Location, PlaceLink, Siret, TradeLink, Training, TrainingId,
};
use tandem_models::{DiplomaLevel, InseeCode, Point, RomeCode};

/// Reads the rows of a file one by one; what cannot be read names its file and line.
pub(super) fn read<Row: DeserializeOwned>(
    folder: &Path,
    name: &str,
    mut each: impl FnMut(Row) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    let path = folder.join(format!("{name}.jsonl"));
    let file = File::open(&path).with_context(|| path.display().to_string())?;
    let mut lines = BufReader::with_capacity(1 << 20, file);
    let mut line = Vec::new();
    for number in 1_usize.. {
        line.clear();
        let count = lines
            .read_until(b'\n', &mut line)
            .with_context(|| path.display().to_string())?;
        if count == 0 {
            break;
        }
        if line.trim_ascii().is_empty() {
            continue;
        }
        serde_json::from_slice(&line)
            .map_err(anyhow::Error::from)
            .and_then(&mut each)
            .with_context(|| format!("{}, ligne {number}", path.display()))?;
    }
    Ok(())
}

/// All rows of a file.
pub(super) fn read_all<Row: DeserializeOwned>(
    folder: &Path,
    name: &str,
) -> anyhow::Result<Vec<Row>> {
    let mut rows = Vec::new();
    read(folder, name, |row| {
        rows.push(row);
        Ok(())
    })?;
    Ok(rows)
}

/// A line of `trainings.jsonl`.
#[derive(Deserialize)]
pub(super) struct TrainingRow {
    id: u64,
    title: String,
    keywords: String,
    rome: Vec<RomeCode>,
    level: u8,
    diploma: String,
    school: String,
    commune: String,
    insee: InseeCode,
    cp: String,
    lat: f64,
    lon: f64,
}

/// A line of `employers.jsonl`.
#[derive(Deserialize)]
pub(super) struct EmployerRow {
    id: String,
    name: String,
    naf: String,
    naf_label: String,
    rome: Vec<RomeCode>,
    size: String,
    commune: String,
    insee: InseeCode,
    cp: String,
    lat: f64,
    lon: f64,
}

/// A line of `jobs.jsonl`.
#[derive(Deserialize)]
pub(super) struct JobRow {
    pub(super) label: String,
    pub(super) weight: f64,
}

/// A line of `communes.jsonl`.
#[derive(Deserialize)]
pub(super) struct CommuneRow {
    pub(super) name: String,
    pub(super) pop: f64,
}

/// A line of `queries.jsonl`.
#[derive(Deserialize)]
pub(super) struct QueryRow {
    pub(super) id: u64,
    #[serde(flatten)]
    pub(super) asked: Asked,
    pub(super) limit: usize,
}

/// What a question asks.
#[derive(Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(super) enum Asked {
    /// Words, circle, level.
    Train(TrainingQuestion),
    /// The same with a typo.
    Typo {
        /// The question without it.
        clean_id: u64,
        #[serde(flatten)]
        question: TrainingQuestion,
    },
    /// Any of the trades, circle, nearest first.
    Emp {
        rome: Vec<RomeCode>,
        lat: f64,
        lon: f64,
        radius_km: f64,
    },
    /// The beginning of a job title.
    AcJob { text: String },
    /// The beginning of a commune.
    AcCommune { text: String },
}

/// What a question for trainings asks.
#[derive(Deserialize)]
pub(super) struct TrainingQuestion {
    pub(super) text: String,
    pub(super) lat: f64,
    pub(super) lon: f64,
    pub(super) radius_km: f64,
    pub(super) level: u8,
}

/// A line of `oracle.jsonl`.
#[derive(Deserialize)]
pub(super) struct OracleRow {
    pub(super) id: u64,
    pub(super) total: usize,
    pub(super) nearest20: Vec<OracleKey>,
}

/// A key of the oracle: trainings are numbered, employers have their own.
#[derive(Deserialize)]
#[serde(untagged)]
pub(super) enum OracleKey {
    Training(u64),
    Employer(String),
}

impl OracleKey {
    /// The key as the index has it.
    pub(super) fn of_index(&self) -> anyhow::Result<String> {
        Ok(match self {
            Self::Training(number) => training_id(*number).to_string(),
            Self::Employer(id) => siret(id)?.to_string(),
        })
    }
}

/// Numbers of the same length sort as they count.
fn training_id(number: u64) -> TrainingId {
    TrainingId(format!("bench:{number:010}"))
}

/// A sound SIRET for a made-up one: where its check digit is wrong, the right one.
fn siret(id: &str) -> anyhow::Result<Siret> {
    if let Ok(siret) = id.parse() {
        return Ok(siret);
    }
    let start = id.get(..id.len().saturating_sub(1)).unwrap_or_default();
    (0..10)
        .find_map(|digit| format!("{start}{digit}").parse().ok())
        .with_context(|| format!("« {id} » n'est pas un SIRET"))
}

fn location(commune: String, insee: InseeCode, postal_code: String, point: Point) -> Location {
    Location {
        address: None,
        postal_code: Some(postal_code),
        insee: Some(insee),
        city: commune,
        point: Some(point),
    }
}

impl From<TrainingRow> for Training {
    fn from(row: TrainingRow) -> Self {
        let (lat, lon) = (row.lat, row.lon);
        Self {
            id: training_id(row.id),
            title: row.title,
            diploma: Some(row.diploma),
            level: DiplomaLevel::from_number(row.level),
            cfd: None,
            rncp: None,
            romes: row.rome,
            trade_link: TradeLink::Source,
            centre: CentreId(format!("nom:{}", row.school)),
            centre_name: row.school,
            location: location(row.commune, row.insee, row.cp, Point { lat, lon }),
            place_link: PlaceLink::Coordinates,
            is_remote: false,
            sessions: Vec::new(),
            entry_months: vec![9],
            capacity: None,
            keywords: row.keywords,
            is_demo: false,
        }
    }
}

impl TryFrom<EmployerRow> for Employer {
    type Error = anyhow::Error;

    fn try_from(row: EmployerRow) -> anyhow::Result<Self> {
        let (lat, lon) = (row.lat, row.lon);
        let trades = row.rome.into_iter().map(|rome| HiringTrade {
            rome,
            affinity: 0.5,
        });
        Ok(Self {
            siret: siret(&row.id)?,
            name: row.name,
            naf: Some(row.naf),
            activity: Some(row.naf_label),
            location: location(row.commune, row.insee, row.cp, Point { lat, lon }),
            size: Some(row.size),
            trades: trades.collect(),
            hiring_score: None,
            offers: Vec::new(),
            mail: None,
            phone: None,
            is_demo: false,
        })
    }
}
