//! Sentences that were not understood: masked, counted, without their author, given a meaning.

use tandem_models::Intent;
use tandem_store::{MissLabel, Retention};

use crate::support::{World, contract, drain, say};

contract![
    what_is_not_understood_is_kept_masked_and_counted_without_its_author,
    a_person_says_what_a_sentence_means_and_may_take_it_back,
    sentences_go_when_their_time_is_over,
];

const DAY: i64 = 24 * 3_600;

/// Somebody who writes these lines after the notice.
async fn writes(world: &World, lines: &[&str]) -> tandem_store::ConversationId {
    let id = world.conversation().await;
    let opening = ["salut", "ok"];
    for (number, line) in opening.iter().chain(lines).enumerate() {
        say(world, &id, &number.to_string(), line).await;
    }
    drain(&world.store, world.now).await;
    id
}

async fn what_is_not_understood_is_kept_masked_and_counted_without_its_author(world: World) {
    let one = writes(&world, &["azertyuiop qsdf", "zblurg 06 12 34 56 78"]).await;
    writes(&world, &["Azertyuiop   QSDF !", "???", "🤷"]).await;
    let open = world.store.open_misses(10).await.unwrap();
    let texts: Vec<(&str, u64)> = open
        .iter()
        .map(|miss| (miss.text.as_str(), miss.times))
        .collect();
    assert_eq!(texts[0], ("azertyuiop qsdf", 2), "the most frequent first");
    assert_eq!(open[0].about, "path");
    assert_eq!(open[0].last_day.as_second() % DAY, 0, "no finer than a day");
    assert!(
        open.iter().all(|miss| !miss.text.contains("06 12")),
        "{texts:?}"
    );
    assert_eq!(
        world.store.count_open_misses().await.unwrap(),
        open.len() as u64
    );
    // erasing the person leaves them: nothing of them leads to the person
    world.store.erase(&one, world.now).await.unwrap();
    assert_eq!(world.store.open_misses(10).await.unwrap(), open);
}

async fn a_person_says_what_a_sentence_means_and_may_take_it_back(world: World) {
    writes(
        &world,
        &["azertyuiop qsdf", "wxcvbn poiuyt", "mlkjhgf trez"],
    )
    .await;
    let store = &world.store;
    let open = store.open_misses(10).await.unwrap();
    let [first, second, third, ..] = open.as_slice() else {
        panic!("{open:?}")
    };
    let baker = MissLabel::Trade("D1102".parse().unwrap());
    for (miss, label) in [
        (first, baker),
        (second, MissLabel::Intent(Intent::Human)),
        (third, MissLabel::Ignored),
    ] {
        let found = store.label_miss(&miss.id, Some(label), world.now).await;
        assert!(found.unwrap());
    }
    assert_eq!(store.open_misses(10).await.unwrap().len(), open.len() - 3);
    let labelled = store.labelled_misses().await.unwrap();
    let labels: Vec<_> = labelled.iter().filter_map(|miss| miss.label).collect();
    assert_eq!(labels, [MissLabel::Intent(Intent::Human), baker]);
    assert!(store.label_miss(&first.id, None, world.now).await.unwrap());
    assert_eq!(store.labelled_misses().await.unwrap().len(), 1);
    assert!(!store.label_miss("none", None, world.now).await.unwrap());
}

async fn sentences_go_when_their_time_is_over(mut world: World) {
    writes(&world, &["azertyuiop qsdf", "wxcvbn poiuyt"]).await;
    let store = world.store.clone();
    let open = store.open_misses(10).await.unwrap();
    let kept = store.label_miss(&open[0].id, Some(MissLabel::Ignored), world.now);
    assert!(kept.await.unwrap());
    world.advance(31 * DAY);
    let rule = Retention::default();
    let due = store.retention_due(&rule, world.now).await.unwrap();
    let done = store.retain(&rule, 10, world.now).await.unwrap();
    assert_eq!(
        (due.misses, done.misses),
        (1, 1),
        "the one without a meaning"
    );
    world.advance(152 * DAY);
    let done = store.retain(&rule, 10, world.now).await.unwrap();
    assert_eq!(done.misses, 1);
}
