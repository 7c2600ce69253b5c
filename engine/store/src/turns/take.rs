//! One turn: claim, step until no request is left, write.

use std::panic::{AssertUnwindSafe, catch_unwind};

use jiff::Timestamp;
use tandem_engine::dialogue::{Effect, Input, Outcome, State, Step, World, step};

use super::claim::{Claimed, DUE, claim};
use super::perform::perform;
use super::write::{Decided, Ended, Said, load_state, write};
use super::{TurnReport, TurnWorld, input};
use crate::act::{Act, CONFLICT_RETRIES};
use crate::db::args;
use crate::{Store, StoreError};

/// Requests that one input may lead to.
const MAX_STEPS: usize = 16;

/// What became of a claim.
enum Tried {
    Nothing,
    Done(TurnReport),
    Failed(Box<Claimed>, StoreError),
}

impl Store {
    /// Handles the oldest input that is due of a conversation that nobody is handling; `None`: there
    /// is none. On an error nothing happened but the count of attempts: the input comes again a
    /// little later (0.25, 1, 3, 8 s), and after five attempts it is given up with an apology.
    pub async fn take_turn(
        &self,
        world: &TurnWorld<'_>,
        now: Timestamp,
    ) -> Result<Option<TurnReport>, StoreError> {
        let due: Vec<(String,)> = self.db().all(DUE, args![now]).await?;
        if due.is_empty() {
            return Ok(None);
        }
        let mut retries = 0;
        loop {
            match self.try_turn(world, now).await? {
                Tried::Nothing => return Ok(None),
                Tried::Done(report) => return Ok(Some(report)),
                Tried::Failed(_, error) if error.is_conflict() && retries < CONFLICT_RETRIES => {
                    retries += 1;
                }
                Tried::Failed(claimed, error) => {
                    return self.note_failure(&claimed, error, world, now).await;
                }
            }
        }
    }

    async fn try_turn(&self, world: &TurnWorld<'_>, now: Timestamp) -> Result<Tried, StoreError> {
        let mut tx = self.begin().await?;
        let (claimed, outcome) = {
            let mut act = Act::new(self, &mut tx, now);
            match claim(&mut act).await? {
                None => (None, None),
                Some(claimed) => {
                    let outcome = handle(&mut act, &claimed, world).await;
                    (Some(claimed), Some(outcome))
                }
            }
        };
        let (Some(claimed), Some(outcome)) = (claimed, outcome) else {
            tx.rollback().await?;
            return Ok(Tried::Nothing);
        };
        let outcome = match outcome {
            Ok(report) => tx.commit().await.map(|()| report),
            Err(error) => {
                tx.rollback().await?;
                Err(error)
            }
        };
        Ok(match outcome {
            Ok(report) => Tried::Done(report),
            Err(error) => Tried::Failed(Box::new(claimed), error),
        })
    }
}

async fn handle(
    act: &mut Act<'_>,
    claimed: &Claimed,
    world: &TurnWorld<'_>,
) -> Result<TurnReport, StoreError> {
    let (mut heard_input, heard) = input::read(act, claimed, world).await?;
    let mut state = load_state(act, claimed).await?;
    let mut last_event = claimed.last_event;
    let mut decided = Decided::default();
    let view = world.on(claimed.channel);
    let mut steps = 0;
    loop {
        let taken = step_safely(act, &state, &heard_input, &view)?;
        for event in &taken.events {
            state.apply(event);
        }
        if steps == 0 {
            decided.heard = heard.clone().map(|text| (text, state.turn));
        }
        decided.events.extend(taken.events);
        let Some(outcome) =
            effects(act, claimed, world, taken.effects, &state, &mut decided).await?
        else {
            break;
        };
        if matches!(outcome, Outcome::Erased { .. }) {
            // what this very turn had noted of the person goes with the rest
            decided = Decided::default();
            last_event = 0;
        }
        heard_input = Input::Outcome(outcome);
        steps += 1;
        if steps > MAX_STEPS {
            return Err(StoreError::Dialogue {
                reason: "more requests than a turn may make".to_owned(),
            });
        }
    }
    let said = decided.said.len();
    let last_seq = write(
        act,
        claimed,
        last_event,
        Some(&state),
        decided,
        Ended::Handled,
    )
    .await?;
    Ok(TurnReport {
        conversation: claimed.conversation.clone(),
        inbox_id: claimed.inbox_id.clone(),
        channel: claimed.channel,
        said,
        last_seq,
        telegram: if claimed.chat.is_some() { said } else { 0 },
        mails: act.mails,
        is_given_up: false,
    })
}

/// Collects what is said and performs what is requested, if anything.
async fn effects(
    act: &mut Act<'_>,
    claimed: &Claimed,
    world: &TurnWorld<'_>,
    effects: Vec<Effect>,
    state: &State,
    decided: &mut Decided,
) -> Result<Option<Outcome>, StoreError> {
    for effect in effects {
        match effect {
            Effect::KeepHeardAs(text) => {
                if let Some((heard, _)) = &mut decided.heard {
                    *heard = text;
                }
            }
            Effect::Say(message) => decided.said.push(Said {
                message,
                turn: state.turn,
            }),
            Effect::Request(request) => {
                let outcome = perform(act, &claimed.conversation, &request, world).await?;
                return Ok(Some(outcome));
            }
        }
    }
    Ok(None)
}

/// A panic of the machine fails this input, not the worker.
fn step_safely(
    act: &Act<'_>,
    state: &State,
    input: &Input,
    world: &World<'_>,
) -> Result<Step, StoreError> {
    let seed = act.store.entropy().seed();
    catch_unwind(AssertUnwindSafe(|| {
        step(state, input, world, act.now, seed)
    }))
    // the message of a panic may quote what a person wrote: it is not kept
    .map_err(|_| StoreError::Dialogue {
        reason: "panic".to_owned(),
    })
}
