//! Which clock and which holidays a département follows.

use jiff::tz::TimeZone;

use crate::slots::HolidayZone;

/// Clock and holidays of a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Territory {
    /// IANA name of its time zone.
    pub time_zone_name: &'static str,
    /// Holidays it observes.
    pub holidays: HolidayZone,
}

impl Territory {
    /// The territory of a département or overseas collectivity ("57", "2A", "974"); what is not
    /// listed follows Paris. Saint-Martin and Saint-Barthélemy are read as Guadeloupe, the
    /// collectivities of the Pacific and Saint-Pierre-et-Miquelon with the common holidays.
    pub fn of_departement(departement: &str) -> Self {
        let (time_zone_name, holidays) = match departement {
            "57" | "67" | "68" => ("Europe/Paris", HolidayZone::AlsaceMoselle),
            "971" | "977" | "978" => ("America/Guadeloupe", HolidayZone::Guadeloupe),
            "972" => ("America/Martinique", HolidayZone::Martinique),
            "973" => ("America/Cayenne", HolidayZone::Guyane),
            "974" => ("Indian/Reunion", HolidayZone::Reunion),
            "975" => ("America/Miquelon", HolidayZone::Metropole),
            "976" => ("Indian/Mayotte", HolidayZone::Mayotte),
            "986" => ("Pacific/Wallis", HolidayZone::Metropole),
            "987" => ("Pacific/Tahiti", HolidayZone::Metropole),
            "988" => ("Pacific/Noumea", HolidayZone::Metropole),
            _ => ("Europe/Paris", HolidayZone::Metropole),
        };
        Self {
            time_zone_name,
            holidays,
        }
    }

    /// Its time zone; UTC if the tables do not know it, which a test rules out.
    pub fn time_zone(self) -> TimeZone {
        TimeZone::get(self.time_zone_name).unwrap_or(TimeZone::UTC)
    }
}
