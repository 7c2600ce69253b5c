//! One kind of document, ready to be asked.

use std::collections::HashSet;
use std::path::Path;
use std::sync::Arc;

use tandem_models::RomeCode;
use tantivy::directory::{Directory, MmapDirectory, RamDirectory};
use tantivy::query::{
    BooleanQuery, ConstScoreQuery, EnableScoring, Query as SearchQuery, TermSetQuery,
};
use tantivy::schema::IndexRecordOption;
use tantivy::{Index, IndexReader, IndexSettings, ReloadPolicy, Term};

use super::columns::Columns;
use super::document::Indexed;
use super::geo::Circle;
use super::items::Items;
use super::schema::{self, Fields};
use super::{analyzer, words};
use crate::error::IndexError;
use crate::query::{Attendance, Hit, Query};

/// Memory that the writer may use before it spills, in bytes.
const WRITER_MEMORY: usize = 64 << 20;
/// File of the items within a folder.
pub(crate) const ITEMS_FILE: &str = "items.bin";

/// An index of one kind. Document numbers follow the keys: equal hits come out in key order.
pub(crate) struct Shelf<T> {
    index: tantivy::Searcher,
    fields: Fields,
    columns: Columns,
    items: Items<T>,
}

/// A document that passed, before its item is fetched.
struct Candidate {
    doc: u32,
    score: f32,
    km: f64,
}

/// Sorts by key and keeps the last item of each key.
pub(crate) fn in_key_order<T: Indexed>(mut items: Vec<T>) -> Vec<Arc<T>> {
    items.sort_by(|a, b| a.key().cmp(b.key()));
    let mut kept: Vec<Arc<T>> = Vec::with_capacity(items.len());
    for item in items {
        if kept.last().is_some_and(|last| last.key() == item.key()) {
            kept.pop();
        }
        kept.push(Arc::new(item));
    }
    kept
}

/// Writes the index of these items (in key order) to a directory.
pub(crate) fn write_index<T: Indexed>(
    directory: impl Into<Box<dyn Directory>>,
    items: &[Arc<T>],
) -> Result<Index, IndexError> {
    let (schema, fields) = schema::schema();
    // one segment: document numbers are positions in the list of items
    let builder = Index::builder()
        .schema(schema)
        .settings(IndexSettings::default());
    let tokenizers = tantivy::tokenizer::TokenizerManager::default();
    analyzer::register(&tokenizers);
    let mut writer = builder
        .tokenizers(tokenizers)
        .single_segment_index_writer(directory, WRITER_MEMORY)?;
    for item in items {
        writer.add_document(item.document(&fields))?;
    }
    Ok(writer.finalize()?)
}

impl<T: Indexed> Shelf<T> {
    /// An index in memory.
    pub(crate) fn in_memory(items: Vec<T>) -> Result<Self, IndexError> {
        let items = in_key_order(items);
        let index = write_index(RamDirectory::create(), &items)?;
        Self::new(&index, Items::Held(items))
    }

    /// An index in a folder.
    pub(crate) fn open(folder: &Path) -> Result<Self, IndexError> {
        let directory = MmapDirectory::open(folder).map_err(tantivy::TantivyError::from)?;
        let file = directory
            .open_read(Path::new(ITEMS_FILE))
            .map_err(tantivy::TantivyError::from)?;
        let bytes = file
            .read_bytes()
            .map_err(IndexError::io(folder.join(ITEMS_FILE)))?;
        let index = Index::open(directory)?;
        analyzer::register(index.tokenizers());
        let items =
            Items::open(bytes).ok_or_else(|| damaged(folder, "a table of items", "none"))?;
        Self::new(&index, items)
    }

    fn new(index: &Index, items: Items<T>) -> Result<Self, IndexError> {
        let reader: IndexReader = index
            .reader_builder()
            .reload_policy(ReloadPolicy::Manual)
            .try_into()?;
        let searcher = reader.searcher();
        let columns = match searcher.segment_readers() {
            [] => Columns::default(),
            [only] => Columns::read(only)?,
            [first, ..] => Columns::read(first)?,
        };
        let segments = searcher.segment_readers().len();
        if segments > 1 || columns.len() as usize != items.len() {
            let found = format!("{segments} segments, {} documents", columns.len());
            return Err(damaged(
                Path::new("index"),
                &format!("{} items", items.len()),
                &found,
            ));
        }
        let fields = schema::schema().1;
        Ok(Self {
            index: searcher,
            fields,
            columns,
            items,
        })
    }

    /// How many documents.
    pub(crate) fn len(&self) -> usize {
        self.items.len()
    }

