//! Towns under the spellings of every day.

use jiff::civil::date;
use tandem_models::{Commune, Context, Expected, InseeCode, Places, Point, Understander};

use crate::noise::Noise;

impl Noise {
    /// One way people write a name.
    fn spell(&mut self, name: &str) -> String {
        let plainly = |name: &str| -> String {
            let letters = name.chars().map(plain).collect::<String>();
            letters.to_lowercase().replace('-', " ")
        };
        match self.below(9) {
            0 => name.to_lowercase(),
            1 => name.to_uppercase(),
            2 => name.replace('-', " "),
            3 => name.replace("Saint-", "St ").replace("Sainte-", "Ste "),
            4 | 5 => plainly(name),
            6 => plainly(name).replace(' ', ""),
            7 => self.slip(&plainly(name)),
            _ => self.slip(name),
        }
    }

    /// One letter doubled, left out or swapped with the next in a long name, past its first letters.
    fn slip(&mut self, name: &str) -> String {
        let mut letters: Vec<char> = name.chars().collect();
        if letters.len() < 8 {
            return name.to_owned();
        }
        let at = 2 + self.below(letters.len() - 4);
        if !letters[at].is_alphabetic() || !letters[at + 1].is_alphabetic() {
            return name.to_owned();
        }
        match self.below(3) {
            0 => letters.insert(at, letters[at]),
            1 => {
                letters.remove(at);
            }
            _ => letters.swap(at, at + 1),
        }
        letters.into_iter().collect()
    }

    /// A sentence or an answer with a town.
    fn say(&mut self, spelling: &str) -> (String, Option<Expected>) {
        match self.below(8) {
            0..=3 => (spelling.to_owned(), Some(Expected::Place)),
            4 => (format!("j'habite à {spelling}, j'ai 17 ans"), None),
            5 => (format!("jcherche un cap coiffure vers {spelling}"), None),
            6 => (format!("je suis en 3e et je vis près de {spelling}"), None),
            _ => (format!("c'est autour de {spelling} que je cherche"), None),
        }
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
fn two_thousand_noisy_spellings_of_towns_are_read() {
    let understander = Understander::embedded();
    let mut towns: Vec<&Commune> = understander.places().communes().iter().collect();
    towns.sort_by_key(|commune| std::cmp::Reverse(commune.population));
    towns.retain(|commune| !commune.name.contains("Arrondissement"));
    towns.truncate(8_000);
    let mut noise = Noise(20_261_124);
    let mut missed = Vec::new();
    for _ in 0..2_000 {
        let town = towns[noise.below(towns.len())];
        let spelling = noise.spell(&town.name);
        let (text, expected) = noise.say(&spelling);
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
        missed.len() <= 40,
        "{} of 2000 missed: {missed:#?}",
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
fn a_point_off_the_coast_is_given_to_the_nearest_commune_and_one_abroad_to_none() {
    let places = Places::embedded();
    for (lat, lon) in [(47.2, -2.7), (43.3, 4.6), (50.9, 1.5)] {
        let point = Point { lat, lon };
        let km = |commune: &Commune| commune.point.map_or(f64::MAX, |place| point.km_to(place));
        let scanned = places.communes().iter().map(km).fold(f64::MAX, f64::min);
        let nearest = km(places.around(point).unwrap());
        assert!(
            (nearest - scanned).abs() < 1e-9,
            "{lat} {lon}: {nearest} against {scanned}"
        );
    }
    // the high seas, Madrid, London
    for (lat, lon) in [
        (45.0, -30.0),
        (0.0, 0.0),
        (89.9, 179.9),
        (40.4, -3.7),
        (51.5, -0.1),
    ] {
        assert!(places.around(Point { lat, lon }).is_none(), "{lat} {lon}");
    }
}

#[test]
fn a_point_that_is_not_on_earth_has_no_commune() {
    let places = Places::embedded();
    for (lat, lon) in [(f64::NAN, 0.0), (95.0, 0.0), (48.0, 200.0)] {
        assert!(places.around(Point { lat, lon }).is_none(), "{lat} {lon}");
    }
}

#[test]
fn stations_and_edges_of_towns_are_in_their_town() {
    let places = Places::embedded();
    for (lat, lon, insee) in [
        // stations
        (49.1098, 6.1769, "57463"),
        (48.6896, 6.1744, "54395"),
        (48.5850, 7.7350, "67482"),
        (48.1036, -1.6723, "35238"),
        (47.2173, -1.5419, "44109"),
        (44.8256, -0.5562, "33063"),
        (43.6112, 1.4536, "31555"),
        (50.6361, 3.0703, "59350"),
        (50.4271, 2.8285, "62498"),
        (43.8326, 4.3660, "30189"),
        (47.3233, 5.0272, "21231"),
        (47.2470, 6.0219, "25056"),
        (45.1914, 5.7146, "38185"),
        (49.4490, 1.0944, "76540"),
        (48.3881, -4.4806, "29019"),
        // away from the centre
        (49.1180, 6.1750, "57463"),
        (49.0940, 6.2300, "57463"),
        (43.5600, 1.4900, "31555"),
        (47.2600, -1.5750, "44109"),
        (44.8800, -0.5700, "33063"),
        // overseas
        (-20.8823, 55.4504, "97411"),
        (4.9346, -52.3303, "97302"),
        (14.6037, -61.0731, "97209"),
    ] {
        let found = places.around(Point { lat, lon }).unwrap();
        assert_eq!(found.insee.as_str(), insee, "{lat} {lon}: {}", found.name);
    }
}

#[test]
fn training_places_of_known_commune_are_put_in_it() {
    let places = Places::embedded();
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../shared/data/centres/lieux_formation_808.tsv");
    let text = std::fs::read_to_string(&path).unwrap();
    let mut right = 0;
    let mut all = 0;
    for line in text.lines().skip(1) {
        let columns: Vec<&str> = line.split('\t').collect();
        let [.., insee, _, lon, lat] = columns[..] else {
            continue;
        };
        let (Ok(insee), Ok(lat), Ok(lon)) = (insee.parse::<InseeCode>(), lat.parse(), lon.parse())
        else {
            continue;
        };
        all += 1;
        let found = places.around(Point { lat, lon }).unwrap();
        let town = |code: InseeCode| match code.as_str() {
            whole if whole.starts_with("751") => "75056".to_owned(),
            whole if whole.starts_with("6938") => "69123".to_owned(),
            whole if whole.starts_with("132") => "13055".to_owned(),
            other => other.to_owned(),
        };
        right += usize::from(town(found.insee) == town(insee));
    }
    assert!(all > 1_200, "{all} places");
    assert!(right * 100 >= all * 93, "{right} of {all}");
}
