//! Multinomial logistic regression on hashed features, trained in a fraction of a second.
//!
//! Adagrad over the examples in an order drawn from a fixed seed; probabilities are calibrated by one
//! temperature, which a test measures on a fifth of the examples, unseen by the measuring model.

use std::ops::Range;

use super::features::{COLUMNS, Features};
use crate::drawn::{SEED, shuffle};

/// Room for classes: a multiple of eight, so that rows are added with wide instructions.
const LANES: usize = 48;
const EPOCHS: usize = 8;
const RATE: f32 = 0.3;
const DECAY: f32 = 5e-4;
/// Lanes corrected together.
const WIDE: usize = 8;
/// An error that is not worth correcting.
const SLIGHT: f32 = 1e-3;
/// Divides the scores before they become probabilities, as
/// `probabilities_are_as_sure_as_unseen_sentences_allow` measures.
pub(super) const TEMPERATURE: f32 = 0.8;

type Row = [f32; LANES];

/// What an example says of a class.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Says {
    /// The sentence is of that class.
    Is,
    /// The sentence is of any class but that one.
    IsNot,
}

/// A sentence of the data, read.
#[derive(Debug, Clone)]
pub(super) struct Example<C> {
    pub(super) class: C,
    pub(super) says: Says,
    pub(super) features: Features,
}

/// An example with its class as a lane.
struct Taught<'a> {
    lane: usize,
    says: Says,
    features: &'a Features,
}

/// Reads one of a few classes from features.
#[derive(Debug)]
pub(super) struct Classifier<C> {
    classes: Vec<C>,
    weights: Vec<Row>,
    bias: Row,
}

impl<C: Copy + PartialEq + Send + Sync> Classifier<C> {
    /// Trains on examples, at most 48 classes.
    pub(super) fn learn(examples: &[Example<C>]) -> Self {
        let mut classes: Vec<C> = Vec::new();
        let mut taught: Vec<Taught> = Vec::with_capacity(examples.len());
        for example in examples {
            let lane = classes
                .iter()
                .position(|known| *known == example.class)
                .unwrap_or_else(|| {
                    classes.push(example.class);
                    classes.len() - 1
                });
            if lane < LANES {
                taught.push(Taught {
                    lane,
                    says: example.says,
                    features: &example.features,
                });
            }
        }
        classes.truncate(LANES);
        Self::train(classes, &taught)
    }

    fn train(classes: Vec<C>, examples: &[Taught]) -> Self {
        let mut weights = vec![[0.0; LANES]; COLUMNS];
        let mut seen = vec![[1e-2_f32; LANES]; COLUMNS];
        let mut bias = [0.0; LANES];
        let count = classes.len();
        let mut order: Vec<usize> = (0..examples.len()).collect();
        let mut drawn = SEED;
        for _ in 0..EPOCHS {
            shuffle(&mut order, &mut drawn);
            for index in &order {
                let one = &examples[*index];
                let likely = probabilities(&weights, &bias, one.features, count, 1.0);
                let error = error(&likely, one);
                for lane in 0..LANES {
                    bias[lane] -= 0.02 * error[lane];
                }
                let wrong: Vec<Range<usize>> = (0..LANES)
                    .step_by(WIDE)
                    .map(|from| from..from + WIDE)
                    .filter(|lanes| error[lanes.clone()].iter().any(|by| by.abs() > SLIGHT))
                    .collect();
                for (column, value) in one.features {
                    let row = &mut weights[*column as usize];
                    let squares = &mut seen[*column as usize];
                    for lanes in &wrong {
                        correct(
                            &mut row[lanes.clone()],
                            &mut squares[lanes.clone()],
                            &error[lanes.clone()],
                            *value,
                        );
                    }
                }
            }
        }
        Self {
            classes,
            weights,
            bias,
        }
    }

    /// Temperature under which unseen examples are least surprising.
    #[cfg(test)]
    pub(super) fn best_temperature(&self, unseen: &[Example<C>]) -> f32 {
        let surprise = |temperature: f32| -> f32 {
            unseen
                .iter()
                .filter(|one| one.says == Says::Is)
                .filter_map(|one| {
                    let lane = self.classes.iter().position(|class| *class == one.class)?;
                    let count = self.classes.len();
                    let likely =
                        probabilities(&self.weights, &self.bias, &one.features, count, temperature);
                    Some(-likely[lane].max(1e-6).ln())
                })
                .sum()
        };
        let tried = (1..=40_u8).map(|step| 0.1 * f32::from(step));
        tried
            .min_by(|one, other| surprise(*one).total_cmp(&surprise(*other)))
            .unwrap()
    }

    /// Classes with their probabilities, likeliest first.
    pub(super) fn classify(&self, features: &Features) -> Vec<(C, f32)> {
        let likely = probabilities(
            &self.weights,
            &self.bias,
            features,
            self.classes.len(),
            TEMPERATURE,
        );
        let mut classes: Vec<(C, f32)> = self.classes.iter().copied().zip(likely).collect();
        classes.sort_by(|one, other| other.1.total_cmp(&one.1));
        classes
    }
}

/// One step of Adagrad on some lanes of a row.
fn correct(row: &mut [f32], squares: &mut [f32], error: &[f32], value: f32) {
    for ((weight, squares), error) in row.iter_mut().zip(squares).zip(error) {
        let slope = error * value + DECAY * *weight;
        *squares += slope * slope;
        *weight -= RATE * slope / squares.sqrt();
    }
}

/// What the probabilities are too much by, lane by lane. Of a sentence that is not of a class, the
/// others keep their shares.
fn error(likely: &Row, one: &Taught) -> Row {
    let mut error = *likely;
    match one.says {
        Says::Is => error[one.lane] -= 1.0,
        Says::IsNot => {
            let wrong = likely[one.lane];
            let others = (1.0 - wrong).max(1e-3);
            for (lane, error) in error.iter_mut().enumerate() {
                if lane != one.lane {
                    *error = likely[lane] - likely[lane] / others;
                }
            }
        }
    }
    error
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
