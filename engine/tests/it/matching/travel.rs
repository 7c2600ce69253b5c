//! Door-to-door times.

use proptest::prelude::*;
use tandem_engine::matching::{km_within, travel_minutes};
use tandem_models::TravelMode;

const MODES: [TravelMode; 5] = [
    TravelMode::Walk,
    TravelMode::Bike,
    TravelMode::Bus,
    TravelMode::Train,
    TravelMode::Car,
];

#[test]
fn usual_trips_take_their_usual_time() {
    let check = |mode, km, between: std::ops::RangeInclusive<f64>| {
        let minutes = travel_minutes(mode, km);
        assert!(
            between.contains(&minutes),
            "{mode:?} {km} km: {minutes} min"
        );
    };
    check(TravelMode::Walk, 1.0, 13.0..=18.0);
    check(TravelMode::Bike, 4.0, 18.0..=27.0);
    check(TravelMode::Bus, 5.0, 20.0..=30.0);
    check(TravelMode::Bus, 12.0, 32.0..=45.0);
    check(TravelMode::Car, 12.0, 20.0..=30.0);
    check(TravelMode::Car, 50.0, 50.0..=75.0);
    check(TravelMode::Train, 48.0, 55.0..=80.0);
    check(TravelMode::Car, 315.0, 210.0..=270.0);
}

proptest! {
    #[test]
    fn further_never_takes_less(
        mode in prop::sample::select(&MODES[..]),
        one in 0.0_f64..20_000.0,
        other in 0.0_f64..20_000.0,
    ) {
        let (near, far) = (one.min(other), one.max(other));
        prop_assert!(travel_minutes(mode, near) <= travel_minutes(mode, far));
        prop_assert!(travel_minutes(mode, far).is_finite());
    }

    #[test]
    fn minutes_lead_back_to_kilometres(
        mode in prop::sample::select(&MODES[..]),
        km in 0.1_f64..500.0,
    ) {
        let back = km_within(mode, travel_minutes(mode, km));
        prop_assert!((back - km).abs() < 1e-6, "{km} became {back}");
    }

    #[test]
    fn no_time_leads_nowhere(mode in prop::sample::select(&MODES[..]), minutes in -100.0_f64..0.0) {
        prop_assert!(km_within(mode, minutes).abs() < f64::EPSILON);
        prop_assert!(travel_minutes(mode, f64::NAN).is_finite());
    }
}