    /// The documents that answer, best score first, then nearest, then by key.
    pub(crate) fn search(&self, query: &Query, hidden: &HashSet<u32>) -> Vec<Hit<T>> {
        if self.columns.len() == 0 {
            return Vec::new();
        }
        let mut found = self.candidates(query, hidden);
        let limit = query.limit.min(found.len());
        if limit == 0 {
            return Vec::new();
        }
        let order = |a: &Candidate, b: &Candidate| {
            b.score
                .total_cmp(&a.score)
                .then(a.km.total_cmp(&b.km))
                .then(a.doc.cmp(&b.doc))
        };
        if limit < found.len() {
            found.select_nth_unstable_by(limit - 1, order);
            found.truncate(limit);
        }
        found.sort_unstable_by(order);
        found
            .into_iter()
            .filter_map(|candidate| {
                Some(Hit {
                    item: self.items.get(candidate.doc)?,
                    score: candidate.score,
                    distance_km: candidate.km.is_finite().then_some(candidate.km),
                })
            })
            .collect()
    }

    /// One document.
    pub(crate) fn get(&self, key: &str, hidden: &HashSet<u32>) -> Option<Arc<T>> {
        self.number(key)
            .filter(|doc| !hidden.contains(doc))
            .and_then(|doc| self.items.get(doc))
    }

    /// Number of the document of that key.
    pub(crate) fn number(&self, key: &str) -> Option<u32> {
        let segment = self.index.segment_readers().first()?;
        let index = segment.inverted_index(self.fields.id).ok()?;
        let term = Term::from_field_text(self.fields.id, key);
        let postings = index
            .read_postings(&term, IndexRecordOption::Basic)
            .ok()??;
        Some(tantivy::DocSet::doc(&postings))
    }

    fn candidates(&self, query: &Query, hidden: &HashSet<u32>) -> Vec<Candidate> {
        let circle = query
            .around
            .zip(query.radius_km)
            .map(|(centre, radius_km)| Circle::new(centre, radius_km));
        let levels = query
            .levels
            .iter()
            .fold(1_u16, |set, level| set | 1 << level.number());
        let mut found = Vec::new();
        let mut take = |doc: u32, score: f32| {
            if !query.levels.is_empty() && levels & 1 << self.columns.level(doc) == 0 {
                return;
            }
            let is_remote = self.columns.is_remote(doc);
            let is_asked = match query.attendance {
                Attendance::Any => true,
                Attendance::OnSite => !is_remote,
                Attendance::Remote => is_remote,
            };
            if !is_asked {
                return;
            }
            let km = match (self.columns.point(doc), &circle, query.around) {
                _ if is_remote => f64::INFINITY,
                (None, Some(_), _) => return,
                (Some(point), Some(circle), _) => match circle.distance_within(point) {
                    Some(km) => km,
                    None => return,
                },
                (Some(point), None, Some(centre)) => centre.km_to(point),
                (_, None, _) => f64::INFINITY,
            };
            if hidden.is_empty() || !hidden.contains(&doc) {
                found.push(Candidate { doc, score, km });
            }
        };
        match self.postings(query) {
            None => (0..self.columns.len()).for_each(|doc| take(doc, 0.0)),
            Some(postings) => {
                if let Err(error) = self.for_each(postings.as_ref(), &mut take) {
                    tracing::error!("search failed: {error}");
                }
            }
        }
        found
    }

    fn for_each(
        &self,
        query: &dyn SearchQuery,
        take: &mut dyn FnMut(u32, f32),
    ) -> tantivy::Result<()> {
        let weight = query.weight(EnableScoring::enabled_from_searcher(&self.index))?;
        for segment in self.index.segment_readers() {
            weight.for_each(segment, take)?;
        }
        Ok(())
    }

    /// What Tantivy must answer; `None` when neither words nor trades are asked.
    fn postings(&self, query: &Query) -> Option<Box<dyn SearchQuery>> {
        let by_words = query
            .text
            .as_deref()
            .and_then(|text| words::query(text, &self.fields, &self.index));
        let by_trades = (!query.romes.is_empty()).then(|| self.trades(&query.romes));
        match (by_words, by_trades) {
            (Some(by_words), Some(by_trades)) => Some(Box::new(BooleanQuery::intersection(vec![
                by_words, by_trades,
            ]))),
            (one, other) => one.or(other),
        }
    }

    fn trades(&self, romes: &[RomeCode]) -> Box<dyn SearchQuery> {
        let terms = romes
            .iter()
            .map(|rome| Term::from_field_text(self.fields.rome, rome.as_str()));
        Box::new(ConstScoreQuery::new(
            Box::new(TermSetQuery::new(terms)),
            0.0,
        ))
    }
}

fn damaged(folder: &Path, expected: &str, found: &str) -> IndexError {
    IndexError::Mismatch {
        generation: folder.display().to_string(),
        what: "damaged",
        expected: expected.to_owned(),
        found: found.to_owned(),
    }
}
