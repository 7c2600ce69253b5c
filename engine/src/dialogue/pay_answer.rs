//! "combien je gagne à 17 ans en deuxième année ?": the pay simulator inside an answer.
//!
//! An exact age said in the question serves this answer only; what is kept is a band.

use tandem_models::AgeBand;

use super::french;
use super::turn::Turn;
use crate::pay::{self, PayBand};

/// The figures of the answer: `lines` and `note`.
pub(super) fn figures(turn: &mut Turn<'_>, text: &str) -> Vec<(&'static str, String)> {
    let today = turn.today();
    let folded = french::fold(text);
    let words: Vec<&str> = folded.split(' ').collect();
    let bands = match age(&words) {
        Some(age) => vec![PayBand::of(age)],
        None => known(turn.state.profile.age_band),
    };
    let year = year(&words);
    let lines: Vec<String> = match (bands.as_slice(), year) {
        // the three years of the only age in question
        ([band], None) => (1..=3)
            .map(|year| amount(&ordinal(year), pay::least(*band, year, today)))
            .collect(),
        (bands, year) => bands
            .iter()
            .map(|band| amount(band.label(), pay::least(*band, year.unwrap_or(1), today)))
            .collect(),
    };
    let note = match (bands.as_slice(), year) {
        ([PayBand::From26], _) => "pay.note.same",
        ([_], None) => "pay.note.birthday",
        (_, None) => "pay.note.first_year",
        (_, Some(_)) => "pay.note.estimate",
    };
    vec![("lines", lines.join("\n")), ("note", turn.text(note, &[]))]
}

fn amount(label: &str, pay: pay::Pay) -> String {
    format!(
        "• {label} : {} € brut, environ {} € net ({} % du SMIC)",
        french::thousands(pay.gross),
        french::thousands(pay.net()),
        pay.percent
    )
}

fn ordinal(year: u8) -> String {
    match year {
        1 => "1re année".to_owned(),
        year => format!("{year}e année"),
    }
}

/// The pay bands that an age band covers.
fn known(band: Option<AgeBand>) -> Vec<PayBand> {
    match band {
        Some(AgeBand::Under15 | AgeBand::From15To17) => vec![PayBand::Under18],
        Some(AgeBand::From18To25) => vec![PayBand::From18To20, PayBand::From21To25],
        Some(AgeBand::From26) => vec![PayBand::From26],
        None => PayBand::ALL.to_vec(),
    }
}

/// "17 ans", "17ans".
fn age(words: &[&str]) -> Option<u8> {
    let plausible = |digits: &str| digits.parse().ok().filter(|age| (13..=60).contains(age));
    let glued = words
        .iter()
        .find_map(|word| word.strip_suffix("ans").and_then(plausible));
    glued.or_else(|| {
        words
            .windows(2)
            .filter(|pair| matches!(pair[1], "ans" | "piges"))
            .find_map(|pair| plausible(pair[0]))
    })
}

/// "en deuxième année", "2e année", "la dernière année".
fn year(words: &[&str]) -> Option<u8> {
    let position = words
        .iter()
        .position(|word| matches!(*word, "annee" | "annees"))?;
    match *words.get(position.checked_sub(1)?)? {
        "1re" | "1ere" | "1er" | "1" | "premiere" => Some(1),
        "2e" | "2eme" | "2nde" | "2" | "deuxieme" | "seconde" => Some(2),
        "3e" | "3eme" | "3" | "troisieme" | "derniere" => Some(3),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Option<u8>, Option<u8>) {
        let folded = french::fold(text);
        let words: Vec<&str> = folded.split(' ').collect();
        (age(&words), year(&words))
    }

    #[test]
    fn age_and_year_are_read_in_the_question() {
        let cases = [
            (
                "c'est payé combien à 17 ans en deuxième année ?",
                (Some(17), Some(2)),
            ),
            ("cb on gagne en 3e année", (None, Some(3))),
            ("à 21ans la 1ère année", (Some(21), Some(1))),
            ("le salaire à 19 ans", (Some(19), None)),
            ("combien par an ?", (None, None)),
            ("je suis en 3e, c'est payé combien", (None, None)),
        ];
        for (text, expected) in cases {
            assert_eq!(read(text), expected, "{text}");
        }
    }
}
