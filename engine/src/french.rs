//! How things are said in French: dates, hours, lists, phones. No clock, no locale library.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time, Weekday};
use jiff::tz::TimeZone;

const MONTHS: [&str; 12] = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];

/// "jeudi".
pub fn weekday(day: Weekday) -> &'static str {
    match day {
        Weekday::Monday => "lundi",
        Weekday::Tuesday => "mardi",
        Weekday::Wednesday => "mercredi",
        Weekday::Thursday => "jeudi",
        Weekday::Friday => "vendredi",
        Weekday::Saturday => "samedi",
        Weekday::Sunday => "dimanche",
    }
}

/// "septembre".
pub fn month(date: Date) -> &'static str {
    let position = usize::try_from(date.month() - 1).unwrap_or(0);
    MONTHS.get(position).copied().unwrap_or("")
}

/// "jeudi 3 décembre", "mardi 1er juin".
pub fn day(date: Date) -> String {
    let number = match date.day() {
        1 => "1er".to_owned(),
        other => other.to_string(),
    };
    format!("{} {number} {}", weekday(date.weekday()), month(date))
}

/// "14 h 30", "9 h".
pub fn time(at: Time) -> String {
    match at.minute() {
        0 => format!("{} h", at.hour()),
        minute => format!("{} h {minute:02}", at.hour()),
    }
}

/// The wall time of a place at an instant; Paris when the zone is unknown.
pub fn local(at: Timestamp, time_zone: &str) -> DateTime {
    TimeZone::get(time_zone)
        .or_else(|_| TimeZone::get("Europe/Paris"))
        .unwrap_or(TimeZone::UTC)
        .to_datetime(at)
}

/// "jeudi 3 décembre à 14 h 30", in the time zone of the place.
pub fn instant(at: Timestamp, time_zone: &str) -> String {
    let local = local(at, time_zone);
    format!("{} à {}", day(local.date()), time(local.time()))
}

/// The same for a button: "jeu. 3 déc. à 14 h 30" would be read badly aloud, so days stay whole.
pub fn instant_short(at: Timestamp, time_zone: &str) -> String {
    let local = local(at, time_zone);
    format!(
        "{} {} {}, {}",
        weekday(local.date().weekday()),
        local.day(),
        month(local.date()),
        time(local.time())
    )
}

/// "a, b et c".
pub fn list(items: &[String]) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} et {last}", first.join(", ")),
    }
}

/// "a, b ou c", each between quotation marks.
pub fn examples(items: &[String]) -> String {
    let quoted: Vec<String> = items.iter().map(|item| format!("« {item} »")).collect();
    match quoted.as_slice() {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} ou {last}", first.join(", ")),
    }
}

/// "06 12 34 56 78" for a French number in E.164; others as they are.
pub fn phone(number: &str) -> String {
    let is_national = number.len() == 10 && number.bytes().all(|digit| digit.is_ascii_digit());
    let national = match number.strip_prefix("+33") {
        Some(rest) => format!("0{rest}"),
        None if is_national => number.to_owned(),
        None => return number.to_owned(),
    };
    let digits: Vec<char> = national.chars().collect();
    digits
        .chunks(2)
        .map(|pair| pair.iter().collect::<String>())
        .collect::<Vec<_>>()
        .join(" ")
}

/// "de Lens", "d'Arras".
pub fn of(name: &str) -> String {
    match fold(name).chars().next() {
        Some('a' | 'e' | 'i' | 'o' | 'u') => format!("d'{name}"),
        _ => format!("de {name}"),
    }
}

/// "3 km", "moins d'1 km".
pub fn distance(km: f64) -> String {
    if km < 1.0 {
        "moins d'1 km".to_owned()
    } else {
        format!("{km:.0} km")
    }
}

/// "1 867": thousands apart by a thin space that does not break.
pub fn thousands(number: u32) -> String {
    match number {
        0..1000 => number.to_string(),
        _ => format!("{}\u{202f}{:03}", thousands(number / 1000), number % 1000),
    }
}

/// Lowercase letters and digits separated by single spaces, accents dropped: to compare what is
/// typed with what is written on a button.
pub fn fold(text: &str) -> String {
    let plain: String = text
        .to_lowercase()
        .chars()
        .flat_map(|character| {
            let replaced = match character {
                'à' | 'â' | 'ä' => "a",
                'é' | 'è' | 'ê' | 'ë' => "e",
                'î' | 'ï' => "i",
                'ô' | 'ö' => "o",
                'ù' | 'û' | 'ü' => "u",
                'ç' => "c",
                'œ' => "oe",
                'æ' => "ae",
                other if other.is_ascii_alphanumeric() || other == '+' => {
                    return vec![other];
                }
                _ => " ",
            };
            replaced.chars().collect()
        })
        .collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// First letter in lower case, unless the word is an acronym ("CAP").
pub fn lower_first(text: &str) -> String {
    let mut characters = text.chars();
    match (characters.next(), characters.clone().next()) {
        (Some(first), Some(second)) if !second.is_uppercase() => {
            first.to_lowercase().chain(characters).collect()
        }
        _ => text.to_owned(),
    }
}

/// First letter in upper case.
pub fn upper_first(text: &str) -> String {
    let mut characters = text.chars();
    match characters.next() {
        Some(first) => first.to_uppercase().chain(characters).collect(),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_said_in_the_time_zone_of_the_centre() {
        let at: Timestamp = "2026-12-03T13:30:00Z".parse().unwrap();
        assert_eq!(instant(at, "Europe/Paris"), "jeudi 3 décembre à 14 h 30");
        assert_eq!(instant(at, "Indian/Reunion"), "jeudi 3 décembre à 17 h 30");
        let first: Timestamp = "2027-06-01T07:00:00Z".parse().unwrap();
        assert_eq!(instant(first, "Europe/Paris"), "mardi 1er juin à 9 h");
    }

    #[test]
    fn words_are_joined_as_they_are_spoken() {
        let items = ["a".to_owned(), "b".to_owned(), "c".to_owned()];
        assert_eq!(list(&items), "a, b et c");
        assert_eq!(phone("+33612345678"), "06 12 34 56 78");
        assert_eq!(fold("  🔧 Réparer, CONSTRUIRE "), "reparer construire");
        assert_eq!(lower_first("CAP cuisine"), "CAP cuisine");
        assert_eq!(lower_first("Boulanger"), "boulanger");
    }
}
