//! Profiles and proposals as JSON.

use tandem_engine::matching::wire::{MatchAnswer, MatchRequest};
use tandem_engine::matching::{Bookable, propose_for};
use tandem_index::Searcher;
use tandem_models::{DiplomaLevel, SchoolStage, TravelMode};

use super::supply::{TODAY, baker, recruiting, rome, training};

#[test]
fn a_request_is_read_in_short_and_in_full() {
    let short: MatchRequest = serde_json::from_str(
        r#"{"romes":["D1102"],"insee":"57463","level_now":"troisieme","target_level":"3",
            "radius_km":20,"age_band":"from15_to17","travel_mode":"bus","limit":5}"#,
    )
    .unwrap();
    assert_eq!(short.romes, [rome("D1102")]);
    assert_eq!(short.profile.level_now, Some(SchoolStage::Troisieme));
    assert_eq!(short.profile.target_level, Some(DiplomaLevel::Three));
    assert_eq!(short.profile.travel_mode, Some(TravelMode::Bus));
    assert_eq!(short.rows(), 5);
    assert!(short.unknown.is_empty());

    let full: MatchRequest = serde_json::from_str(
        r#"{"trades":[{"rome":"D1102","fit":0.8}],"place":"57463","reach":{"minutes":30}}"#,
    )
    .unwrap();
    assert_eq!(full.profile.trades.len(), 1);
    assert_eq!(full.rows(), 20);
}

#[test]
fn a_field_of_no_known_name_is_kept_to_be_told() {
    let request: MatchRequest = serde_json::from_str(r#"{"rome":["D1102"]}"#).unwrap();
    assert_eq!(request.unknown.keys().collect::<Vec<_>>(), ["rome"]);
    assert!(serde_json::from_str::<MatchRequest>(r#"{"romes":["d1102"]}"#).is_err());
}

#[test]
fn an_answer_holds_reasons_components_and_pairs() {
    let searcher = Searcher::in_memory(vec![training("cap", 12.0)], vec![recruiting(1, 3.0)]);
    let proposals = propose_for(&baker(), None, &searcher, &Bookable::new(), TODAY);
    let answer = serde_json::to_value(MatchAnswer::new(&proposals, 10)).unwrap();
    let first = &answer["trainings"][0];
    assert_eq!(first["id"], "cap");
    assert_eq!(first["components"].as_array().unwrap().len(), 7);
    assert!((11.9..12.1).contains(&first["distance_km"].as_f64().unwrap()));
    assert!(
        first["reasons"]
            .as_array()
            .unwrap()
            .contains(&"à 12 km".into())
    );
    assert_eq!(answer["employers"][0]["offers"][0], "Apprenti boulanger");
    assert_eq!(answer["pairs"][0]["training"], "cap");
    assert_eq!(answer["widened"].as_array().unwrap().len(), 0);
    assert_eq!(
        serde_json::to_value(MatchAnswer::new(&proposals, 0)).unwrap()["trainings"],
        serde_json::json!([])
    );
}
