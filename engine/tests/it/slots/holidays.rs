//! Holidays against dates fixed by law and by known Easters.

use jiff::civil::{Date, date};
use tandem_engine::slots::{HolidayZone, Territory, holidays, is_holiday};

const OVERSEAS: [HolidayZone; 5] = [
    HolidayZone::Guadeloupe,
    HolidayZone::Guyane,
    HolidayZone::Martinique,
    HolidayZone::Reunion,
    HolidayZone::Mayotte,
];

/// Easter Sundays, among them the earliest, the latest, and years where the rule is corrected.
const EASTERS: &str = "1818-03-22 1886-04-25 1943-04-25 1954-04-18 1981-04-19 2006-04-16 2007-04-08 \
    2008-03-23 2009-04-12 2010-04-04 2011-04-24 2012-04-08 2013-03-31 2014-04-20 2015-04-05 \
    2016-03-27 2017-04-16 2018-04-01 2019-04-21 2020-04-12 2021-04-04 2022-04-17 2023-04-09 \
    2024-03-31 2025-04-20 2026-04-05 2027-03-28 2028-04-16 2029-04-01 2030-04-21 2031-04-13 \
    2038-04-25 2049-04-18 2076-04-19 2100-03-28 2133-04-19 2285-03-22 2299-04-16";

fn count(zone: HolidayZone) -> usize {
    (2006..=2031).map(|year| holidays(zone, year).len()).sum()
}

#[test]
fn twenty_six_years_have_the_known_number_of_holidays() {
    assert_eq!(count(HolidayZone::Metropole), 286);
    assert_eq!(count(HolidayZone::AlsaceMoselle), 338);
    for zone in OVERSEAS {
        assert_eq!(count(zone), 312, "{zone:?}");
    }
}

#[test]
fn easter_monday_follows_every_known_easter() {
    for written in EASTERS.split_whitespace() {
        let easter: Date = written.parse().unwrap();
        let monday = holidays(HolidayZone::Metropole, easter.year())
            .into_iter()
            .find(|holiday| holiday.name == "lundi de Pâques")
            .unwrap();
        assert_eq!(monday.date, easter.tomorrow().unwrap());
    }
}

#[test]
fn metz_2027_has_its_thirteen_days() {
    let days: Vec<String> = holidays(HolidayZone::AlsaceMoselle, 2027)
        .into_iter()
        .map(|holiday| holiday.date.to_string())
        .collect();
    assert_eq!(
        days,
        [
            "2027-01-01",
            "2027-03-26",
            "2027-03-29",
            "2027-05-01",
            "2027-05-06",
            "2027-05-08",
            "2027-05-17",
            "2027-07-14",
            "2027-08-15",
            "2027-11-01",
            "2027-11-11",
            "2027-12-25",
            "2027-12-26",
        ]
    );
}

#[test]
fn slavery_ended_on_its_own_day_in_each_territory() {
    let days = [(27, 5), (10, 6), (22, 5), (20, 12), (27, 4)];
    for (zone, (day, month)) in OVERSEAS.into_iter().zip(days) {
        assert!(is_holiday(zone, date(2026, month, day)), "{zone:?}");
        assert!(
            !is_holiday(HolidayZone::Metropole, date(2026, month, day)),
            "{zone:?}"
        );
    }
}

#[test]
fn a_day_is_a_holiday_exactly_when_the_year_lists_it() {
    let mut zones = OVERSEAS.to_vec();
    zones.extend([HolidayZone::Metropole, HolidayZone::AlsaceMoselle]);
    for zone in zones {
        for year in [2008, 2024, 2027, 2038] {
            let listed = holidays(zone, year);
            assert!(listed.is_sorted_by_key(|holiday| holiday.date));
            let mut day = date(year, 1, 1);
            while day.year() == year {
                let is_listed = listed.iter().any(|holiday| holiday.date == day);
                assert_eq!(is_holiday(zone, day), is_listed, "{zone:?} {day}");
                day = day.tomorrow().unwrap();
            }
        }
    }
}

#[test]
fn every_territory_has_a_known_clock() {
    let all = [
        "57", "75", "2A", "971", "972", "973", "974", "975", "976", "977", "978", "986", "987",
        "988",
    ];
    for departement in all {
        let territory = Territory::of_departement(departement);
        assert_eq!(
            territory.time_zone().iana_name(),
            Some(territory.time_zone_name)
        );
    }
    assert_eq!(
        Territory::of_departement("57").holidays,
        HolidayZone::AlsaceMoselle
    );
    assert_eq!(
        Territory::of_departement("54").holidays,
        HolidayZone::Metropole
    );
}
