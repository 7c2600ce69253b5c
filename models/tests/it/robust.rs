//! Whatever is typed, a reading comes back, and its spans cut the text where letters end.

use std::sync::LazyLock;

use jiff::civil::date;
use proptest::prelude::*;
use tandem_models::{Context, Expected, Meaning, Span, Understander};

static UNDERSTANDER: LazyLock<Understander> = LazyLock::new(Understander::embedded);

fn spans(meaning: &Meaning) -> Vec<Span> {
    let mut spans = vec![meaning.intent.span];
    spans.extend(
        meaning
            .trades
            .iter()
            .chain(&meaning.not_trades)
            .map(|found| found.span),
    );
    spans.extend(meaning.sensitive.iter().map(|found| found.span));
    spans.extend(meaning.place.iter().map(|found| found.span));
    spans.extend(meaning.unknown_place.iter().map(|found| found.span));
    spans.extend(meaning.level_now.iter().map(|found| found.span));
    spans.extend(meaning.target_level.iter().map(|found| found.span));
    spans.extend(meaning.reach.iter().map(|found| found.span));
    spans.extend(meaning.travel_mode.iter().map(|found| found.span));
    spans.extend(meaning.age_band.iter().map(|found| found.span));
    spans.extend(meaning.start.iter().map(|found| found.span));
    spans.extend(meaning.has_employer.iter().map(|found| found.span));
    spans.extend(meaning.first_name.iter().map(|found| found.span));
    spans.extend(meaning.mail.iter().map(|found| found.span));
    spans.extend(meaning.phone.iter().map(|found| found.span));
    spans
}

fn check(text: &str, expected: Option<Expected>) {
    let meaning = UNDERSTANDER.understand(
        text,
        &Context {
            today: date(2026, 11, 24),
            expected,
        },
    );
    for span in spans(&meaning) {
        assert!(
            text.get(span.start..span.end).is_some(),
            "{text:?}: {span:?}"
        );
    }
    let scores = meaning
        .trades
        .iter()
        .chain(&meaning.not_trades)
        .map(|trade| trade.score);
    for score in scores.chain([meaning.intent.score]) {
        assert!((0.0..=1.0).contains(&score), "{text:?}: {score}");
    }
    UNDERSTANDER.trades_of_title(text);
}

fn expected() -> impl Strategy<Value = Option<Expected>> {
    prop_oneof![
        Just(None),
        Just(Some(Expected::Trade)),
        Just(Some(Expected::Level)),
        Just(Some(Expected::Place)),
        Just(Some(Expected::Reach)),
        Just(Some(Expected::Age)),
        Just(Some(Expected::Start)),
        Just(Some(Expected::FirstName)),
        Just(Some(Expected::Contact)),
        Just(Some(Expected::YesNo)),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_text_breaks_the_reading(text in "\\PC{0,80}", expected in expected()) {
        check(&text, expected);
    }

    #[test]
    fn no_mix_of_known_words_breaks_the_reading(
        words in prop::collection::vec(
            prop::sample::select(vec![
                "j'ai", "16", "ans", "bac", "+", "2", "à", "Évry", "pas", "sauf", "boulanger", "de", "-", ",", "3e", "Lyon", "7",
                "20", "km", "en", "bus", "dans", "mois", "septembre", "2027", "h", "quatre", "vingt", "dix", "je m'appelle", "😀", "é",
                "né en", "99999999999", "(", "93", ")", "patron", "@", "a@b.fr", "06", "12", "c'est", "mon truc", "cedex", "\u{301}",
            ]),
            0..40,
        ),
        expected in expected(),
    ) {
        check(&words.join(" "), expected);
        check(&words.concat(), expected);
    }
}

#[test]
fn a_message_of_ten_megabytes_is_read_at_once() {
    check(&"j'habite à Metz é".repeat(600_000), None);
}

#[test]
fn an_understander_is_shared_between_threads() {
    fn shared<T: Send + Sync>() {}
    shared::<Understander>();
}
