//! What is wrong with the sentences outside the flow: the program says exactly those that it was
//! built with, so that another file must have the same ids and the same values.

use std::collections::{BTreeMap, BTreeSet};

use super::{Finding, FlowError, parse};

/// Sentences by id.
type Texts = BTreeMap<String, Vec<String>>;

/// Everything that is wrong, in the order of the file.
pub(super) fn findings(file: &str, yaml: &str, said: &Texts) -> Vec<Finding> {
    let mut found = duplicates(file, yaml);
    // the parser stops at the first duplicate
    if !found.is_empty() {
        return found;
    }
    let texts: Texts = match parse(file, yaml) {
        Ok(texts) => texts,
        Err(FlowError { findings }) => return findings,
    };
    for (id, wordings) in &texts {
        let line = line_of(yaml, id);
        let mut say =
            |problem: &str| found.push(Finding::new(file, line, &format!("text {id}: {problem}")));
        let Some(known) = said.get(id) else {
            say("unused: the program never says it");
            continue;
        };
        if wordings.is_empty() || wordings.iter().any(|wording| wording.trim().is_empty()) {
            say("missing text: a wording is empty");
        }
        let is_button = id.starts_with("button.");
        if is_button && wordings.iter().any(|label| label.chars().count() > 40) {
            say("longer than 40 characters");
        }
        let filled = values(known);
        for value in values(wordings).difference(&filled) {
            say(&format!("names {{{value}}}, which is never filled in"));
        }
    }
    let missing = said.keys().filter(|id| !texts.contains_key(*id));
    found.extend(missing.map(|id| Finding::new(file, 1, &format!("missing text: {id}"))));
    found.sort_by_key(|finding| finding.line);
    found
}

/// Ids that stand twice.
fn duplicates(file: &str, yaml: &str) -> Vec<Finding> {
    let mut seen: BTreeMap<&str, u64> = BTreeMap::new();
    let mut found = Vec::new();
    for (number, id) in ids(yaml) {
        match seen.get(id) {
            Some(first) => found.push(Finding::new(
                file,
                number,
                &format!("text {id}: duplicate, it stands at line {first} already"),
            )),
            None => {
                seen.insert(id, number);
            }
        }
    }
    found
}

fn line_of(yaml: &str, id: &str) -> u64 {
    ids(yaml)
        .find(|(_, other)| *other == id)
        .map_or(0, |(line, _)| line)
}

/// Ids with their lines: what stands at the margin before a colon.
fn ids(yaml: &str) -> impl Iterator<Item = (u64, &str)> {
    (1..).zip(yaml.lines()).filter_map(|(number, line)| {
        let is_id = line.starts_with(|first: char| first.is_ascii_alphanumeric());
        let (id, _) = line.split_once(':').filter(|_| is_id)?;
        Some((number, id.trim()))
    })
}

/// The values that wordings name: `{when}`.
fn values(wordings: &[String]) -> BTreeSet<&str> {
    wordings
        .iter()
        .flat_map(|wording| wording.split('{').skip(1))
        .filter_map(|rest| rest.split_once('}'))
        .map(|(value, _)| value)
        .collect()
}
