//! Levels, points and attendance of all documents, by document number.

use tandem_models::Point;
use tantivy::SegmentReader;

/// Arrays read once from the index's columns.
#[derive(Debug, Default)]
pub(crate) struct Columns {
    /// Points; NaN where there is none.
    points: Vec<Point>,
    /// Levels; 0 where there is none.
    levels: Vec<u8>,
    /// Whether each is taught wholly at a distance.
    remote: Vec<bool>,
}

impl Columns {
    /// Reads them.
    pub(crate) fn read(segment: &SegmentReader) -> tantivy::Result<Self> {
        let fast = segment.fast_fields();
        let (lat, lon, level) = (fast.f64("lat")?, fast.f64("lon")?, fast.u64("level")?);
        let remote = fast.bool("remote")?;
        let mut columns = Self::default();
        for doc in 0..segment.max_doc() {
            columns.points.push(Point {
                lat: lat.first(doc).unwrap_or(f64::NAN),
                lon: lon.first(doc).unwrap_or(f64::NAN),
            });
            columns.remote.push(remote.first(doc).unwrap_or_default());
            let number = level.first(doc).unwrap_or_default();
            columns
                .levels
                .push(u8::try_from(number).unwrap_or_default());
        }
        Ok(columns)
    }

    /// How many documents.
    pub(crate) fn len(&self) -> u32 {
        u32::try_from(self.levels.len()).unwrap_or(u32::MAX)
    }

    /// Point of a document.
    pub(crate) fn point(&self, doc: u32) -> Option<Point> {
        self.points
            .get(doc as usize)
            .copied()
            .filter(|point| !point.lat.is_nan())
    }

    /// Whether a document is taught wholly at a distance.
    pub(crate) fn is_remote(&self, doc: u32) -> bool {
        self.remote.get(doc as usize).copied().unwrap_or_default()
    }

    /// Level of a document, 0: none.
    pub(crate) fn level(&self, doc: u32) -> u8 {
        self.levels.get(doc as usize).copied().unwrap_or_default()
    }
}
