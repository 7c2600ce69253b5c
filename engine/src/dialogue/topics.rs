//! Questions by the way: a short answer from topics.yml with figures from [`crate::facts`] and
//! [`crate::pay`], its legal source, two questions to go on with, then back to where we were.

use tandem_models::{Meaning, Topic};

use super::ask::{self, Manner};
use super::event::Event;
use super::protocol::Action;
use super::turn::{Turn, fill};
use super::{french, pay_answer};
use crate::facts;
use crate::message::{Button, Message};
use crate::pay;
use crate::profile::Profile;

/// Answers a question, asked in those words, and resumes.
pub(super) fn answer(turn: &mut Turn<'_>, topic: Topic, text: &str) {
    turn.emit(Event::TopicAnswered { topic });
    let world = turn.world;
    if let Some(sheet) = world.flows.topic(topic) {
        let today = turn.today();
        let values = figures(turn, topic, text);
        let values: Vec<(&str, &str)> = values
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
            .collect();
        let key = format!("topic:{topic:?}");
        let said = turn.wording(&key, &sheet.answers, &values);
        let since = month(pay::smic_since(today));
        let source = turn.text(
            "topic.source",
            &[
                ("source", &fill(&sheet.source, &[("since", &since)])),
                ("checked", &month(sheet.checked)),
            ],
        );
        let buttons = sheet
            .follow
            .iter()
            .filter_map(|next| world.flows.topic(*next))
            .map(|next| {
                Button::new(
                    &next.button,
                    Action::Topic {
                        topic: next.topic.value,
                    },
                )
            })
            .collect();
        turn.say(Message {
            text: format!("{said}\n{source}"),
            buttons,
            ..Message::default()
        });
    }
    ask::proceed(turn, Manner::Resume);
}

/// What a question says of the person: "on est payé combien à 19 ans ?" chooses no trade and
/// changes no age that is known, "qui paie le train ?" chooses no train.
pub(super) fn facts(profile: &Profile, topic: Topic, meaning: &Meaning) -> Meaning {
    let mut facts = Meaning {
        trades: Vec::new(),
        not_trades: Vec::new(),
        ..meaning.clone()
    };
    match topic {
        Topic::Pay | Topic::AgeLimits | Topic::GrantsFamily if profile.age_band.is_some() => {
            facts.age_band = None;
        }
        Topic::Transport => facts.travel_mode = None,
        Topic::StartDates => facts.start = None,
        Topic::Diplomas | Topic::Exams if profile.target_level.is_some() => {
            facts.target_level = None;
        }
        _ => {}
    }
    facts
}

fn figures(turn: &mut Turn<'_>, topic: Topic, text: &str) -> Vec<(&'static str, String)> {
    let figure = |name, fact: facts::Fact| (name, fact.value.to_string());
    match topic {
        Topic::Pay => pay_answer::figures(turn, text),
        Topic::AgeLimits => vec![
            figure("min", facts::AGE_MINIMUM),
            figure("max", facts::AGE_MAXIMUM),
        ],
        Topic::Contract => vec![
            figure("months_min", facts::CONTRACT_MINIMUM_MONTHS),
            figure("months_max", facts::CONTRACT_MAXIMUM_MONTHS),
        ],
        Topic::Rupture => vec![figure("days", facts::FREE_BREAK_DAYS)],
        Topic::Holidays => vec![figure("weeks", facts::PAID_LEAVE_WEEKS)],
        Topic::Exams => vec![figure("days", facts::EXAM_LEAVE_DAYS)],
        Topic::FindEmployer => vec![figure("months", facts::MONTHS_WITHOUT_EMPLOYER)],
        _ => Vec::new(),
    }
}

/// "novembre 2026".
fn month(date: jiff::civil::Date) -> String {
    format!("{} {}", french::month(date), date.year())
}
