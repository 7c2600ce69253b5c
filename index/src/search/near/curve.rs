//! Places in the order of Hilbert's curve: neighbours on it are neighbours on the map.

use tandem_models::Point;

/// Bits of each coordinate: cells of about 300 m by 600 m.
const BITS: u32 = 16;

/// Position of a point along the curve.
pub(crate) fn along(point: Point) -> u32 {
    let side = f64::from(1_u32 << BITS);
    let cell = |share: f64| {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "clamped to the side"
        )]
        let cell = (share * side).clamp(0.0, side - 1.0) as u32;
        cell
    };
    let mut x = cell((point.lon + 180.0) / 360.0);
    let mut y = cell((point.lat + 90.0) / 180.0);
    let mut position = 0;
    let mut half = 1 << (BITS - 1);
    while half > 0 {
        let right = u32::from(x & half > 0);
        let up = u32::from(y & half > 0);
        position = (position << 2) | ((3 * right) ^ up);
        // turn the quarter so that the curve enters and leaves it at the right corners
        if up == 0 {
            if right == 1 {
                x = !x;
                y = !y;
            }
            std::mem::swap(&mut x, &mut y);
        }
        half >>= 1;
    }
    position
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(lat: f64, lon: f64) -> u32 {
        along(Point { lat, lon })
    }

    #[test]
    fn the_curve_steps_from_cell_to_neighbouring_cell() {
        let (lat_step, lon_step) = (180.0 / 65_536.0, 360.0 / 65_536.0);
        let (lat, lon) = (48.0 + lat_step / 2.0, 2.0 + lon_step / 2.0);
        let mut cells: Vec<(u32, i32, i32)> = Vec::new();
        for (north, east) in (0..16).flat_map(|north| (0..16).map(move |east| (north, east))) {
            let here = at(
                lat + f64::from(north) * lat_step,
                lon + f64::from(east) * lon_step,
            );
            cells.push((here, north, east));
        }
        cells.sort_unstable();
        for pair in cells.windows(2) {
            let (one, other) = (pair[0], pair[1]);
            assert_ne!(one.0, other.0, "two cells share a position");
            if other.0 == one.0 + 1 {
                assert_eq!((one.1 - other.1).abs() + (one.2 - other.2).abs(), 1);
            }
        }
    }

    #[test]
    fn the_edges_of_the_world_are_on_the_curve() {
        for (lat, lon) in [(90.0, 180.0), (-90.0, -180.0), (95.0, 200.0)] {
            at(lat, lon);
        }
        assert_ne!(at(48.85, 2.35), at(-21.1, 55.5));
    }
}
