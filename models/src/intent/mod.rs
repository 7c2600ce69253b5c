//! What a person wants: an intent, and the topic of a question.
//!
//! Learnt at start from models/data/intents.yml and topics.yml, the same way every time. To teach it
//! something, add examples there.

mod classifier;
mod distress;
mod evidence;
mod features;
#[cfg(test)]
mod unseen;

use std::collections::{HashMap, HashSet};

use crate::data::{IntentExamples, TopicExamples};
use crate::meaning::{Context, Found, Intent, Topic};
use crate::text::{Sentence, is_stop_word, stem};
use classifier::{Classifier, Example, Says};
use distress::Danger;
use features::{Columns, IsTrade};

pub(crate) use evidence::{Stated, asks};

/// An answer that is exactly one of the examples.
const AS_WRITTEN: f32 = 0.99;
/// Distress of this probability is heard when a word of it stands there.
const HEARD: f32 = 0.55;
/// And when no word of it does.
const HEARD_WITHOUT_A_WORD: f32 = 0.9;
/// What a sign of danger is worth.
const SIGN: f32 = 0.97;
/// A word is of distress when that share of its sentences are.
const OF_DISTRESS: f32 = 0.4;

/// What is harmless may be anything: this much of it is small talk.
const HARMLESS: f32 = 0.4;

/// A class of the examples.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Class {
    Wish(Intent),
    Asked(Topic),
    /// Looks like distress and is none.
    Harmless,
}

/// Reads intents and topics.
#[derive(Debug)]
pub(crate) struct Intents {
    classes: Classifier<Class>,
    columns: Columns,
    as_written: HashMap<String, Intent>,
    /// Roots that mostly stand in sentences of distress.
    distress_words: HashSet<String>,
}

fn key(sentence: &Sentence) -> String {
    sentence.plain().collect::<Vec<_>>().join(" ")
}

/// A sentence of the data before its features are taken.
struct Taught<'a> {
    class: Class,
    says: Says,
    sentence: Sentence<'a>,
}

/// Every sentence of the data with its class; `answers` are bare facts (a trade, an activity, a town).
fn examples<'a>(
    intents: &'a [IntentExamples],
    topics: &'a [TopicExamples],
    answers: &'a [String],
) -> Vec<Taught<'a>> {
    let mut examples = Vec::new();
    let mut add = |class: Class, says: Says, texts: &'a [String]| {
        examples.extend(texts.iter().map(|text| Taught {
            class,
            says,
            sentence: Sentence::read(text),
        }));
    };
    for taught in intents {
        let class = Class::Wish(taught.intent);
        add(class, Says::Is, &taught.examples);
        if taught.intent == Intent::Distress {
            add(Class::Harmless, Says::Is, &taught.not_examples);
        } else {
            add(class, Says::IsNot, &taught.not_examples);
        }
    }
    add(Class::Wish(Intent::Inform), Says::Is, answers);
    for taught in topics {
        add(Class::Asked(taught.topic), Says::Is, &taught.examples);
    }
    examples
}

/// Roots that mostly stand in sentences of distress.
fn distress_words(intents: &[IntentExamples], topics: &[TopicExamples]) -> HashSet<String> {
    let mut counts: HashMap<String, (f32, f32)> = HashMap::new();
    let mut count = |texts: &[String], is: f32| {
        for text in texts {
            let sentence = Sentence::read(text);
            let roots: HashSet<&str> = sentence
                .plain()
                .filter(|word| !is_stop_word(word))
                .map(stem)
                .collect();
            for root in roots {
                let held = counts.entry(root.to_owned()).or_default();
                held.0 += is;
                held.1 += 1.0;
            }
        }
    };
    for taught in intents {
        let is_distress = taught.intent == Intent::Distress;
        count(&taught.examples, if is_distress { 1.0 } else { 0.0 });
        count(&taught.not_examples, 0.0);
    }
    for taught in topics {
        count(&taught.examples, 0.0);
    }
    counts
        .into_iter()
        .filter(|(_, (of_distress, all))| of_distress / all >= OF_DISTRESS)
        .map(|(root, _)| root)
        .collect()
}

