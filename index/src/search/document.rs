//! What fills the fields: a training or an employer as a search document.

use serde::Serialize;
use serde::de::DeserializeOwned;
use tandem_models::Point;
use tantivy::TantivyDocument;

use super::schema::Fields;
use crate::supply::{Employer, Training};

/// Something that can be indexed and found again.
pub(crate) trait Indexed: Serialize + DeserializeOwned + Send + Sync + 'static {
    /// Its key.
    fn key(&self) -> &str;
    /// Where it is.
    fn point(&self) -> Option<Point>;
    /// Its level, 3 to 8; 0 when it has none.
    fn level(&self) -> u8;
    /// Whether it is taught wholly at a distance.
    fn is_remote(&self) -> bool {
        false
    }
    /// Adds its words, trades and codes.
    fn describe(&self, fields: &Fields, document: &mut TantivyDocument);

    /// The whole document.
    fn document(&self, fields: &Fields) -> TantivyDocument {
        let mut document = TantivyDocument::new();
        document.add_text(fields.id, self.key());
        if let Some(point) = self.point() {
            document.add_f64(fields.lat, point.lat);
            document.add_f64(fields.lon, point.lon);
        }
        document.add_u64(fields.level, u64::from(self.level()));
        document.add_bool(fields.remote, self.is_remote());
        self.describe(fields, &mut document);
        document
    }
}

impl Indexed for Training {
    fn key(&self) -> &str {
        self.id.as_str()
    }

    fn point(&self) -> Option<Point> {
        self.location.point
    }

    fn level(&self) -> u8 {
        self.level.map_or(0, tandem_models::DiplomaLevel::number)
    }

    fn is_remote(&self) -> bool {
        self.is_remote
    }

    fn describe(&self, fields: &Fields, document: &mut TantivyDocument) {
        for rome in &self.romes {
            document.add_text(fields.rome, rome.as_str());
        }
        for code in [&self.rncp, &self.cfd].into_iter().flatten() {
            document.add_text(fields.code, code.to_uppercase());
        }
        let centre = self.centre.as_str();
        document.add_text(fields.code, centre.strip_prefix("uai:").unwrap_or(centre));
        for word in diploma_words(self.diploma.as_deref().unwrap_or_default()) {
            document.add_text(fields.diploma, word);
        }
        document.add_text(fields.title, &self.title);
        document.add_text(fields.title_flat, &self.title);
        document.add_text(fields.name, &self.centre_name);
    }
}

impl Indexed for Employer {
    fn key(&self) -> &str {
        self.siret.as_str()
    }

    fn point(&self) -> Option<Point> {
        self.location.point
    }

    fn level(&self) -> u8 {
        0
    }

    fn describe(&self, fields: &Fields, document: &mut TantivyDocument) {
        let hired = self.trades.iter().map(|trade| &trade.rome);
        let mut romes: Vec<_> = hired
            .chain(self.offers.iter().flat_map(|o| &o.romes))
            .collect();
        romes.sort_unstable();
        romes.dedup();
        for rome in romes {
            document.add_text(fields.rome, rome.as_str());
        }
        document.add_text(fields.code, self.siret.as_str());
        if let Some(naf) = &self.naf {
            document.add_text(fields.code, naf.to_uppercase());
        }
        for offer in &self.offers {
            document.add_text(fields.title, &offer.title);
            document.add_text(fields.title_flat, &offer.title);
        }
        document.add_text(fields.name, &self.name);
        if let Some(activity) = &self.activity {
            document.add_text(fields.about, activity);
        }
    }
}

/// Folded words of a kind of diploma, and its acronym when it has one.
pub(crate) fn diploma_words(diploma: &str) -> Vec<String> {
    let mut analyzer = super::analyzer::flat();
    let mut words: Vec<String> = super::analyzer::tokens(&mut analyzer, diploma)
        .into_iter()
        .map(|(_, word)| word)
        .collect();
    let whole = words.join(" ");
    let acronyms = [
        ("certificat aptitude professionnelle", "cap"),
        ("brevet technicien superieur", "bts"),
        ("brevet professionnel", "bp"),
        ("baccalaureat", "bac"),
        ("mention complementaire", "mc"),
        ("titre professionnel", "tp"),
        ("brevet technique metiers", "btm"),
        ("bachelor universitaire technologie", "but"),
        ("diplome universitaire technologie", "dut"),
        ("brevet maitrise", "bm"),
    ];
    for (name, acronym) in acronyms {
        if whole.contains(name) {
            words.push(acronym.to_owned());
        }
    }
    words.sort_unstable();
    words.dedup();
    words
}
