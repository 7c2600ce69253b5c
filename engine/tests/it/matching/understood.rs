//! From a sentence or a profile to proposals, with the trades and towns built in.

use std::sync::LazyLock;

use tandem_engine::matching::wire::{MatchRequest, RequestError};
use tandem_engine::matching::{Bookable, TradeSource, Widened, Wishes, propose, top_reasons};
use tandem_engine::profile::{Profile, WantedTrade};
use tandem_index::Searcher;
use tandem_models::{Riasec, SchoolStage, Understander};

use super::supply::{TODAY, bakery, rome, training};

static UNDERSTANDER: LazyLock<Understander> = LazyLock::new(Understander::embedded);

fn request(json: &str) -> Result<Wishes, RequestError> {
    let request: MatchRequest = serde_json::from_str(json).unwrap();
    request.wishes(&UNDERSTANDER, TODAY)
}

fn profile(code: &str) -> Profile {
    Profile {
        trades: vec![WantedTrade {
            rome: rome(code),
            fit: 1.0,
        }],
        place: Some("57463".parse().unwrap()),
        level_now: Some(SchoolStage::Troisieme),
        ..Profile::default()
    }
}

#[test]
fn a_baker_of_metz_finds_courses_and_work_around_metz() {
    let searcher = Searcher::in_memory(vec![training("cap", 8.0)], vec![bakery(1, 3.0)]);
    let found = propose(
        &profile("D1102"),
        &searcher,
        &UNDERSTANDER,
        &Bookable::new(),
        TODAY,
    );
    assert_eq!((found.trainings.len(), found.employers.len()), (1, 1));
    assert_eq!(found.pairs.len(), 1);
    assert!(found.widened.is_empty());
    assert!(
        top_reasons(&found.trainings[0])
            .iter()
            .any(|reason| reason.ends_with(" km"))
    );
}

#[test]
fn a_trade_that_nobody_teaches_leads_to_its_neighbours() {
    let searcher = Searcher::in_memory(vec![training("cap", 8.0)], Vec::new());
    let found = propose(
        &profile("D1104"),
        &searcher,
        &UNDERSTANDER,
        &Bookable::new(),
        TODAY,
    );
    assert_eq!(found.trainings.len(), 1);
    assert_eq!(found.widened, [Widened::NearTrades]);
}

#[test]
fn interests_and_domains_stand_for_trades() {
    let interested = Profile {
        interests: vec![Riasec::Realistic],
        ..Profile::default()
    };
    let wishes = Wishes::of(&interested, &UNDERSTANDER);
    assert!(wishes.trades.len() > 10);
    assert!(
        wishes
            .trades
            .iter()
            .all(|trade| trade.source == TradeSource::Interest)
    );
    let domain = UNDERSTANDER.domains()[0].clone();
    let chosen = Profile {
        domains: vec![domain.domain],
        ..Profile::default()
    };
    let wishes = Wishes::of(&chosen, &UNDERSTANDER);
    assert_eq!(wishes.trades.len(), domain.trades.len());
}

#[test]
fn a_sentence_fills_what_no_field_says() {
    let wishes =
        request(r#"{"text":"je veux devenir boulanger vers Lens","insee":"57463"}"#).unwrap();
    assert_eq!(wishes.trades[0].rome, rome("D1102"));
    let home = wishes.home.unwrap();
    assert!((49.0..49.3).contains(&home.lat), "the field goes first");
}

#[test]
fn a_request_that_cannot_be_answered_says_why() {
    assert_eq!(
        request(r#"{"rome":["D1102"]}"#),
        Err(RequestError::UnknownField {
            name: "rome".into()
        })
    );
    assert_eq!(
        request(r#"{"lat":49.1}"#),
        Err(RequestError::NoPoint {
            lat: Some(49.1),
            lon: None
        })
    );
    assert!(matches!(
        request(r#"{"insee":"99999"}"#),
        Err(RequestError::UnknownCommune { .. })
    ));
    let wishes = request(r#"{"romes":["D1102"],"lat":49.1,"lon":6.2,"radius_km":12}"#).unwrap();
    assert_eq!(wishes.radius_km(), Some(12.0));
}