impl Intents {
    /// Learns from the examples and from bare answers; `is_trade` tells the words that name a trade.
    pub(crate) fn learn(
        intents: &[IntentExamples],
        topics: &[TopicExamples],
        answers: &[String],
        is_trade: IsTrade,
    ) -> Self {
        let mut as_written = HashMap::new();
        for taught in intents {
            if taught.intent == Intent::Inform {
                continue;
            }
            for text in &taught.examples {
                let key = key(&Sentence::read(text));
                as_written.entry(key).or_insert(taught.intent);
            }
        }
        let taught = examples(intents, topics, answers);
        let (columns, features) = Columns::learn(taught.iter().map(|one| &one.sentence), is_trade);
        let examples: Vec<Example<Class>> = taught
            .iter()
            .zip(features)
            .map(|(one, features)| Example {
                class: one.class,
                says: one.says,
                features,
            })
            .collect();
        Self {
            classes: Classifier::learn(&examples),
            columns,
            as_written,
            distress_words: distress_words(intents, topics),
        }
    }

    /// Intent and, for a question, its topic.
    pub(crate) fn read(
        &self,
        sentence: &Sentence,
        context: Context,
        stated: Stated,
        is_trade: IsTrade,
    ) -> (Found<Intent>, Option<Found<Topic>>) {
        let span = sentence.whole();
        let likely = self.classes.classify(&self.columns.of(sentence, is_trade));
        let (value, score) = self.choose(sentence, context, stated, &likely);
        let topic = (value == Intent::AskQuestion)
            .then(|| topic(&likely))
            .flatten()
            .map(|(value, score)| Found { value, score, span });
        (Found { value, score, span }, topic)
    }

    /// How sure it is that somebody is in danger; `None` when nothing says so.
    fn distress(&self, sentence: &Sentence, likely: &[(Class, f32)]) -> Option<f32> {
        let danger = distress::danger(sentence);
        if danger == Danger::Said {
            return Some(SIGN);
        }
        let worded = danger == Danger::OfOthers
            || sentence
                .plain()
                .any(|word| self.distress_words.contains(stem(word)));
        let enough = if worded { HEARD } else { HEARD_WITHOUT_A_WORD };
        let heard = probability(likely, Class::Wish(Intent::Distress));
        (heard >= enough && heard > probability(likely, Class::Harmless)).then_some(heard)
    }

    fn choose(
        &self,
        sentence: &Sentence,
        context: Context,
        stated: Stated,
        likely: &[(Class, f32)],
    ) -> (Intent, f32) {
        let written = self.as_written.get(&key(sentence)).copied();
        if let Some(intent) = written
            && (stated.is_nothing() || evidence::over_facts(intent))
        {
            return (intent, AS_WRITTEN);
        }
        if let Some(score) = self.distress(sentence, likely) {
            return (Intent::Distress, score);
        }
        if let Some(answer) = evidence::yes_or_no(sentence, context) {
            return (answer, 0.95);
        }
        evidence::weigh(sentence, context, stated, &wishes(likely))
    }
}

fn probability(likely: &[(Class, f32)], wanted: Class) -> f32 {
    likely
        .iter()
        .find(|(class, _)| *class == wanted)
        .map_or(0.0, |(_, p)| *p)
}

/// Probabilities of the intents: a question on any topic is a question.
fn wishes(likely: &[(Class, f32)]) -> Vec<(Intent, f32)> {
    let mut wishes: Vec<(Intent, f32)> = Vec::new();
    for (class, p) in likely {
        let (intent, p) = match class {
            Class::Wish(intent) => (*intent, *p),
            Class::Asked(_) => (Intent::AskQuestion, *p),
            Class::Harmless => (Intent::OffTopic, HARMLESS * p),
        };
        match wishes.iter_mut().find(|(known, _)| *known == intent) {
            Some((_, sum)) => *sum += p,
            None => wishes.push((intent, p)),
        }
    }
    wishes
}

/// The likeliest topic, and how likely it is among topics.
fn topic(likely: &[(Class, f32)]) -> Option<(Topic, f32)> {
    let asked = likely.iter().filter_map(|(class, p)| match class {
        Class::Asked(topic) => Some((*topic, *p)),
        _ => None,
    });
    let all: f32 = asked.clone().map(|(_, p)| p).sum();
    asked
        .max_by(|one, other| one.1.total_cmp(&other.1))
        .map(|(topic, p)| (topic, p / all.max(f32::MIN_POSITIVE)))
}
