//! How far it is from home, and how long the trip takes by the means they have.

use tandem_models::{Reach, TravelMode};

use crate::matching::travel::travel_minutes;
use crate::matching::weights::{NEUTRAL, Weight, unit_from};
use crate::matching::{Component, Wishes};

/// Courses followed from home: no trip, but fewer people around.
const REMOTE: f32 = 0.8;
/// Home is known, the place is not.
const NOWHERE: f32 = 0.25;
/// Further than that, no duration is told: it would be a guess about a long journey.
const FURTHEST_TOLD_KM: f64 = 300.0;
/// Nearer than that is "tout près": home is the middle of a commune.
const NEXT_DOOR_KM: f64 = 1.5;

/// Where something is seen from home.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::matching) enum Whereabouts {
    /// At that distance in kilometres.
    At(f64),
    /// Taught at a distance.
    Remote,
    /// Its place is not known.
    Unplaced,
    /// Home is not known.
    NoHome,
}

impl Whereabouts {
    /// From a distance that may be missing.
    pub(in crate::matching) fn new(wishes: &Wishes, distance_km: Option<f64>) -> Self {
        match distance_km {
            Some(km) if !km.is_nan() => Self::At(km.max(0.0)),
            _ if wishes.home.is_some() => Self::Unplaced,
            _ => Self::NoHome,
        }
    }
}

/// The component: 1 at the door, one half at the edge of what they can do, then towards 0. Never
/// rises with distance.
pub(in crate::matching) fn component(
    weight: Weight,
    wishes: &Wishes,
    whereabouts: Whereabouts,
) -> Component {
    match whereabouts {
        Whereabouts::At(km) => {
            let share = travel_minutes(wishes.assumed_mode(), km) / wishes.limit_minutes();
            let value = unit_from(1.0 / (1.0 + share * share));
            weight.component(value, Some(distance_phrase(wishes, km)))
        }
        Whereabouts::Remote => weight.component(
            REMOTE,
            Some("à distance : tu suis les cours de chez toi".to_owned()),
        ),
        Whereabouts::Unplaced => weight.component(NOWHERE, None),
        Whereabouts::NoHome => weight.component(NEUTRAL, None),
    }
}

/// "à 12 km, environ 25 min en bus"; without a known means, the distance alone.
pub(in crate::matching) fn distance_phrase(wishes: &Wishes, km: f64) -> String {
    if km < NEXT_DOOR_KM {
        return "tout près de chez toi".to_owned();
    }
    let distance = format!("à {km:.0} km");
    let Some(mode) = wishes.travel_mode.filter(|_| km <= FURTHEST_TOLD_KM) else {
        return distance;
    };
    if !is_too_far_for_every_day(wishes, km) {
        let minutes = travel_minutes(mode, km);
        return format!("{distance}, environ {} {}", duration(minutes), by(mode));
    }
    let instead = match mode {
        TravelMode::Walk | TravelMode::Bike => return format!("{distance}, loin {}", by(mode)),
        TravelMode::Bus => "vois le train ou un logement sur place (internat, foyer)",
        TravelMode::Train | TravelMode::Car => "prévois un logement sur place (internat, foyer)",
    };
    format!(
        "{distance}, trop loin {} tous les jours : {instead}",
        by(mode)
    )
}

/// Nobody makes that trip twice a day, unless they said that they go so far: an hour on foot, an
/// hour and a half by bike, bus or car, two hours by train.
pub(in crate::matching) fn is_too_far_for_every_day(wishes: &Wishes, km: f64) -> bool {
    let mode = wishes.assumed_mode();
    let usual = match mode {
        TravelMode::Walk => 60.0,
        TravelMode::Bike | TravelMode::Bus | TravelMode::Car => 90.0,
        TravelMode::Train => 120.0,
    };
    let longest = match wishes.reach {
        Some(Reach::Kilometres(_) | Reach::Minutes(_)) => wishes.limit_minutes().max(usual),
        Some(Reach::Anywhere) | None => usual,
    };
    travel_minutes(mode, km) > longest
}

fn by(mode: TravelMode) -> &'static str {
    match mode {
        TravelMode::Walk => "à pied",
        TravelMode::Bike => "à vélo",
        TravelMode::Bus => "en bus",
        TravelMode::Train => "en train",
        TravelMode::Car => "en voiture",
    }
}

/// To the next five minutes: an estimate must not look like a timetable.
fn duration(minutes: f64) -> String {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "minutes of a trip under 300 km"
    )]
    let rounded = (minutes / 5.0).ceil().max(1.0) as u32 * 5;
    match (rounded / 60, rounded % 60) {
        (0, minutes) => format!("{minutes} min"),
        (hours, 0) => format!("{hours} h"),
        (hours, minutes) => format!("{hours} h {minutes:02}"),
    }
}
