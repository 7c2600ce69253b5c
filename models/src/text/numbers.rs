//! Numbers in digits or in letters.

use super::{Kind, Sentence};

/// Number written at `position`, and the position after it.
pub(crate) fn number_at(sentence: &Sentence, position: usize) -> Option<(u32, usize)> {
    let word = sentence.words.get(position)?;
    if word.kind == Kind::Number {
        return word.text.parse().ok().map(|value| (value, position + 1));
    }
    let mut total = 0;
    let mut next = position;
    let mut last = u32::MAX;
    loop {
        let at = if next > position {
            skip_link(sentence, next)
        } else {
            next
        };
        let Some(value) = small(sentence.at(at)) else {
            break;
        };
        // "soixante" + "dix", "quatre" + "vingt", "vingt" + "cinq": each part smaller than the last
        if last == 4 && value == 20 {
            total = total - 4 + 80;
            last = 80;
        } else if next == position || continues(last, value) {
            total += value;
            last = value;
        } else {
            break;
        }
        next = at + 1;
    }
    (next > position).then_some((total, next))
}

/// "vingt" + "cinq", "dix" + "huit".
fn continues(last: u32, value: u32) -> bool {
    (last >= 20 && value < 20) || (last == 10 && (7..=9).contains(&value))
}

fn skip_link(sentence: &Sentence, position: usize) -> usize {
    if matches!(sentence.at(position), "-" | "et") {
        position + 1
    } else {
        position
    }
}

fn small(word: &str) -> Option<u32> {
    Some(match word {
        "un" | "une" => 1,
        "deux" => 2,
        "trois" => 3,
        "quatre" => 4,
        "cinq" => 5,
        "six" => 6,
        "sept" => 7,
        "huit" => 8,
        "neuf" => 9,
        "dix" | "dizaine" => 10,
        "onze" => 11,
        "douze" => 12,
        "treize" => 13,
        "quatorze" => 14,
        "quinze" | "quinzaine" => 15,
        "seize" => 16,
        "vingt" | "vingts" | "vingtaine" => 20,
        "trente" | "trentaine" => 30,
        "quarante" | "quarantaine" => 40,
        "cinquante" | "cinquantaine" => 50,
        "soixante" | "soixantaine" => 60,
        "cent" | "centaine" => 100,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_letters_are_read() {
        for (text, expected) in [
            ("seize ans", 16),
            ("dix-sept", 17),
            ("dix huit ans", 18),
            ("vingt et un", 21),
            ("trente-cinq km", 35),
            ("soixante-dix", 70),
            ("quatre vingt", 80),
            ("42", 42),
        ] {
            assert_eq!(
                number_at(&Sentence::read(text), 0).map(|found| found.0),
                Some(expected),
                "{text}"
            );
        }
    }
}
