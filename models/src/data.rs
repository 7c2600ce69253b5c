//! The embedded data: trades, intents and topics, as written in models/data.

use serde::Deserialize;

use crate::meaning::{Intent, Topic};
use crate::trades::Domain;

include!(concat!(env!("OUT_DIR"), "/trades.rs"));

const INTENTS: &str = include_str!("../data/intents.yml");
const TOPICS: &str = include_str!("../data/topics.yml");

/// Examples of an intent.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct IntentExamples {
    pub(crate) intent: Intent,
    pub(crate) examples: Vec<String>,
    /// Close by their words, but meaning something else.
    #[serde(default)]
    pub(crate) not_examples: Vec<String>,
}

/// Questions on a topic.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TopicExamples {
    pub(crate) topic: Topic,
    pub(crate) examples: Vec<String>,
}

/// A file of models/data that does not say what its type asks.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("models/data/{file}: {reason}")]
pub(crate) struct DataError {
    file: String,
    reason: String,
}

fn parse<T: for<'de> Deserialize<'de>>(file: &str, text: &str) -> Result<T, DataError> {
    serde_saphyr::from_str(text).map_err(|error| DataError {
        file: file.to_owned(),
        reason: error.to_string(),
    })
}

/// Domains with their trades, in the order of the file names; a domain may go on over several files. Half of the
/// files are read by another thread.
pub(crate) fn domains() -> Result<Vec<Domain>, DataError> {
    let read = |files: &[(&str, &str)]| -> Result<Vec<Domain>, DataError> {
        files.iter().map(|(file, text)| parse(file, text)).collect()
    };
    let (some, others) = TRADES.split_at(TRADES.len() / 2);
    let (some, others) = std::thread::scope(|scope| {
        let others = scope.spawn(|| read(others));
        (read(some), others.join())
    });
    let others = others.unwrap_or_else(|panic| std::panic::resume_unwind(panic))?;
    let mut domains: Vec<Domain> = Vec::new();
    for read in some?.into_iter().chain(others) {
        match domains.iter_mut().find(|begun| begun.domain == read.domain) {
            Some(begun) => begun.trades.extend(read.trades),
            None => domains.push(read),
        }
    }
    Ok(domains)
}

/// Examples of every intent.
pub(crate) fn intents() -> Result<Vec<IntentExamples>, DataError> {
    parse("intents.yml", INTENTS)
}

/// Examples of every topic.
pub(crate) fn topics() -> Result<Vec<TopicExamples>, DataError> {
    parse("topics.yml", TOPICS)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn every_file_of_data_reads_and_no_trade_stands_twice() {
        let domains = domains().unwrap();
        assert!(domains.len() >= 10);
        let names: HashSet<&str> = domains.iter().map(|one| one.domain.as_str()).collect();
        assert_eq!(names.len(), domains.len(), "a domain stands twice");
        let mut seen = HashSet::new();
        for trade in domains.iter().flat_map(|domain| &domain.trades) {
            assert!(seen.insert(trade.rome), "{} stands twice", trade.rome);
            assert!(
                !trade.label.is_empty() && !trade.titles.is_empty() && !trade.phrases.is_empty(),
                "{}",
                trade.rome
            );
        }
        assert_eq!(intents().unwrap().len(), 26);
        assert_eq!(topics().unwrap().len(), 20);
    }
}
