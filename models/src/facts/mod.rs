//! What a sentence states about the person, apart from trades and towns.
//!
//! Each module reads one kind of fact and marks the words that it used, so that "20 bornes" is a
//! distance and never an age. To add a kind: one module with a `read`, one line in [`read`], one
//! field of `Meaning`.

mod age;
mod class;
mod contact;
mod employer;
mod family;
mod level;
mod name;
mod reach;
mod sensitive;
mod start;
mod travel;

use crate::levels::{DiplomaLevel, SchoolStage};
use crate::meaning::{
    AgeBand, Context, Expected, Found, Reach, SensitiveKind, StartWish, TravelMode,
};
use crate::text::Sentence;

pub(crate) use level::is_level_word;

/// Which words a fact already holds.
#[derive(Debug)]
pub(crate) struct Taken(Vec<bool>);

impl Taken {
    pub(crate) fn none(sentence: &Sentence) -> Self {
        Self(vec![false; sentence.words.len()])
    }

    pub(crate) fn mark(&mut self, start: usize, end: usize) {
        for taken in self.0.iter_mut().take(end).skip(start) {
            *taken = true;
        }
    }

    pub(crate) fn is_free(&self, position: usize) -> bool {
        !self.0.get(position).copied().unwrap_or(true)
    }

    pub(crate) fn as_slice(&self) -> &[bool] {
        &self.0
    }
}

/// The facts of a sentence.
#[derive(Debug, Default)]
pub(crate) struct Facts {
    pub(crate) level_now: Option<Found<SchoolStage>>,
    pub(crate) target_level: Option<Found<DiplomaLevel>>,
    pub(crate) reach: Option<Found<Reach>>,
    pub(crate) travel_mode: Option<Found<TravelMode>>,
    pub(crate) age_band: Option<Found<AgeBand>>,
    pub(crate) start: Option<Found<StartWish>>,
    pub(crate) has_employer: Option<Found<bool>>,
    pub(crate) first_name: Option<Found<String>>,
    pub(crate) mail: Option<Found<String>>,
    pub(crate) phone: Option<Found<String>>,
    pub(crate) sensitive: Vec<Found<SensitiveKind>>,
    /// A parent writes: the facts are the child's.
    pub(crate) is_for_a_child: bool,
}

/// Reads every kind of fact, the most clearly marked first.
pub(crate) fn read(sentence: &Sentence, context: Context, taken: &mut Taken) -> Facts {
    let mut facts = Facts::default();
    contact::read(sentence, taken, &mut facts);
    sensitive::read(sentence, &mut facts.sensitive);
    facts.is_for_a_child = family::read(sentence, taken);
    facts.first_name = name::read(sentence, context, taken);
    facts.has_employer = employer::read(sentence, taken);
    facts.reach = reach::read(sentence, context, taken);
    let speaker = age::Speaker::of(sentence, context, facts.is_for_a_child);
    facts.age_band = age::read(sentence, context, speaker, taken);
    facts.start = start::read(sentence, context, taken);
    // "Lège-Cap-Ferret" answers where, and names no diploma
    let names_a_town = context.expected == Some(Expected::Place) && sentence.words.len() <= 5;
    if !names_a_town {
        level::read(sentence, context, taken, &mut facts);
    }
    facts.travel_mode = travel::read(sentence, context, taken);
    facts
}
