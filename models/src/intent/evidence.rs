//! What else tells the intent: the facts of the sentence, what was asked before, signs of a question.
//!
//! Each is a weight of evidence, added to the logarithm of the probability that the words give.

use crate::meaning::{Context, Expected, Intent};
use crate::text::Sentence;

/// Mark a question.
const ASKING: &[&str] = &[
    "?",
    "combien",
    "comment",
    "quand",
    "quoi",
    "quel",
    "quelle",
    "quels",
    "quelles",
    "est ce que",
    "est ce",
    "pourquoi",
    "peut on",
    "on peut",
    "je peux",
    "faut il",
    "il faut",
    "faut",
    "y a t il",
    "il y a",
    "y a",
    "ou pas",
    "ou non",
    "c est paye",
    "est on",
    "c est quoi",
    "a droit",
    "ai droit",
    "le droit",
    "qui",
    "a t on",
    "ai je",
    "suis je",
    "puis je",
];
/// Say what somebody looks for or is, though a question mark may stand behind.
const STATING: &[&str] = &[
    "je cherche",
    "je recherche",
    "je veux",
    "je voudrais",
    "j aimerais",
    "je suis",
    "j habite",
    "je souhaite",
    "je vise",
];
/// A question needs that much less of the words when something marks it.
const MARKED: f32 = 1.15;
/// And that much more when a sentence only states.
const UNMARKED: f32 = -0.7;
/// A sentence of facts and nothing else.
const COVERED: f32 = 2.5;
/// An answer to what was just asked.
const AWAITED: f32 = 1.2;

/// How much the sentence states beside its wish.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(crate) struct Stated {
    /// Weight of evidence that facts are given.
    weight: f32,
    /// Facts are all that is said.
    covers: bool,
}

/// Beyond this, more facts change nothing.
const MOST: f32 = 4.5;

impl Stated {
    /// One fact more.
    #[must_use]
    pub(crate) fn and(self, weight: f32) -> Self {
        Self {
            weight: (self.weight + weight).min(MOST),
            ..self
        }
    }

    /// No word says anything beside the facts.
    #[must_use]
    pub(crate) fn and_nothing_else(self) -> Self {
        Self {
            covers: true,
            ..self
        }
    }

    /// No fact.
    pub(super) fn is_nothing(self) -> bool {
        self.weight <= 0.0
    }
}

/// Whether something marks a question.
pub(crate) fn asks(sentence: &Sentence) -> bool {
    sentence.has_any(ASKING)
}

/// The intent after all evidence, and its probability. Distress has been weighed before.
pub(super) fn weigh(
    sentence: &Sentence,
    context: Context,
    stated: Stated,
    wishes: &[(Intent, f32)],
) -> (Intent, f32) {
    let asks = asks(sentence);
    let tells = sentence.has_any(STATING);
    let bonus = |intent: Intent| -> f32 {
        match intent {
            Intent::Inform => {
                let awaited = if awaits_a_fact(context) { AWAITED } else { 0.0 };
                let covered = if stated.covers && !asks { COVERED } else { 0.0 };
                stated.weight + awaited + covered
            }
            Intent::AskQuestion if asks => MARKED,
            Intent::AskQuestion if tells && !stated.is_nothing() => 2.0 * UNMARKED,
            Intent::AskQuestion => UNMARKED,
            Intent::Affirm | Intent::Deny if context.expected == Some(Expected::YesNo) => AWAITED,
            _ if !over_facts(intent) => -0.5 * stated.weight,
            _ => 0.0,
        }
    };
    let weighed: Vec<(Intent, f32)> = wishes
        .iter()
        .filter(|(intent, _)| *intent != Intent::Distress)
        .map(|(intent, p)| (*intent, p.max(1e-6) * bonus(*intent).exp()))
        .collect();
    let all: f32 = weighed.iter().map(|(_, weight)| weight).sum();
    weighed
        .into_iter()
        .max_by(|one, other| one.1.total_cmp(&other.1))
        .map_or((Intent::OffTopic, 0.0), |(intent, weight)| {
            (intent, weight / all.max(f32::MIN_POSITIVE))
        })
}

fn awaits_a_fact(context: Context) -> bool {
    context
        .expected
        .is_some_and(|expected| expected != Expected::YesNo)
}

/// Whether that intent may win over facts given in the same sentence.
pub(super) fn over_facts(intent: Intent) -> bool {
    matches!(
        intent,
        Intent::AskQuestion
            | Intent::BookAppointment
            | Intent::Apply
            | Intent::MyAppointments
            | Intent::CancelAppointment
            | Intent::Reschedule
            | Intent::Human
            | Intent::MyData
            | Intent::DeleteData
            | Intent::Insult
            | Intent::WhyThis
            | Intent::Restart
            | Intent::Distress
    )
}

/// A bare answer when yes or no was asked.
pub(super) fn yes_or_no(sentence: &Sentence, context: Context) -> Option<Intent> {
    if context.expected != Some(Expected::YesNo) {
        return None;
    }
    match sentence.plain().next()? {
        "oui" | "ok" | "volontiers" | "carrement" | "exact" | "exactement" | "parfait" | "bien"
        | "vas" | "go" | "grave" | "nickel" | "si" => Some(Intent::Affirm),
        "non" | "pas" | "jamais" | "surtout" => Some(Intent::Deny),
        _ => None,
    }
}
