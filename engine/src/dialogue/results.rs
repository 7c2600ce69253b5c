//! Proposals as cards: trainings, employers beside them, the best pair, and why.

use std::collections::HashSet;
use std::sync::Arc;

use tandem_index::{Employer, Training};

use super::event::Event;
use super::french;
use super::protocol::{Action, ProposalRef};
use super::state::{Pending, Question};
use super::turn::Turn;
use super::words;
use crate::matching::{self, Match, Proposals, Widened};
use crate::message::{Button, Card, Message, shorten};

/// Proposals of each kind shown at once.
const PAGE: usize = 3;

/// Everything proposed to the profile as it is.
fn propose(turn: &Turn<'_>) -> Proposals {
    let world = turn.world;
    matching::propose(
        &turn.state.profile,
        world.searcher,
        world.understander,
        world.bookable,
        turn.today(),
    )
}

/// The first page.
pub(super) fn show(turn: &mut Turn<'_>) {
    turn.asked(&Question::Free);
    let proposals = propose(turn);
    let trainings: Vec<&Match<Training>> = proposals.trainings.iter().take(PAGE).collect();
    let employers: Vec<&Match<Employer>> = proposals.employers.iter().take(PAGE).collect();
    if trainings.is_empty() && employers.is_empty() {
        remember(turn, &trainings, &employers, true);
        let buttons = vec![
            turn.command("recap"),
            turn.command("explore"),
            turn.command("human"),
        ];
        turn.say_with("results.none", &[], buttons);
        return;
    }
    for widened in &proposals.widened {
        say_widened(turn, widened);
    }
    if trainings.is_empty() {
        turn.lead_text("results.no_training", &[]);
    } else {
        let intro = introduction(turn, trainings.len(), &proposals.widened);
        let mut text = intro;
        if let Some(pair) = proposals.pairs.first() {
            let sentence = turn.text(
                "results.pair",
                &[
                    ("training", &shorten(&pair.training.item.title, 80)),
                    ("city", &pair.training.item.location.city),
                    ("employer", &named(&pair.employer.item)),
                    ("reason", &pair.reason),
                ],
            );
            text = format!("{text}\n{sentence}");
        }
        say_trainings(turn, text, &trainings);
    }
    say_employers(turn, "results.employers", &employers);
    remember(turn, &trainings, &employers, true);
}

/// The next page, without repeats.
pub(super) fn more(turn: &mut Turn<'_>) {
    turn.asked(&Question::Free);
    let proposals = propose(turn);
    let seen: HashSet<_> = turn.state.results.trainings.iter().cloned().collect();
    let met: HashSet<_> = turn.state.results.employers.iter().cloned().collect();
    let trainings: Vec<&Match<Training>> = proposals
        .trainings
        .iter()
        .chain(&proposals.set_aside)
        .filter(|found| !seen.contains(&found.item.id))
        .take(PAGE)
        .collect();
    let employers: Vec<&Match<Employer>> = proposals
        .employers
        .iter()
        .filter(|found| !met.contains(&found.item.siret))
        .take(PAGE)
        .collect();
    if trainings.is_empty() && employers.is_empty() {
        let buttons = vec![turn.command("recap"), turn.command("human")];
        turn.say_with("results.end", &[], buttons);
        return;
    }
    if !trainings.is_empty() {
        let text = turn.text("results.more", &[]);
        say_trainings(turn, text, &trainings);
    }
    say_employers(turn, "results.more_employers", &employers);
    remember(turn, &trainings, &employers, false);
}

/// Employers not seen yet, else the first ones again.
pub(super) fn employers(turn: &mut Turn<'_>) {
    turn.asked(&Question::Free);
    let proposals = propose(turn);
    let met: HashSet<_> = turn.state.results.employers.iter().cloned().collect();
    let mut found: Vec<&Match<Employer>> = proposals
        .employers
        .iter()
        .filter(|found| !met.contains(&found.item.siret))
        .take(PAGE)
        .collect();
    if found.is_empty() {
        found = proposals.employers.iter().take(PAGE).collect();
    }
    say_employers(turn, "results.employers_alone", &found);
    remember(turn, &[], &found, false);
}

/// "l'entreprise Bastos"; a firm without a name of its own is said by its town.
fn named(employer: &Employer) -> String {
    if employer
        .name
        .eq_ignore_ascii_case("entreprise individuelle")
    {
        format!("une entreprise individuelle à {}", employer.location.city)
    } else {
        format!("l'entreprise {}", employer.name)
    }
}

