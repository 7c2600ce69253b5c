//! Towns under the spellings of every day.

use jiff::civil::date;
use tandem_models::{Commune, Context, Expected, InseeCode, Places, Point, Understander};

/// A small linear generator: the same noise every time.
struct Noise(u64);

impl Noise {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).map_or(0, |drawn| drawn % bound)
    }

    /// One way people write a name.
    fn spell(&mut self, name: &str) -> String {
        match self.below(6) {
            0 => name.to_lowercase(),
            1 => name.to_uppercase(),
            2 => name.replace('-', " "),
            3 => name.replace("Saint-", "St ").replace("Sainte-", "Ste "),
            4 => name
                .chars()
                .map(plain)
                .collect::<String>()
                .to_lowercase()
                .replace('-', " "),
            _ => self.slip(name),
        }
    }

    /// One letter doubled in a long name, past its first letters.
    fn slip(&mut self, name: &str) -> String {
        let letters: Vec<char> = name.chars().collect();
        if letters.len() < 7 {
            return name.to_owned();
        }
        let at = 2 + self.below(letters.len() - 3);
        let doubled = letters.iter().enumerate().flat_map(|(index, letter)| {
            std::iter::repeat_n(
                *letter,
                if index == at && letter.is_alphabetic() {
                    2
                } else {
                    1
                },
            )
        });
        doubled.collect()
    }
}

fn plain(letter: char) -> char {
    match letter {
        'é' | 'è' | 'ê' | 'ë' | 'É' | 'È' => 'e',
        'à' | 'â' => 'a',
        'î' | 'ï' | 'Î' => 'i',
        'ô' => 'o',
        'û' | 'ü' => 'u',
        'ç' => 'c',
        other => other,
    }
}

#[test]
fn five_hundred_noisy_spellings_of_towns_are_read() {
    let understander = Understander::embedded();
    let mut towns: Vec<&Commune> = understander.places().communes().iter().collect();
    towns.sort_by_key(|commune| std::cmp::Reverse(commune.population));
    towns.retain(|commune| !commune.name.contains("Arrondissement"));
    towns.truncate(2_000);
    let mut noise = Noise(20_261_124);
    let mut missed = Vec::new();
    for _ in 0..500 {
        let town = towns[noise.below(towns.len())];
        let spelling = noise.spell(&town.name);
        let asked = noise.below(2) == 0;
        let (text, expected) = if asked {
            (spelling, Some(Expected::Place))
        } else {
            (format!("j'habite à {spelling}, j'ai 17 ans"), None)
        };
        let meaning = understander.understand(
            &text,
            &Context {
                today: date(2026, 11, 24),
                expected,
            },
        );
        let read = meaning.place.is_some_and(|place| {
            // a namesake is offered as well
            place.value.insee == town.insee
                || place.value.homonyms.contains(&town.insee)
                || understander
                    .places()
                    .by_name(&town.name)
                    .iter()
                    .any(|namesake| namesake.insee == place.value.insee)
        });
        if !read {
            missed.push(format!("{text} ({})", town.insee));
        }
    }
    assert!(
        missed.len() <= 10,
        "{} of 500 missed: {missed:#?}",
        missed.len()
    );
}

fn code(insee: &str) -> InseeCode {
    insee.parse().expect("an INSEE code")
}

#[test]
fn names_codes_and_points_lead_to_communes() {
    let places = Places::embedded();
    let named = |name: &str| {
        places
            .by_name(name)
            .first()
            .map(|commune| commune.insee.to_string())
    };
    for (name, insee) in [
        ("Metz", "57463"),
        ("metz cedex 3", "57463"),
        ("st etienne", "42218"),
        ("SAINT-ÉTIENNE", "42218"),
        ("Havre", "76351"),
        ("le havre", "76351"),
        ("Lyon 7e", "69387"),
        ("paris 11", "75111"),
        ("L'Haÿ-les-Roses", "94038"),
        ("lhay les roses", "94038"),
    ] {
        assert_eq!(named(name).as_deref(), Some(insee), "{name}");
    }
    assert_eq!(named("Nulle-Part-sur-Rien"), None);
    assert_eq!(places.by_postal_code("57000")[0].insee, code("57463"));
    assert!(places.by_postal_code("00000").is_empty());
    // Fontaine-Milon became a part of Mazé-Milon
    assert_eq!(
        places
            .get(code("49138"))
            .map(|commune| commune.name.as_str()),
        Some("Les Bois d'Anjou")
    );
    assert_eq!(places.departement("57").unwrap().name, "Moselle");
    assert_eq!(places.region("44").unwrap().name, "Grand Est");
}

#[test]
fn the_nearest_commune_is_that_of_a_full_scan() {
    let places = Places::embedded();
    for (lat, lon) in [
        (49.11, 6.17),
        (48.85, 2.35),
        (42.0, 9.1),
        (-21.0, 55.4),
        (4.0, -53.0),
        (45.0, -30.0),
        (51.2, 2.4),
        (0.0, 0.0),
        (89.9, 179.9),
        (43.3, 5.37),
    ] {
        let point = Point { lat, lon };
        let km = |commune: &Commune| commune.point.map_or(f64::MAX, |place| point.km_to(place));
        let scanned = places.communes().iter().map(km).fold(f64::MAX, f64::min);
        let nearest = km(places.nearest(point).unwrap());
        assert!(
            (nearest - scanned).abs() < 1e-9,
            "{lat} {lon}: {nearest} against {scanned}"
        );
    }
    assert!(
        places
            .nearest(Point {
                lat: f64::NAN,
                lon: 0.0
            })
            .is_none()
    );
    assert!(
        places
            .nearest(Point {
                lat: 95.0,
                lon: 0.0
            })
            .is_none()
    );
}
