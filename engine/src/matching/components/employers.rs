//! How many employers of the trade are around: the chance of a contract.

use tandem_index::Training;

use crate::matching::weights::{EMPLOYERS, NEUTRAL};
use crate::matching::{Component, EmployersNearby, Wishes};

/// One of these opens half the chance, and so on: the tenth matters less than the first.
const HALF_WAY: f32 = 3.0;
/// A posted need counts as so many more employers.
const RECRUITING: f32 = 2.0;
/// Above, the exact number says nothing more.
const MANY: usize = 50;

/// The component; nothing to say to who has an employer already.
pub(in crate::matching) fn component(
    wishes: &Wishes,
    training: &Training,
    nearby: &EmployersNearby,
) -> Component {
    let Some(radius_km) = nearby.radius_km() else {
        return EMPLOYERS.component(NEUTRAL, None);
    };
    if wishes.has_employer || training.romes.is_empty() {
        return EMPLOYERS.component(NEUTRAL, None);
    }
    let (count, recruiting) = nearby.count(wishes, &training.romes);
    let weighed = number(count) + RECRUITING * number(recruiting);
    let who = match count {
        0 => "pas encore d'employeur de ce métier repéré".to_owned(),
        1 => "1 employeur de ce métier".to_owned(),
        2..=MANY => format!("{count} employeurs de ce métier"),
        _ => format!("plus de {MANY} employeurs de ce métier"),
    };
    let needs = match recruiting {
        0 => String::new(),
        _ if count == 1 => ", qui recrute en ce moment".to_owned(),
        1 => ", dont 1 qui recrute en ce moment".to_owned(),
        more => format!(", dont {more} qui recrutent en ce moment"),
    };
    EMPLOYERS.component(
        weighed / (weighed + HALF_WAY),
        Some(format!("{who} à moins de {radius_km} km{needs}")),
    )
}

fn number(count: usize) -> f32 {
    u16::try_from(count).map_or(f32::from(u16::MAX), f32::from)
}
