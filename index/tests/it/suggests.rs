//! Completions are those that reading every label gives, and forgive what people mistype.

use proptest::prelude::*;
use tandem_index::{Completions, Searcher, Suggester};
use tandem_models::{Understander, fold};

use crate::supplies::{METZ, employer, training};

fn labels(suggester: &Suggester, typed: &str) -> Vec<String> {
    let found = suggester.complete(typed, 10);
    found.iter().map(|found| found.label.to_owned()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]
    #[test]
    fn completions_are_those_that_reading_every_label_gives(
        given in prop::collection::vec(("[ab]{1,3}( [ab]{1,3}){0,3}", 0..50_u32), 0..300),
        typed in "[ab]{1,3}( [ab]{1,2}){0,1}",
        limit in 1..12_usize,
    ) {
        let suggester =
            Suggester::new(given.iter().map(|(label, weight)| (label.clone(), f64::from(*weight))));
        let mut expected: Vec<(bool, i64, &str, usize)> = given
            .iter()
            .enumerate()
            .filter(|(_, (label, _))| format!(" {label}").contains(&format!(" {typed}")))
            .map(|(at, (label, weight))| {
                (!label.starts_with(&typed), -i64::from(*weight), label.as_str(), at)
            })
            .collect();
        expected.sort_unstable();
        let expected: Vec<usize> = expected.into_iter().map(|found| found.3).take(limit).collect();
        let found: Vec<usize> = suggester
            .complete(&typed, limit)
            .iter()
            .map(|found| found.number as usize)
            .collect();
        // what begins no label may be read again
        prop_assert!(found == expected || expected.is_empty(), "{found:?} {expected:?}");
    }
}

#[test]
fn titles_towns_diplomas_and_employers_complete_each_other() {
    let trainings = ["1", "2"].map(|id| training(id, "CAP Boulanger", &["D1102"], Some(METZ)));
    let baker = employer(
        "33405590200046",
        "Fournil de l'Étoile",
        &["D1102"],
        Some(METZ),
    );
    let searcher = Searcher::in_memory(trainings.into(), vec![baker]);
    let completions = Completions::of(&Understander::embedded(), &searcher);
    for (suggester, typed, first) in [
        (&completions.towns, "metz", "Metz"),
        (&completions.towns, "st etienne", "Saint-Étienne"),
        (&completions.towns, "marseile", "Marseille"),
        (&completions.towns, "montpelier", "Montpellier"),
        (&completions.diplomas, "boul", "CAP Boulanger"),
        (&completions.employers, "étoile", "Fournil de l'Étoile"),
        (
            &completions.employers,
            "etoile fournil",
            "Fournil de l'Étoile",
        ),
    ] {
        let found = labels(suggester, typed);
        assert_eq!(
            found.first().map(String::as_str),
            Some(first),
            "{typed}: {found:?}"
        );
    }
    for typed in ["boulan", "boulnager", "bouulangre", "boulagner"] {
        let found = labels(&completions.titles, typed);
        assert!(
            found.iter().any(|label| fold(label).contains("boulanger")),
            "{typed}: {found:?}"
        );
    }
    assert!(labels(&completions.towns, "xyzxyzxyz").is_empty());
    assert!(labels(&completions.towns, " - ").is_empty());
    assert!(completions.towns.complete("metz", 0).is_empty());
}
