//! Public holidays, computed for any year: Code du travail L3133-1 (the eleven), L3134-13
//! (Alsace and Moselle), L3422-2 (abolition of slavery overseas).

use jiff::civil::Date;
use jiff::{Span, ToSpan};
use serde::{Deserialize, Serialize};

/// Which public holidays a place observes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names are the territories")]
pub enum HolidayZone {
    Metropole,
    AlsaceMoselle,
    Guadeloupe,
    Guyane,
    Martinique,
    Reunion,
    Mayotte,
}

impl HolidayZone {
    /// Day and month on which slavery ended there.
    fn abolition(self) -> Option<(i8, i8)> {
        match self {
            Self::Metropole | Self::AlsaceMoselle => None,
            Self::Mayotte => Some((27, 4)),
            Self::Martinique => Some((22, 5)),
            Self::Guadeloupe => Some((27, 5)),
            Self::Guyane => Some((10, 6)),
            Self::Reunion => Some((20, 12)),
        }
    }
}

/// A public holiday.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Holiday {
    /// Its day.
    pub date: Date,
    /// Its name, in French.
    pub name: &'static str,
}

/// Day and month of the holidays that do not move.
const FIXED: [(i8, i8, &str); 8] = [
    (1, 1, "jour de l'an"),
    (1, 5, "fête du Travail"),
    (8, 5, "8 mai 1945"),
    (14, 7, "fête nationale"),
    (15, 8, "Assomption"),
    (1, 11, "Toussaint"),
    (11, 11, "11 novembre 1918"),
    (25, 12, "Noël"),
];

/// Days after Easter Sunday of the holidays that move.
const AFTER_EASTER: [(i32, &str); 3] = [
    (1, "lundi de Pâques"),
    (39, "Ascension"),
    (50, "lundi de Pentecôte"),
];

/// The holidays of a year, ascending. Two may fall on one day (1 May 2008 was also Ascension Day).
pub fn holidays(zone: HolidayZone, year: i16) -> Vec<Holiday> {
    let day = |(day, month, name): (i8, i8, &'static str)| {
        Date::new(year, month, day)
            .ok()
            .map(|date| Holiday { date, name })
    };
    let easter = easter_sunday(year);
    let moving = |(days, name): (i32, &'static str)| {
        let date = easter?.checked_add(Span::new().days(days)).ok()?;
        Some(Holiday { date, name })
    };
    let mut found: Vec<Holiday> = FIXED
        .into_iter()
        .filter_map(day)
        .chain(AFTER_EASTER.into_iter().filter_map(moving))
        .collect();
    if zone == HolidayZone::AlsaceMoselle {
        found.extend(moving((-2, "Vendredi saint")));
        found.extend(day((26, 12, "Saint-Étienne")));
    }
    if let Some((abolition_day, month)) = zone.abolition() {
        found.extend(day((abolition_day, month, "abolition de l'esclavage")));
    }
    found.sort_by_key(|holiday| holiday.date);
    found
}

/// Whether that local day is a public holiday there.
pub fn is_holiday(zone: HolidayZone, date: Date) -> bool {
    let (day, month) = (date.day(), date.month());
    if FIXED.iter().any(|fixed| (fixed.0, fixed.1) == (day, month))
        || zone.abolition() == Some((day, month))
        || (zone == HolidayZone::AlsaceMoselle && (day, month) == (26, 12))
    {
        return true;
    }
    let Some(easter) = easter_sunday(date.year()) else {
        return false;
    };
    AFTER_EASTER
        .iter()
        .any(|(days, _)| easter.saturating_add(days.days()) == date)
        || (zone == HolidayZone::AlsaceMoselle && easter.saturating_sub(2.days()) == date)
}

/// Easter Sunday of the Gregorian calendar: the first Sunday after the ecclesiastical full moon on
/// or after 21 March.
fn easter_sunday(year: i16) -> Option<Date> {
    let year_number = i32::from(year);
    let century = year_number.div_euclid(100);
    let place_in_cycle = year_number.rem_euclid(19);
    // Age of the moon: 19-year cycle, corrected for dropped leap days and for the moon's own drift.
    let leap_days_dropped = century - century.div_euclid(4);
    let moon_drift = (8 * century + 13).div_euclid(25);
    let mut days_to_moon =
        (19 * place_in_cycle + leap_days_dropped - moon_drift + 15).rem_euclid(30);
    // The last two ages are drawn back so that the moon never falls later than 18 April.
    if days_to_moon == 29 || (days_to_moon == 28 && place_in_cycle > 10) {
        days_to_moon -= 1;
    }
    let full_moon = Date::new(year, 3, 21)
        .ok()?
        .checked_add(days_to_moon.days())
        .ok()?;
    let days_to_sunday = 7 - i32::from(full_moon.weekday().to_sunday_zero_offset());
    full_moon.checked_add(days_to_sunday.days()).ok()
}
