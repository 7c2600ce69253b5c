//! Small supplies to match with: a bakery trade around Metz, and random ones.

use std::sync::Arc;

use jiff::civil::{Date, date};
use tandem_engine::matching::{TradeSource, WishedTrade, Wishes};
use tandem_index::{
    CentreId, Employer, HiringTrade, Hit, Location, Offer, OfferId, PlaceLink, Siret, TradeLink,
    Training, TrainingId,
};
use tandem_models::{DiplomaLevel, Point, RomeCode, SchoolStage};

/// The day on which everything is asked.
pub(crate) const TODAY: Date = date(2026, 11, 24);

/// Metz.
pub(crate) const HOME: Point = Point {
    lat: 49.12,
    lon: 6.18,
};

pub(crate) fn rome(code: &str) -> RomeCode {
    code.parse().unwrap()
}

/// A point so many kilometres north of home.
pub(crate) fn north(km: f64) -> Point {
    Point {
        lat: HOME.lat + km / 111.195,
        lon: HOME.lon,
    }
}

pub(crate) fn place(point: Option<Point>) -> Location {
    Location {
        address: None,
        postal_code: None,
        insee: None,
        city: "Metz".into(),
        point,
    }
}

/// A CAP of bakery at that distance.
pub(crate) fn training(id: &str, km: f64) -> Training {
    Training {
        id: TrainingId(id.into()),
        title: format!("CAP boulanger {id}"),
        diploma: Some("CAP".into()),
        level: Some(DiplomaLevel::Three),
        cfd: None,
        rncp: None,
        romes: vec![rome("D1102")],
        trade_link: TradeLink::Certification,
        centre: CentreId(format!("centre-{id}")),
        centre_name: format!("CFA {id}"),
        location: place(Some(north(km))),
        place_link: PlaceLink::Coordinates,
        is_remote: false,
        sessions: Vec::new(),
        entry_months: Vec::new(),
        capacity: None,
        keywords: String::new(),
        is_demo: true,
    }
}

/// A SIRET with a right check digit, of a firm of its own.
pub(crate) fn siret(number: u32) -> Siret {
    (0..10)
        .find_map(|check| format!("{number:09}0001{check}").parse().ok())
        .unwrap()
}

/// A bakery at that distance, likely to hire.
pub(crate) fn bakery(number: u32, km: f64) -> Employer {
    Employer {
        siret: siret(number),
        name: format!("Boulangerie {number}"),
        naf: Some("1071C".into()),
        activity: None,
        location: place(Some(north(km))),
        size: Some("3 à 5 salariés".into()),
        trades: vec![HiringTrade {
            rome: rome("D1102"),
            affinity: 0.9,
        }],
        hiring_score: Some(0.5),
        offers: Vec::new(),
        mail: None,
        phone: None,
        is_demo: true,
    }
}

/// The same with a posted need.
pub(crate) fn recruiting(number: u32, km: f64) -> Employer {
    let offer = Offer {
        id: OfferId(format!("offer-{number}")),
        title: "Apprenti boulanger".into(),
        romes: vec![rome("D1102")],
        level: None,
        start: None,
    };
    Employer {
        offers: vec![offer],
        ..bakery(number, km)
    }
}

/// Found at that distance.
pub(crate) fn hit<T>(item: T, distance_km: Option<f64>) -> Hit<T> {
    Hit {
        item: Arc::new(item),
        score: 0.0,
        distance_km,
    }
}

/// Someone in 3e in Metz who wants to be a baker.
pub(crate) fn baker() -> Wishes {
    Wishes {
        trades: vec![wished("D1102", 1.0, TradeSource::Named)],
        home: Some(HOME),
        level_now: Some(SchoolStage::Troisieme),
        ..Wishes::default()
    }
}

pub(crate) fn wished(code: &str, fit: f32, source: TradeSource) -> WishedTrade {
    WishedTrade {
        rome: rome(code),
        fit,
        label: format!("métier {code}"),
        source,
    }
}
