//! Many people, few slots: nobody is booked twice, everybody is answered.

use std::collections::HashSet;

use tandem_engine::appointments::{Contact, Slot};
use tandem_engine::dialogue::Outcome;
use tandem_engine::profile::Profile;
use tandem_index::CentreId;
use tandem_store::{ConversationId, Store};

use crate::support::{World, calendar, contract, lea, training};

contract![two_hundred_race_for_twenty_slots];

/// What became of one person.
enum End {
    Confirmed(Slot),
    /// Refused, with others proposed or none left.
    Refused(usize),
}

async fn race(store: Store, person: ConversationId, slot: Slot, now: jiff::Timestamp) -> End {
    let id = training("open").id;
    match store.hold(&person, &id, &slot, now).await.unwrap() {
        Outcome::Held(held) => {
            let (contact, shared): (Contact, Profile) = (lea(), Profile::default());
            let done = store.confirm(&person, &held.id, &contact, "c1", &shared, now);
            match done.await.unwrap() {
                Outcome::Confirmed(_) => End::Confirmed(slot),
                other => panic!("held and not confirmed: {other:?}"),
            }
        }
        Outcome::SlotTaken { others, .. } => {
            assert!(!others.contains(&slot), "a taken slot is proposed again");
            End::Refused(others.len())
        }
        other => panic!("{other:?}"),
    }
}

async fn two_hundred_race_for_twenty_slots(world: World) {
    let mut setup = calendar(&["alix", "noor"]);
    // two advisers, ten slots each, on one day
    for adviser in &mut setup.advisers {
        adviser.openings[0].start = jiff::civil::time(9, 0, 0, 0);
        adviser.openings[0].end = jiff::civil::time(14, 0, 0, 0);
        adviser.openings[0].weekdays = Vec::new();
    }
    let saved = world.store.set_centre_calendar(&setup, world.now);
    saved.await.unwrap();
    let times = world.slots(50).await;
    assert_eq!(times.len(), 10);
    let slots: Vec<Slot> = times
        .iter()
        .flat_map(|slot| {
            ["adviser:alix", "adviser:noor"].map(|adviser| Slot {
                adviser: adviser.to_owned(),
                ..slot.clone()
            })
        })
        .collect();
    let mut people = Vec::new();
    for _ in 0..200 {
        people.push(world.conversation().await);
    }
    // half of them come through another process
    let other_process = world.another_process().await;
    let mut racers = tokio::task::JoinSet::new();
    for (index, person) in people.into_iter().enumerate() {
        let store = if index % 2 == 0 {
            world.store.clone()
        } else {
            other_process.clone()
        };
        let slot = slots[index % slots.len()].clone();
        racers.spawn(race(store, person, slot, world.now));
    }
    let ends = racers.join_all().await;
    let confirmed: Vec<&Slot> = ends
        .iter()
        .filter_map(|end| match end {
            End::Confirmed(slot) => Some(slot),
            End::Refused(_) => None,
        })
        .collect();
    let distinct: HashSet<(&str, jiff::Timestamp)> = confirmed
        .iter()
        .map(|slot| (slot.adviser.as_str(), slot.starts_at))
        .collect();
    assert_eq!((confirmed.len(), distinct.len()), (20, 20));
    let with_others = ends
        .iter()
        .filter(|end| matches!(end, End::Refused(others) if *others > 0))
        .count();
    assert!(with_others > 0, "nobody was proposed another slot");
    assert_eq!(ends.len() - confirmed.len(), 180);
    assert!(world.slots(5).await.is_empty());
    let centre = CentreId("centre:open".to_owned());
    let desk = world.store.load_calendar(&centre, world.now).await.unwrap();
    let busy: usize = desk
        .unwrap()
        .calendar
        .advisers
        .iter()
        .map(|adviser| adviser.busy.len())
        .sum();
    assert_eq!(busy, 20);
}
