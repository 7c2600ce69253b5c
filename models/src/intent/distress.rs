//! Words of somebody in danger: heard first, whatever else is said.
//!
//! High recall on purpose: an answer with the numbers to call costs little. What only looks alike
//! ("mort de rire", "je meurs de faim") is told apart by its own examples.

use std::collections::HashSet;

use crate::data::IntentExamples;
use crate::text::{Sentence, is_stop_word, stem};

const SIGNS: &[&str] = &[
    "suicide",
    "suicider",
    "suicidaire",
    "suicidaires",
    "me tuer",
    "me pendre",
    "m ouvrir les veines",
    "en finir",
    "envie de mourir",
    "envie de crever",
    "envi de mourir",
    "veux mourir",
    "veux crever",
    "voudrais mourir",
    "voudrais etre mort",
    "envie de vivre",
    "plus vivre",
    "veux pas vivre",
    "marre de vivre",
    "fatigue de vivre",
    "me scarifie",
    "me scarifier",
    "scarifications",
    "me fais du mal",
    "me faire du mal",
    "me coupe les",
    "me taillade",
    "me frappe",
    "me frappent",
    "me bat",
    "me battent",
    "me tape",
    "me tapent",
    "me touche",
    "me tripote",
    "me viole",
    "me violer",
    "ete viole",
    "ete violee",
    "un viol",
    "attouchements",
    "agression sexuelle",
    "agresse sexuellement",
    "me harcele",
    "me harcelent",
    "harcele",
    "harcelee",
    "harceler",
    "harcelement",
    "me menace",
    "me menacent",
    "fugue",
    "enfui de chez moi",
    "enfuie de chez moi",
    "dors dehors",
    "dors dans la rue",
    "mis a la porte",
    "mise a la porte",
    "vire de chez moi",
    "viree de chez moi",
    "nulle part ou dormir",
    "marier de force",
    "mariage force",
    "me rackette",
    "ete agresse",
    "ete agressee",
    "m a agresse",
    "suis battu",
    "suis battue",
    "abuse de moi",
    "veux disparaitre",
    "envie de disparaitre",
    "peur de rentrer chez moi",
    "suis en danger",
    "au bout du rouleau",
    "foutre en l air",
    "va me tuer",
    "m ont frappe",
    "m a frappe",
    "m a tape",
    "maltraite",
    "maltraitee",
    "kms",
    "plus la force de",
    "mieux sans moi",
    "overdose",
    "avale des medicaments",
    "avale des cachets",
    "plus envie de rien",
    "sert a rien ma vie",
    "ma vie sert a rien",
];

/// Distress of this probability is heard without a sign.
const LIKELY: f32 = 0.5;

#[derive(Debug, Default)]
pub(super) struct Distress {
    examples: Vec<HashSet<String>>,
    lookalikes: Vec<HashSet<String>>,
}

fn roots(sentence: &Sentence) -> HashSet<String> {
    sentence
        .plain()
        .filter(|word| {
            word.len() > 1 && (!is_stop_word(word) || matches!(*word, "plus" | "vie" | "envie"))
        })
        .map(|word| stem(word).to_owned())
        .collect()
}

impl Distress {
    pub(super) fn learn(taught: Option<&IntentExamples>) -> Self {
        let sets = |texts: &[String]| {
            texts
                .iter()
                .map(|text| roots(&Sentence::read(text)))
                .filter(|set| !set.is_empty())
                .collect()
        };
        taught.map_or_else(Self::default, |taught| Self {
            examples: sets(&taught.examples),
            lookalikes: sets(&taught.not_examples),
        })
    }

    /// How sure it is that somebody is in danger; `None` when nothing says so.
    pub(super) fn heard(&self, sentence: &Sentence, probability: f32) -> Option<f32> {
        let said = roots(sentence);
        let to_examples = nearest(&said, &self.examples);
        let to_lookalikes = nearest(&said, &self.lookalikes);
        let sign = sentence.has_any(SIGNS);
        let looks_alike = to_lookalikes >= 0.6 && to_lookalikes >= to_examples;
        if looks_alike {
            return None;
        }
        if sign {
            return Some(0.97);
        }
        let near = to_examples >= 0.75 && said.len() > 1;
        (near || probability >= LIKELY).then(|| probability.max(if near { 0.9 } else { 0.0 }))
    }
}

/// Largest overlap with one of the sets, 0 to 1.
fn nearest(said: &HashSet<String>, sets: &[HashSet<String>]) -> f32 {
    sets.iter()
        .map(|set| overlap(said, set))
        .fold(0.0, f32::max)
}

#[expect(clippy::cast_precision_loss, reason = "a few words")]
fn overlap(one: &HashSet<String>, other: &HashSet<String>) -> f32 {
    let shared = one.intersection(other).count();
    let all = one.len() + other.len() - shared;
    if all == 0 {
        0.0
    } else {
        shared as f32 / all as f32
    }
}
