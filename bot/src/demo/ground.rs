//! What the made-up supply stands on: where people live, which trades are taught.

use std::collections::{BTreeMap, HashMap};

use rand::Rng;
use rand::rngs::StdRng;
use rand::seq::IndexedRandom;
use tandem_index::{Location, Siret};
use tandem_models::{Commune, Domain, Point, RomeCode, Trade};

use super::names::STREETS;

/// Communes by weight, and trades.
pub(super) struct Ground<'a> {
    /// Communes with a point and inhabitants, by INSEE code.
    communes: Vec<&'a Commune>,
    /// Inhabitants up to and with each.
    cumulated: Vec<u64>,
    /// The most populated communes of each département, most populated first.
    pub(super) by_departement: BTreeMap<&'a str, Vec<&'a Commune>>,
    /// Domains that have trades.
    pub(super) domains: Vec<&'a Domain>,
    /// Trades practised in a NAF class, most typical first.
    pub(super) trades_of_naf: HashMap<&'a str, Vec<RomeCode>>,
}

impl<'a> Ground<'a> {
    pub(super) fn new(communes: &'a [Commune], domains: &'a [Domain]) -> Self {
        // Paris, Lyon and Marseille stand in the table as wholes and as arrondissements: keep the
        // wholes (arrondissements share their département and would count people twice).
        let lived_in: Vec<&Commune> = communes
            .iter()
            .filter(|commune| commune.population > 0 && commune.point.is_some())
            .filter(|commune| !is_arrondissement(commune))
            .collect();
        let cumulated = lived_in
            .iter()
            .scan(0_u64, |sum, commune| {
                *sum += u64::from(commune.population);
                Some(*sum)
            })
            .collect();
        let mut by_departement: BTreeMap<&str, Vec<&Commune>> = BTreeMap::new();
        for commune in &lived_in {
            by_departement
                .entry(commune.departement.as_str())
                .or_default()
                .push(commune);
        }
        for towns in by_departement.values_mut() {
            towns.sort_by_key(|commune| (std::cmp::Reverse(commune.population), commune.insee));
        }
        let mut ranked: HashMap<&str, Vec<(usize, RomeCode)>> = HashMap::new();
        for trade in domains.iter().flat_map(|domain| &domain.trades) {
            for (rank, naf) in trade.naf.iter().enumerate() {
                ranked
                    .entry(naf.as_str())
                    .or_default()
                    .push((rank, trade.rome));
            }
        }
        let trades_of_naf = ranked
            .into_iter()
            .map(|(naf, mut trades)| {
                trades.sort_unstable();
                (naf, trades.into_iter().map(|(_, rome)| rome).collect())
            })
            .collect();
        Self {
            communes: lived_in,
            cumulated,
            by_departement,
            domains: domains
                .iter()
                .filter(|domain| !domain.trades.is_empty())
                .collect(),
            trades_of_naf,
        }
    }

    /// A commune, as likely as it is populated.
    pub(super) fn commune(&self, rng: &mut StdRng) -> Option<&'a Commune> {
        let total = self.cumulated.last().copied().filter(|total| *total > 0)?;
        let drawn = rng.random_range(0..total);
        let position = self.cumulated.partition_point(|sum| *sum <= drawn);
        self.communes.get(position).copied()
    }

    /// A trade: any domain, the most taught trades of it more often.
    pub(super) fn trade(&self, rng: &mut StdRng) -> Option<&'a Trade> {
        let domain = self.domains.choose(rng)?;
        // The lower of two draws: the first trades come out about twice as often as the middle.
        let last = domain.trades.len();
        let position = rng.random_range(0..last).min(rng.random_range(0..last));
        domain.trades.get(position)
    }
}

fn is_arrondissement(commune: &Commune) -> bool {
    let code = commune.insee.as_str();
    ("75101"..="75120").contains(&code)
        || ("69381"..="69389").contains(&code)
        || ("13201"..="13216").contains(&code)
}

/// An address in that commune, its point within about a kilometre of the commune's.
pub(super) fn address_in(commune: &Commune, rng: &mut StdRng) -> Location {
    let street = STREETS.choose(rng).copied().unwrap_or_default();
    let number: u32 = rng.random_range(1..90);
    let (north, east) = (
        rng.random_range(-0.006..0.006),
        rng.random_range(-0.008..0.008),
    );
    Location {
        address: Some(format!("{number} {street}")),
        postal_code: commune.postal_codes.first().cloned(),
        insee: Some(commune.insee),
        city: commune.name.clone(),
        point: commune.point.map(|point| Point {
            lat: point.lat + north,
            lon: point.lon + east,
        }),
    }
}

/// The `number`-th invented SIRET: SIREN `00000…` and SIRET both with right check digits.
///
/// There are 1,000 such SIREN and 10,000 numbers under each.
pub(super) fn siret(number: usize) -> Option<Siret> {
    let siren = with_check_digit(&format!("00000{:03}", number % 1_000));
    let whole = with_check_digit(&format!("{siren}{:04}", number / 1_000 + 1));
    whole.parse().ok()
}

/// Appends the digit that makes the Luhn sum a multiple of ten.
fn with_check_digit(digits: &str) -> String {
    let sum: u32 = digits
        .chars()
        .rev()
        .filter_map(|character| character.to_digit(10))
        .enumerate()
        .map(|(position, digit)| match (position % 2, digit * 2) {
            (0, doubled) if doubled > 9 => doubled - 9,
            (0, doubled) => doubled,
            _ => digit,
        })
        .sum();
    format!("{digits}{}", (10 - sum % 10) % 10)
}

/// A phone number of the range reserved for fiction (Arcep: 01 99 00 xx xx).
pub(super) fn phone(number: usize) -> String {
    format!("01 99 00 {:02} {:02}", number / 100 % 100, number % 100)
}

/// A part of a mail address: lower-case letters, digits and hyphens.
pub(super) fn slug(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    for character in text.chars() {
        match character.to_lowercase().next().unwrap_or(character) {
            'à' | 'â' => slug.push('a'),
            'ç' => slug.push('c'),
            'é' | 'è' | 'ê' | 'ë' => slug.push('e'),
            'î' | 'ï' => slug.push('i'),
            'ô' => slug.push('o'),
            'ù' | 'û' => slug.push('u'),
            'œ' => slug.push_str("oe"),
            plain if plain.is_ascii_alphanumeric() => slug.push(plain),
            _ if !slug.ends_with('-') => slug.push('-'),
            _ => {}
        }
    }
    slug.trim_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn invented_numbers_are_sound_and_distinct() {
        let numbers: std::collections::HashSet<_> =
            (0..25_000).map(|number| siret(number).unwrap()).collect();
        assert_eq!(numbers.len(), 25_000);
        assert!(
            numbers
                .iter()
                .all(|siret| siret.as_str().starts_with("00000"))
        );
        assert_eq!(phone(12_345), "01 99 00 23 45");
        assert_eq!(slug("Crèche de l'Écluse"), "creche-de-l-ecluse");
    }
}
