//! What a person wants: an intent, and the topic of a question.
//!
//! Learnt at start from models/data/intents.yml and topics.yml, the same way every time. To teach it
//! something, add examples there.

mod classifier;
mod distress;
mod features;

use std::collections::HashMap;

use crate::data::{IntentExamples, TopicExamples};
use crate::meaning::{Context, Expected, Found, Intent, Topic};
use crate::text::Sentence;
use classifier::Classifier;
use distress::Distress;

/// An answer that is exactly one of the examples.
const AS_WRITTEN: f32 = 0.99;
/// A question beside facts must be at least this likely to win over them.
const QUESTION_BESIDE_FACTS: f32 = 0.6;
/// The same when the sentence is marked as a question.
const MARKED_QUESTION: f32 = 0.35;
/// The same for a question that nothing marks as one.
const UNMARKED_QUESTION: f32 = 0.98;
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
    "c est paye",
    "est on",
    "c est quoi",
    "a droit",
    "ai droit",
    "qui",
];

/// Reads intents and topics.
#[derive(Debug)]
pub(crate) struct Intents {
    wishes: Classifier<Intent>,
    topics: Classifier<Topic>,
    as_written: HashMap<String, Intent>,
    distress: Distress,
}

/// What the rest of the reading already found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stated {
    /// No fact.
    Nothing,
    /// At least one.
    Facts,
}

fn key(sentence: &Sentence) -> String {
    sentence.plain().collect::<Vec<_>>().join(" ")
}

impl Intents {
    /// Learns from the examples.
    pub(crate) fn learn(intents: &[IntentExamples], topics: &[TopicExamples]) -> Self {
        let mut examples: Vec<(Intent, String)> = Vec::new();
        let mut as_written = HashMap::new();
        for taught in intents {
            for text in &taught.examples {
                let sentence = Sentence::read(text);
                if taught.intent != Intent::Inform {
                    as_written.entry(key(&sentence)).or_insert(taught.intent);
                }
                examples.push((taught.intent, text.clone()));
            }
            if taught.intent == Intent::Distress {
                examples.extend(
                    taught
                        .not_examples
                        .iter()
                        .map(|text| (Intent::OffTopic, text.clone())),
                );
            }
        }
        // a question on a topic is a question
        for taught in topics {
            examples.extend(
                taught
                    .examples
                    .iter()
                    .map(|text| (Intent::AskQuestion, text.clone())),
            );
        }
        let asked: Vec<(Topic, String)> = topics
            .iter()
            .flat_map(|taught| {
                taught
                    .examples
                    .iter()
                    .map(|text| (taught.topic, text.clone()))
            })
            .collect();
        let distress = intents
            .iter()
            .find(|taught| taught.intent == Intent::Distress);
        Self {
            wishes: Classifier::learn(&examples),
            topics: Classifier::learn(&asked),
            as_written,
            distress: Distress::learn(distress),
        }
    }

    /// Intent and, for a question, its topic.
    pub(crate) fn read(
        &self,
        sentence: &Sentence,
        context: Context,
        stated: Stated,
    ) -> (Found<Intent>, Option<Found<Topic>>) {
        let span = sentence.whole();
        let features = features::of(sentence);
        let likely = self.wishes.classify(&features);
        let (intent, score) = self.choose(sentence, context, stated, &likely);
        let topic = (intent == Intent::AskQuestion)
            .then(|| self.topics.classify(&features).first().copied())
            .flatten()
            .map(|(value, score)| Found { value, score, span });
        (
            Found {
                value: intent,
                score,
                span,
            },
            topic,
        )
    }

    fn choose(
        &self,
        sentence: &Sentence,
        context: Context,
        stated: Stated,
        likely: &[(Intent, f32)],
    ) -> (Intent, f32) {
        let probability = |wanted: Intent| {
            likely
                .iter()
                .find(|(intent, _)| *intent == wanted)
                .map_or(0.0, |(_, p)| *p)
        };
        if let Some(score) = self.distress.heard(sentence, probability(Intent::Distress)) {
            return (Intent::Distress, score);
        }
        let key = key(sentence);
        if let Some(intent) = self.as_written.get(&key) {
            let overruled = stated == Stated::Facts && !over_facts(*intent);
            if !overruled {
                return (*intent, AS_WRITTEN);
            }
        }
        if context.expected == Some(Expected::YesNo)
            && let Some(answer) = yes_or_no(sentence)
        {
            return (answer, 0.95);
        }
        if stated == Stated::Facts {
            let marked = sentence.words.iter().any(|word| word.text == "?");
            let asks = sentence.has_any(ASKING);
            let other = likely.iter().find(|(intent, score)| {
                let enough = match intent {
                    Intent::AskQuestion if !asks => UNMARKED_QUESTION,
                    _ if marked => MARKED_QUESTION,
                    _ => QUESTION_BESIDE_FACTS,
                };
                over_facts(*intent) && *score >= enough
            });
            return other.copied().unwrap_or((Intent::Inform, 0.95));
        }
        likely.first().copied().unwrap_or((Intent::OffTopic, 0.0))
    }
}

/// Whether that intent may win over facts given in the same sentence.
fn over_facts(intent: Intent) -> bool {
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
    )
}

fn yes_or_no(sentence: &Sentence) -> Option<Intent> {
    let first = sentence.plain().next()?;
    match first {
        "oui" | "ok" | "volontiers" | "carrement" | "exact" | "exactement" | "parfait" | "bien"
        | "vas" | "go" | "grave" | "nickel" | "si" => Some(Intent::Affirm),
        "non" | "pas" | "jamais" | "surtout" => Some(Intent::Deny),
        _ => None,
    }
}
