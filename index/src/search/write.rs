//! Writes an index of one kind: words to Tantivy, places and lists beside them, then the rows.

use std::fs::File;
use std::io::{self, BufWriter};
use std::path::Path;
use std::sync::Arc;

use tantivy::directory::{Directory, MmapDirectory, OwnedBytes};
use tantivy::{Index, IndexSettings, TantivyDocument};

use super::bytes::write_parts;
use super::document::Indexed;
use super::near::{Columns, Gathered, Traits, along, column_parts, entry};
use super::rows::row_parts;
use super::shelf::EVERY;
use super::{analyzer, schema};
use crate::error::IndexError;

/// Memory that the writer may use before it spills, in bytes.
const WRITER_MEMORY: usize = 64 << 20;
/// File of the rows within a folder.
pub(crate) const ITEMS_FILE: &str = "items.bin";
/// File of columns and lists.
pub(crate) const NEAR_FILE: &str = "near.bin";

/// Items in the order of their numbers.
pub(crate) struct Ordered<T> {
    /// The items.
    pub(crate) documents: Vec<Arc<T>>,
    /// What the columns hold of each.
    traits: Vec<Traits>,
}

/// What stands beside Tantivy's files.
pub(crate) struct Files {
    /// Columns and lists.
    pub(crate) near: OwnedBytes,
    /// Rows.
    pub(crate) items: OwnedBytes,
}

/// Numbers items: those one can go to along the curve, then the others, ties by key. Of
/// several items of one key the last is kept.
pub(crate) fn in_curve_order<T: Indexed>(mut items: Vec<T>) -> Ordered<T> {
    items.sort_by(|one, other| one.key().cmp(other.key()));
    let mut by_key: Vec<Arc<T>> = Vec::with_capacity(items.len());
    for item in items {
        if by_key.last().is_some_and(|last| last.key() == item.key()) {
            by_key.pop();
        }
        by_key.push(Arc::new(item));
    }
    let mut order: Vec<(u64, Traits, Arc<T>)> = (0_u32..)
        .zip(by_key)
        .map(|(rank, item)| {
            let traits = Traits {
                point: item.point(),
                level: item.level(),
                is_remote: item.is_remote(),
                rank,
            };
            let place = traits.point.filter(|_| traits.is_placed());
            (
                place.map_or(u64::MAX, |point| along(point).into()),
                traits,
                item,
            )
        })
        .collect();
    order.sort_by_key(|(place, traits, _)| (*place, traits.rank));
    let (traits, documents) = order
        .into_iter()
        .map(|(_, traits, item)| (traits, item))
        .unzip();
    Ordered { documents, traits }
}

/// Writes the words of these items to a directory.
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
        let mut document = TantivyDocument::new();
        item.describe(&fields, &mut document);
        writer.add_document(document)?;
    }
    Ok(writer.finalize()?)
}

/// Columns, lists and rows of items.
pub(crate) fn write_files<T: Indexed>(items: &Ordered<T>) -> io::Result<Files> {
    let (mut near, mut rows) = (Vec::new(), Vec::new());
    write_near(&mut near, items)?;
    write_parts(&mut rows, &row_parts(&items.documents))?;
    Ok(Files {
        near: OwnedBytes::new(near),
        items: OwnedBytes::new(rows),
    })
}

fn write_near<T: Indexed>(out: &mut impl io::Write, items: &Ordered<T>) -> io::Result<()> {
    let columns = column_parts(&items.traits);
    let held = Columns::open(columns.clone().map(OwnedBytes::new))
        .ok_or_else(|| io::Error::other("columns of different lengths"))?;
    let mut gathered = Gathered::default();
    let mut flat = analyzer::flat();
    for (doc, item) in (0_u32..).zip(&items.documents) {
        gathered.add(EVERY, entry(doc, false));
        for rome in item.trades() {
            gathered.add(rome.as_str(), entry(doc, false));
        }
        let typed = item.typed();
        for title in typed.titles {
            for (_, word) in analyzer::tokens(&mut flat, title) {
                gathered.add(&word, entry(doc, true));
            }
        }
        for (_, word) in analyzer::tokens(&mut flat, typed.others) {
            gathered.add(&word, entry(doc, false));
        }
    }
    let placed = items.traits.partition_point(Traits::is_placed);
    let lists = gathered.parts(&held, u32::try_from(placed).unwrap_or(u32::MAX));
    let parts: Vec<Vec<u8>> = columns.into_iter().chain(lists).collect();
    write_parts(out, &parts)
}

/// Writes everything into a folder, words beside the rest. Answers how many documents it holds.
pub(crate) fn write_folder<T: Indexed>(folder: &Path, items: Vec<T>) -> Result<usize, IndexError> {
    let directory = MmapDirectory::open(folder).map_err(tantivy::TantivyError::from)?;
    let items = in_curve_order(items);
    std::thread::scope(|scope| {
        let words = scope.spawn(|| write_index(directory, &items.documents));
        write_file(folder, NEAR_FILE, |out| write_near(out, &items))?;
        write_file(folder, ITEMS_FILE, |out| {
            write_parts(out, &row_parts(&items.documents))
        })?;
        words
            .join()
            .unwrap_or_else(|panic| std::panic::resume_unwind(panic))
    })?;
    Ok(items.documents.len())
}

fn write_file(
    folder: &Path,
    name: &str,
    write: impl FnOnce(&mut BufWriter<File>) -> io::Result<()>,
) -> Result<(), IndexError> {
    let path = folder.join(name);
    let file = File::create(&path).map_err(IndexError::io(&path))?;
    let mut out = BufWriter::new(file);
    write(&mut out).map_err(IndexError::io(&path))?;
    let file = out
        .into_inner()
        .map_err(|error| IndexError::io(&path)(error.into_error()))?;
    file.sync_all().map_err(IndexError::io(&path))
}
