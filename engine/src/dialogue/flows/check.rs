//! Checking files of flows as `tandem check-flows` does: everything wrong, with file and line.

use std::fmt;

use super::{Flow, Flows, sheets, steps, texts};

/// Something wrong in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// File name.
    pub file: String,
    /// Line, from 1; 0 when unknown.
    pub line: u64,
    /// What is wrong.
    pub message: String,
}

impl Finding {
    pub(in crate::dialogue) fn new(file: &str, line: u64, message: &str) -> Self {
        Self {
            file: file.to_owned(),
            line,
            message: message.to_owned(),
        }
    }
}

impl fmt::Display for Finding {
    /// `file:line: message`, as editors follow it.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}:{}: {}", self.file, self.line, self.message)
    }
}

/// Everything wrong in these files, given by name and content: `texts.yml` and `topics.yml` are
/// known by their name, the others are flows. A flow whose name another file bears is a duplicate.
pub fn check_files(files: &[(String, String)]) -> Vec<Finding> {
    let said = Flows::embedded().texts;
    let mut found = Vec::new();
    let mut names: Vec<(String, &str)> = Vec::new();
    for (file, yaml) in files {
        match file.rsplit(['/', '\\']).next() {
            Some("texts.yml") => found.extend(texts::findings(file, yaml, &said)),
            Some("topics.yml") => {
                let read = sheets::parse_sheets(file, yaml);
                found.extend(read.err().into_iter().flat_map(|error| error.findings));
            }
            _ => match super::parse::<Flow>(file, yaml) {
                Ok(flow) => {
                    found.extend(steps::findings(file, &flow));
                    let other = names.iter().find(|(name, _)| *name == flow.flow);
                    if let Some((name, other)) = other {
                        let message = format!("duplicate: {other} is the flow {name} already");
                        found.push(Finding::new(file, 1, &message));
                    }
                    names.push((flow.flow, file));
                }
                Err(error) => found.extend(error.findings),
            },
        }
    }
    found
}
