//! Counting what is read as it should be.

use serde::Serialize;

use super::Judged;
use crate::meaning::{Intent, Meaning, Reach};

/// What is judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Measure {
    /// The intent is one of those that are right.
    Intent,
    /// The topic of a question.
    Topic,
    /// The first trade is right.
    TradeFirst,
    /// One of the first five trades is right.
    TradeFive,
    /// The same two, on activities that name no trade.
    ObliqueFirst,
    /// One of the first five, on activities.
    ObliqueFive,
    /// What is refused is read as refused, and not proposed.
    Refused,
    /// The commune.
    Place,
    /// Class or diploma, now or aimed at.
    Level,
    /// Distance, duration or "anywhere".
    Reach,
    /// Age band.
    Age,
    /// Distress is heard.
    DistressHeard,
    /// What only looks like distress is let go by.
    DistressCalm,
    /// No place, level, reach or age is read in a sentence that gives none of the kind.
    NothingInvented,
}

/// Lines judged and lines read as they should.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Tally {
    /// Lines read as they should.
    pub right: u32,
    /// Lines judged.
    pub of: u32,
}

impl Tally {
    /// 0 to 1; 1 where nothing was judged.
    pub fn share(self) -> f64 {
        if self.of == 0 {
            1.0
        } else {
            f64::from(self.right) / f64::from(self.of)
        }
    }
}

/// A line read otherwise than it should.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Miss {
    /// What was judged.
    pub measure: Measure,
    /// The sentence.
    pub text: String,
    /// What it should be read as.
    pub expected: String,
    /// What it was read as.
    pub read: String,
}

/// Tallies and misses over judged lines.
#[derive(Debug, Clone, Default)]
pub struct Scores {
    tallies: std::collections::BTreeMap<Measure, Tally>,
    misses: Vec<Miss>,
}

impl Scores {
    /// Tallies of what was judged at least once, in the order of [`Measure`].
    pub fn tallies(&self) -> impl Iterator<Item = (Measure, Tally)> + '_ {
        self.tallies
            .iter()
            .map(|(measure, tally)| (*measure, *tally))
    }

    /// One tally.
    pub fn of(&self, measure: Measure) -> Tally {
        self.tallies.get(&measure).copied().unwrap_or_default()
    }

    /// Lines read otherwise than they should, in the order judged.
    pub fn misses(&self) -> &[Miss] {
        &self.misses
    }

    /// Judges one reading.
    pub fn add(&mut self, judged: &Judged, meaning: &Meaning) {
        let mut line = Line {
            scores: self,
            text: &judged.text,
        };
        line.wishes(judged, meaning);
        line.trades(judged, meaning);
        line.facts(judged, meaning);
    }

    /// Counts one line of one measure.
    pub fn count(
        &mut self,
        measure: Measure,
        right: bool,
        miss: impl FnOnce() -> (String, String, String),
    ) {
        let tally = self.tallies.entry(measure).or_default();
        tally.of += 1;
        tally.right += u32::from(right);
        if !right {
            let (text, expected, read) = miss();
            self.misses.push(Miss {
                measure,
                text,
                expected,
                read,
            });
        }
    }
}

struct Line<'a> {
    scores: &'a mut Scores,
    text: &'a str,
}

