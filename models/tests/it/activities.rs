//! Activities that name no trade lead to one, and what is no activity leads to none.

use jiff::civil::date;
use tandem_models::judged::{Judged, Measure, Scores};
use tandem_models::{Context, Expected, Understander};

fn context(expected: Option<Expected>) -> Context {
    Context {
        today: date(2026, 11, 24),
        expected,
    }
}

/// Share of the activities told in nobody's words that lead to their trade first, and in five.
fn shares(understander: &Understander) -> [f64; 2] {
    let mut scores = Scores::default();
    let file = include_str!("../../../tests/judged/oblique.jsonl");
    for line in file.lines() {
        let judged: Judged = serde_json::from_str(line).expect("a judged line");
        let meaning = understander.understand(&judged.text, &context(judged.expected));
        scores.add(&judged, &meaning);
    }
    [Measure::ObliqueFirst, Measure::ObliqueFive].map(|measure| scores.of(measure).share())
}

#[test]
fn activities_lead_to_their_trade_far_oftener_than_by_words_that_name_it() {
    let [first, five] = shares(&Understander::embedded());
    let [named_first, named_five] = shares(&Understander::words_alone(&[]));
    println!("first {first:.3}, {named_first:.3}; in five {five:.3}, {named_five:.3}");
    assert!(first >= 0.74 && five >= 0.86, "{first:.3} {five:.3}");
    assert!(first >= named_first + 0.15, "{first:.3} {named_first:.3}");
    assert!(five >= named_five + 0.05, "{five:.3} {named_five:.3}");
}

#[test]
fn letters_at_random_and_answers_to_another_question_lead_to_no_trade() {
    let understander = Understander::embedded();
    for (text, expected) in [
        ("pfrtt", Some(Expected::Trade)),
        ("zzzk", Some(Expected::Trade)),
        ("qsdfgh wxcvbn", None),
        ("chez ma mamie", Some(Expected::Place)),
    ] {
        let meaning = understander.understand(text, &context(expected));
        assert!(
            meaning.trades.iter().all(|trade| trade.score < 0.5),
            "{text}: {:?}",
            meaning.trades
        );
    }
}
