//! Whether the employer hires: a posted need before a likely one.

use tandem_index::{Employer, Offer};
use tandem_models::RomeCode;

use crate::matching::weights::HIRING;
use crate::matching::{Component, Wishes};

/// A need that asks for a level the person does not aim at.
const OTHER_LEVEL: f32 = 0.85;
/// Best that a likely employer gets.
const BEST_LIKELY: f32 = 0.75;
/// Score of a likely employer for whom the source gives none.
const NO_SCORE: f32 = 0.4;

/// The component.
pub(in crate::matching) fn component(wishes: &Wishes, employer: &Employer) -> Component {
    if let Some(offer) = best_offer(wishes, employer) {
        let value = if suits(wishes, offer) {
            1.0
        } else {
            OTHER_LEVEL
        };
        let reason = format!("recrute en ce moment : {}", offer.title);
        return HIRING.component(value, Some(reason));
    }
    let affinity = employer
        .trades
        .iter()
        .filter(|trade| is_wished(wishes, trade.rome))
        .map(|trade| trade.affinity)
        .fold(0.0, f32::max);
    let score = employer.hiring_score.unwrap_or(NO_SCORE);
    let value = 0.1 + (BEST_LIKELY - 0.1) * score.clamp(0.0, 1.0) * affinity.clamp(0.0, 1.0);
    let reason = if value >= 0.5 {
        "pas d'annonce, mais embauche souvent dans ce métier"
    } else {
        "pas d'annonce : tu peux proposer ta candidature"
    };
    HIRING.component(value, Some(reason.to_owned()))
}

/// Whether it recruits for a trade that is wished.
pub(in crate::matching) fn is_recruiting(wishes: &Wishes, employer: &Employer) -> bool {
    best_offer(wishes, employer).is_some()
}

/// The offer for a wished trade that suits best; the first by key among equals.
fn best_offer<'a>(wishes: &Wishes, employer: &'a Employer) -> Option<&'a Offer> {
    employer
        .offers
        .iter()
        .filter(|offer| offer.romes.iter().any(|rome| is_wished(wishes, *rome)))
        .min_by_key(|offer| (!suits(wishes, offer), &offer.id))
}

fn suits(wishes: &Wishes, offer: &Offer) -> bool {
    let levels = wishes.levels();
    levels.is_empty() || offer.level.is_none_or(|level| levels.contains(&level))
}

fn is_wished(wishes: &Wishes, rome: RomeCode) -> bool {
    wishes.trades.is_empty() || wishes.wish_for(rome).is_some()
}
