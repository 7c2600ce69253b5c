//! Communes by cell of a fifth of a degree, for the nearest one without looking at all.

use std::collections::HashMap;

use super::{Commune, Point};

/// Cells per degree.
const FINENESS: f64 = 5.0;
/// Farther than these rings of cells (about 200 km), every commune is looked at.
const RINGS: i32 = 10;

#[derive(Debug)]
pub(super) struct Grid {
    cells: HashMap<(i32, i32), Vec<u32>>,
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "degrees times five fit an i32; wild values saturate"
)]
fn cell(point: Point) -> (i32, i32) {
    (
        (point.lat * FINENESS).floor() as i32,
        (point.lon * FINENESS).floor() as i32,
    )
}

impl Grid {
    pub(super) fn build(communes: &[Commune]) -> Self {
        let mut cells: HashMap<(i32, i32), Vec<u32>> = HashMap::new();
        for (commune, index) in communes.iter().zip(0_u32..) {
            if let Some(point) = commune.point {
                cells.entry(cell(point)).or_default().push(index);
            }
        }
        Self { cells }
    }

    /// Index of the nearest commune; `None` for a point that is not on Earth.
    pub(super) fn nearest(&self, communes: &[Commune], point: Point) -> Option<u32> {
        let on_earth = (-90.0..=90.0).contains(&point.lat) && (-180.0..=180.0).contains(&point.lon);
        if !on_earth {
            return None;
        }
        let (row, column) = cell(point);
        // a cell is never narrower than this at the latitude of the ring
        let narrowest = 111.0 / FINENESS * (point.lat.abs() + 2.0).min(89.0).to_radians().cos();
        let mut best: Option<(f64, u32)> = None;
        for ring in 0..=RINGS {
            for (r, c) in cells_of_ring(row, column, ring) {
                let Some(indices) = self.cells.get(&(r, c)) else {
                    continue;
                };
                closest(communes, indices.iter().copied(), point, &mut best);
            }
            if best.is_some_and(|(km, _)| km <= f64::from(ring) * narrowest) {
                return best.map(|(_, index)| index);
            }
        }
        let every = 0..u32::try_from(communes.len()).unwrap_or(u32::MAX);
        closest(communes, every, point, &mut best);
        best.map(|(_, index)| index)
    }
}

fn closest(
    communes: &[Commune],
    indices: impl Iterator<Item = u32>,
    point: Point,
    best: &mut Option<(f64, u32)>,
) {
    for index in indices {
        let Some(place) = communes
            .get(index as usize)
            .and_then(|commune| commune.point)
        else {
            continue;
        };
        let km = point.km_to(place);
        if best.is_none_or(|(least, _)| km < least) {
            *best = Some((km, index));
        }
    }
}

fn cells_of_ring(row: i32, column: i32, ring: i32) -> impl Iterator<Item = (i32, i32)> {
    (-ring..=ring).flat_map(move |r| {
        let step = if r.abs() == ring {
            1
        } else {
            (2 * ring).max(1)
        };
        (-ring..=ring)
            .step_by(usize::try_from(step).unwrap_or(1))
            .map(move |c| (row + r, column + c))
    })
}
