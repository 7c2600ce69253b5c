//! How long a trip takes, from the distance as the crow flies.
//!
//! No timetable is known here: these are curves of usual door-to-door times (detours, waiting and
//! the walk to the stop counted in), slower over the first kilometres, faster further out. They
//! rise with distance, so that what is nearer is never said to take longer.

use tandem_models::TravelMode;

/// A stretch of a trip: up to that many kilometres from home, so many minutes a kilometre.
struct Stretch {
    until_km: f64,
    minutes_per_km: f64,
}

/// Minutes before the first kilometre, then the stretches.
struct Curve {
    fixed_minutes: f64,
    stretches: &'static [Stretch],
}

const fn stretch(until_km: f64, minutes_per_km: f64) -> Stretch {
    Stretch {
        until_km,
        minutes_per_km,
    }
}

/// 4.8 km/h on streets a quarter longer than the crow's way.
const WALK: Curve = Curve {
    fixed_minutes: 0.0,
    stretches: &[stretch(f64::INFINITY, 15.6)],
};

/// 15 km/h on ways a third longer; two minutes to unlock and park.
const BIKE: Curve = Curve {
    fixed_minutes: 2.0,
    stretches: &[stretch(f64::INFINITY, 5.2)],
};

/// Six minutes to the stop and waiting; 20 km/h in town with its detours, coaches at 40 km/h on the
/// road further out.
const BUS: Curve = Curve {
    fixed_minutes: 6.0,
    stretches: &[
        stretch(5.0, 3.6),
        stretch(20.0, 2.2),
        stretch(f64::INFINITY, 1.8),
    ],
};

/// Twenty minutes to and from the stations and waiting; regional trains, then faster ones.
const TRAIN: Curve = Curve {
    fixed_minutes: 20.0,
    stretches: &[
        stretch(30.0, 1.2),
        stretch(150.0, 0.8),
        stretch(f64::INFINITY, 0.4),
    ],
};

/// Four minutes to start and park; town, then roads, then fast roads.
const CAR: Curve = Curve {
    fixed_minutes: 4.0,
    stretches: &[
        stretch(5.0, 2.4),
        stretch(20.0, 1.35),
        stretch(60.0, 0.95),
        stretch(f64::INFINITY, 0.7),
    ],
};

fn curve(mode: TravelMode) -> &'static Curve {
    match mode {
        TravelMode::Walk => &WALK,
        TravelMode::Bike => &BIKE,
        TravelMode::Bus => &BUS,
        TravelMode::Train => &TRAIN,
        TravelMode::Car => &CAR,
    }
}

/// Estimated minutes of a trip, door to door, for a distance as the crow flies in kilometres.
/// Never falls when the distance grows; a distance that is no number or negative counts as 0.
pub fn travel_minutes(mode: TravelMode, km: f64) -> f64 {
    let distance = km.max(0.0);
    let curve = curve(mode);
    let mut minutes = curve.fixed_minutes;
    let mut from_km = 0.0;
    for stretch in curve.stretches {
        let covered = distance.min(stretch.until_km) - from_km;
        if covered <= 0.0 {
            break;
        }
        minutes += covered * stretch.minutes_per_km;
        from_km = stretch.until_km;
    }
    minutes
}

/// How far one gets in so many minutes, in kilometres as the crow flies: the inverse of
/// [`travel_minutes`]; 0 when the time is spent before the first kilometre.
pub fn km_within(mode: TravelMode, minutes: f64) -> f64 {
    let curve = curve(mode);
    let mut left = minutes - curve.fixed_minutes;
    let mut from_km = 0.0;
    for stretch in curve.stretches {
        let cost = (stretch.until_km - from_km) * stretch.minutes_per_km;
        if left <= cost {
            return from_km + (left / stretch.minutes_per_km).max(0.0);
        }
        left -= cost;
        from_km = stretch.until_km;
    }
    from_km
}
