//! Facts of a sentence into the profile, and the words that acknowledge them: several at once, in
//! any order, corrections said old → new.

use tandem_models::{Expected, InseeCode, Meaning, TradeCandidate};

use super::event::Event;
use super::french;
use super::state::{Pending, Question};
use super::turn::Turn;
use super::words;
use crate::profile::{SlotValue, WantedTrade};

/// Below this score a trade is asked about instead of being taken.
const SURE: f32 = 0.55;
/// Trades this near to the best one are taken with it.
const NEAR: f32 = 0.12;

/// Said to a parent who writes for a child.
pub(super) const FOR_A_CHILD: &str = "ack.for_a_child";

/// What a sentence brought.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Learned {
    /// Slots that were spoken of, whether or not they changed.
    pub(super) slots: Vec<&'static str>,
    /// Something was recognised.
    pub(super) anything: bool,
}

/// Takes the facts of a sentence. Acknowledgements become leads of the next message.
pub(super) fn learn(turn: &mut Turn<'_>, text: &str, meaning: &Meaning, at: &Question) -> Learned {
    let mut values = Vec::new();
    if !is_aside(turn, text, meaning, at) {
        trades(turn, text, meaning, &mut values);
    }
    if let Some(level) = &meaning.level_now {
        values.push(SlotValue::LevelNow(Some(level.value)));
    }
    if let Some(level) = &meaning.target_level {
        values.push(SlotValue::TargetLevel(Some(level.value)));
    }
    if let Some(reach) = &meaning.reach {
        values.push(SlotValue::Reach(Some(reach.value)));
    }
    if let Some(mode) = &meaning.travel_mode {
        values.push(SlotValue::TravelMode(Some(mode.value)));
    }
    if let Some(band) = &meaning.age_band {
        values.push(SlotValue::AgeBand(Some(band.value)));
    }
    if let Some(start) = &meaning.start {
        values.push(SlotValue::Start(Some(start.value)));
    }
    if let Some(has) = &meaning.has_employer {
        values.push(SlotValue::HasEmployer(Some(has.value)));
    }
    let homonyms = place(turn, meaning, &mut values);
    let anything = !values.is_empty() || homonyms.is_some();
    let slots = values.iter().map(SlotValue::slot).collect();
    // once: from then on "tu" is known to be the child
    if meaning.is_for_a_child && anything && !turn.state.said.contains_key(FOR_A_CHILD) {
        turn.lead_text(FOR_A_CHILD, &[]);
    }
    take(turn, values);
    if let Some(values) = homonyms {
        turn.emit(Event::PendingSet {
            pending: Some(Pending::Choose {
                slot: "place".to_owned(),
                values,
            }),
        });
    } else if let (Some(unknown), true) = (
        &meaning.unknown_place,
        *at != Question::Step("place".to_owned()),
    ) {
        keep_place(turn, &unknown.value, anything);
    }
    Learned { slots, anything }
}

/// Sets slots and acknowledges: what is new in one sentence, each change as old → new.
pub(super) fn take(turn: &mut Turn<'_>, values: Vec<SlotValue>) {
    let mut fresh = Vec::new();
    let mut changes = Vec::new();
    for value in values {
        let Some(before) = turn.state.profile.get(value.slot()) else {
            continue;
        };
        if before == value {
            if let Some(said) = words::value(turn.world, &value) {
                fresh.push(said);
            }
            continue;
        }
        let old = words::value(turn.world, &before);
        let new = words::value(turn.world, &value);
        turn.emit(Event::SlotSet { value });
        match (old, new) {
            (Some(old), Some(new)) if old != new => changes.push((old, new)),
            (_, Some(new)) => fresh.push(new),
            (Some(old), None) => changes.push((old, "rien".to_owned())),
            (None, None) => {}
        }
    }
    if !fresh.is_empty() {
        let lead = turn.text("ack.new", &[("facts", &fresh.join(", "))]);
        turn.lead(lead);
    }
    for (old, new) in changes {
        let lead = turn.text("ack.change", &[("old", &old), ("new", &new)]);
        turn.lead(lead);
    }
}

