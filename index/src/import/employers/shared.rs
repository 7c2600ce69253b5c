//! What all employer files share.

use super::super::lookups::Lookups;
use crate::supply::HiringTrade;

/// Trades of a NAF class.
pub(crate) fn hiring_trades(naf: Option<&str>, lookups: &Lookups<'_>) -> Vec<HiringTrade> {
    naf.map(|naf| lookups.activities.trades(naf, lookups.understander))
        .unwrap_or_default()
}

/// Staff as shown, out of INSEE's code ("03") or of two numbers ("6-9").
pub(crate) fn staff_range(text: &str) -> Option<String> {
    let range = match text {
        "01" => (1, 2),
        "02" => (3, 5),
        "03" => (6, 9),
        "11" => (10, 19),
        "12" => (20, 49),
        "21" => (50, 99),
        "22" => (100, 199),
        "31" => (200, 249),
        "32" => (250, 499),
        "41" => (500, 999),
        "42" => (1000, 1999),
        "51" => (2000, 4999),
        "52" => (5000, 9999),
        "53" => return Some("10 000 salariés et plus".to_owned()),
        _ => {
            let (least, most) = text.split_once('-')?;
            (least.trim().parse().ok()?, most.trim().parse().ok()?)
        }
    };
    match range {
        (_, 0) => None,
        (least, most) => Some(format!("{least} à {most} salariés")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn staff_reads_the_same_from_a_code_and_from_two_numbers() {
        assert_eq!(staff_range("03").as_deref(), Some("6 à 9 salariés"));
        assert_eq!(staff_range("6-9").as_deref(), Some("6 à 9 salariés"));
        for nothing in ["", "00", "NN", "99", "0-0"] {
            assert_eq!(staff_range(nothing), None, "{nothing}");
        }
    }
}
