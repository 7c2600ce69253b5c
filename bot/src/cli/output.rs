//! Lines to stdout and JSON Lines in. A reader that goes away ends the command quietly.

use std::io::{self, BufRead, Write};

use serde::Serialize;
use serde::de::DeserializeOwned;

/// Longest line read, in bytes.
const LONGEST_LINE: u64 = 1 << 20;

/// Writes a line to stdout.
pub(super) fn line(text: &str) -> io::Result<()> {
    let mut stdout = io::stdout().lock();
    stdout.write_all(text.as_bytes())?;
    stdout.write_all(b"\n")?;
    stdout.flush()
}

/// Writes a value as one JSON line to stdout.
pub(super) fn json_line(value: &impl Serialize) -> anyhow::Result<()> {
    line(&serde_json::to_string(value)?)?;
    Ok(())
}

/// Whether an error only says that the reader of our stdout went away.
pub(super) fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        cause
            .downcast_ref::<io::Error>()
            .is_some_and(|io| io.kind() == io::ErrorKind::BrokenPipe)
    })
}

/// Whether every line of a JSON Lines run was answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Answered {
    /// Yes.
    All,
    /// At least one line was not readable and got an `error`.
    SomeRefused,
}

/// Answers each JSON line of stdin by one line on stdout. A line that cannot be read gets
/// `{"error", "line"}` and the run goes on.
pub(super) fn answer_each<Question: DeserializeOwned, Answer: Serialize>(
    mut answer: impl FnMut(Question) -> Answer,
) -> anyhow::Result<Answered> {
    try_answer_each(|question| Ok(answer(question)))
}

/// As [`answer_each`], for questions that may be refused with a sentence.
pub(super) fn try_answer_each<Question: DeserializeOwned, Answer: Serialize>(
    mut answer: impl FnMut(Question) -> Result<Answer, String>,
) -> anyhow::Result<Answered> {
    let mut input = io::stdin().lock();
    let mut all = Answered::All;
    let mut number = 0_u64;
    while let Some(bytes) = next_line(&mut input)? {
        number += 1;
        if bytes.trim_ascii().is_empty() {
            continue;
        }
        let answered = serde_json::from_slice::<Question>(&bytes)
            .map_err(|error| format!("ligne JSON illisible : {error}"))
            .and_then(&mut answer);
        match answered {
            Ok(answer) => json_line(&answer)?,
            Err(error) => {
                all = Answered::SomeRefused;
                json_line(&serde_json::json!({"error": error, "line": number}))?;
            }
        }
    }
    Ok(all)
}

/// The next line without its end, cut at [`LONGEST_LINE`]; `None` at the end of the input.
pub(super) fn next_line(input: &mut impl BufRead) -> io::Result<Option<Vec<u8>>> {
    let mut bytes = Vec::new();
    let read = io::Read::take(&mut *input, LONGEST_LINE).read_until(b'\n', &mut bytes)?;
    if read == 0 {
        return Ok(None);
    }
    if bytes.last() == Some(&b'\n') {
        bytes.pop();
    } else if read as u64 == LONGEST_LINE {
        input.skip_until(b'\n')?;
    }
    if bytes.last() == Some(&b'\r') {
        bytes.pop();
    }
    Ok(Some(bytes))
}