/// "Voilà trois formations de cuisinier autour de Lens."
fn introduction(turn: &mut Turn<'_>, count: usize, widened: &[Widened]) -> String {
    let profile = turn.state.profile.clone();
    let trade = profile
        .trades
        .first()
        .map(|wanted| words::trade(turn.world, wanted.rome));
    let town = profile.place.map(|insee| words::town(turn.world, insee));
    let subject = match trade {
        Some(trade) if widened.contains(&Widened::NearTrades) => {
            turn.text("results.subject.near", &[("trade", &french::of(&trade))])
        }
        Some(trade) => turn.text("results.subject.trade", &[("trade", &french::of(&trade))]),
        None => turn.text("results.subject.any", &[]),
    };
    if let (Some(town), true) = (&town, widened.contains(&Widened::NearestAnywhere)) {
        let values = [("subject", subject.as_str()), ("town", &french::of(town))];
        return turn.text("results.nearest", &values);
    }
    let place = match town {
        Some(town) => turn.text("results.around", &[("town", &french::of(&town))]),
        None => turn.text("results.nowhere", &[]),
    };
    let id = if count == 1 {
        "results.one"
    } else {
        "results.found"
    };
    turn.text(
        id,
        &[
            ("count", &count.to_string()),
            ("subject", &subject),
            ("place", &place),
        ],
    )
}

fn say_widened(turn: &mut Turn<'_>, widened: &Widened) {
    match widened {
        Widened::Radius(km) => {
            turn.lead_text("results.widened.radius", &[("km", &km.to_string())]);
        }
        Widened::NearestAnywhere => turn.lead_text("results.widened.anywhere", &[]),
        Widened::NearTrades => turn.lead_text("results.widened.trades", &[]),
        Widened::AnyLevel => turn.lead_text("results.widened.level", &[]),
    }
}

fn say_trainings(turn: &mut Turn<'_>, text: String, found: &[&Match<Training>]) {
    let cards = found.iter().map(|one| training_card(turn, one)).collect();
    turn.say(Message {
        text,
        cards,
        ..Message::default()
    });
}

fn say_employers(turn: &mut Turn<'_>, id: &str, found: &[&Match<Employer>]) {
    let buttons = menu(turn);
    if found.is_empty() {
        turn.say_with("results.no_employer", &[], buttons);
        return;
    }
    let cards = found.iter().map(|one| employer_card(turn, one)).collect();
    let text = turn.text(id, &[]);
    turn.say(Message {
        text,
        buttons,
        cards,
        ..Message::default()
    });
}

/// What can be done once proposals are on the table.
pub(super) fn menu(turn: &Turn<'_>) -> Vec<Button> {
    let mut buttons = vec![turn.command("more"), turn.command("recap")];
    if !turn.state.appointments.is_empty() {
        buttons.push(turn.command("my_appointments"));
    }
    buttons
}

fn training_card(turn: &Turn<'_>, found: &Match<Training>) -> Card {
    let training = &found.item;
    let book = if turn.world.bookable.contains(&training.centre) {
        "button.book"
    } else {
        "button.call_back"
    };
    Card {
        title: shorten(&training.title, 120),
        subtitle: shorten(
            &format!("{}, {}", training.centre_name, training.location.city),
            160,
        ),
        lines: lines(found),
        buttons: vec![
            turn.button(
                book,
                Action::Book {
                    training: training.id.clone(),
                },
            ),
            turn.button(
                "button.why",
                Action::Why {
                    proposal: ProposalRef::Training(training.id.clone()),
                },
            ),
        ],
        is_demo: training.is_demo,
    }
}

fn employer_card(turn: &Turn<'_>, found: &Match<Employer>) -> Card {
    let employer = &found.item;
    let mut lines = lines(found);
    let says_offer = lines.iter().any(|line| line.starts_with("Recrute"));
    if let (false, Some(offer)) = (says_offer, employer.offers.first()) {
        lines.insert(
            0,
            format!("Recrute en ce moment : {}", shorten(&offer.title, 80)),
        );
    }
    let subtitle = match &employer.activity {
        Some(activity) => format!("{activity}, {}", employer.location.city),
        None => employer.location.city.clone(),
    };
    Card {
        title: shorten(&employer.name, 120),
        subtitle: shorten(&subtitle, 160),
        lines,
        buttons: vec![
            apply_button(turn, employer),
            turn.button(
                "button.why",
                Action::Why {
                    proposal: ProposalRef::Employer(employer.siret.clone()),
                },
            ),
        ],
        is_demo: employer.is_demo,
    }
}

/// What can be done with an employer: an application by mail, or to be told how to reach it.
fn apply_button(turn: &Turn<'_>, employer: &Employer) -> Button {
    let label = match employer.mail {
        Some(_) => "button.apply",
        None => "button.reach",
    };
    let action = Action::Apply {
        employer: employer.siret.clone(),
    };
    turn.button(label, action)
}

