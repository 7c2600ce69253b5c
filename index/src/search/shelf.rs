//! One kind of document, ready to be asked.

use std::collections::HashSet;
use std::path::Path;
use std::sync::Arc;

use tandem_models::Point;
use tantivy::directory::{Directory, MmapDirectory, RamDirectory};
use tantivy::query::{EnableScoring, Query as SearchQuery};
use tantivy::{Index, IndexReader, ReloadPolicy};

use super::document::Indexed;
use super::near::{Columns, List, Lists, Walk, doc_of};
use super::rows::Rows;
use super::schema::{self, Fields};
use super::select::{Best, Candidate, Filter, best};
use super::typed::Typing;
use super::write::{Files, ITEMS_FILE, NEAR_FILE, write_files, write_index};
use super::{analyzer, bytes, words};
use crate::error::IndexError;
use crate::query::{Hit, Query, Words};

/// Key of the list of all documents.
pub(crate) const EVERY: &str = "";
/// Above so many answers all candidates are gathered, then sorted.
const KEPT_IN_ORDER: usize = 256;
/// Score of a document found by its own key.
const KEY_SCORE: f32 = 10.0;

/// An index of one kind. Document numbers follow the places (see `near`), ties the keys.
pub(crate) struct Shelf<T> {
    index: tantivy::Searcher,
    fields: Fields,
    columns: Columns,
    lists: Lists,
    rows: Rows,
    kind: std::marker::PhantomData<fn() -> T>,
}

impl<T: Indexed> Shelf<T> {
    /// An index in memory.
    pub(crate) fn in_memory(items: Vec<T>) -> Result<Self, IndexError> {
        let items = super::write::in_curve_order(items);
        let index = write_index(RamDirectory::create(), &items.documents)?;
        let files = write_files(&items).map_err(IndexError::io("memory"))?;
        Self::new(Path::new("memory"), &index, &files)
    }

    /// An index in a folder.
    pub(crate) fn open(folder: &Path) -> Result<Self, IndexError> {
        let directory = MmapDirectory::open(folder).map_err(tantivy::TantivyError::from)?;
        let read = |name: &str| {
            let file = directory
                .open_read(Path::new(name))
                .map_err(tantivy::TantivyError::from)?;
            file.read_bytes().map_err(IndexError::io(folder.join(name)))
        };
        let files = Files {
            near: read(NEAR_FILE)?,
            items: read(ITEMS_FILE)?,
        };
        let index = Index::open(directory)?;
        analyzer::register(index.tokenizers());
        Self::new(folder, &index, &files)
    }

    fn new(folder: &Path, index: &Index, files: &Files) -> Result<Self, IndexError> {
        let reader: IndexReader = index
            .reader_builder()
            .reload_policy(ReloadPolicy::Manual)
            .try_into()?;
        let searcher = reader.searcher();
        let damaged = |what: &str| IndexError::Mismatch {
            generation: folder.display().to_string(),
            what: "damaged",
            expected: what.to_owned(),
            found: "something else".to_owned(),
        };
        let parts = bytes::open_parts(&files.near).ok_or_else(|| damaged("columns and lists"))?;
        let [c0, c1, c2, c3, c4, l0, l1, l2, l3, l4, l5, l6] = parts;
        let columns = Columns::open([c0, c1, c2, c3, c4]).ok_or_else(|| damaged("columns"))?;
        let lists = Lists::open([l0, l1, l2, l3, l4, l5, l6]).ok_or_else(|| damaged("lists"))?;
        let rows = bytes::open_parts(&files.items).ok_or_else(|| damaged("rows"))?;
        let rows = Rows::open(rows);
        let is_whole = searcher.segment_readers().len() <= 1
            && rows.len() == columns.len()
            && searcher.num_docs() == columns.len() as u64;
        if !is_whole {
            return Err(damaged(&format!("{} documents in one segment", rows.len())));
        }
        Ok(Self {
            index: searcher,
            fields: schema::schema().1,
            columns,
            lists,
            rows,
            kind: std::marker::PhantomData,
        })
    }

    /// How many documents.
    pub(crate) fn len(&self) -> usize {
        self.columns.len()
    }

    /// The documents that answer, best score first, then nearest, then by key.
    pub(crate) fn search(&self, query: &Query, hidden: &HashSet<u32>) -> Vec<Hit<T>> {
        if self.columns.len() == 0 || query.limit == 0 {
            return Vec::new();
        }
        let filter = Filter::new(query, &self.columns, hidden);
        let text = query.text.as_deref().unwrap_or_default();
        let found = match query.words {
            _ if text.is_empty() => None,
            Words::Most => self.as_meant(text, query, &filter),
            Words::All => Typing::read(text, &self.lists)
                .map(|typing| typing.search(&self.trades(query), query, &filter)),
        };
        let found = found.unwrap_or_else(|| self.by_place(query, &filter));
        let hits = found.into_iter().filter_map(|candidate| {
            Some(Hit {
                item: Arc::new(self.item(candidate.doc)?),
                score: candidate.score,
                distance_km: candidate.km.is_finite().then_some(candidate.km),
            })
        });
        hits.collect()
    }

