//! Lambert 93 (EPSG:2154) → WGS 84.
//!
//! Inverse of the conformal conic projection with two parallels (44° and 49° N, origin 46°30' N
//! 3° E, false origin 700 000 m, 6 600 000 m) on the GRS 80 ellipsoid; RGF93 and WGS 84 agree
//! within a metre. Formulas: IOGP guidance note 7-2, method 9802.

use tandem_models::Point;

use super::lookups::Lookups;
use super::values;

const SEMI_MAJOR: f64 = 6_378_137.0;
const FLATTENING: f64 = 1.0 / 298.257_222_101;
const ORIGIN_LAT: f64 = 46.5;
const ORIGIN_LON: f64 = 3.0;
const PARALLELS: (f64, f64) = (44.0, 49.0);
const FALSE_EASTING: f64 = 700_000.0;
const FALSE_NORTHING: f64 = 6_600_000.0;
/// Rounds of the inverse of the conformal latitude; it settles below a millimetre in five.
const ROUNDS: usize = 8;

fn eccentricity() -> f64 {
    (FLATTENING * (2.0 - FLATTENING)).sqrt()
}

/// The conformal latitude's tangent term `t` of a latitude in radians.
fn conformal(lat: f64) -> f64 {
    let e_sin = eccentricity() * lat.sin();
    (std::f64::consts::FRAC_PI_4 - lat / 2.0).tan()
        / ((1.0 - e_sin) / (1.0 + e_sin)).powf(eccentricity() / 2.0)
}

/// Radius of the parallel over the semi-major axis.
fn parallel(lat: f64) -> f64 {
    let e_sin = eccentricity() * lat.sin();
    lat.cos() / (1.0 - e_sin * e_sin).sqrt()
}

/// The point of these coordinates in metres; `None` outside the metropolis and its seas.
pub(crate) fn to_wgs84(easting: f64, northing: f64) -> Option<Point> {
    let is_inside = (-400_000.0..1_400_000.0).contains(&easting)
        && (5_900_000.0..7_300_000.0).contains(&northing);
    if !is_inside {
        return None;
    }
    let (first, second) = (PARALLELS.0.to_radians(), PARALLELS.1.to_radians());
    let cone = (parallel(first).ln() - parallel(second).ln())
        / (conformal(first).ln() - conformal(second).ln());
    let scale = SEMI_MAJOR * parallel(first) / (cone * conformal(first).powf(cone));
    let radius_at_origin = scale * conformal(ORIGIN_LAT.to_radians()).powf(cone);

    let east = easting - FALSE_EASTING;
    let south = radius_at_origin - (northing - FALSE_NORTHING);
    let tangent = (east.hypot(south) / scale).powf(1.0 / cone);
    let mut lat = std::f64::consts::FRAC_PI_2 - 2.0 * tangent.atan();
    for _ in 0..ROUNDS {
        let e_sin = eccentricity() * lat.sin();
        let factor = ((1.0 - e_sin) / (1.0 + e_sin)).powf(eccentricity() / 2.0);
        lat = std::f64::consts::FRAC_PI_2 - 2.0 * (tangent * factor).atan();
    }
    let lon = east.atan2(south) / cone + ORIGIN_LON.to_radians();
    Some(Point {
        lat: lat.to_degrees(),
        lon: lon.to_degrees(),
    })
}

/// Farthest that an establishment may lie from the point of its commune, in kilometres.
const FARTHEST_KM: f64 = 40.0;

/// The point of Lambert coordinates, if the commune lies in the metropolis and is near:
/// published coordinates are sometimes wrong, and other territories have other projections.
/// `None`: the commune's own point is the better one.
pub(crate) fn near_commune(
    easting: f64,
    northing: f64,
    insee: &str,
    lookups: &Lookups<'_>,
) -> Option<Point> {
    let commune = lookups.understander.places().get(values::insee(insee)?)?;
    let is_overseas =
        commune.insee.as_str().starts_with("97") || commune.insee.as_str().starts_with("98");
    if is_overseas {
        return None;
    }
    let point = to_wgs84(easting, northing)?;
    (commune.point?.km_to(point) <= FARTHEST_KM).then_some(point)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_points_come_back() {
        // easting, northing, latitude, longitude; computed with PROJ 9 (EPSG:2154 → EPSG:4326)
        for (easting, northing, lat, lon) in [
            (700_000.0, 6_600_000.0, 46.5, 3.0),
            (931_775.556_9, 6_895_716.165_9, 49.1193, 6.1757),
            (652_296.973_1, 6_861_636.358_5, 48.853, 2.3499),
            (1_228_546.045_3, 6_199_420.643_9, 42.7, 9.45),
            (146_341.347_3, 6_836_245.403_9, 48.39, -4.49),
            (892_406.453_5, 6_247_035.744_1, 43.2965, 5.37),
        ] {
            let point = to_wgs84(easting, northing).unwrap();
            assert!((point.lat - lat).abs() < 1e-7, "{point:?}");
            assert!((point.lon - lon).abs() < 1e-7, "{point:?}");
        }
    }

    #[test]
    fn coordinates_of_elsewhere_are_refused() {
        assert_eq!(to_wgs84(0.0, 0.0), None);
        assert_eq!(to_wgs84(340_000.0, 7_650_000.0), None);
        assert_eq!(to_wgs84(f64::NAN, 6_600_000.0), None);
    }
}
