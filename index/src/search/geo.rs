//! A circle on Earth and the box around it.

use tandem_models::Point;

/// Mean radius of the Earth in kilometres, as in [`Point::km_to`].
const EARTH_KM: f64 = 6_371.008_8;
/// Slack of the box in degrees (about a metre): the box never cuts what the circle holds.
const SLACK: f64 = 1e-5;

/// A circle; its box is checked first, the great-circle distance after.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Circle {
    centre: Point,
    radius_km: f64,
    half_lat: f64,
    half_lon: f64,
}

impl Circle {
    /// A circle. Near a pole the box spans all longitudes; across the antimeridian it wraps.
    pub(crate) fn new(centre: Point, radius_km: f64) -> Self {
        let radius_km = radius_km.max(0.0);
        let angle = (radius_km / EARTH_KM).min(std::f64::consts::PI);
        let half_lat = angle.to_degrees() + SLACK;
        let reaches_pole = centre.lat.abs() + half_lat >= 90.0;
        let half_lon = if reaches_pole {
            180.0
        } else {
            (angle.sin() / centre.lat.to_radians().cos())
                .clamp(-1.0, 1.0)
                .asin()
                .to_degrees()
                + SLACK
        };
        Self {
            centre,
            radius_km,
            half_lat,
            half_lon,
        }
    }

    /// Distance to the centre if the point lies within the circle, its edge included.
    #[inline]
    pub(crate) fn distance_within(&self, point: Point) -> Option<f64> {
        if (point.lat - self.centre.lat).abs() > self.half_lat {
            return None;
        }
        let mut apart = (point.lon - self.centre.lon).abs();
        if apart > 180.0 {
            apart = 360.0 - apart;
        }
        if apart > self.half_lon {
            return None;
        }
        let km = self.centre.km_to(point);
        (km <= self.radius_km).then_some(km)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn point(lat: f64, lon: f64) -> Point {
        Point { lat, lon }
    }

    #[test]
    fn the_antimeridian_and_the_poles_hide_nothing() {
        let fiji = Circle::new(point(-17.0, 179.9), 50.0);
        assert!(fiji.distance_within(point(-17.0, -179.9)).is_some());
        let pole = Circle::new(point(89.9, 10.0), 50.0);
        assert!(pole.distance_within(point(89.9, -170.0)).is_some());
        assert!(pole.distance_within(point(80.0, 10.0)).is_none());
    }

    proptest! {
        #[test]
        fn the_box_never_cuts_what_the_circle_holds(
            lat in -90.0..90.0_f64, lon in -180.0..180.0_f64,
            other_lat in -90.0..90.0_f64, other_lon in -180.0..180.0_f64,
            near in 0.0..1.0_f64, radius in 0.0..3000.0_f64,
        ) {
            let centre = point(lat, lon);
            let other = point(lat + (other_lat - lat) * near * 0.1, lon + (other_lon - lon) * near * 0.1);
            let expected = centre.km_to(other) <= radius;
            prop_assert_eq!(Circle::new(centre, radius).distance_within(other).is_some(), expected);
        }
    }
}
