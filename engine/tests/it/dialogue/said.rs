//! What people say, from the data that sentences are read with, and the noise of a phone.

use std::sync::LazyLock;

use proptest::prelude::*;

use super::world::FIXTURE;
use tandem_engine::dialogue::ChannelKind;

/// Examples of intents and topics, and phrases of trades.
static SENTENCES: LazyLock<Vec<String>> = LazyLock::new(|| {
    let files = [
        include_str!("../../../../models/data/intents.yml"),
        include_str!("../../../../models/data/topics.yml"),
    ];
    let examples = files
        .iter()
        .flat_map(|file| file.lines())
        .filter_map(|line| line.strip_prefix("    - "))
        .map(|example| example.trim_matches('"').to_owned());
    let understander = FIXTURE.world(ChannelKind::Web).understander;
    let phrases = understander
        .domains()
        .iter()
        .flat_map(|domain| &domain.trades)
        .flat_map(|trade| trade.phrases.iter().chain(&trade.titles))
        .cloned();
    examples.chain(phrases).collect()
});

/// A sentence of the data, as it is, or typed in a hurry.
pub(super) fn sentence() -> impl Strategy<Value = String> {
    let noise = prop_oneof![
        4 => Just(Noise::None),
        1 => Just(Noise::Shouted),
        1 => Just(Noise::NoSpaces),
        1 => (0usize..40).prop_map(Noise::Lost),
        1 => (0usize..40).prop_map(Noise::Doubled),
        1 => any::<prop::sample::Index>().prop_map(Noise::Then),
    ];
    (any::<prop::sample::Index>(), noise)
        .prop_map(|(index, noise)| noise.on(index.get(SENTENCES.as_slice()).as_str()))
}

/// What a phone or a hurry does to a sentence.
#[derive(Debug, Clone)]
enum Noise {
    None,
    Shouted,
    NoSpaces,
    Lost(usize),
    Doubled(usize),
    Then(prop::sample::Index),
}

impl Noise {
    fn on(&self, sentence: &str) -> String {
        let letters = || sentence.chars().enumerate();
        match self {
            Self::None => sentence.to_owned(),
            Self::Shouted => format!("{} !!! 😡", sentence.to_uppercase()),
            Self::NoSpaces => sentence.replace(' ', ""),
            Self::Lost(at) => letters()
                .filter(|(position, _)| position != at)
                .map(|(_, letter)| letter)
                .collect(),
            Self::Doubled(at) => letters()
                .flat_map(|(position, letter)| {
                    std::iter::repeat_n(letter, 1 + usize::from(position == *at))
                })
                .collect(),
            Self::Then(other) => format!("{sentence}, {}", other.get(SENTENCES.as_slice())),
        }
    }
}
