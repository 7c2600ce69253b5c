//! How the values of a profile are said.

use tandem_models::{AgeBand, Reach, StartWish};

use super::World;
use super::french;
use crate::profile::{Profile, SlotValue};

/// A value as it is said ("Lens (62)", "20 km"), `None` when there is nothing to say.
pub(super) fn value(world: &World<'_>, value: &SlotValue) -> Option<String> {
    Some(match value {
        SlotValue::Trades(trades) if !trades.is_empty() => {
            let labels: Vec<String> = trades
                .iter()
                .take(3)
                .map(|wanted| trade(world, wanted.rome))
                .collect();
            labels.join(" ou ")
        }
        SlotValue::NotTrades(trades) if !trades.is_empty() => {
            let labels: Vec<String> = trades
                .iter()
                .take(3)
                .map(|rome| trade(world, *rome))
                .collect();
            let more = if trades.len() > labels.len() {
                ", ni les métiers voisins"
            } else {
                ""
            };
            format!("pas {}{more}", labels.join(", ni "))
        }
        SlotValue::Domains(domains) => {
            let wanted = domains.first()?;
            world
                .understander
                .domains()
                .iter()
                .find(|domain| domain.domain == *wanted)
                .map(|domain| domain.label.clone())?
        }
        SlotValue::LevelNow(Some(stage)) => named(world, "level_now", stage)?,
        SlotValue::TargetLevel(Some(level)) => named(world, "target_level", level)?,
        SlotValue::TravelMode(Some(mode)) => named(world, "travel_mode", mode)?,
        SlotValue::Place(Some(insee)) => place(world, *insee),
        SlotValue::Reach(Some(reach)) => match reach {
            Reach::Kilometres(km) => format!("{km} km au plus"),
            Reach::Minutes(minutes) => format!("{minutes} min au plus"),
            Reach::Anywhere => "peu importe la distance".to_owned(),
        },
        SlotValue::AgeBand(Some(band)) => age(*band).to_owned(),
        SlotValue::Start(Some(start)) => match start {
            StartWish::Asap => "dès que possible".to_owned(),
            StartWish::Whenever => "début quand ça se présente".to_owned(),
            StartWish::From(date) => {
                format!("à partir de {} {}", french::month(*date), date.year())
            }
        },
        SlotValue::HasEmployer(Some(has)) => {
            let id = if *has {
                "value.employer.yes"
            } else {
                "value.employer.no"
            };
            world.flows.text(id).first()?.clone()
        }
        _ => return None,
    })
}

fn age(band: AgeBand) -> &'static str {
    match band {
        AgeBand::Under15 => "moins de 15 ans",
        AgeBand::From15To17 => "15-17 ans",
        AgeBand::From18To25 => "18-25 ans",
        AgeBand::From26 => "26 ans et plus",
    }
}

/// The text `value.<slot>.<name of the variant>`.
fn named<T: serde::Serialize>(world: &World<'_>, slot: &str, value: &T) -> Option<String> {
    let name = serde_json::to_value(value).ok()?;
    let id = format!("value.{slot}.{}", name.as_str()?);
    world.flows.text(&id).first().cloned()
}

/// The label of a trade, in the middle of a sentence.
pub(super) fn trade(world: &World<'_>, rome: tandem_models::RomeCode) -> String {
    world
        .understander
        .trade(rome)
        .map_or_else(|| rome.to_string(), |trade| short_label(&trade.label))
}

/// "Boulanger, boulangère" as it is said in a sentence: "boulanger / boulangère".
fn short_label(label: &str) -> String {
    let forms: Vec<&str> = label.split(", ").take(2).collect();
    french::lower_first(&forms.join(" / "))
}

/// "Lens (62)".
pub(super) fn place(world: &World<'_>, insee: tandem_models::InseeCode) -> String {
    world.understander.places().get(insee).map_or_else(
        || insee.to_string(),
        |commune| format!("{} ({})", commune.name, commune.departement),
    )
}

/// "Lens": the name alone.
pub(super) fn town(world: &World<'_>, insee: tandem_models::InseeCode) -> String {
    world
        .understander
        .places()
        .get(insee)
        .map_or_else(|| insee.to_string(), |commune| commune.name.clone())
}

/// The lines of the recap: slot, name of the slot, value.
pub(super) fn recap(world: &World<'_>, profile: &Profile) -> Vec<(&'static str, String)> {
    const SLOTS: [&str; 9] = [
        "trades",
        "not_trades",
        "level_now",
        "target_level",
        "place",
        "reach",
        "travel_mode",
        "age_band",
        "start",
    ];
    SLOTS
        .into_iter()
        .filter_map(|slot| Some((slot, value(world, &profile.get(slot)?)?)))
        .collect()
}

/// What a person agreed to share, as label and value, for whoever reads it in a mail or a portal.
pub fn profile_facts(world: &World<'_>, profile: &Profile) -> Vec<(String, String)> {
    recap(world, profile)
        .into_iter()
        .map(|(slot, value)| {
            let label = match slot {
                "trades" => "Métier visé",
                "not_trades" => "Ne souhaite pas",
                "level_now" => "Situation",
                "target_level" => "Diplôme visé",
                "place" => "Habite à",
                "reach" => "Distance",
                "travel_mode" => "Se déplace",
                "age_band" => "Âge",
                "start" => "Début souhaité",
                other => other,
            };
            (label.to_owned(), french::upper_first(&value))
        })
        .collect()
}
