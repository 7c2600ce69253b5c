//! Made-up centres and their calendars.

use jiff::ToSpan;
use jiff::civil::{Date, Time, time};
use rand::Rng;
use rand::rngs::StdRng;
use rand::seq::IndexedRandom;
use tandem_engine::appointments::AppointmentMode;
use tandem_engine::slots::{AppointmentType, Opening};
use tandem_index::{Centre, CentreId, CentreNature};
use tandem_models::Commune;

use super::ground::{Ground, address_in, phone, siret, slug};
use super::names::{ADVISERS, CENTRE_KINDS, CENTRE_NAMES};
use super::{DemoAdviser, DemoCalendar, Size};

/// Weeks that openings reach.
const WEEKS_OPEN: i64 = 4;

pub(super) fn make(
    ground: &Ground<'_>,
    size: Size,
    today: Date,
    rng: &mut StdRng,
) -> (Vec<Centre>, Vec<DemoCalendar>) {
    let mut centres = Vec::with_capacity(size.centres);
    let mut calendars = Vec::new();
    for (number, commune) in towns(ground, size.centres, rng).into_iter().enumerate() {
        let Some(centre) = centre(number, commune, rng) else {
            continue;
        };
        if rng.random_ratio(7, 10) {
            calendars.push(calendar(&centre, commune, today, rng));
        }
        centres.push(centre);
    }
    (centres, calendars)
}

/// The chief town of every département, then towns as likely as they are populated.
fn towns<'a>(ground: &Ground<'a>, count: usize, rng: &mut StdRng) -> Vec<&'a Commune> {
    let mut towns: Vec<&Commune> = ground
        .by_departement
        .values()
        .filter_map(|towns| towns.first().copied())
        .collect();
    while towns.len() < count {
        let Some(drawn) = ground.commune(rng) else {
            break;
        };
        // A village has no CFA: its people go to one of the bigger towns of the département.
        let town = if drawn.population >= 8_000 {
            drawn
        } else {
            let around = ground.by_departement.get(drawn.departement.as_str());
            around
                .and_then(|towns| towns.get(..towns.len().min(8)))
                .and_then(|towns| towns.choose(rng).copied())
                .unwrap_or(drawn)
        };
        towns.push(town);
    }
    towns
}

fn centre(number: usize, commune: &Commune, rng: &mut StdRng) -> Option<Centre> {
    let siret = siret(number)?;
    let kind = CENTRE_KINDS.choose(rng)?;
    let own = CENTRE_NAMES.choose(rng)?;
    Some(Centre {
        id: CentreId(siret.to_string()),
        siret: Some(siret),
        uai: None,
        name: format!("{kind} {own}"),
        nature: CentreNature::ResponsableFormateur,
        qualiopi: Some(true),
        location: address_in(commune, rng),
        mail: Some(format!(
            "accueil@{}-{number}.example",
            slug(&format!("{kind} {own}"))
        )),
        phone: Some(phone(number)),
        is_demo: true,
    })
}

fn calendar(centre: &Centre, commune: &Commune, today: Date, rng: &mut StdRng) -> DemoCalendar {
    let by_phone = rng.random_ratio(1, 6);
    let appointment_type = AppointmentType {
        id: format!("demo:{}", centre.id),
        name: "Entretien de découverte".to_owned(),
        mode: if by_phone {
            AppointmentMode::Phone
        } else {
            AppointmentMode::PublicOffice
        },
        duration_minutes: 30,
        interval_minutes: 30,
        buffer_before_minutes: 0,
        buffer_after_minutes: 0,
        // as late as an appointment can still be moved in the chat
        min_delay_seconds: 4 * 3_600,
        max_delay_seconds: 7_889_238,
        instructions: (!by_phone).then(|| {
            "Présente-toi à l'accueil avec ton dernier bulletin, si tu en as un.".to_owned()
        }),
    };
    let advisers = (0..rng.random_range(1..=2))
        .map(|rank| {
            let name = ADVISERS.choose(rng).copied().unwrap_or("Camille");
            DemoAdviser {
                id: format!("demo:{}:{rank}", centre.id),
                name: name.to_owned(),
                mail: format!("{}.{rank}@{}", slug(name), mail_domain(centre)),
                openings: openings(today, rng),
            }
        })
        .collect();
    DemoCalendar {
        centre: centre.id.clone(),
        departement: commune.departement.clone(),
        appointment_type,
        advisers,
    }
}

fn mail_domain(centre: &Centre) -> &str {
    centre
        .mail
        .as_deref()
        .and_then(|mail| mail.split_once('@'))
        .map_or("cfa.example", |(_, domain)| domain)
}

/// Two half-days kinds a week: some mornings, some afternoons, for four weeks.
fn openings(today: Date, rng: &mut StdRng) -> Vec<Opening> {
    let mornings: &[i8] = if rng.random_bool(0.5) {
        &[1, 3, 5]
    } else {
        &[2, 4]
    };
    let afternoons: &[i8] = if rng.random_bool(0.5) {
        &[3, 4]
    } else {
        &[1, 2, 3]
    };
    let until = today.checked_add((WEEKS_OPEN * 7).days()).ok();
    let opening = |weekdays: &[i8], start: Time, end: Time| Opening {
        first_day: today,
        start,
        end,
        weekdays: weekdays.to_vec(),
        every_weeks: 1,
        until,
    };
    vec![
        opening(mornings, time(9, 0, 0, 0), time(12, 0, 0, 0)),
        opening(afternoons, time(14, 0, 0, 0), time(17, 30, 0, 0)),
    ]
}
