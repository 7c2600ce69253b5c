//! The nearest of thousands, in worlds made to trip a search: crowds, islands, poles.

use proptest::prelude::*;
use tandem_index::{Employer, Query, Searcher, Siret, Training, Words};
use tandem_models::Point;

use crate::supplies::{METZ, employer, training};

const ROMES: [&str; 5] = ["D1102", "D1202", "F1602", "M1805", "A1203"];

/// Crowds are around these: a town, its neighbour, an island, both poles, the antimeridian.
const CENTRES: [(f64, f64); 7] = [
    (49.119, 6.175),
    (49.3, 6.3),
    (-21.1, 55.5),
    (89.999, 10.0),
    (-89.9, -40.0),
    (-17.0, 179.99),
    (-17.0, -179.99),
];

prop_compose! {
    fn any_employer()(
        number in 0..9_999_999_u64,
        romes in prop::sample::subsequence(ROMES.to_vec(), 0..4),
        (lat, lon) in prop::sample::select(CENTRES.to_vec()),
        // a coarse grid makes equal distances frequent
        (north, east) in (-40..40_i32, -40..40_i32),
        spread in prop::sample::select(vec![0.0, 0.001, 0.02, 0.5]),
        is_placed in prop::bool::weighted(0.95),
    ) -> Employer {
        let point = Point {
            lat: (lat + f64::from(north) * spread).clamp(-90.0, 90.0),
            lon: (lon + f64::from(east) * spread).clamp(-180.0, 180.0),
        };
        employer(&siret(number), "Fournil", &romes, is_placed.then_some(point))
    }
}

fn siret(number: u64) -> String {
    (0..10)
        .map(|digit| format!("{number:013}{digit}"))
        .find(|siret| siret.parse::<Siret>().is_ok())
        .unwrap()
}

fn by_reading_everything(supply: &[Employer], query: &Query) -> Vec<(Siret, Option<f64>)> {
    let mut found: Vec<(f64, &Siret)> = supply
        .iter()
        .filter(|employer| {
            query.romes.is_empty()
                || employer
                    .trades
                    .iter()
                    .any(|trade| query.romes.contains(&trade.rome))
        })
        .filter_map(|employer| {
            let km = match (query.around, employer.location.point) {
                (Some(around), Some(point)) => around.km_to(point),
                (Some(_), None) if query.radius_km.is_some() => return None,
                _ => f64::INFINITY,
            };
            Some((km, &employer.siret))
        })
        .filter(|(km, _)| query.radius_km.is_none_or(|radius| *km <= radius))
        .collect();
    found.sort_by(|one, other| one.0.total_cmp(&other.0).then(one.1.cmp(other.1)));
    found
        .into_iter()
        .take(query.limit)
        .map(|(km, siret)| (siret.clone(), km.is_finite().then_some(km)))
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn the_nearest_are_those_that_measuring_everything_gives(
        mut supply in prop::collection::vec(any_employer(), 0..1_500),
        questions in prop::collection::vec((
            prop::sample::subsequence(ROMES.to_vec(), 0..4),
            prop::sample::select(CENTRES.to_vec()),
            (-0.3..0.3_f64, -0.3..0.3_f64),
            prop::option::of(prop::sample::select(vec![0.0, 0.5, 30.0, 400.0, 19_000.0, 30_000.0])),
            prop::sample::select(vec![1, 5, 20, 200, 2_000]),
        ), 1..12),
    ) {
        supply.sort_by(|one, other| one.siret.cmp(&other.siret));
        supply.dedup_by(|one, other| one.siret == other.siret);
        let searcher = Searcher::in_memory(Vec::new(), supply.clone());
        for (romes, (lat, lon), (north, east), radius_km, limit) in questions {
            let query = Query {
                romes: romes.iter().map(|rome| rome.parse().unwrap()).collect(),
                around: Some(Point { lat: (lat + north).clamp(-90.0, 90.0), lon: lon + east }),
                radius_km,
                limit,
                ..Query::default()
            };
            let hits = searcher.employers(&query);
            let found: Vec<(Siret, Option<f64>)> =
                hits.iter().map(|hit| (hit.item.siret.clone(), hit.distance_km)).collect();
            prop_assert_eq!(found, by_reading_everything(&supply, &query));
        }
    }
}

/// Titles found for words read as typed.
fn typed(text: &str) -> Vec<String> {
    let with_keywords = Training {
        keywords: "boulangerie du port".to_owned(),
        ..training("3", "BTS Métiers de la mer", &[], Some(METZ))
    };
    let trainings = vec![
        training("1", "CAP Boulangerie pâtisserie", &[], Some(METZ)),
        training("2", "CAP Pâtisserie", &[], Some(METZ)),
        with_keywords,
    ];
    let query = Query {
        text: Some(text.to_owned()),
        words: Words::All,
        limit: 10,
        ..Query::default()
    };
    let hits = Searcher::in_memory(trainings, Vec::new()).trainings(&query);
    hits.iter().map(|hit| hit.item.title.clone()).collect()
}

#[test]
fn words_as_typed_are_all_found_whole_titles_first() {
    assert_eq!(
        typed("boulangerie"),
        ["CAP Boulangerie pâtisserie", "BTS Métiers de la mer"]
    );
    assert_eq!(
        typed("patisserie BOULANGERIE"),
        ["CAP Boulangerie pâtisserie"]
    );
    assert_eq!(typed("mer boulangerie"), ["BTS Métiers de la mer"]);
    for nothing in ["boulang", "boulangerie plomberie", "coiffure"] {
        assert!(typed(nothing).is_empty(), "{nothing}");
    }
}

#[test]
fn a_misspelt_word_is_read_as_the_nearest_known_ones() {
    for misspelt in ["boulngerie", "boulanegrie", "bolangeri", "boulangerrie"] {
        assert_eq!(typed(misspelt), typed("boulangerie"), "{misspelt}");
    }
    assert!(typed("boucherie").is_empty());
}
