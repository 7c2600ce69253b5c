//! The communes of France: names, postal codes, points.

mod grid;
mod mention;
mod names;
mod table;

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use crate::ids::InseeCode;
use grid::Grid;
pub(crate) use mention::{PlaceReading, read_place};
use names::Names;

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

/// A département or an overseas collectivity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Departement {
    /// Its code ("57", "2A", "974").
    pub code: String,
    /// Its official name.
    pub name: String,
    /// Code of its region.
    pub region: String,
}

/// A region.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Region {
    /// Its code ("44").
    pub code: String,
    /// Its official name.
    pub name: String,
}

/// The table of communes.
#[derive(Debug)]
pub struct Places {
    communes: Vec<Commune>,
    old_codes: HashMap<InseeCode, u32>,
    postal: HashMap<String, Vec<u32>>,
    names: Names,
    grid: Grid,
    departements: Vec<Departement>,
    regions: Vec<Region>,
}

impl Places {
    /// The table built into the program (models/data/communes.tsv.gz).
    pub fn embedded() -> Self {
        table::embedded()
    }

    fn build(table: table::Table) -> Self {
        let table::Table {
            communes: mut rows,
            old_codes,
            departements,
            regions,
        } = table;
        rows.sort_by_key(|(commune, _)| commune.insee);
        let (communes, extents): (Vec<Commune>, Vec<_>) = rows.into_iter().unzip();
        let position: HashMap<InseeCode, u32> = communes
            .iter()
            .map(|commune| commune.insee)
            .zip(0_u32..)
            .collect();
        let old_codes = old_codes
            .into_iter()
            .filter_map(|(old, new)| Some((old, *position.get(&new)?)))
            .collect();
        let mut postal: HashMap<String, Vec<u32>> = HashMap::new();
        for (commune, index) in communes.iter().zip(0_u32..) {
            for code in &commune.postal_codes {
                postal.entry(code.clone()).or_default().push(index);
            }
        }
        for served in postal.values_mut() {
            served.sort_by_key(|index| std::cmp::Reverse(communes[*index as usize].population));
        }
        let names = Names::build(&communes);
        let grid = Grid::build(&communes, extents);
        Self {
            communes,
            old_codes,
            postal,
            names,
            grid,
            departements,
            regions,
        }
    }

    /// All communes, ascending by INSEE code.
    pub fn communes(&self) -> &[Commune] {
        &self.communes
    }

    /// Départements and overseas collectivities, ascending by code.
    pub fn departements(&self) -> &[Departement] {
        &self.departements
    }

    /// Regions, ascending by code.
    pub fn regions(&self) -> &[Region] {
        &self.regions
    }

    /// The département of that code.
    pub fn departement(&self, code: &str) -> Option<&Departement> {
        self.departements
            .iter()
            .find(|departement| departement.code == code)
    }

    /// The region of that code.
    pub fn region(&self, code: &str) -> Option<&Region> {
        self.regions.iter().find(|region| region.code == code)
    }

    /// The commune of that code; codes of merged communes lead to the one they became.
    pub fn get(&self, insee: InseeCode) -> Option<&Commune> {
        match self
            .communes
            .binary_search_by_key(&insee, |commune| commune.insee)
        {
            Ok(index) => self.communes.get(index),
            Err(_) => self.old_codes.get(&insee).and_then(|index| self.at(*index)),
        }
    }

    /// Communes that this postal code serves, most populated first. Cedex codes are not in the
    /// table; five digits only ("1400" must be written "01400").
    pub fn by_postal_code(&self, postal_code: &str) -> Vec<&Commune> {
        self.postal
            .get(postal_code.trim())
            .map(|indices| self.all(indices))
            .unwrap_or_default()
    }

    /// Communes of that name (accents, case, hyphens, "saint"/"st", "cedex 3" and articles do not
    /// count), most populated first. Exact names only.
    pub fn by_name(&self, name: &str) -> Vec<&Commune> {
        self.all(self.names.exact(&names::key_of(name)))
    }

    /// The commune in which this point most likely lies, else the nearest within 30 km, none abroad:
    /// a GPS position is rounded to it at the door and forgotten (CHANNELS privacy 4).
    pub fn around(&self, point: Point) -> Option<&Commune> {
        self.grid
            .around(&self.communes, point)
            .and_then(|index| self.at(index))
    }

    pub(crate) fn at(&self, index: u32) -> Option<&Commune> {
        self.communes.get(index as usize)
    }

    fn all(&self, indices: &[u32]) -> Vec<&Commune> {
        indices.iter().filter_map(|index| self.at(*index)).collect()
    }
}
