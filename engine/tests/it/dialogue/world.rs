//! A small world to talk in: cooks around Lens, hairdressers around Metz, one centre with a
//! calendar and one without.

use std::sync::LazyLock;

use jiff::SignedDuration;
use tandem_engine::dialogue::{ChannelKind, Flows, World};
use tandem_engine::help_desk::{HelpDesk, Hours};
use tandem_engine::matching::Bookable;
use tandem_engine::slots::HolidayZone;
use tandem_index::{
    CentreId, Employer, HiringTrade, Location, Offer, OfferId, PlaceLink, Searcher, Siret,
    TradeLink, Training, TrainingId,
};
use tandem_models::{DiplomaLevel, RomeCode, Understander};

/// Everything that a step may look at.
pub(super) struct Fixture {
    understander: Understander,
    searcher: Searcher,
    bookable: Bookable,
    flows: Flows,
    help_desk: HelpDesk,
}

/// Built once for all tests.
pub(super) static FIXTURE: LazyLock<Fixture> = LazyLock::new(|| {
    let understander = Understander::embedded();
    let searcher = Searcher::in_memory(trainings(&understander), employers(&understander));
    Fixture {
        searcher,
        bookable: Bookable::from([CentreId("cfa-lens".into()), CentreId("cfa-metz".into())]),
        flows: Flows::embedded(),
        help_desk: HelpDesk {
            hours: Hours::parse("1-5 9:00-12:30, 1-5 13:30-17:30").unwrap(),
            holidays: HolidayZone::Metropole,
            answers_within: SignedDuration::from_mins(15),
        },
        understander,
    }
});

impl Fixture {
    /// The same where a team answers in person.
    pub(super) fn staffed_world(&self, channel: ChannelKind) -> World<'_> {
        World {
            help_desk: Some(&self.help_desk),
            ..self.world(channel)
        }
    }

    pub(super) fn world(&self, channel: ChannelKind) -> World<'_> {
        World {
            understander: &self.understander,
            searcher: &self.searcher,
            bookable: &self.bookable,
            flows: &self.flows,
            help_desk: None,
            channel,
        }
    }
}

fn location(understander: &Understander, insee: &str) -> Location {
    let commune = understander.places().get(insee.parse().unwrap()).unwrap();
    Location {
        address: Some("12 rue des Écoles".into()),
        postal_code: commune.postal_codes.first().cloned(),
        insee: Some(commune.insee),
        city: commune.name.clone(),
        point: commune.point,
    }
}

#[expect(clippy::too_many_lines, reason = "a list, one training after another")]
fn trainings(understander: &Understander) -> Vec<Training> {
    [
        (
            "lens-cap-cuisine",
            "CAP Cuisine",
            "3",
            "G1602",
            "cfa-lens",
            "CFA du Bassin minier",
            "62498",
        ),
        (
            "arras-cap-cuisine",
            "CAP Cuisine",
            "3",
            "G1602",
            "cfa-arras",
            "CFA des Saveurs",
            "62041",
        ),
        (
            "lille-cap-cuisine",
            "CAP Cuisine",
            "3",
            "G1602",
            "cfa-lille",
            "Lycée hôtelier de Lille",
            "59350",
        ),
        (
            "lille-bp-cuisine",
            "BP Arts de la cuisine",
            "4",
            "G1602",
            "cfa-lille",
            "Lycée hôtelier de Lille",
            "59350",
        ),
        (
            "bethune-bacpro",
            "Bac pro Cuisine",
            "4",
            "G1602",
            "cfa-bethune",
            "CFA de Béthune",
            "62119",
        ),
        (
            "douai-cap-cuisine",
            "CAP Cuisine",
            "3",
            "G1602",
            "cfa-douai",
            "CFA de Douai",
            "59178",
        ),
        (
            "metz-cap-coiffure",
            "CAP Métiers de la coiffure",
            "3",
            "D1202",
            "cfa-metz",
            "CFA Ernest Meyer",
            "57463",
        ),
        (
            "thionville-cap-coiffure",
            "CAP Métiers de la coiffure",
            "3",
            "D1202",
            "cfa-thionville",
            "CFA de Thionville",
            "57672",
        ),
        (
            "metz-bacpro-melec",
            "Bac pro Métiers de l'électricité",
            "4",
            "F1602",
            "cfa-metz",
            "CFA Ernest Meyer",
            "57463",
        ),
    ]
    .into_iter()
    .map(|(id, title, level, rome, centre, name, insee)| Training {
        id: TrainingId(id.into()),
        title: title.into(),
        diploma: title.split(' ').next().map(Into::into),
        level: level.parse().ok().and_then(DiplomaLevel::from_number),
        cfd: None,
        rncp: None,
        romes: vec![code(rome)],
        trade_link: TradeLink::Certification,
        centre: CentreId(centre.into()),
        centre_name: name.into(),
        location: location(understander, insee),
        place_link: PlaceLink::Insee,
        is_remote: false,
        sessions: Vec::new(),
        entry_months: vec![9],
        capacity: None,
        keywords: String::new(),
        is_demo: centre == "cfa-lens",
    })
    .collect()
}

fn employers(understander: &Understander) -> Vec<Employer> {
    [
        (1, "Brasserie du Beffroi", "G1602", "62498", true),
        (2, "Le Petit Gourmand", "G1602", "62427", false),
        (3, "Chez Léontine", "G1602", "62041", false),
        (4, "Auberge du Terril", "G1602", "62510", false),
        (5, "Salon Capucine", "D1202", "57463", true),
        (6, "Coiffure des Halles", "D1202", "57463", false),
    ]
    .into_iter()
    .map(|(number, name, rome, insee, recruits)| Employer {
        siret: siret(number),
        name: name.into(),
        naf: None,
        activity: Some(
            if rome == "G1602" {
                "Restaurant"
            } else {
                "Salon de coiffure"
            }
            .into(),
        ),
        location: location(understander, insee),
        size: Some("6 à 9 salariés".into()),
        trades: vec![HiringTrade {
            rome: code(rome),
            affinity: 0.9,
        }],
        hiring_score: Some(0.6),
        offers: recruits
            .then(|| Offer {
                id: OfferId(format!("offer-{number}")),
                title: "Apprentissage en salle ou en cuisine".into(),
                romes: vec![code(rome)],
                level: None,
                start: None,
            })
            .into_iter()
            .collect(),
        mail: Some("chef@exemple.fr".into()),
        phone: None,
        is_demo: true,
    })
    .collect()
}

fn code(rome: &str) -> RomeCode {
    rome.parse().unwrap()
}

fn siret(number: u32) -> Siret {
    (0..10)
        .find_map(|check| format!("{number:09}0001{check}").parse().ok())
        .unwrap()
}
