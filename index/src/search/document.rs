//! What fills fields, lists and rows: a training or an employer as a search document.

use tandem_models::{Point, RomeCode};
use tantivy::TantivyDocument;

use super::row_fields;
use super::rows::{RowReader, RowWriter};
use super::schema::Fields;
use crate::supply::{Employer, Siret, Training};

/// Something that can be indexed and found again.
pub(crate) trait Indexed: Sized + Send + Sync + 'static {
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
    /// Its trades, each once.
    fn trades(&self) -> Vec<RomeCode>;
    /// Texts whose words are found as they are typed: those of its title, then others.
    fn typed(&self) -> Typed<'_>;
    /// Adds its words and codes.
    fn describe(&self, fields: &Fields, document: &mut TantivyDocument);
    /// Writes its row; the key comes first.
    fn write<'a>(&'a self, row: &mut RowWriter<'a>);
    /// Reads its row.
    fn read(row: RowReader<'_>, point: Option<Point>) -> Option<Self>;
    /// How the key of a row compares with a key.
    fn compare_key(row: RowReader<'_>, key: &str) -> Option<std::cmp::Ordering>;
}

/// Texts of a document that are found word by word.
pub(crate) struct Typed<'a> {
    /// Titles.
    pub(crate) titles: Vec<&'a str>,
    /// Other words.
    pub(crate) others: &'a str,
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

    fn trades(&self) -> Vec<RomeCode> {
        once(self.romes.iter())
    }

    fn typed(&self) -> Typed<'_> {
        Typed {
            titles: vec![&self.title],
            others: &self.keywords,
        }
    }

    fn write<'a>(&'a self, row: &mut RowWriter<'a>) {
        row_fields::write_training(self, row);
    }

    fn read(mut row: RowReader<'_>, point: Option<Point>) -> Option<Self> {
        row_fields::read_training(&mut row, point)
    }

    fn compare_key(mut row: RowReader<'_>, key: &str) -> Option<std::cmp::Ordering> {
        Some(row.text()?.cmp(key))
    }

    fn describe(&self, fields: &Fields, document: &mut TantivyDocument) {
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
        if !self.keywords.is_empty() {
            document.add_text(fields.about, &self.keywords);
        }
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

    fn trades(&self) -> Vec<RomeCode> {
        let hired = self.trades.iter().map(|trade| &trade.rome);
        once(hired.chain(self.offers.iter().flat_map(|offer| &offer.romes)))
    }

    fn typed(&self) -> Typed<'_> {
        Typed {
            titles: self
                .offers
                .iter()
                .map(|offer| offer.title.as_str())
                .collect(),
            others: &self.name,
        }
    }

    fn write<'a>(&'a self, row: &mut RowWriter<'a>) {
        row_fields::write_employer(self, row);
    }

    fn read(mut row: RowReader<'_>, point: Option<Point>) -> Option<Self> {
        row_fields::read_employer(&mut row, point)
    }

    fn compare_key(mut row: RowReader<'_>, key: &str) -> Option<std::cmp::Ordering> {
        let siret = Siret::from_number(row.number()?);
        Some(siret.as_str().cmp(key))
    }

    fn describe(&self, fields: &Fields, document: &mut TantivyDocument) {
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

fn once<'a>(romes: impl Iterator<Item = &'a RomeCode>) -> Vec<RomeCode> {
    let mut romes: Vec<RomeCode> = romes.copied().collect();
    romes.sort_unstable();
    romes.dedup();
    romes
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
