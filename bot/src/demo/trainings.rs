//! Made-up trainings: real diplomas, at made-up centres.

use jiff::ToSpan;
use jiff::civil::{Date, date};
use rand::Rng;
use rand::rngs::StdRng;
use rand::seq::IndexedRandom;
use tandem_index::{Centre, PlaceLink, Session, TradeLink, Training, TrainingId};
use tandem_models::{DiplomaLevel, Domain, Trade};

use super::Size;
use super::ground::Ground;

pub(super) fn make(
    centres: &[Centre],
    ground: &Ground<'_>,
    size: Size,
    today: Date,
    rng: &mut StdRng,
) -> Vec<Training> {
    let mut trainings = Vec::with_capacity(size.trainings);
    let mean = size.trainings / centres.len().max(1);
    for (number, centre) in centres.iter().enumerate() {
        let taught = taught_at(ground, number, rng);
        // What is asked for and not found at one centre is made up for by the next ones.
        let owed = (number + 1) * mean;
        let wanted = owed
            .saturating_sub(trainings.len())
            .max(mean / 3)
            .min(taught.len());
        for (rank, (trade, diploma)) in taught.into_iter().take(wanted).enumerate() {
            trainings.push(training(number, rank, centre, trade, &diploma, today, rng));
        }
    }
    trainings
}

/// Domains that most centres teach, in life as here: a first try must find something near.
const WIDESPREAD: &[&str] = &[
    "alimentation",
    "batiment",
    "beaute",
    "electricite_energie",
    "hotellerie_restauration",
    "informatique_numerique",
    "mecanique_auto",
    "sante",
    "social_enfance",
    "vente_magasin",
];

/// How much more often such a domain is drawn.
const WIDESPREAD_WEIGHT: u32 = 4;

/// Diplomas of a few domains, the centre's own in turn and some more; those that come first are
/// taught first: the most taught trades mostly, the others here and there.
fn taught_at<'a>(
    ground: &Ground<'a>,
    number: usize,
    rng: &mut StdRng,
) -> Vec<(&'a Trade, Diploma<'a>)> {
    let Some(own) = ground.domains.get(number % ground.domains.len().max(1)) else {
        return Vec::new();
    };
    let others = rng.random_range(2..=4);
    let weight = |domain: &&Domain| {
        if WIDESPREAD.contains(&domain.domain.as_str()) {
            WIDESPREAD_WEIGHT
        } else {
            1
        }
    };
    let drawn = ground.domains.choose_multiple_weighted(rng, others, weight);
    let mut domains: Vec<&Domain> = drawn.into_iter().flatten().copied().collect();
    domains.retain(|domain| domain.domain != own.domain);
    domains.push(own);
    let mut taught = Vec::new();
    for domain in domains {
        for (rank, trade) in domain.trades.iter().enumerate() {
            for (place, text) in trade.diplomas.iter().enumerate() {
                let Some(read) = diploma(text) else {
                    continue;
                };
                // Later trades and later diplomas of a trade wait longer.
                let wait = f64::from(u32::try_from(rank + place + 1).unwrap_or(u32::MAX));
                taught.push((rng.random_range(0.0..wait), trade, read));
            }
        }
    }
    taught.sort_by(|(a, ..), (b, ..)| a.total_cmp(b));
    let ordered = taught.into_iter();
    ordered.map(|(_, trade, read)| (trade, read)).collect()
}

fn training(
    number: usize,
    rank: usize,
    centre: &Centre,
    trade: &Trade,
    diploma: &Diploma<'_>,
    today: Date,
    rng: &mut StdRng,
) -> Training {
    let sessions = sessions(today, diploma.level, rng);
    let mut romes = vec![trade.rome];
    romes.extend(trade.near.first());
    romes.dedup();
    Training {
        id: TrainingId(format!("demo:{number:03}-{rank:02}")),
        title: format!("{} {}", diploma.kind, diploma.subject)
            .trim_end()
            .to_owned(),
        diploma: Some(diploma.kind.to_owned()),
        level: diploma.level,
        cfd: None,
        rncp: None,
        romes,
        trade_link: TradeLink::Source,
        centre: centre.id.clone(),
        centre_name: centre.name.clone(),
        location: centre.location.clone(),
        place_link: PlaceLink::Coordinates,
        is_remote: false,
        entry_months: sessions
            .iter()
            .filter_map(|session| u8::try_from(session.start.month()).ok())
            .take(1)
            .collect(),
        sessions,
        capacity: Some(rng.random_range(6..=32)),
        keywords: String::new(),
        is_demo: true,
    }
}

