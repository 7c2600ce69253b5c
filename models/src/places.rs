//! The communes of France: names, postal codes, points.

use serde::{Deserialize, Serialize};

use crate::ids::InseeCode;

/// A point on Earth, WGS 84 degrees.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Point {
    /// Latitude.
    pub lat: f64,
    /// Longitude.
    pub lon: f64,
}

impl Point {
    /// Great-circle distance in kilometres (haversine, mean radius 6,371.0088 km).
    pub fn km_to(self, other: Self) -> f64 {
        let (lat1, lat2) = (self.lat.to_radians(), other.lat.to_radians());
        let half_lat = ((lat2 - lat1) / 2.0).sin();
        let half_lon = ((other.lon - self.lon).to_radians() / 2.0).sin();
        let a = half_lat.mul_add(half_lat, lat1.cos() * lat2.cos() * half_lon * half_lon);
        2.0 * 6_371.008_8 * a.sqrt().min(1.0).asin()
    }
}

/// A commune, or an arrondissement of Paris, Lyon, Marseille.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Commune {
    /// INSEE code (COG).
    pub insee: InseeCode,
    /// Official name.
    pub name: String,
    /// Postal codes.
    pub postal_codes: Vec<String>,
    /// Inhabitants.
    pub population: u32,
    /// Département code ("57", "2A", "974").
    pub departement: String,
    /// Region code.
    pub region: String,
    /// Its point; `None` for a few overseas communes: searchable by name, not by distance.
    pub point: Option<Point>,
}

/// The table of communes.
#[derive(Debug)]
pub struct Places {
    communes: Vec<Commune>,
}

impl Places {
    /// The table built into the program (models/data/communes.tsv.gz).
    pub fn embedded() -> Self {
        todo!()
    }

    /// All communes, ascending by INSEE code.
    pub fn communes(&self) -> &[Commune] {
        &self.communes
    }

    /// The commune of that code; codes of merged communes lead to the one they became.
    pub fn get(&self, _insee: InseeCode) -> Option<&Commune> {
        todo!()
    }

    /// Communes that this postal code serves, most populated first.
    pub fn by_postal_code(&self, _postal_code: &str) -> Vec<&Commune> {
        todo!()
    }

    /// Communes of that name (accents, case, hyphens, "saint"/"st", "cedex 3" and articles do not
    /// count), most populated first. Exact names only.
    pub fn by_name(&self, _name: &str) -> Vec<&Commune> {
        todo!()
    }

    /// The commune whose point is nearest: a GPS position is rounded to it at the door and
    /// forgotten (CHANNELS privacy 4).
    pub fn nearest(&self, _point: Point) -> Option<&Commune> {
        todo!()
    }
}
