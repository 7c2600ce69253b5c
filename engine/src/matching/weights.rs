//! How much each component counts, and why. The one place to change a weight.

use crate::matching::Component;

/// A component's name and its part in the score.
#[derive(Debug, Clone, Copy)]
pub(super) struct Weight {
    /// Stable name.
    pub(super) name: &'static str,
    /// Share of the score; the shares of a table sum to 1.
    pub(super) share: f32,
    /// Value of an ordinary proposal. Reasons are told in order of how much a component lifts the
    /// proposal above it, so that a card says what sets this one apart.
    pub(super) ordinary: f32,
}

/// Value of what is not known: neither helps nor harms.
pub(super) const NEUTRAL: f32 = 0.5;

/// What one comes for: a training of another trade is no answer, however near.
pub(super) const TRADE: Weight = weight("trade", 0.34, 0.9);
/// The first cause of giving up: apprentices make the trip for one to three years.
pub(super) const TRAVEL: Weight = weight("travel", 0.26, 0.4);
/// A level that does not follow on from the class is refused at the door; most candidates are
/// filtered by level already, so this orders what is left.
pub(super) const LEVEL: Weight = weight("level", 0.14, 0.85);
/// Without an employer there is no contract: a training with employers around has a better chance.
pub(super) const EMPLOYERS: Weight = weight("employers", 0.10, 0.35);
/// A start that suits matters, but dates are often missing or move.
pub(super) const START: Weight = weight("start", 0.08, 0.5);
/// A centre that can be met at once: small, so that centres without a calendar keep their place.
pub(super) const SLOTS: Weight = weight("slots", 0.05, 0.3);
/// Known for few trainings so far: kept small until it is.
pub(super) const QUALITY: Weight = weight("quality", 0.03, 0.5);

/// An employer of another trade is no answer either.
pub(super) const EMPLOYER_TRADE: Weight = weight("trade", 0.30, 0.8);
/// A posted need before a guess. The gap between the two outweighs the daily rotation.
pub(super) const HIRING: Weight = weight("hiring", 0.30, 0.45);
/// The trip to work is made more often than the one to school.
pub(super) const EMPLOYER_TRAVEL: Weight = weight("travel", 0.28, 0.4);
/// Somebody must have the time to teach: a very small team seldom has.
pub(super) const SIZE: Weight = weight("size", 0.07, 0.6);
/// Everyone's turn: equals change places from day to day, so that the same firm is not written to
/// by everybody. Small enough never to put a guess before a posted need.
pub(super) const ROTATION: Weight = weight("rotation", 0.05, 0.5);

const fn weight(name: &'static str, share: f32, ordinary: f32) -> Weight {
    Weight {
        name,
        share,
        ordinary,
    }
}

/// The ordinary value of the component of that name.
pub(super) fn ordinary(name: &str) -> f32 {
    [
        TRADE, TRAVEL, LEVEL, EMPLOYERS, START, SLOTS, QUALITY, HIRING, SIZE, ROTATION,
    ]
    .iter()
    .find(|weight| weight.name == name)
    .map_or(NEUTRAL, |weight| weight.ordinary)
}

impl Weight {
    /// The component of that value (brought into 0 to 1) for that reason.
    pub(super) fn component(self, value: f32, reason: Option<String>) -> Component {
        Component {
            name: self.name,
            value: unit(value),
            weight: self.share,
            reason,
        }
    }
}

/// Into 0 to 1; what is no number is 0.
pub(super) fn unit(value: f32) -> f32 {
    if value.is_nan() {
        0.0
    } else {
        value.clamp(0.0, 1.0)
    }
}

/// A value computed with more digits than a score needs, into 0 to 1.
#[expect(
    clippy::cast_possible_truncation,
    reason = "a score needs no more digits than an f32 has"
)]
pub(super) fn unit_from(value: f64) -> f32 {
    unit(value as f32)
}
