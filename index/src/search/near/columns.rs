//! Points, levels, attendance and key order of all documents, by document number.

use tandem_models::Point;
use tantivy::directory::OwnedBytes;

use super::super::bytes::{Numbers, push_u32};

/// Bit of the traits that says: taught wholly at a distance.
const REMOTE: u8 = 0x10;

/// What a column holds of one document.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Traits {
    /// Where it is.
    pub(crate) point: Option<Point>,
    /// Level, 0: none.
    pub(crate) level: u8,
    /// Taught wholly at a distance.
    pub(crate) is_remote: bool,
    /// Place in the order of keys.
    pub(crate) rank: u32,
}

impl Traits {
    /// Whether it is somewhere one has to go.
    pub(crate) fn is_placed(&self) -> bool {
        self.point.is_some() && !self.is_remote
    }
}

/// Number of parts of the columns.
pub(crate) const PARTS: usize = 5;

/// The columns as parts of a file.
pub(crate) fn column_parts(documents: &[Traits]) -> [Vec<u8>; PARTS] {
    let (mut points, mut units, mut traits) = (Vec::new(), Vec::new(), Vec::new());
    let mut ranks = Vec::new();
    let mut by_rank = vec![0; documents.len()];
    for (number, document) in (0_u32..).zip(documents) {
        let nowhere = Point {
            lat: f64::NAN,
            lon: f64::NAN,
        };
        let point = document.point.unwrap_or(nowhere);
        points.extend_from_slice(&point.lat.to_le_bytes());
        points.extend_from_slice(&point.lon.to_le_bytes());
        for coordinate in unit(point) {
            units.extend_from_slice(&coordinate.to_le_bytes());
        }
        traits.push(document.level | if document.is_remote { REMOTE } else { 0 });
        push_u32(&mut ranks, document.rank);
        if let Some(place) = by_rank.get_mut(document.rank as usize) {
            *place = number;
        }
    }
    let by_rank = by_rank.into_iter().flat_map(u32::to_le_bytes).collect();
    [points, units, traits, ranks, by_rank]
}

/// A point as a vector of length one from the centre of the Earth.
pub(crate) fn unit(point: Point) -> [f32; 3] {
    let (lat, lon) = (point.lat.to_radians(), point.lon.to_radians());
    #[expect(
        clippy::cast_possible_truncation,
        reason = "half a metre is enough to refuse; what is kept is measured again"
    )]
    let vector = [
        (lat.cos() * lon.cos()) as f32,
        (lat.cos() * lon.sin()) as f32,
        lat.sin() as f32,
    ];
    vector
}

/// Columns read where they lie in the file.
pub(crate) struct Columns {
    points: OwnedBytes,
    units: OwnedBytes,
    traits: OwnedBytes,
    ranks: Numbers,
    by_rank: Numbers,
}

impl Columns {
    /// The columns of a file; `None` when their lengths do not agree.
    pub(crate) fn open(parts: [OwnedBytes; PARTS]) -> Option<Self> {
        let [points, units, traits, ranks, by_rank] = parts;
        let count = traits.len();
        let is_whole = points.len() == count * 16
            && units.len() == count * 12
            && ranks.len() == count * 4
            && by_rank.len() == count * 4;
        is_whole.then_some(Self {
            points,
            units,
            traits,
            ranks: Numbers(ranks),
            by_rank: Numbers(by_rank),
        })
    }

    /// How many documents.
    pub(crate) fn len(&self) -> usize {
        self.traits.len()
    }

    /// Point of a document.
    #[inline]
    pub(crate) fn point(&self, doc: u32) -> Option<Point> {
        let raw: &[[u8; 8]] = self.points.as_chunks().0;
        let at = doc as usize * 2;
        let [lat, lon] = [raw.get(at)?, raw.get(at + 1)?].map(|raw| f64::from_le_bytes(*raw));
        (!lat.is_nan()).then_some(Point { lat, lon })
    }

    /// Vectors of all documents, as they lie.
    #[inline]
    pub(crate) fn units(&self) -> &[[u8; 12]] {
        self.units.as_chunks().0
    }

    /// Whether a document is taught wholly at a distance.
    #[inline]
    pub(crate) fn is_remote(&self, doc: u32) -> bool {
        self.trait_of(doc) & REMOTE != 0
    }

    /// Level of a document, 0: none.
    #[inline]
    pub(crate) fn level(&self, doc: u32) -> u8 {
        self.trait_of(doc) & !REMOTE
    }

    /// Place of a document in the order of keys.
    #[inline]
    pub(crate) fn rank(&self, doc: u32) -> u32 {
        self.ranks.get(doc as usize)
    }

    /// The document of that place in the order of keys.
    pub(crate) fn at_rank(&self, rank: usize) -> u32 {
        self.by_rank.get(rank)
    }

    fn trait_of(&self, doc: u32) -> u8 {
        self.traits.get(doc as usize).copied().unwrap_or_default()
    }
}

/// The vector read from its bytes.
#[inline]
pub(crate) fn read_unit(raw: &[u8; 12]) -> [f32; 3] {
    let [x0, x1, x2, x3, y0, y1, y2, y3, z0, z1, z2, z3] = *raw;
    [
        f32::from_le_bytes([x0, x1, x2, x3]),
        f32::from_le_bytes([y0, y1, y2, y3]),
        f32::from_le_bytes([z0, z1, z2, z3]),
    ]
}