    /// One document.
    pub(crate) fn get(&self, key: &str, hidden: &HashSet<u32>) -> Option<Arc<T>> {
        self.number(key)
            .filter(|doc| !hidden.contains(doc))
            .and_then(|doc| self.item(doc))
            .map(Arc::new)
    }

    /// Every document.
    pub(crate) fn each(&self, hidden: &HashSet<u32>, visit: &mut impl FnMut(T)) {
        let count = u32::try_from(self.len()).unwrap_or(u32::MAX);
        (0..count)
            .filter(|doc| !hidden.contains(doc))
            .filter_map(|doc| self.item(doc))
            .for_each(visit);
    }

    /// Number of the document of that key.
    pub(crate) fn number(&self, key: &str) -> Option<u32> {
        let (mut low, mut high) = (0, self.columns.len());
        while low < high {
            let middle = usize::midpoint(low, high);
            let doc = self.columns.at_rank(middle);
            match T::compare_key(self.rows.row(doc), key)? {
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Greater => high = middle,
                std::cmp::Ordering::Equal => return Some(doc),
            }
        }
        None
    }

    fn item(&self, doc: u32) -> Option<T> {
        let item = T::read(self.rows.row(doc), self.columns.point(doc));
        if item.is_none() {
            tracing::error!(index.document = doc, "unreadable item");
        }
        item
    }

    /// The lists of the trades asked; the one of all documents when none is.
    fn trades(&self, query: &Query) -> Vec<List<'_>> {
        if query.romes.is_empty() {
            return self.lists.find(EVERY).into_iter().collect();
        }
        let mut romes = query.romes.clone();
        romes.sort_unstable();
        romes.dedup();
        let lists = romes.iter().map(|rome| self.lists.find(rome.as_str()));
        lists.flatten().collect()
    }

    /// Documents of the trades without a word: the nearest first, then those that are nowhere.
    fn by_place(&self, query: &Query, filter: &Filter<'_>) -> Vec<Candidate> {
        let lists = self.trades(query);
        let Some(around) = query.around.filter(|_| query.limit <= KEPT_IN_ORDER) else {
            let all = lists.iter().flat_map(List::entries).map(doc_of);
            let mut found: Vec<Candidate> = all
                .filter(|doc| filter.passes(*doc))
                .filter_map(|doc| filter.placed(doc, 0.0))
                .collect();
            found.sort_unstable_by(Candidate::order);
            found.dedup_by_key(|candidate| candidate.doc);
            found.truncate(query.limit);
            return found;
        };
        let mut best = Best::new(query.limit);
        self.nearest(&lists, around, query, filter, &mut best);
        if best.room() > 0 {
            for doc in lists.iter().flat_map(List::elsewhere).map(doc_of) {
                if filter.passes(doc)
                    && let Some(candidate) = filter.placed(doc, 0.0)
                {
                    best.offer(candidate);
                }
            }
        }
        best.into_kept()
    }

    fn nearest(
        &self,
        lists: &[List<'_>],
        around: Point,
        query: &Query,
        filter: &Filter<'_>,
        best: &mut Best,
    ) {
        let radius_km = query.radius_km.unwrap_or(f64::INFINITY);
        let walk = Walk::new(&self.columns, around, radius_km);
        walk.outward(lists, |entry| {
            let doc = doc_of(entry);
            let candidate = filter.passes(doc).then(|| filter.placed(doc, 0.0))??;
            best.offer(candidate)
        });
    }

    /// Words read for what they mean, through Tantivy; `None` when they say nothing.
    fn as_meant(&self, text: &str, query: &Query, filter: &Filter<'_>) -> Option<Vec<Candidate>> {
        let lists = (!query.romes.is_empty()).then(|| self.trades(query));
        let mut found = Vec::new();
        let mut take = |doc: u32, score: f32| {
            let has_trade = lists
                .as_ref()
                .is_none_or(|lists| lists.iter().any(|list| list.entry_of(doc).is_some()));
            if filter.passes(doc)
                && has_trade
                && let Some(candidate) = filter.placed(doc, score)
            {
                found.push(candidate);
            }
        };
        let own = words::whole_code(text).and_then(|code| self.number(&code));
        if let Some(doc) = own {
            take(doc, KEY_SCORE);
        } else {
            let words = words::query(text, &self.fields, &self.index)?;
            if let Err(error) = self.for_each(words.as_ref(), &mut take) {
                tracing::error!("search failed: {error}");
            }
        }
        Some(best(found, query.limit))
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
}