/// The next two Septembers, or now and then the next January.
fn sessions(today: Date, level: Option<DiplomaLevel>, rng: &mut StdRng) -> Vec<Session> {
    let (month, day) = if rng.random_ratio(1, 8) {
        (1, rng.random_range(11..=20))
    } else {
        (9, rng.random_range(1..=14))
    };
    let months: i64 = match level {
        Some(DiplomaLevel::Six | DiplomaLevel::Seven | DiplomaLevel::Eight) => 12,
        _ => 22,
    };
    let this_year = date(today.year(), month, day);
    let first = if this_year > today {
        this_year
    } else {
        date(today.year() + 1, month, day)
    };
    [Some(first), first.checked_add(1.year()).ok()]
        .into_iter()
        .flatten()
        .map(|start| Session {
            start,
            end: start.checked_add(months.months()).ok(),
        })
        .collect()
}

/// Kinds of diplomas prepared in apprenticeship: as trades write them, with the level where the
/// kind fixes it, as shown.
const KINDS: &[(&str, Option<DiplomaLevel>, &str)] = &[
    ("Bac pro", Some(DiplomaLevel::Four), "Bac pro"),
    ("Bachelor", Some(DiplomaLevel::Six), "Bachelor"),
    ("BEP", Some(DiplomaLevel::Three), "BEP"),
    ("BM", Some(DiplomaLevel::Five), "Brevet de maîtrise"),
    ("BMA", Some(DiplomaLevel::Four), "BMA"),
    ("BP", Some(DiplomaLevel::Four), "BP"),
    ("BPA", Some(DiplomaLevel::Three), "BPA"),
    ("BPJEPS", Some(DiplomaLevel::Four), "BPJEPS"),
    ("BPREA", Some(DiplomaLevel::Four), "BPREA"),
    ("BTM", Some(DiplomaLevel::Four), "BTM"),
    ("BTMS", Some(DiplomaLevel::Five), "BTMS"),
    ("BTS", Some(DiplomaLevel::Five), "BTS"),
    ("BTSA", Some(DiplomaLevel::Five), "BTSA"),
    ("BUT", Some(DiplomaLevel::Six), "BUT"),
    ("CAP", Some(DiplomaLevel::Three), "CAP"),
    ("CAPA", Some(DiplomaLevel::Three), "CAPA"),
    ("CAPM", Some(DiplomaLevel::Three), "CAP maritime"),
    ("CQP", None, "CQP"),
    ("CQPM", None, "CQPM"),
    ("CS", None, "CS"),
    ("DCG", Some(DiplomaLevel::Six), "DCG"),
    ("DE", None, "DE"),
    ("DEAES", Some(DiplomaLevel::Three), "DEAES"),
    ("DEAS", Some(DiplomaLevel::Four), "DEAS"),
    ("DEJEPS", Some(DiplomaLevel::Five), "DEJEPS"),
    ("DEUST", Some(DiplomaLevel::Five), "DEUST"),
    ("DNMADE", Some(DiplomaLevel::Six), "DN MADE"),
    ("DSCG", Some(DiplomaLevel::Seven), "DSCG"),
    ("DTMS", Some(DiplomaLevel::Five), "DTMS"),
    ("DUT", Some(DiplomaLevel::Five), "DUT"),
    ("Licence pro", Some(DiplomaLevel::Six), "Licence pro"),
    ("Master", Some(DiplomaLevel::Seven), "Master"),
    ("MC", None, "MC"),
    (
        "Titre ingénieur",
        Some(DiplomaLevel::Seven),
        "Titre d'ingénieur",
    ),
    ("TP", None, "Titre professionnel"),
];

/// A diploma as a training shows it.
#[derive(Debug, PartialEq)]
struct Diploma<'a> {
    kind: &'static str,
    level: Option<DiplomaLevel>,
    /// What follows the kind.
    subject: &'a str,
}

/// Reads a diploma by its first words; `None`: none that is prepared in apprenticeship.
fn diploma(text: &str) -> Option<Diploma<'_>> {
    KINDS
        .iter()
        .filter_map(|(kind, level, shown)| {
            let (start, rest) = text.split_at_checked(kind.len())?;
            let is_kind = start.to_lowercase() == kind.to_lowercase();
            let subject = rest.trim_start();
            let is_whole = rest.is_empty() || subject.len() < rest.len();
            (is_kind && is_whole).then_some((
                kind.len(),
                Diploma {
                    kind: shown,
                    level: *level,
                    subject,
                },
            ))
        })
        .max_by_key(|(length, _)| *length)
        .map(|(_, diploma)| diploma)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_kind_wins_and_only_whole_words_count() {
        let read = |text| diploma(text).map(|read| (read.kind, read.level, read.subject));
        let (three, four) = (Some(DiplomaLevel::Three), Some(DiplomaLevel::Four));
        assert_eq!(read("CAP boulanger"), Some(("CAP", three, "boulanger")));
        assert_eq!(read("bac pro cuisine"), Some(("Bac pro", four, "cuisine")));
        assert_eq!(
            read("TP maçon"),
            Some(("Titre professionnel", None, "maçon"))
        );
        assert_eq!(read("DCG"), Some(("DCG", Some(DiplomaLevel::Six), "")));
        assert_eq!(read("Capitaine 200"), None);
        assert_eq!(read("concours de gendarme"), None);
    }
}
