//! `tandem match`.

use std::time::Instant;

use jiff::civil::Date;
use serde::Serialize;
use tandem_engine::matching::wire::{MatchAnswer, MatchRequest, RequestError};
use tandem_engine::matching::{Bookable, propose_for};
use tandem_index::Searcher;
use tandem_models::Understander;

use super::output::{Answered, try_answer_each};
use super::understand::micros_since;

#[derive(Serialize)]
struct Answer {
    #[serde(flatten)]
    found: MatchAnswer,
    took_us: u64,
}

/// Answers each profile of stdin, with at most `limit` proposals of a kind where a line asks for no
/// number of its own.
pub(super) fn run(
    searcher: &Searcher,
    understander: &Understander,
    bookable: &Bookable,
    today: Date,
    limit: usize,
) -> anyhow::Result<Answered> {
    try_answer_each(|request: MatchRequest| {
        let started = Instant::now();
        let wishes = request
            .wishes(understander, today)
            .map_err(|error| in_french(&error))?;
        let neighbours = wishes.neighbours(understander);
        let proposals = propose_for(&wishes, neighbours.as_ref(), searcher, bookable, today);
        Ok(Answer {
            found: MatchAnswer::new(&proposals, request.limit.unwrap_or(limit)),
            took_us: micros_since(started),
        })
    })
}

/// What is wrong with a line, and what to write instead.
fn in_french(error: &RequestError) -> String {
    match error {
        RequestError::UnknownField { name } => {
            format!("champ inconnu « {name} » : `tandem match --help` donne un exemple")
        }
        RequestError::NoPoint { .. } => {
            "lat et lon vont ensemble, en degrés, par exemple 49.12 et 6.18".to_owned()
        }
        RequestError::UnknownCommune { insee } => {
            format!("aucune commune n'a le code INSEE {insee} (à Metz : 57463)")
        }
    }
}
