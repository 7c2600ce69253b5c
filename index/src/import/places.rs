//! Puts a row on a commune: by its point, its INSEE code, its postal code, in this order.

use tandem_models::{Commune, Places, Point};

use super::values;
use crate::supply::{Location, PlaceLink};

/// What a row says of its place; empty where it says nothing.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct RawPlace<'a> {
    pub(crate) address: &'a str,
    pub(crate) postal_code: &'a str,
    pub(crate) insee: &'a str,
    pub(crate) city: &'a str,
    pub(crate) point: Option<Point>,
}

/// The location, and how it was found. Coordinates are the best point; the commune still comes
/// from the codes, else from the nearest commune.
pub(crate) fn locate(raw: RawPlace<'_>, places: &Places) -> (Location, PlaceLink) {
    let postal_code = values::postal_code(raw.postal_code);
    let by_insee = values::insee(raw.insee).and_then(|code| places.get(code));
    let by_postal_code = || {
        let served = places.by_postal_code(postal_code.as_deref()?);
        best_named(&served, raw.city)
    };
    let (commune, link) = match by_insee {
        Some(commune) => (Some(commune), PlaceLink::Insee),
        None => match by_postal_code() {
            Some(commune) => (Some(commune), PlaceLink::PostalCode),
            None => (None, PlaceLink::Missing),
        },
    };
    let given = raw.point.filter(|point| is_on_earth(*point));
    let commune = commune.or_else(|| given.and_then(|point| places.around(point)));
    let city = match commune {
        Some(commune) => commune.name.clone(),
        None => super::names::readable_name(raw.city),
    };
    let location = Location {
        address: values::some(&super::names::readable_address(raw.address)),
        postal_code,
        insee: commune.map(|commune| commune.insee),
        city,
        point: given.or_else(|| commune.and_then(|commune| commune.point)),
    };
    (
        location,
        if given.is_some() {
            PlaceLink::Coordinates
        } else {
            link
        },
    )
}

/// The commune of that name, else the most populated one.
fn best_named<'p>(communes: &[&'p Commune], name: &str) -> Option<&'p Commune> {
    let wanted = values::fold(name);
    let named = communes
        .iter()
        .find(|commune| values::fold(&commune.name) == wanted);
    named.or(communes.first()).copied()
}

/// A point that can be one; (0, 0) is how files write "unknown".
fn is_on_earth(point: Point) -> bool {
    let is_zero = point.lat.abs() < 1e-9 && point.lon.abs() < 1e-9;
    !is_zero && point.lat.abs() <= 90.0 && point.lon.abs() <= 180.0
}

/// A point out of two cells.
pub(crate) fn point(lat: &str, lon: &str) -> Option<Point> {
    Some(Point {
        lat: values::number(lat)?,
        lon: values::number(lon)?,
    })
}

/// A point out of "lat,lon".
pub(crate) fn point_in_one(text: &str) -> Option<Point> {
    let (lat, lon) = text.split_once(',')?;
    point(lat.trim(), lon.trim())
}
