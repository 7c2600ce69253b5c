//! The questions, and whether the answers are right.

use std::collections::{BTreeSet, HashMap};
use std::path::Path;

use serde::Serialize;
use tandem_index::{Hit, Query, Searcher, Suggester, Training, Words};
use tandem_models::{DiplomaLevel, Point, fold};

use super::shape::{Asked, CommuneRow, JobRow, OracleRow, QueryRow, TrainingQuestion, read_all};

/// Share of the hits of the clean question that a typo may not lose.
const RECALL_ASKED: f64 = 0.95;

/// Everything a run asks and knows.
pub(super) struct Bench {
    pub(super) searcher: Searcher,
    pub(super) kinds: Vec<Kind>,
    jobs: Labels,
    communes: Labels,
    /// Keys expected by question, and how many there are in all.
    oracle: HashMap<u64, (usize, Vec<String>)>,
}

/// Questions of one kind.
pub(super) struct Kind {
    pub(super) name: &'static str,
    pub(super) questions: Vec<Question>,
}

/// One question, ready to be asked.
pub(super) struct Question {
    id: u64,
    clean: Option<u64>,
    asked: Ready,
}

enum Ready {
    Trainings(Query),
    Employers(Query),
    Job(String, usize),
    Commune(String, usize),
}

/// Labels to complete.
struct Labels {
    suggester: Suggester,
    /// Folded, the best first.
    folded: Vec<(String, u32)>,
}

impl Labels {
    fn new(mut labels: Vec<(String, f64)>) -> Self {
        let suggester = Suggester::new(labels.iter().cloned());
        let mut numbered: Vec<(u32, (String, f64))> = (0_u32..).zip(labels.drain(..)).collect();
        numbered.sort_by(|(at, one), (other_at, other)| {
            let by_weight = other.1.total_cmp(&one.1);
            by_weight.then_with(|| (&one.0, at).cmp(&(&other.0, other_at)))
        });
        Self {
            suggester,
            folded: numbered
                .into_iter()
                .map(|(number, (label, _))| (fold(&label), number))
                .collect(),
        }
    }

    /// What reading every label gives.
    fn by_reading_all(&self, typed: &str, limit: usize) -> Vec<u32> {
        let typed = fold(typed);
        let inside = format!(" {typed}");
        let begun = self
            .folded
            .iter()
            .filter(|(label, _)| label.starts_with(&typed));
        let entered = self
            .folded
            .iter()
            .filter(|(label, _)| !label.starts_with(&typed) && label.contains(&inside));
        let both = begun.chain(entered);
        both.map(|(_, number)| *number).take(limit).collect()
    }
}

impl Bench {
    /// The questions and the oracle of a folder.
    pub(super) fn open(folder: &Path, searcher: Searcher) -> anyhow::Result<Self> {
        let rows: Vec<QueryRow> = read_all(folder, "queries")?;
        let mut kinds = ["train", "typo", "emp", "ac_job", "ac_commune"].map(|name| Kind {
            name,
            questions: Vec::new(),
        });
        for row in rows {
            let (kind, question) = ready(row);
            kinds[kind].questions.push(question);
        }
        let mut oracle = HashMap::new();
        for row in read_all::<OracleRow>(folder, "oracle")? {
            let keys: anyhow::Result<Vec<String>> = row
                .nearest20
                .iter()
                .map(super::shape::OracleKey::of_index)
                .collect();
            oracle.insert(row.id, (row.total, keys?));
        }
        let jobs: Vec<JobRow> = read_all(folder, "jobs")?;
        let communes: Vec<CommuneRow> = read_all(folder, "communes")?;
        Ok(Self {
            searcher,
            kinds: kinds
                .into_iter()
                .filter(|kind| !kind.questions.is_empty())
                .collect(),
            jobs: Labels::new(
                jobs.into_iter()
                    .map(|job| (job.label, job.weight))
                    .collect(),
            ),
            communes: Labels::new(
                communes
                    .into_iter()
                    .map(|town| (town.name, town.pop))
                    .collect(),
            ),
            oracle,
        })
    }

    /// Asks a question as any user of the index does; answers how many hits there were.
    pub(super) fn ask(&self, question: &Question) -> usize {
        match &question.asked {
            Ready::Trainings(query) => self.searcher.trainings(query).len(),
            Ready::Employers(query) => self.searcher.employers(query).len(),
            Ready::Job(typed, limit) => self.jobs.suggester.complete(typed, *limit).len(),
            Ready::Commune(typed, limit) => self.communes.suggester.complete(typed, *limit).len(),
        }
    }
}

fn ready(row: QueryRow) -> (usize, Question) {
    let limit = row.limit;
    let mut clean = None;
    let (kind, asked) = match row.asked {
        Asked::Train(question) => (0, Ready::Trainings(about_trainings(question, limit))),
        Asked::Typo { clean_id, question } => {
            clean = Some(clean_id);
            (1, Ready::Trainings(about_trainings(question, limit)))
        }
        Asked::Emp {
            rome,
            lat,
            lon,
            radius_km,
        } => {
            let query = Query {
                romes: rome,
                around: Some(Point { lat, lon }),
                radius_km: Some(radius_km),
                limit,
                ..Query::default()
            };
            (2, Ready::Employers(query))
        }
        Asked::AcJob { text } => (3, Ready::Job(text, limit)),
        Asked::AcCommune { text } => (4, Ready::Commune(text, limit)),
    };
    let question = Question {
        id: row.id,
        clean,
        asked,
    };
    (kind, question)
}

