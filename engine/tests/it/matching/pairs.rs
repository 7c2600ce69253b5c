//! Pairs: both sides of an apprenticeship.

use std::collections::HashSet;

use tandem_engine::matching::{Bookable, Pair, Wishes, propose_for};
use tandem_index::{Employer, HiringTrade, Searcher, Training};
use tandem_models::Reach;

use super::supply::{TODAY, baker, bakery, recruiting, rome, training};

fn pairs(wishes: &Wishes, trainings: Vec<Training>, employers: Vec<Employer>) -> Vec<Pair> {
    let searcher = Searcher::in_memory(trainings, employers);
    propose_for(wishes, None, &searcher, &Bookable::new(), TODAY).pairs
}

#[test]
fn the_best_pair_says_where_both_are() {
    let found = pairs(
        &baker(),
        vec![training("cap", 12.0), training("far", 28.0)],
        vec![bakery(1, 4.0), recruiting(2, 3.0)],
    );
    assert_eq!(found[0].training.item.id.as_str(), "cap");
    assert_eq!(
        found[0].reason,
        "L'entreprise recrute en ce moment, à 3 km ; les cours sont à 12 km."
    );
    assert!(found.is_sorted_by(|one, next| one.score >= next.score));
}

#[test]
fn nobody_stands_in_two_pairs() {
    let trainings = (0..6).map(|number| training(&format!("t{number}"), 5.0 + f64::from(number)));
    let employers = (1..=6).map(|number| bakery(number, f64::from(number)));
    let found = pairs(&baker(), trainings.collect(), employers.collect());
    assert_eq!(found.len(), 5);
    let trainings: HashSet<_> = found.iter().map(|pair| &pair.training.item.id).collect();
    let employers: HashSet<_> = found.iter().map(|pair| &pair.employer.item.siret).collect();
    assert_eq!((trainings.len(), employers.len()), (5, 5));
}

#[test]
fn both_are_within_reach_of_home_and_share_the_trade() {
    let wishes = Wishes {
        reach: Some(Reach::Kilometres(20)),
        ..baker()
    };
    let mut butcher = bakery(1, 3.0);
    butcher.trades = vec![HiringTrade {
        rome: rome("D1101"),
        affinity: 1.0,
    }];
    assert!(pairs(&wishes, vec![training("cap", 12.0)], vec![butcher]).is_empty());
    let far = pairs(&wishes, vec![training("far", 250.0)], vec![bakery(2, 3.0)]);
    assert!(
        far.is_empty(),
        "a training nearest anywhere is not within reach"
    );
    let mut remote = training("remote", 12.0);
    remote.is_remote = true;
    let found = pairs(&wishes, vec![remote], vec![bakery(3, 3.0)]);
    assert_eq!(
        found[0].reason,
        "L'entreprise travaille dans ce métier, à 3 km ; les cours se suivent à distance."
    );
}

#[test]
fn without_a_home_they_must_be_near_each_other() {
    let wishes = Wishes {
        home: None,
        ..baker()
    };
    let near = pairs(&wishes, vec![training("cap", 12.0)], vec![bakery(1, 20.0)]);
    assert_eq!(
        near[0].reason,
        "L'entreprise travaille dans ce métier ; les cours sont à Metz."
    );
    assert!(pairs(&wishes, vec![training("cap", 12.0)], vec![bakery(1, 80.0)]).is_empty());
}

#[test]
fn who_has_an_employer_needs_no_pair() {
    let wishes = Wishes {
        has_employer: true,
        ..baker()
    };
    assert!(pairs(&wishes, vec![training("cap", 12.0)], vec![bakery(1, 4.0)]).is_empty());
}
