//! Made-up employers and their offers.

use jiff::ToSpan;
use jiff::civil::{Date, date};
use rand::Rng;
use rand::rngs::StdRng;
use rand::seq::IndexedRandom;
use tandem_index::{Employer, HiringTrade, Offer, OfferId, Siret};
use tandem_models::Trade;

use super::Size;
use super::ground::{Ground, address_in, phone, siret, slug};
use super::names::{EMPLOYER_NAMES, FAMILY_ENDS, FAMILY_STARTS, LINES, Line};

/// Staff bands of SIRENE, as shown, small ones first and most often.
const SIZES: &[&str] = &[
    "1 ou 2 salariés",
    "3 à 5 salariés",
    "6 à 9 salariés",
    "10 à 19 salariés",
    "20 à 49 salariés",
    "50 à 99 salariés",
    "100 à 199 salariés",
];

/// Trades an employer keeps at most.
const TRADES_KEPT: usize = 8;

pub(super) fn make(
    ground: &Ground<'_>,
    size: Size,
    today: Date,
    rng: &mut StdRng,
) -> Vec<Employer> {
    (0..size.employers)
        .filter_map(|number| {
            let trade = ground.trade(rng)?;
            // Centres hold the first numbers.
            let siret = siret(size.centres + number)?;
            employer(ground, number, siret, trade, today, rng)
        })
        .collect()
}

fn employer(
    ground: &Ground<'_>,
    number: usize,
    siret: Siret,
    trade: &Trade,
    today: Date,
    rng: &mut StdRng,
) -> Option<Employer> {
    let commune = ground.commune(rng)?;
    let classes = trade.naf.len().max(1);
    let class = rng
        .random_range(0..classes)
        .min(rng.random_range(0..classes));
    let naf = trade.naf.get(class).cloned();
    let line = line_of(naf.as_deref().unwrap_or_default())?;
    let name = name(line, rng)?;
    let size = rng
        .random_range(0..SIZES.len())
        .min(rng.random_range(0..SIZES.len()));
    let offers = if rng.random_ratio(8, 100) {
        vec![offer(&siret, trade, today, rng)]
    } else {
        Vec::new()
    };
    Some(Employer {
        mail: Some(format!("contact@{}-{number}.example", slug(&name))),
        phone: Some(phone(5_000 + number)),
        name,
        activity: Some(line.activity.to_owned()),
        location: address_in(commune, rng),
        size: SIZES.get(size).map(|size| (*size).to_owned()),
        trades: trades(ground, trade, naf.as_deref()),
        hiring_score: Some((rng.random_range(0.0_f32..1.0) * 100.0).round() / 100.0),
        offers,
        naf,
        siret,
        is_demo: true,
    })
}

/// Its own trade first, then those of its class, each a little less likely than the one before.
fn trades(ground: &Ground<'_>, trade: &Trade, naf: Option<&str>) -> Vec<HiringTrade> {
    let of_class = naf.and_then(|naf| ground.trades_of_naf.get(naf));
    let mut affinity = 0.95_f32;
    std::iter::once(trade.rome)
        .chain(
            of_class
                .into_iter()
                .flatten()
                .copied()
                .filter(|rome| *rome != trade.rome),
        )
        .take(TRADES_KEPT)
        .map(|rome| {
            let kept = HiringTrade { rome, affinity };
            affinity *= 0.8;
            kept
        })
        .collect()
}

fn line_of(naf: &str) -> Option<&'static Line> {
    LINES
        .iter()
        .filter(|line| naf.starts_with(line.naf))
        .max_by_key(|line| line.naf.len())
}

fn name(line: &Line, rng: &mut StdRng) -> Option<String> {
    let house = line.houses.choose(rng)?;
    Some(if rng.random_ratio(2, 3) {
        format!("{house} {}", EMPLOYER_NAMES.choose(rng)?)
    } else {
        format!(
            "{house} {}{}",
            FAMILY_STARTS.choose(rng)?,
            FAMILY_ENDS.choose(rng)?
        )
    })
}

fn offer(siret: &Siret, trade: &Trade, today: Date, rng: &mut StdRng) -> Offer {
    let start = if rng.random_bool(0.5) {
        let days: i64 = rng.random_range(10..70);
        today.checked_add(days.days()).ok()
    } else {
        let september = date(today.year(), 9, 1);
        Some(if september > today {
            september
        } else {
            date(today.year() + 1, 9, 1)
        })
    };
    Offer {
        id: OfferId(format!("demo:{siret}")),
        title: format!("Apprentissage : {}", trade.label),
        romes: vec![trade.rome],
        level: None,
        start,
    }
}