fn about_trainings(question: TrainingQuestion, limit: usize) -> Query {
    Query {
        text: Some(question.text),
        words: Words::All,
        around: Some(Point {
            lat: question.lat,
            lon: question.lon,
        }),
        radius_km: Some(question.radius_km),
        levels: DiplomaLevel::from_number(question.level)
            .into_iter()
            .collect(),
        limit,
        ..Query::default()
    }
}

/// What the check of one kind gave.
#[derive(Debug, Serialize)]
pub(super) struct Check {
    pub(super) kind: &'static str,
    pub(super) asked: usize,
    /// Questions whose answer is not the right one.
    pub(super) wrong: Vec<u64>,
    /// Mean share of the clean question's hits, for typos.
    pub(super) recall: Option<f64>,
}

impl Check {
    /// Whether nothing is wrong.
    pub(super) fn is_right(&self) -> bool {
        self.wrong.is_empty() && self.recall.is_none_or(|recall| recall >= RECALL_ASKED)
    }
}

/// Checks every answer of every kind.
pub(super) fn all(bench: &Bench) -> Vec<Check> {
    bench.kinds.iter().map(|kind| check(bench, kind)).collect()
}

fn check(bench: &Bench, kind: &Kind) -> Check {
    let asked: HashMap<u64, &Query> = trainings_asked(bench);
    let mut wrong = Vec::new();
    let mut recalls = Vec::new();
    for question in &kind.questions {
        let is_right = match (&question.asked, question.clean) {
            (Ready::Trainings(query), Some(clean)) => {
                if let Some(clean) = asked.get(&clean) {
                    recalls.extend(recall(&bench.searcher, query, clean));
                }
                true
            }
            (Ready::Trainings(query), None) => {
                let hits = bench.searcher.trainings(query);
                bench
                    .oracle
                    .get(&question.id)
                    .is_some_and(|expected| are_right(&hits, query, expected))
            }
            (Ready::Employers(query), _) => {
                let hits = bench.searcher.employers(query);
                let keys = hits.iter().map(|hit| hit.item.siret.as_str());
                bench
                    .oracle
                    .get(&question.id)
                    .is_some_and(|(_, expected)| keys.eq(expected.iter().take(query.limit)))
            }
            (Ready::Job(typed, limit), _) => is_complete(&bench.jobs, typed, *limit),
            (Ready::Commune(typed, limit), _) => is_complete(&bench.communes, typed, *limit),
        };
        if !is_right {
            wrong.push(question.id);
        }
    }
    #[expect(clippy::cast_precision_loss, reason = "a mean")]
    let recall = (!recalls.is_empty()).then(|| recalls.iter().sum::<f64>() / recalls.len() as f64);
    Check {
        kind: kind.name,
        asked: kind.questions.len(),
        wrong,
        recall,
    }
}

fn trainings_asked(bench: &Bench) -> HashMap<u64, &Query> {
    let questions = bench.kinds.iter().flat_map(|kind| &kind.questions);
    questions
        .filter_map(|question| match &question.asked {
            Ready::Trainings(query) => Some((question.id, query)),
            _ => None,
        })
        .collect()
}

/// Every hit belongs to the answer, and none is missing: as many as there are, at most the limit.
fn are_right(
    hits: &[Hit<Training>],
    query: &Query,
    (total, nearest): &(usize, Vec<String>),
) -> bool {
    let keys: BTreeSet<&str> = hits.iter().map(|hit| hit.item.id.as_str()).collect();
    if hits.len() != query.limit.min(*total) || keys.len() != hits.len() {
        return false;
    }
    let is_whole = *total <= nearest.len();
    if is_whole && hits.len() == *total {
        return nearest.iter().all(|key| keys.contains(key.as_str()));
    }
    hits.iter().all(|hit| belongs(&hit.item, query))
}

/// The oracle's own words: all folded tokens whole in title and keywords, level, circle.
fn belongs(training: &Training, query: &Query) -> bool {
    let held = fold(&format!("{} {}", training.title, training.keywords));
    let held: BTreeSet<&str> = held.split(' ').collect();
    let typed = fold(query.text.as_deref().unwrap_or_default());
    let km = query
        .around
        .zip(training.location.point)
        .map(|(one, other)| one.km_to(other));
    typed.split(' ').all(|word| held.contains(word))
        && training
            .level
            .is_some_and(|level| query.levels.contains(&level))
        && km.is_some_and(|km| km <= query.radius_km.unwrap_or_default())
}

/// Share of the clean question's hits found again; `None` when it has none.
fn recall(searcher: &Searcher, typo: &Query, clean: &Query) -> Option<f64> {
    let expected = searcher.trainings(clean);
    let found: BTreeSet<String> = searcher
        .trainings(typo)
        .into_iter()
        .map(|hit| hit.item.id.to_string())
        .collect();
    let again = expected
        .iter()
        .filter(|hit| found.contains(hit.item.id.as_str()));
    #[expect(clippy::cast_precision_loss, reason = "a share")]
    let share = again.count() as f64 / expected.len() as f64;
    (!expected.is_empty()).then_some(share)
}

/// Completions are those that reading every label gives; what begins none may be read again.
fn is_complete(labels: &Labels, typed: &str, limit: usize) -> bool {
    let expected = labels.by_reading_all(typed, limit);
    let found = labels.suggester.complete(typed, limit);
    expected.is_empty() || found.iter().map(|found| found.number).eq(expected)
}
