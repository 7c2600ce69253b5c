//! Whether it is the trade that was asked for.

use tandem_index::{Employer, TradeLink, Training};
use tandem_models::RomeCode;

use crate::matching::weights::{EMPLOYER_TRADE, NEUTRAL, TRADE};
use crate::matching::wishes::{TradeSource, WishedTrade};
use crate::matching::{Component, Wishes};

/// A training leads first to its first trade; the next ones count a little less.
const LATER_TRADE: [f32; 5] = [1.0, 0.92, 0.85, 0.8, 0.75];

/// A link read from the words of a title is less sure than one from a table.
const READ_IN_TITLE: f32 = 0.95;

/// For a training.
pub(in crate::matching) fn of_training(wishes: &Wishes, training: &Training) -> Component {
    let certainty = match training.trade_link {
        TradeLink::Source | TradeLink::Certification => 1.0,
        TradeLink::Title | TradeLink::Missing => READ_IN_TITLE,
    };
    let fits = training.romes.iter().enumerate().map(|(position, rome)| {
        let place = LATER_TRADE.get(position).copied().unwrap_or(0.7);
        (*rome, place * certainty)
    });
    match best(wishes, fits) {
        Some((wish, value)) => TRADE.component(value, Some(reason(wish))),
        None if wishes.trades.is_empty() => TRADE.component(NEUTRAL, None),
        None => TRADE.component(0.0, None),
    }
}

/// For an employer: an offer names its trades, otherwise they are guessed from its activity.
pub(in crate::matching) fn of_employer(wishes: &Wishes, employer: &Employer) -> Component {
    let offered = employer
        .offers
        .iter()
        .flat_map(|offer| &offer.romes)
        .map(|rome| (*rome, 1.0));
    let likely = employer
        .trades
        .iter()
        .map(|trade| (trade.rome, 0.4 + 0.6 * trade.affinity));
    match best(wishes, offered.chain(likely)) {
        Some((wish, value)) => EMPLOYER_TRADE.component(value, Some(reason(wish))),
        None if wishes.trades.is_empty() => EMPLOYER_TRADE.component(NEUTRAL, None),
        None => EMPLOYER_TRADE.component(0.0, None),
    }
}

/// The wish that is met best, with how well.
fn best(
    wishes: &Wishes,
    fits: impl Iterator<Item = (RomeCode, f32)>,
) -> Option<(&WishedTrade, f32)> {
    fits.filter_map(|(rome, share)| {
        let wish = wishes.wish_for(rome)?;
        Some((wish, wish.fit * share))
    })
    .max_by(|one, other| {
        one.1
            .total_cmp(&other.1)
            .then_with(|| other.0.rome.cmp(&one.0.rome))
    })
}

fn reason(wish: &WishedTrade) -> String {
    let label = within_sentence(&wish.label);
    match wish.source {
        TradeSource::Named => format!("c'est le métier que tu cherches : {label}"),
        TradeSource::Interest => format!("va avec ce qui te plaît : {label}"),
        TradeSource::Neighbour => format!("métier voisin de celui que tu cherches : {label}"),
    }
}

/// A label after a colon: "Boulanger, boulangère" starts small, "BTP" does not.
fn within_sentence(label: &str) -> String {
    let mut letters = label.chars();
    match (letters.next(), label.chars().nth(1)) {
        (Some(first), Some(second)) if !second.is_uppercase() => {
            first.to_lowercase().chain(letters).collect()
        }
        _ => label.to_owned(),
    }
}
