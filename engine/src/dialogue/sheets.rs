//! What is answered to each topic of question: data in `engine/flows/topics.yml`.

use jiff::civil::Date;
use serde::Deserialize;
use serde_saphyr::Spanned;
use tandem_models::Topic;

use super::flows::{Finding, FlowError, parse, sound};

/// The answer to a topic.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TopicSheet {
    /// The topic.
    pub topic: Spanned<Topic>,
    /// Label of the button that proposes it, 40 characters at most.
    pub button: String,
    /// Two wordings or more, of 3 to 5 sentences.
    pub answers: Vec<String>,
    /// The law it comes from.
    pub source: String,
    /// The day on which a person last compared it with the law.
    pub checked: Date,
    /// Topics proposed next.
    pub follow: Vec<Topic>,
}

/// The longest answer, in characters, figures not yet filled in.
const LONGEST: usize = 420;

/// Parses and checks the sheets: every topic once.
pub(super) fn parse_sheets(file: &str, yaml: &str) -> Result<Vec<TopicSheet>, FlowError> {
    let sheets: Vec<TopicSheet> = parse(file, yaml)?;
    let mut found = Vec::new();
    for (position, sheet) in sheets.iter().enumerate() {
        let line = sheet.topic.referenced.line();
        let topic = sheet.topic.value;
        found.extend(
            problems(&sheets, position)
                .into_iter()
                .map(|problem| Finding::new(file, line, &format!("topic {topic:?}: {problem}"))),
        );
    }
    sound(found)?;
    Ok(sheets)
}

fn problems(sheets: &[TopicSheet], position: usize) -> Vec<String> {
    let sheet = &sheets[position];
    let own = sheet.topic.value;
    let mut found = Vec::new();
    if sheets[..position]
        .iter()
        .any(|other| other.topic.value == own)
    {
        found.push("duplicate: this topic is answered by an earlier sheet".to_owned());
    }
    if sheet.button.chars().count() > 40 {
        found.push("button is longer than 40 characters".to_owned());
    }
    if sheet.answers.len() < 2 {
        found.push(
            "missing text: answers needs two wordings, so that it never repeats itself".to_owned(),
        );
    }
    let longest = sheet.answers.iter().map(|answer| answer.chars().count());
    if let Some(long) = longest.max().filter(|length| *length > LONGEST) {
        found.push(format!(
            "an answer has {long} characters, {LONGEST} at most"
        ));
    }
    if sheet.follow.is_empty() {
        found.push("follow needs a topic to propose next".to_owned());
    }
    for next in &sheet.follow {
        if *next == own {
            found.push("follow proposes the topic itself".to_owned());
        } else if !sheets.iter().any(|other| other.topic.value == *next) {
            found.push(format!("unreachable: no sheet answers {next:?}"));
        }
    }
    found
}
