//! Keeping what was not understood, in the transaction of the turn.

use tandem_engine::dialogue::Event;
use tandem_engine::french;

use super::BODY;
use crate::act::Act;
use crate::db::args;
use crate::{StoreError, secrets};

const KEEP: &str = "INSERT INTO misses (id, key, body, about, times, first_day, last_day) \
    VALUES ($1, $2, $3, $4, 1, $5, $5) ON CONFLICT (key) DO UPDATE \
    SET times = misses.times + 1, last_day = excluded.last_day";

const DAY_MS: i64 = 24 * 3_600 * 1_000;

/// Keeps the sentences that the dialogue did not understand in a turn.
pub(crate) async fn keep_misses(act: &mut Act<'_>, events: &[Event]) -> Result<(), StoreError> {
    for event in events {
        let Event::Missed { text, about } = event else {
            continue;
        };
        let folded = french::fold(text);
        // masked whole, or nothing but signs: nobody could say what it meant
        if folded
            .chars()
            .filter(|letter| letter.is_alphabetic())
            .count()
            < 2
        {
            continue;
        }
        let id = secrets::token::<12>(act.store.entropy());
        let key = act.store.cipher().fingerprint(&folded);
        let body = act.store.seal(BODY, text)?;
        let now = act.now.as_millisecond();
        let day = now - now.rem_euclid(DAY_MS);
        act.tx
            .execute(KEEP, args![id, key, body, about, day])
            .await?;
    }
    Ok(())
}
