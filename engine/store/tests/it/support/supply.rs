//! A little supply around Metz.

use jiff::Timestamp;
use jiff::civil::{Date, time};
use tandem_engine::appointments::AppointmentMode;
use tandem_engine::slots::{AppointmentType, HolidayZone, Opening};
use tandem_index::{
    Centre, CentreId, CentreNature, Employer, Location, PlaceLink, TradeLink, Training, TrainingId,
};
use tandem_models::Point;
use tandem_store::{AdviserSetup, CalendarSetup, Coverage, Import, Store};

pub(crate) const FILE: Import<'static> = Import {
    source: "test",
    coverage: Coverage::Whole,
};

/// "open" keeps a calendar with us, "closed" does not.
pub(super) async fn load(store: &Store, now: Timestamp) {
    let centres = vec![centre("open"), centre("closed")];
    store.import_centres(centres, FILE, now).await.unwrap();
    let trainings = vec![training("open"), training("closed")];
    store.import_trainings(trainings, FILE, now).await.unwrap();
    let employers = vec![employer("mail"), employer("phone")];
    store.import_employers(employers, FILE, now).await.unwrap();
    store
        .set_centre_calendar(&calendar(&["alix"]), now)
        .await
        .unwrap();
}

fn metz() -> Location {
    Location {
        address: Some("1 rue Serpenoise".to_owned()),
        postal_code: Some("57000".to_owned()),
        insee: "57463".parse().ok(),
        city: "Metz".to_owned(),
        point: Some(Point {
            lat: 49.11,
            lon: 6.18,
        }),
    }
}

pub(crate) fn centre(name: &str) -> Centre {
    Centre {
        id: CentreId(format!("centre:{name}")),
        siret: None,
        uai: None,
        name: format!("CFA {name}"),
        nature: CentreNature::Formateur,
        qualiopi: Some(true),
        location: metz(),
        mail: Some(format!("{name}@cfa.test")),
        phone: Some("03 87 00 00 00".to_owned()),
        is_demo: false,
    }
}

pub(crate) fn training(name: &str) -> Training {
    Training {
        id: TrainingId(format!("test:{name}")),
        title: "CAP boulanger".to_owned(),
        diploma: Some("CAP".to_owned()),
        level: None,
        cfd: None,
        rncp: None,
        romes: vec!["D1102".parse().unwrap()],
        trade_link: TradeLink::Title,
        centre: centre(name).id,
        centre_name: format!("CFA {name}"),
        location: metz(),
        place_link: PlaceLink::Insee,
        is_remote: false,
        sessions: Vec::new(),
        entry_months: vec![9],
        capacity: None,
        keywords: String::new(),
        is_demo: false,
    }
}

/// One that can be written to ("mail") and one that cannot.
pub(crate) fn employer(name: &str) -> Employer {
    let has_mail = name == "mail";
    Employer {
        siret: if has_mail {
            "73282932000074".parse().unwrap()
        } else {
            "55208131766522".parse().unwrap()
        },
        name: format!("Boulangerie {name}"),
        naf: Some("1071C".to_owned()),
        activity: None,
        location: metz(),
        size: None,
        trades: Vec::new(),
        hiring_score: None,
        offers: Vec::new(),
        mail: has_mail.then(|| "four@employeur.test".to_owned()),
        phone: Some("03 87 11 11 11".to_owned()),
        is_demo: false,
    }
}

/// Weekdays 9:00 to 12:00 in half hours, for these advisers.
pub(crate) fn calendar(advisers: &[&str]) -> CalendarSetup {
    CalendarSetup {
        centre: centre("open").id,
        time_zone: "Europe/Paris".to_owned(),
        holidays: HolidayZone::AlsaceMoselle,
        appointment_type: AppointmentType {
            id: "kind:open".to_owned(),
            name: "Découverte".to_owned(),
            mode: AppointmentMode::PublicOffice,
            duration_minutes: 30,
            interval_minutes: 30,
            buffer_before_minutes: 0,
            buffer_after_minutes: 0,
            min_delay_seconds: 1_800,
            max_delay_seconds: 7_889_238,
            instructions: Some("Demande Alix à l'accueil.".to_owned()),
        },
        advisers: advisers
            .iter()
            .map(|name| AdviserSetup {
                id: format!("adviser:{name}"),
                name: (*name).to_owned(),
                mail: Some(format!("{name}@cfa.test")),
                openings: vec![Opening {
                    first_day: Date::constant(2026, 11, 23),
                    start: time(9, 0, 0, 0),
                    end: time(12, 0, 0, 0),
                    weekdays: vec![1, 2, 3, 4, 5],
                    every_weeks: 1,
                    until: None,
                }],
            })
            .collect(),
    }
}