/// Whether trades heard here are noise: the trade is known, something else was asked and is
/// answered, and no word says that anything changes ("30 min en voitur" is no voiturier).
fn is_aside(turn: &Turn<'_>, text: &str, meaning: &Meaning, at: &Question) -> bool {
    let Question::Step(id) = at else {
        return false;
    };
    let Some(step) = turn.flow().step(id) else {
        return false;
    };
    let is_answered = match step.expects {
        Some(Expected::Level) => meaning.level_now.is_some() || meaning.target_level.is_some(),
        Some(Expected::Place) => meaning.place.is_some(),
        Some(Expected::Reach) => meaning.reach.is_some() || meaning.travel_mode.is_some(),
        Some(Expected::Age) => meaning.age_band.is_some(),
        Some(Expected::Start) => meaning.start.is_some(),
        _ => false,
    };
    let folded = french::fold(text);
    let changes = [
        "en fait", "final", "plutot", "trompe", "non", "pas ", "veux", "voudrai", "aimerai",
        "prefer", "sauf", "metier", "faire", "cherche", "interess",
    ]
    .iter()
    .any(|word| folded.contains(word));
    is_answered && !turn.state.profile.trades.is_empty() && !changes && !adds(text)
}

/// Trades: rejected ones leave the list, "aussi" adds, anything else replaces.
fn trades(turn: &Turn<'_>, text: &str, meaning: &Meaning, values: &mut Vec<SlotValue>) {
    let profile = &turn.state.profile;
    let mut wanted = profile.trades.clone();
    let mut rejected = profile.not_trades.clone();
    for trade in &meaning.not_trades {
        wanted.retain(|other| other.rome != trade.rome);
        if !rejected.contains(&trade.rome) {
            rejected.push(trade.rome);
        }
    }
    let sure = sure(&meaning.trades);
    // a guess says nothing of the trade that is known
    let is_said = !sure.is_empty();
    if is_said {
        rejected.retain(|rome| sure.iter().all(|trade| trade.rome != *rome));
        if !adds(text) {
            wanted.clear();
        }
        for trade in sure {
            wanted.retain(|other| other.rome != trade.rome);
            wanted.push(WantedTrade {
                rome: trade.rome,
                fit: trade.score.clamp(0.0, 1.0),
            });
        }
    }
    if wanted != profile.trades || is_said && !wanted.is_empty() {
        values.push(SlotValue::Trades(wanted));
    }
    if rejected != profile.not_trades {
        values.push(SlotValue::NotTrades(rejected));
    }
}

/// The candidates to take without asking.
pub(super) fn sure(candidates: &[TradeCandidate]) -> Vec<&TradeCandidate> {
    let best = candidates.first().map_or(0.0, |trade| trade.score);
    candidates
        .iter()
        .filter(|trade| trade.score >= SURE && trade.score >= best - NEAR)
        .take(4)
        .collect()
}

/// "j'ai oublié la mécanique", "et aussi la vente".
fn adds(text: &str) -> bool {
    let folded = french::fold(text);
    [
        "aussi",
        "oublie",
        "en plus",
        "ajoute",
        "egalement",
        "et pourquoi pas",
    ]
    .iter()
    .any(|marker| folded.contains(marker))
}

/// The place, or the homonyms between which to ask.
fn place(turn: &Turn<'_>, meaning: &Meaning, values: &mut Vec<SlotValue>) -> Option<Vec<String>> {
    let mention = &meaning.place.as_ref()?.value;
    let mut same: Vec<InseeCode> = vec![mention.insee];
    same.extend(
        mention
            .homonyms
            .iter()
            .copied()
            .filter(|other| *other != mention.insee),
    );
    let is_known = turn
        .state
        .profile
        .place
        .is_some_and(|known| same.contains(&known));
    if same.len() == 1 {
        values.push(SlotValue::Place(Some(mention.insee)));
        None
    } else if is_known {
        None
    } else {
        Some(same.iter().take(6).map(ToString::to_string).collect())
    }
}

/// A town that nobody knows never erases the one that is known.
fn keep_place(turn: &mut Turn<'_>, unknown: &str, has_more: bool) {
    let unknown = crate::message::shorten(unknown, 40);
    let lead = match turn.state.profile.place {
        Some(insee) => {
            let kept = words::place(turn.world, insee);
            turn.text("place.kept", &[("unknown", &unknown), ("kept", &kept)])
        }
        None if has_more => turn.text("place.unknown", &[("unknown", &unknown)]),
        None => return,
    };
    turn.lead(lead);
}