impl Line<'_> {
    fn count(&mut self, measure: Measure, right: bool, expected: String, read: String) {
        let text = self.text.to_owned();
        self.scores.count(measure, right, || (text, expected, read));
    }

    fn wishes(&mut self, judged: &Judged, meaning: &Meaning) {
        let intent = meaning.intent.value;
        if !judged.intent.is_empty() {
            self.count(
                Measure::Intent,
                judged.intent.contains(&intent),
                format!("{:?}", judged.intent),
                format!("{intent:?} {:.2}", meaning.intent.score),
            );
        }
        if !judged.topic.is_empty() {
            let read = meaning.topic.as_ref().map(|topic| topic.value);
            self.count(
                Measure::Topic,
                read.is_some_and(|topic| judged.topic.contains(&topic)),
                format!("{:?}", judged.topic),
                format!("{read:?} ({intent:?})"),
            );
        }
        let heard = intent == Intent::Distress;
        match judged.distress {
            Some(true) => self.count(
                Measure::DistressHeard,
                heard,
                "distress".to_owned(),
                format!("{intent:?}"),
            ),
            Some(false) => self.count(
                Measure::DistressCalm,
                !heard,
                "no distress".to_owned(),
                format!("{intent:?} {:.2}", meaning.intent.score),
            ),
            None => {}
        }
    }

    fn trades(&mut self, judged: &Judged, meaning: &Meaning) {
        if !judged.trades.is_empty() {
            let place = meaning
                .trades
                .iter()
                .position(|trade| judged.trades.contains(&trade.rome));
            let read = || {
                let first: Vec<String> = meaning
                    .trades
                    .iter()
                    .take(5)
                    .map(|trade| format!("{} {:.2}", trade.rome, trade.score))
                    .collect();
                first.join(", ")
            };
            let expected = || format!("{:?}", judged.trades);
            let (first, five) = (place == Some(0), place.is_some_and(|place| place < 5));
            self.count(Measure::TradeFirst, first, expected(), read());
            self.count(Measure::TradeFive, five, expected(), read());
            if judged.oblique {
                self.count(Measure::ObliqueFirst, first, expected(), read());
                self.count(Measure::ObliqueFive, five, expected(), read());
            }
        }
        if !judged.not_trades.is_empty() {
            let is_refused = |rome| judged.not_trades.contains(rome);
            let refused = meaning.not_trades.iter().any(|t| is_refused(&t.rome));
            let proposed = meaning.trades.iter().any(|t| is_refused(&t.rome));
            self.count(
                Measure::Refused,
                refused && !proposed,
                format!("{:?} refused", judged.not_trades),
                format!("refused {refused}, proposed {proposed}"),
            );
        }
    }

    fn facts(&mut self, judged: &Judged, meaning: &Meaning) {
        let place = meaning.place.as_ref().map(|place| place.value.insee);
        if !judged.place.is_empty() {
            self.count(
                Measure::Place,
                place.is_some_and(|insee| judged.place.contains(&insee)),
                format!("{:?}", judged.place),
                format!("{:?}", meaning.place.as_ref().map(|place| &place.value)),
            );
        }
        let now = meaning.level_now.as_ref().map(|level| level.value);
        let target = meaning.target_level.as_ref().map(|level| level.value);
        if let Some(expected) = judged.level_now {
            let read = format!("now {now:?}");
            self.count(
                Measure::Level,
                now == Some(expected),
                format!("now {expected:?}"),
                read,
            );
        }
        if let Some(expected) = judged.target_level {
            let read = format!("target {target:?}");
            let right = target == Some(expected);
            self.count(Measure::Level, right, format!("target {expected:?}"), read);
        }
        let reach = meaning.reach.as_ref().map(|reach| reach.value);
        let expected = match (judged.radius_km, judged.minutes) {
            (Some(km), _) => Some(Reach::Kilometres(km)),
            (None, Some(minutes)) => Some(Reach::Minutes(minutes)),
            (None, None) => judged.anywhere.then_some(Reach::Anywhere),
        };
        if let Some(expected) = expected {
            let right = reach == Some(expected);
            self.count(
                Measure::Reach,
                right,
                format!("{expected:?}"),
                format!("{reach:?}"),
            );
        }
        let age = meaning.age_band.as_ref().map(|age| age.value);
        if let Some(expected) = judged.age_band {
            let right = age == Some(expected);
            self.count(
                Measure::Age,
                right,
                format!("{expected:?}"),
                format!("{age:?}"),
            );
        }
        let invented = [
            place
                .filter(|_| judged.place.is_empty())
                .map(|v| v.to_string()),
            reach
                .filter(|_| expected.is_none())
                .map(|v| format!("{v:?}")),
            age.filter(|_| judged.age_band.is_none())
                .map(|v| format!("{v:?}")),
            now.filter(|_| judged.level_now.is_none())
                .map(|v| format!("{v:?}")),
        ];
        let invented: Vec<String> = invented.into_iter().flatten().collect();
        self.count(
            Measure::NothingInvented,
            invented.is_empty(),
            "nothing more".to_owned(),
            invented.join(", "),
        );
    }
}
