//! Questions by the way: a short answer from texts.yml with figures from [`crate::facts`], then back
//! to where we were.

use tandem_models::{AgeBand, Topic};

use super::ask::{self, Manner};
use super::event::Event;
use super::turn::Turn;
use crate::facts;

/// Answers a question and resumes.
pub(super) fn answer(turn: &mut Turn<'_>, topic: Topic) {
    turn.emit(Event::TopicAnswered { topic });
    let id = format!("topic.{}", name(topic));
    let values = match topic {
        Topic::Pay => pay(turn),
        Topic::AgeLimits => vec![
            ("min", facts::AGE_MINIMUM.value.to_string()),
            ("max", facts::AGE_MAXIMUM.value.to_string()),
        ],
        Topic::Contract => vec![
            (
                "months_min",
                facts::CONTRACT_MINIMUM_MONTHS.value.to_string(),
            ),
            (
                "months_max",
                facts::CONTRACT_MAXIMUM_MONTHS.value.to_string(),
            ),
        ],
        Topic::Rupture => vec![("days", facts::FREE_BREAK_DAYS.value.to_string())],
        Topic::Holidays => vec![("weeks", facts::PAID_LEAVE_WEEKS.value.to_string())],
        Topic::Exams => vec![("days", facts::EXAM_LEAVE_DAYS.value.to_string())],
        Topic::FindEmployer => vec![("months", facts::MONTHS_WITHOUT_EMPLOYER.value.to_string())],
        _ => Vec::new(),
    };
    let values: Vec<(&str, &str)> = values
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    turn.lead_text(&id, &values);
    ask::proceed(turn, Manner::Resume);
}

/// The least pay of the first year, for the age band if known, else the span of ages.
fn pay(turn: &Turn<'_>) -> Vec<(&'static str, String)> {
    let bands = [
        facts::PayBand::Under18,
        facts::PayBand::From18To20,
        facts::PayBand::From21To25,
        facts::PayBand::From26,
    ];
    let own: &[facts::PayBand] = match turn.state.profile.age_band {
        Some(AgeBand::Under15 | AgeBand::From15To17) => &bands[..1],
        Some(AgeBand::From18To25) => &bands[1..3],
        Some(AgeBand::From26) => &bands[3..],
        None => &bands[..],
    };
    let smic = facts::smic(turn.today());
    let lines: Vec<String> = own
        .iter()
        .map(|band| {
            format!(
                "• {} : {} % du SMIC, soit environ {} € brut par mois",
                band.label(),
                band.percent(1),
                facts::least_pay(*band, 1, smic)
            )
        })
        .collect();
    vec![
        ("lines", lines.join("\n")),
        ("since", facts::smic_since(turn.today())),
    ]
}

/// The wire name of a topic.
fn name(topic: Topic) -> String {
    serde_json::to_value(topic)
        .ok()
        .and_then(|value| value.as_str().map(str::to_owned))
        .unwrap_or_default()
}
