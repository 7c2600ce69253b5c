//! Made-up supply for a first start: centres, trainings, employers, openings, over real communes
//! and trades. The same seed and day give the same supply; everything in it says `is_demo`.

mod centres;
mod employers;
mod ground;
mod load;
mod names;
mod trainings;

use jiff::civil::Date;
use rand::SeedableRng;
use rand::rngs::StdRng;
use tandem_engine::slots::{AppointmentType, Opening};
use tandem_index::{Centre, CentreId, Employer, Training};
use tandem_models::{Commune, Domain};

use ground::Ground;

pub use load::{SOURCE_CENTRES, SOURCE_EMPLOYERS, first_start, load, set_calendars};

/// Seed of the demonstration that everybody sees.
pub const SEED: u64 = 20_261_124;

/// How much to make up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Size {
    /// Centres, at least one a département.
    pub centres: usize,
    /// Trainings, about.
    pub trainings: usize,
    /// Employers.
    pub employers: usize,
}

impl Size {
    /// What a first start loads.
    pub const FIRST_START: Self = Self {
        centres: 350,
        trainings: 6_000,
        employers: 20_000,
    };
}

/// A made-up supply.
#[derive(Debug, Clone, PartialEq)]
pub struct DemoSupply {
    /// Centres.
    pub centres: Vec<Centre>,
    /// Their trainings.
    pub trainings: Vec<Training>,
    /// Employers, one in twelve with an offer.
    pub employers: Vec<Employer>,
    /// Calendars of about 70 % of the centres; the others answer by a contact request.
    pub calendars: Vec<DemoCalendar>,
}

/// The calendar of a centre.
#[derive(Debug, Clone, PartialEq)]
pub struct DemoCalendar {
    /// Whose.
    pub centre: CentreId,
    /// Département of the centre: decides its time zone and holidays.
    pub departement: String,
    /// Kind of appointment offered.
    pub appointment_type: AppointmentType,
    /// Advisers with their hours over four weeks.
    pub advisers: Vec<DemoAdviser>,
}

/// An adviser of a centre.
#[derive(Debug, Clone, PartialEq)]
pub struct DemoAdviser {
    /// Key.
    pub id: String,
    /// First name.
    pub name: String,
    /// Mail.
    pub mail: String,
    /// Hours.
    pub openings: Vec<Opening>,
}

/// Makes up a supply over these communes and trades, with dates counted from `today`.
pub fn generate(
    communes: &[Commune],
    domains: &[Domain],
    size: Size,
    today: Date,
    seed: u64,
) -> DemoSupply {
    let ground = Ground::new(communes, domains);
    // One generator a part: adding an employer later does not rename the centres.
    let mut centre_rng = StdRng::seed_from_u64(seed);
    let mut training_rng = StdRng::seed_from_u64(seed.wrapping_add(1));
    let mut employer_rng = StdRng::seed_from_u64(seed.wrapping_add(2));
    let (centres, calendars) = centres::make(&ground, size, today, &mut centre_rng);
    let trainings = trainings::make(&centres, &ground, size, today, &mut training_rng);
    let employers = employers::make(&ground, size, today, &mut employer_rng);
    DemoSupply {
        centres,
        trainings,
        employers,
        calendars,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tandem_models::Point;

    fn communes() -> Vec<Commune> {
        [
            ("57463", "Metz", "57", 120_000, 49.11, 6.18),
            ("57672", "Thionville", "57", 42_000, 49.36, 6.16),
            ("97411", "Saint-Denis", "974", 155_000, -20.88, 55.45),
            ("2A004", "Ajaccio", "2A", 75_000, 41.92, 8.74),
        ]
        .into_iter()
        .map(|(insee, name, departement, population, lat, lon)| Commune {
            insee: insee.parse().unwrap(),
            name: name.to_owned(),
            postal_codes: vec![insee.replace('A', "0")],
            population,
            departement: departement.to_owned(),
            region: "44".to_owned(),
            point: Some(Point { lat, lon }),
        })
        .collect()
    }

    fn domains() -> Vec<Domain> {
        serde_json::from_str(
            r#"[{"domain":"alimentation","label":"Manger","emoji":"-","trades":[
                {"rome":"D1102","label":"boulanger","titles":[],"phrases":[],"riasec":["R"],"day":"",
                 "diplomas":["CAP boulanger","BP boulanger"],"naf":["1071C"],"near":["D1104"]},
                {"rome":"D1104","label":"pâtissier","titles":[],"phrases":[],"riasec":["R"],"day":"",
                 "diplomas":["CAP pâtissier","TP pâtissier"],"naf":["1071D","1071C"]}]}]"#,
        )
        .unwrap()
    }

    fn supply(day: &str, seed: u64) -> DemoSupply {
        let size = Size {
            centres: 20,
            trainings: 60,
            employers: 500,
        };
        generate(&communes(), &domains(), size, day.parse().unwrap(), seed)
    }

    #[test]
    fn a_seed_always_gives_the_same_supply() {
        assert_eq!(supply("2026-11-24", 1), supply("2026-11-24", 1));
        assert_ne!(supply("2026-11-24", 1), supply("2026-11-24", 2));
    }

    #[test]
    fn another_day_moves_dates_and_renames_nothing() {
        let (then, later) = (supply("2026-11-24", 1), supply("2027-02-01", 1));
        assert_eq!(then.centres, later.centres);
        let ids = |supply: &DemoSupply| -> Vec<_> {
            let trainings = supply.trainings.iter();
            trainings.map(|training| training.id.clone()).collect()
        };
        assert_eq!(ids(&then), ids(&later));
        assert_ne!(then.calendars, later.calendars);
    }

    #[test]
    fn everything_is_marked_and_nothing_can_reach_anybody() {
        let supply = supply("2026-11-24", 1);
        assert!(supply.trainings.iter().all(|training| training.is_demo));
        for (mail, phone, is_demo) in supply
            .centres
            .iter()
            .map(|centre| (&centre.mail, &centre.phone, centre.is_demo))
            .chain(
                supply
                    .employers
                    .iter()
                    .map(|employer| (&employer.mail, &employer.phone, employer.is_demo)),
            )
        {
            assert!(is_demo);
            assert!(mail.as_deref().unwrap().ends_with(".example"));
            assert!(phone.as_deref().unwrap().starts_with("01 99 00 "));
        }
    }

    #[test]
    fn it_covers_every_departement_and_keeps_its_proportions() {
        let supply = supply("2026-11-24", 1);
        for departement in ["57", "974", "2A"] {
            let towns: Vec<_> = communes()
                .into_iter()
                .filter(|commune| commune.departement == departement)
                .map(|commune| commune.insee)
                .collect();
            assert!(supply.centres.iter().any(|centre| {
                centre
                    .location
                    .insee
                    .is_some_and(|insee| towns.contains(&insee))
            }));
        }
        let recruiting = supply.employers.iter();
        let recruiting = recruiting.filter(|employer| !employer.offers.is_empty());
        assert!((25..=60).contains(&recruiting.count()));
        assert!((9..=19).contains(&supply.calendars.len()));
        assert_eq!(supply.employers.len(), 500);
    }
}