/// The distance, if no reason says it, then the best reasons.
fn lines<T>(found: &Match<T>) -> Vec<String> {
    let mut lines: Vec<String> = matching::top_reasons(found)
        .iter()
        .map(|reason| french::upper_first(&shorten(reason, 120)))
        .collect();
    let says_distance = lines
        .iter()
        .any(|line| line.contains("km") || line.contains("de chez toi"));
    if let (false, Some(km)) = (says_distance, found.distance_km) {
        lines.insert(0, format!("À {} de chez toi", french::distance(km)));
    }
    lines
}

fn remember(
    turn: &mut Turn<'_>,
    trainings: &[&Match<Training>],
    employers: &[&Match<Employer>],
    first_page: bool,
) {
    turn.emit(Event::ResultsShown {
        trainings: trainings
            .iter()
            .map(|found| found.item.id.clone())
            .collect(),
        employers: employers
            .iter()
            .map(|found| found.item.siret.clone())
            .collect(),
        first_page,
    });
}

/// Why this proposal, in plain French.
pub(super) fn why(turn: &mut Turn<'_>, proposal: &ProposalRef) {
    let proposals = propose(turn);
    let (name, reasons, buttons) = match proposal {
        ProposalRef::Training(id) => {
            let found = proposals
                .trainings
                .iter()
                .chain(&proposals.set_aside)
                .find(|found| found.item.id == *id);
            (
                found.map(|found| found.item.title.clone()),
                found.map(matching::explain).unwrap_or_default(),
                vec![turn.button(
                    "button.book_this",
                    Action::Book {
                        training: id.clone(),
                    },
                )],
            )
        }
        ProposalRef::Employer(siret) => {
            let found = proposals
                .employers
                .iter()
                .find(|found| found.item.siret == *siret);
            (
                found.map(|found| found.item.name.clone()),
                found.map(matching::explain).unwrap_or_default(),
                found
                    .map(|found| apply_button(turn, &found.item))
                    .into_iter()
                    .collect(),
            )
        }
    };
    let Some(name) = name else {
        let buttons = menu(turn);
        turn.say_with("why.gone", &[], buttons);
        return;
    };
    let reasons: Vec<String> = reasons
        .iter()
        .map(|reason| format!("• {}", french::upper_first(reason)))
        .collect();
    let text = turn.text(
        "why",
        &[
            ("name", &shorten(&name, 100)),
            ("reasons", &reasons.join("\n")),
        ],
    );
    turn.say(Message {
        text: shorten(&text, 900),
        buttons,
        ..Message::default()
    });
}

/// "Pourquoi ?" without saying which: the first one shown.
pub(super) fn why_first(turn: &mut Turn<'_>) -> bool {
    let first = turn
        .state
        .results
        .trainings
        .first()
        .cloned()
        .map(ProposalRef::Training)
        .or_else(|| {
            let employer = turn.state.results.employers.first().cloned();
            employer.map(ProposalRef::Employer)
        });
    match first {
        Some(proposal) => {
            why(turn, &proposal);
            true
        }
        None => false,
    }
}

/// The trainings seen last, to choose from ("je veux un rendez-vous").
pub(super) fn last_trainings(turn: &Turn<'_>) -> Vec<Arc<Training>> {
    let seen = &turn.state.results.trainings;
    let from = seen.len().saturating_sub(PAGE);
    seen[from..]
        .iter()
        .filter_map(|id| turn.world.searcher.training(id))
        .collect()
}

/// The employers seen last.
pub(super) fn last_employers(turn: &Turn<'_>) -> Vec<Arc<Employer>> {
    let seen = &turn.state.results.employers;
    let from = seen.len().saturating_sub(PAGE);
    seen[from..]
        .iter()
        .filter_map(|siret| turn.world.searcher.employer(siret))
        .collect()
}

/// The recap card: what is known, each with its "Modifier".
pub(super) fn recap(turn: &mut Turn<'_>) {
    turn.emit(Event::PendingSet {
        pending: None::<Pending>,
    });
    let known = words::recap(turn.world, &turn.state.profile);
    if known.is_empty() {
        turn.say_text("recap.empty", &[]);
        return;
    }
    let mut cards: Vec<Card> = Vec::new();
    for (slot, value) in known {
        let name = turn.text(&format!("name.{slot}"), &[]);
        cards.push(Card {
            title: name,
            subtitle: french::upper_first(&value),
            buttons: vec![turn.button(
                "button.edit",
                Action::Edit {
                    slot: slot.to_owned(),
                },
            )],
            ..Card::default()
        });
    }
    let text = turn.text("recap", &[]);
    let mut buttons = vec![turn.command("continue"), turn.command("restart")];
    if turn.state.results.is_shown {
        buttons.insert(1, turn.command("more"));
    }
    turn.say(Message {
        text,
        buttons,
        cards,
        ..Message::default()
    });
}
