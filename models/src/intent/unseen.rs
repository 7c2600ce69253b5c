//! How well sentences that were not learnt from are read.

use super::classifier::{Classifier, Example, Says, TEMPERATURE};
use super::features::Columns;
use super::{Class, examples};
use crate::data;
use crate::text::Sentence;

/// Share of unseen examples read as they should: every fifth of the data is kept aside.
fn unseen<C: Copy + PartialEq + Send + Sync>(examples: &[(C, String)]) -> f64 {
    let sentences: Vec<Sentence> = examples
        .iter()
        .map(|(_, text)| Sentence::read(text))
        .collect();
    let is_held = |index: usize| index % 5 == 2;
    let kept: Vec<usize> = (0..examples.len())
        .filter(|index| !is_held(*index))
        .collect();
    let (columns, features) =
        Columns::learn(kept.iter().map(|index| &sentences[*index]), &|_| false);
    let taught: Vec<Example<C>> = kept
        .iter()
        .zip(features)
        .map(|(index, features)| Example {
            class: examples[*index].0,
            says: Says::Is,
            features,
        })
        .collect();
    let classifier = Classifier::learn(&taught);
    let held: Vec<usize> = (0..examples.len())
        .filter(|index| is_held(*index))
        .collect();
    let right = held.iter().filter(|index| {
        let features = columns.of(&sentences[**index], &|_| false);
        classifier.classify(&features)[0].0 == examples[**index].0
    });
    let share = |count: usize| f64::from(u32::try_from(count).unwrap());
    share(right.count()) / share(held.len())
}

/// A linear support vector machine of scikit-learn, on the same examples and the same split
/// (`tests/python/linear_svc.py` prints it).
const LINEAR_SVC: (f64, f64) = (0.7769, 0.7861);

#[test]
fn unseen_sentences_are_read_at_least_as_well_as_by_a_linear_svc() {
    let intents = data::intents().unwrap();
    let wishes: Vec<_> = intents
        .iter()
        .flat_map(|taught| {
            taught
                .examples
                .iter()
                .map(|text| (taught.intent, text.clone()))
        })
        .collect();
    let topics = data::topics().unwrap();
    let asked: Vec<_> = topics
        .iter()
        .flat_map(|taught| {
            taught
                .examples
                .iter()
                .map(|text| (taught.topic, text.clone()))
        })
        .collect();
    let (intents, topics) = (unseen(&wishes), unseen(&asked));
    println!("unseen: intents {intents:.3}, topics {topics:.3}");
    assert!(intents > LINEAR_SVC.0, "{intents}");
    assert!(topics >= LINEAR_SVC.1, "{topics}");
}

#[test]
fn probabilities_are_as_sure_as_unseen_sentences_allow() {
    let (intents, topics) = (data::intents().unwrap(), data::topics().unwrap());
    let taught = examples(&intents, &topics, &[]);
    let (_, features) = Columns::learn(taught.iter().map(|one| &one.sentence), &|_| false);
    let read = |held: bool| -> Vec<Example<Class>> {
        let numbered = taught.iter().zip(&features).enumerate();
        numbered
            .filter(|(index, _)| (index % 5 == 4) == held)
            .map(|(_, (one, features))| Example {
                class: one.class,
                says: one.says,
                features: features.clone(),
            })
            .collect()
    };
    let measured = Classifier::learn(&read(false)).best_temperature(&read(true));
    println!("temperature: {measured:.1}");
    assert!((measured / TEMPERATURE).ln().abs() < 0.35, "{measured}");
}
