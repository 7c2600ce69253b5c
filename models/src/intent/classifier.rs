//! Multinomial logistic regression on hashed features, trained in a fraction of a second.
//!
//! Adagrad over the examples in an order drawn from a fixed seed; probabilities are calibrated by one
//! temperature, measured on a fifth of the examples that the measuring model has not seen.

use super::features::{COLUMNS, Features, of};
use crate::text::Sentence;

/// Room for classes: a multiple of eight, so that rows are added with wide instructions.
const LANES: usize = 32;
const EPOCHS: usize = 8;
const RATE: f32 = 0.3;
const DECAY: f32 = 5e-4;
/// Every fifth example measures the temperature.
const HELD_OUT: usize = 5;

type Row = [f32; LANES];

/// Reads one of a few classes from features.
#[derive(Debug)]
pub(super) struct Classifier<C> {
    classes: Vec<C>,
    weights: Vec<Row>,
    bias: Row,
    /// Divides the scores before they become probabilities.
    temperature: f32,
}

impl<C: Copy + PartialEq> Classifier<C> {
    /// Trains on texts with their classes, at most 32 classes.
    pub(super) fn learn(examples: &[(C, String)]) -> Self {
        let mut classes: Vec<C> = Vec::new();
        let mut read: Vec<(usize, Features)> = Vec::with_capacity(examples.len());
        for (class, text) in examples {
            let position = classes
                .iter()
                .position(|known| known == class)
                .unwrap_or_else(|| {
                    classes.push(*class);
                    classes.len() - 1
                });
            if position < LANES {
                read.push((position, of(&Sentence::read(text))));
            }
        }
        classes.truncate(LANES);
        let (held, kept): (Vec<_>, Vec<_>) = read
            .iter()
            .enumerate()
            .partition(|(index, _)| index % HELD_OUT == HELD_OUT - 1);
        let kept: Vec<&(usize, Features)> = kept.into_iter().map(|(_, example)| example).collect();
        let held: Vec<&(usize, Features)> = held.into_iter().map(|(_, example)| example).collect();
        let measured = Self::train(classes.clone(), &kept);
        let temperature = measured.best_temperature(&held);
        let all: Vec<&(usize, Features)> = read.iter().collect();
        Self {
            temperature,
            ..Self::train(classes, &all)
        }
    }

    fn train(classes: Vec<C>, examples: &[&(usize, Features)]) -> Self {
        let mut weights = vec![[0.0; LANES]; COLUMNS];
        let mut seen = vec![[1e-2_f32; LANES]; COLUMNS];
        let mut bias = [0.0; LANES];
        let count = classes.len();
        let mut order: Vec<usize> = (0..examples.len()).collect();
        let mut drawn = 0x9e37_79b9_7f4a_7c15_u64;
        for _ in 0..EPOCHS {
            shuffle(&mut order, &mut drawn);
            for index in &order {
                let (class, features) = examples[*index];
                let mut error = probabilities(&weights, &bias, features, count, 1.0);
                error[*class] -= 1.0;
                for lane in 0..LANES {
                    bias[lane] -= 0.02 * error[lane];
                }
                for (column, value) in features {
                    let row = &mut weights[*column as usize];
                    let squares = &mut seen[*column as usize];
                    for lane in 0..LANES {
                        let slope = error[lane] * value + DECAY * row[lane];
                        squares[lane] += slope * slope;
                        row[lane] -= RATE * slope / squares[lane].sqrt();
                    }
                }
            }
        }
        Self {
            classes,
            weights,
            bias,
            temperature: 1.0,
        }
    }

    /// Temperature under which the held examples are least surprising.
    fn best_temperature(&self, held: &[&(usize, Features)]) -> f32 {
        let surprise = |temperature: f32| -> f32 {
            held.iter()
                .map(|(class, features)| {
                    let likely = probabilities(
                        &self.weights,
                        &self.bias,
                        features,
                        self.classes.len(),
                        temperature,
                    );
                    -likely[*class].max(1e-6).ln()
                })
                .sum()
        };
        let tried = (1..=40_u8).map(|step| 0.1 * f32::from(step));
        tried
            .min_by(|one, other| surprise(*one).total_cmp(&surprise(*other)))
            .unwrap_or(1.0)
    }

    /// Classes with their probabilities, likeliest first.
    pub(super) fn classify(&self, features: &Features) -> Vec<(C, f32)> {
        let likely = probabilities(
            &self.weights,
            &self.bias,
            features,
            self.classes.len(),
            self.temperature,
        );
        let mut classes: Vec<(C, f32)> = self.classes.iter().copied().zip(likely).collect();
        classes.sort_by(|one, other| other.1.total_cmp(&one.1));
        classes
    }
}

fn probabilities(
    weights: &[Row],
    bias: &Row,
    features: &Features,
    count: usize,
    temperature: f32,
) -> Row {
    let mut scores = *bias;
    for (column, value) in features {
        let row = &weights[*column as usize];
        for lane in 0..LANES {
            scores[lane] += row[lane] * value;
        }
    }
    let most = scores[..count].iter().copied().fold(f32::MIN, f32::max);
    let mut total = 0.0;
    for (lane, score) in scores.iter_mut().enumerate() {
        *score = if lane < count {
            ((*score - most) / temperature).exp()
        } else {
            0.0
        };
        total += *score;
    }
    for score in &mut scores {
        *score /= total.max(f32::MIN_POSITIVE);
    }
    scores
}

/// Fisher-Yates with a xorshift: the same order on every machine.
fn shuffle(order: &mut [usize], seed: &mut u64) {
    for index in (1..order.len()).rev() {
        *seed ^= *seed << 13;
        *seed ^= *seed >> 7;
        *seed ^= *seed << 17;
        let drawn = usize::try_from(*seed % (index as u64 + 1)).unwrap_or(0);
        order.swap(index, drawn);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Share of unseen examples read as they should: every fifth of models/data is kept aside.
    fn unseen<C: Copy + PartialEq>(examples: &[(C, String)]) -> f32 {
        let (held, kept): (Vec<_>, Vec<_>) = examples
            .iter()
            .cloned()
            .enumerate()
            .partition(|(index, _)| index % 5 == 2);
        let kept: Vec<_> = kept.into_iter().map(|(_, example)| example).collect();
        let classifier = Classifier::learn(&kept);
        let right = held
            .iter()
            .filter(|(_, (class, text))| {
                classifier.classify(&of(&Sentence::read(text)))[0].0 == *class
            })
            .count();
        let (right, of) = (
            u16::try_from(right).unwrap(),
            u16::try_from(held.len()).unwrap(),
        );
        f32::from(right) / f32::from(of)
    }

    #[test]
    fn unseen_intents_and_topics_are_mostly_read() {
        let intents = crate::data::intents().unwrap();
        let examples: Vec<_> = intents
            .iter()
            .flat_map(|taught| {
                taught
                    .examples
                    .iter()
                    .map(|text| (taught.intent, text.clone()))
            })
            .collect();
        let share = unseen(&examples);
        println!("intents, unseen: {share}");
        assert!(share > 0.5, "{share}");
        let topics = crate::data::topics().unwrap();
        let examples: Vec<_> = topics
            .iter()
            .flat_map(|taught| {
                taught
                    .examples
                    .iter()
                    .map(|text| (taught.topic, text.clone()))
            })
            .collect();
        let share = unseen(&examples);
        println!("topics, unseen: {share}");
        assert!(share > 0.5, "{share}");
    }
}
