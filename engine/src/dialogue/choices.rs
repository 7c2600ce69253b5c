//! Quick replies of a step: written in the flow, or made from domains and trades.

use tandem_index::Query;
use tandem_models::{Domain, Riasec, RomeCode, Trade};

use super::flows::{FlowOption, FlowStep, OptionsFrom};
use super::french;
use super::protocol::Action;
use super::turn::Turn;
use crate::message::{Button, Card};

/// Domains and trades shown at once.
const PAGE: usize = 6;

/// Cards and buttons of a step.
pub(super) fn of(turn: &Turn<'_>, step: &FlowStep) -> (Vec<Card>, Vec<Button>) {
    match step.options_from {
        None => {
            let mut buttons: Vec<Button> = step
                .options
                .iter()
                .map(|option| {
                    Button::new(
                        &option.label,
                        Action::Answer {
                            step: step.id().to_owned(),
                            option: option.id.clone(),
                        },
                    )
                })
                .collect();
            if matches!(step.id(), "trade" | "activity") {
                buttons.push(turn.command("explore"));
            }
            if step.location {
                buttons.push(turn.command("type_town"));
            }
            (Vec::new(), buttons)
        }
        Some(OptionsFrom::Domains) => (Vec::new(), domains(turn)),
        Some(OptionsFrom::Trades) => trades(turn),
    }
}

/// Letters chosen on the orientation path, each as often as it was.
pub(super) fn letters(turn: &Turn<'_>) -> Vec<Riasec> {
    chosen(turn)
        .flat_map(|option| option.letters.iter().copied())
        .collect()
}

/// The options chosen so far.
fn chosen<'a>(turn: &'a Turn<'_>) -> impl Iterator<Item = &'a FlowOption> {
    turn.flow().steps.iter().filter_map(|step| {
        let answer = turn.state.answers.get(step.id())?;
        step.option(answer)
    })
}

/// How much a trade answers to these letters: two for its major type, one for its minor.
fn affinity(trade: &Trade, letters: &[Riasec]) -> usize {
    letters
        .iter()
        .map(
            |letter| match trade.riasec.iter().position(|own| own == letter) {
                Some(0) => 2,
                Some(_) => 1,
                None => 0,
            },
        )
        .sum()
}

/// Mean affinity of the three best trades, then of all of them, in thousandths: a domain where
/// everything answers comes before one with a few such trades.
fn domain_affinity(domain: &Domain, letters: &[Riasec]) -> (usize, usize) {
    let mut scores: Vec<usize> = domain
        .trades
        .iter()
        .map(|trade| affinity(trade, letters))
        .collect();
    scores.sort_unstable_by(|a, b| b.cmp(a));
    let mean = |scores: &[usize]| 1000 * scores.iter().sum::<usize>() / scores.len().max(1);
    (mean(&scores[..scores.len().min(3)]), mean(&scores))
}

/// Domains of this page, those that answer best to the interests first.
fn domains(turn: &Turn<'_>) -> Vec<Button> {
    let letters = letters(turn);
    let named: Vec<&String> = chosen(turn).flat_map(|option| &option.domains).collect();
    let mut all: Vec<&Domain> = turn.world.understander.domains().iter().collect();
    all.sort_by_cached_key(|domain| {
        let is_named = named.contains(&&domain.domain);
        std::cmp::Reverse((is_named, domain_affinity(domain, &letters)))
    });
    let mut buttons: Vec<Button> = page(turn, "domain", &all)
        .iter()
        .map(|domain| {
            Button::new(
                &format!("{} {}", domain.emoji, domain.label),
                Action::Fill {
                    slot: "domains".to_owned(),
                    value: domain.domain.clone(),
                },
            )
        })
        .collect();
    if all.len() > PAGE {
        buttons.push(turn.command("other_domains"));
    }
    buttons
}

/// Trades of the chosen domain, or those that answer best to the interests.
fn trades(turn: &Turn<'_>) -> (Vec<Card>, Vec<Button>) {
    let letters = letters(turn);
    let chosen = &turn.state.profile.domains;
    let mut all: Vec<&Trade> = turn
        .world
        .understander
        .domains()
        .iter()
        .filter(|domain| chosen.is_empty() || chosen.contains(&domain.domain))
        .flat_map(|domain| &domain.trades)
        .filter(|trade| !turn.state.profile.not_trades.contains(&trade.rome))
        .collect();
    // a trade that nobody teaches in apprenticeship comes last, however well it answers
    all.sort_by_cached_key(|trade| {
        std::cmp::Reverse((is_taught(turn, trade.rome), affinity(trade, &letters)))
    });
    let cards = page(turn, "trade_in_domain", &all)
        .iter()
        .map(|trade| Card {
            title: french::upper_first(&trade.label),
            lines: vec![trade.day.clone()],
            buttons: vec![turn.button("button.this_trade", fill(trade.rome))],
            ..Card::default()
        })
        .collect();
    let mut buttons = Vec::new();
    if all.len() > PAGE {
        buttons.push(turn.command("other_trades"));
    }
    buttons.push(turn.command("other_domain"));
    (cards, buttons)
}

/// Whether some training of the catalogue leads there.
fn is_taught(turn: &Turn<'_>, rome: RomeCode) -> bool {
    let query = Query {
        romes: vec![rome],
        limit: 1,
        ..Query::default()
    };
    !turn.world.searcher.trainings(&query).is_empty()
}

fn fill(rome: RomeCode) -> Action {
    Action::Fill {
        slot: "trades".to_owned(),
        value: rome.to_string(),
    }
}

/// The page that the person is at; after the last one, the first again.
fn page<'a, T>(turn: &Turn<'_>, step: &str, all: &'a [T]) -> &'a [T] {
    let pages = all.len().div_ceil(PAGE).max(1);
    let first = (page_number(turn, step) % pages) * PAGE;
    &all[first.min(all.len())..(first + PAGE).min(all.len())]
}

/// Number of the page, kept as the unfinished answer "page-n".
pub(super) fn page_number(turn: &Turn<'_>, step: &str) -> usize {
    turn.state
        .answers
        .get(step)
        .and_then(|answer| answer.strip_prefix("page-"))
        .and_then(|number| number.parse().ok())
        .unwrap_or(0)
}
