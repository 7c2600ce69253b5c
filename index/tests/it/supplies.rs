//! Small supplies for the tests.

use tandem_index::{
    CentreId, Employer, HiringTrade, Location, PlaceLink, TradeLink, Training, TrainingId,
};
use tandem_models::{DiplomaLevel, Point};

pub(crate) const METZ: Point = Point {
    lat: 49.119,
    lon: 6.175,
};

pub(crate) fn location(point: Option<Point>) -> Location {
    Location {
        address: None,
        postal_code: None,
        insee: None,
        city: "Metz".to_owned(),
        point,
    }
}

pub(crate) fn training(id: &str, title: &str, romes: &[&str], point: Option<Point>) -> Training {
    Training {
        id: TrainingId(id.to_owned()),
        title: title.to_owned(),
        diploma: title.split(' ').next().map(str::to_owned),
        level: None::<DiplomaLevel>,
        cfd: None,
        rncp: None,
        romes: romes.iter().map(|rome| rome.parse().unwrap()).collect(),
        trade_link: TradeLink::Source,
        centre: CentreId("uai:0572345X".to_owned()),
        centre_name: "CFA Camille-Claudel".to_owned(),
        location: location(point),
        place_link: PlaceLink::Coordinates,
        is_remote: false,
        sessions: Vec::new(),
        entry_months: Vec::new(),
        capacity: None,
        keywords: String::new(),
        is_demo: false,
    }
}

pub(crate) fn employer(siret: &str, name: &str, romes: &[&str], point: Option<Point>) -> Employer {
    Employer {
        siret: siret.parse().unwrap(),
        name: name.to_owned(),
        naf: Some("1071C".to_owned()),
        activity: Some("Boulangerie et boulangerie-pâtisserie".to_owned()),
        location: location(point),
        size: None,
        trades: romes
            .iter()
            .map(|rome| HiringTrade {
                rome: rome.parse().unwrap(),
                affinity: 0.5,
            })
            .collect(),
        hiring_score: None,
        offers: Vec::new(),
        mail: None,
        phone: None,
        is_demo: false,
    }
}
