//! What is answered to each topic of question: data in `engine/flows/topics.yml`.

use jiff::civil::Date;
use serde::Deserialize;
use serde_saphyr::Spanned;
use tandem_models::Topic;

use super::flows::{FlowError, parse};

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
    for (position, sheet) in sheets.iter().enumerate() {
        check(&sheets, position).map_err(|problem| FlowError::Topic {
            file: file.to_owned(),
            line: sheet.topic.referenced.line(),
            topic: sheet.topic.value,
            problem,
        })?;
    }
    Ok(sheets)
}

fn check(sheets: &[TopicSheet], position: usize) -> Result<(), String> {
    let sheet = &sheets[position];
    let own = sheet.topic.value;
    if sheets[..position]
        .iter()
        .any(|other| other.topic.value == own)
    {
        return Err("this topic is answered by an earlier sheet".to_owned());
    }
    if sheet.button.chars().count() > 40 {
        return Err("button is longer than 40 characters".to_owned());
    }
    if sheet.answers.len() < 2 {
        return Err("answers needs two wordings, so that it never repeats itself".to_owned());
    }
    if let Some(long) = sheet
        .answers
        .iter()
        .map(|answer| answer.chars().count())
        .find(|length| *length > LONGEST)
    {
        return Err(format!(
            "an answer has {long} characters, {LONGEST} at most"
        ));
    }
    if sheet.follow.is_empty() {
        return Err("follow needs a topic to propose next".to_owned());
    }
    for next in &sheet.follow {
        if *next == own {
            return Err("follow proposes the topic itself".to_owned());
        }
        if !sheets.iter().any(|other| other.topic.value == *next) {
            return Err(format!("follow: no sheet answers {next:?}"));
        }
    }
    Ok(())
}
