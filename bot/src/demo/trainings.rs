//! Made-up trainings: real diplomas, at made-up centres.

use jiff::ToSpan;
use jiff::civil::{Date, date};
use rand::Rng;
use rand::rngs::StdRng;
use rand::seq::{IndexedRandom, SliceRandom};
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
        let mut taught = taught_at(ground, number, rng);
        taught.shuffle(rng);
        // What is asked for and not found at one centre is made up for by the next ones.
        let owed = (number + 1) * mean;
        let wanted = owed
            .saturating_sub(trainings.len())
            .max(mean / 3)
            .min(taught.len());
        for (rank, (trade, diploma)) in taught.into_iter().take(wanted).enumerate() {
            trainings.push(training(number, rank, centre, trade, diploma, today, rng));
        }
    }
    trainings
}

/// Every diploma of a few domains: the centre's own in turn, and some more.
fn taught_at<'a>(
    ground: &Ground<'a>,
    number: usize,
    rng: &mut StdRng,
) -> Vec<(&'a Trade, &'a str)> {
    let Some(own) = ground.domains.get(number % ground.domains.len().max(1)) else {
        return Vec::new();
    };
    let others = rng.random_range(1..=3);
    let mut domains: Vec<&Domain> = ground
        .domains
        .choose_multiple(rng, others)
        .copied()
        .filter(|domain| domain.domain != own.domain)
        .collect();
    domains.push(own);
    domains
        .into_iter()
        .flat_map(|domain| &domain.trades)
        .flat_map(|trade| {
            let diplomas = trade.diplomas.iter();
            diplomas.map(move |diploma| (trade, diploma.as_str()))
        })
        .collect()
}

fn training(
    number: usize,
    rank: usize,
    centre: &Centre,
    trade: &Trade,
    diploma: &str,
    today: Date,
    rng: &mut StdRng,
) -> Training {
    let (kind, level) = kind_and_level(diploma);
    let sessions = sessions(today, level, rng);
    let mut romes = vec![trade.rome];
    romes.extend(trade.near.first());
    romes.dedup();
    Training {
        id: TrainingId(format!("demo:{number:03}-{rank:02}")),
        title: diploma.to_owned(),
        diploma: kind.map(str::to_owned),
        level,
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

/// Beginnings of diplomas, longest first among those that share one.
const KINDS: &[(&str, Option<DiplomaLevel>)] = &[
    ("CAPA", Some(DiplomaLevel::Three)),
    ("CAP", Some(DiplomaLevel::Three)),
    ("BEP", Some(DiplomaLevel::Three)),
    ("Bac pro", Some(DiplomaLevel::Four)),
    ("Bac professionnel", Some(DiplomaLevel::Four)),
    ("BPA", Some(DiplomaLevel::Three)),
    ("BPJEPS", Some(DiplomaLevel::Four)),
    ("BP", Some(DiplomaLevel::Four)),
    ("BMA", Some(DiplomaLevel::Four)),
    ("BTMS", Some(DiplomaLevel::Five)),
    ("BTM", Some(DiplomaLevel::Four)),
    ("BTSA", Some(DiplomaLevel::Five)),
    ("BTS", Some(DiplomaLevel::Five)),
    ("BUT", Some(DiplomaLevel::Six)),
    ("DEUST", Some(DiplomaLevel::Five)),
    ("DCG", Some(DiplomaLevel::Six)),
    ("DSCG", Some(DiplomaLevel::Seven)),
    ("DN MADE", Some(DiplomaLevel::Six)),
    ("Licence pro", Some(DiplomaLevel::Six)),
    ("Licence", Some(DiplomaLevel::Six)),
    ("Bachelor", Some(DiplomaLevel::Six)),
    ("Master", Some(DiplomaLevel::Seven)),
    ("Diplôme d'ingénieur", Some(DiplomaLevel::Seven)),
    ("Titre professionnel", None),
    ("TP", None),
    ("CQP", None),
    ("MC", None),
    ("CS", None),
    ("DE", None),
];

/// Kind of a diploma by its first words, with its level where the kind fixes it.
fn kind_and_level(diploma: &str) -> (Option<&'static str>, Option<DiplomaLevel>) {
    KINDS
        .iter()
        .filter(|(kind, _)| {
            let Some(start) = diploma.get(..kind.len()) else {
                return false;
            };
            let rest = &diploma[kind.len()..];
            start.eq_ignore_ascii_case(kind) && (rest.is_empty() || rest.starts_with(' '))
        })
        .max_by_key(|(kind, _)| kind.len())
        .map_or((None, None), |(kind, level)| (Some(*kind), *level))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_kind_wins_and_only_whole_words_count() {
        assert_eq!(
            kind_and_level("CAP boulanger"),
            (Some("CAP"), Some(DiplomaLevel::Three))
        );
        assert_eq!(
            kind_and_level("Bac pro cuisine"),
            (Some("Bac pro"), Some(DiplomaLevel::Four))
        );
        assert_eq!(kind_and_level("Capitaine 200"), (None, None));
    }
}
