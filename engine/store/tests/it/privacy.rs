//! Rights of the person and retention (CHANNELS privacy 8, 9 and 14).

use jiff::SignedDuration;
use tandem_engine::dialogue::Outcome;
use tandem_engine::profile::Profile;
use tandem_store::{Retention, RetentionReport};

use crate::support::{World, contract, drain, lea, say, training};

contract![
    an_erased_person_leaves_nothing_and_is_told,
    the_text_of_a_silent_conversation_goes,
    a_dry_run_of_retention_counts_and_touches_nothing,
    an_anonymous_profile_goes_after_six_months,
    a_person_with_an_appointment_to_come_is_not_forgotten,
    a_message_that_waits_is_not_lost_with_an_old_profile,
    names_and_contacts_go_a_year_after_the_appointment,
    names_and_contacts_go_a_year_after_a_contact_request,
    traces_of_deliveries_go_after_six_months_and_what_waits_stays,
    the_proof_of_an_erasure_goes_after_a_year,
];

const DAY: i64 = 24 * 3_600;

async fn retain(world: &World) -> RetentionReport {
    let kept = Retention::default();
    let due = world.store.retention_due(&kept, world.now).await.unwrap();
    let done = world.store.retain(&kept, 100, world.now).await.unwrap();
    assert_eq!(done, due, "what was announced was done");
    let left = world.store.retention_due(&kept, world.now).await.unwrap();
    assert!(left.is_empty(), "{left:?}");
    done
}

async fn an_erased_person_leaves_nothing_and_is_told(world: World) {
    let store = &world.store;
    let person = world.conversation().await;
    let slot = world.slots(12).await.remove(8);
    world.book(&person, &slot).await;
    say(&world, &person, "k1", "je m'appelle Léa").await;
    drain(store, world.now).await;
    world.sent_mails().await;
    let before = store.export(&person).await.unwrap().to_string();
    assert!(before.contains("lea@exemple.test"));
    store.erase(&person, world.now).await.unwrap();
    let after = store.export(&person).await.unwrap().to_string();
    assert!(
        !after.contains("Léa") && !after.contains("lea@exemple.test"),
        "{after}"
    );
    assert_eq!(world.sent_mails().await.len(), 1, "only the centre is told");
    assert!(world.slots(20).await.contains(&slot));
    // the conversation itself still answers
    say(&world, &person, "k2", "salut").await;
    assert_eq!(drain(store, world.now).await, 1);
}

async fn the_text_of_a_silent_conversation_goes(mut world: World) {
    let person = world.conversation().await;
    say(&world, &person, "k1", "je cherche un CAP boulanger").await;
    drain(&world.store, world.now).await;
    world.advance(30 * DAY - 1);
    assert!(retain(&world).await.is_empty());
    world.advance(1);
    assert_eq!(retain(&world).await.texts, 1);
    assert_eq!(world.store.latest_seq(&person).await.unwrap(), 0);
    say(&world, &person, "k2", "salut").await;
    assert_eq!(drain(&world.store, world.now).await, 1);
}

async fn a_dry_run_of_retention_counts_and_touches_nothing(mut world: World) {
    let person = world.conversation().await;
    say(&world, &person, "k1", "je cherche un CAP boulanger").await;
    drain(&world.store, world.now).await;
    world.advance(400 * DAY);
    let before = world.store.export(&person).await.unwrap();
    let kept = Retention::default();
    let due = world.store.retention_due(&kept, world.now).await.unwrap();
    assert_eq!((due.texts, due.profiles), (1, 1));
    assert!(due.deliveries >= 1, "{due:?}");
    assert_eq!(world.store.export(&person).await.unwrap(), before);
}

async fn an_anonymous_profile_goes_after_six_months(mut world: World) {
    let person = world.conversation().await;
    let other = world.conversation().await;
    say(&world, &person, "k1", "je cherche un CAP boulanger").await;
    say(&world, &other, "k1", "coiffure à Metz").await;
    drain(&world.store, world.now).await;
    world.advance(100 * DAY);
    say(&world, &other, "k2", "je suis en 3e").await;
    drain(&world.store, world.now).await;
    world.advance(82 * DAY);
    assert_eq!(retain(&world).await.profiles, 1);
    let gone = world.store.export(&person).await.unwrap();
    assert!(gone["conversation"].is_null(), "{gone}");
    assert_eq!(gone["events"].as_array().map(Vec::len), Some(0));
    let stays = world.store.export(&other).await.unwrap();
    assert!(stays.to_string().contains("57463"), "{stays}");
}

async fn a_person_with_an_appointment_to_come_is_not_forgotten(mut world: World) {
    let person = world.conversation().await;
    say(&world, &person, "k1", "je cherche un CAP boulanger").await;
    drain(&world.store, world.now).await;
    let slot = world.slots(12).await.remove(8);
    world.book(&person, &slot).await;
    // a rule shorter than the time until the appointment
    let kept = Retention {
        profile: SignedDuration::from_hours(1),
        ..Retention::default()
    };
    world.advance(2 * 3_600);
    let done = world.store.retain(&kept, 100, world.now).await.unwrap();
    assert_eq!(done.profiles, 0);
    let export = world.store.export(&person).await.unwrap();
    assert_ne!(export["events"].as_array().map(Vec::len), Some(0));
}

async fn a_message_that_waits_is_not_lost_with_an_old_profile(mut world: World) {
    let person = world.conversation().await;
    say(&world, &person, "k1", "je cherche un CAP boulanger").await;
    drain(&world.store, world.now).await;
    world.advance(182 * DAY);
    say(&world, &person, "k2", "je suis de retour").await;
    assert_eq!(retain(&world).await.profiles, 0);
    assert_eq!(drain(&world.store, world.now).await, 1);
}

async fn names_and_contacts_go_a_year_after_the_appointment(mut world: World) {
    let person = world.conversation().await;
    let slot = world.slots(12).await.remove(8);
    let booked = world.book(&person, &slot).await;
    world.sent_mails().await;
    let wait = booked.ends_at.duration_since(world.now).as_secs();
    world.advance(wait + 365 * DAY - 1);
    assert_eq!(retain(&world).await.contacts, 0);
    let export = world.store.export(&person).await.unwrap().to_string();
    assert!(export.contains("lea@exemple.test"));
    world.advance(1);
    assert_eq!(
        retain(&world).await.contacts,
        2,
        "the appointment and its lead"
    );
    let export = world.store.export(&person).await.unwrap();
    let text = export.to_string();
    assert!(
        !text.contains("lea@exemple.test") && !text.contains("Léa"),
        "{text}"
    );
    assert_eq!(
        export["appointments"].as_array().map(Vec::len),
        Some(1),
        "it took place"
    );
}

async fn names_and_contacts_go_a_year_after_a_contact_request(mut world: World) {
    let person = world.conversation().await;
    let (id, contact, shared) = (training("closed").id, lea(), Profile::default());
    let asked = world
        .store
        .request_contact(&person, &id, &contact, "c1", &shared, world.now);
    assert!(matches!(
        asked.await.unwrap(),
        Outcome::ContactRequested { .. }
    ));
    world.advance(365 * DAY);
    assert_eq!(retain(&world).await.contacts, 1);
    let text = world.store.export(&person).await.unwrap().to_string();
    assert!(!text.contains("lea@exemple.test"), "{text}");
}

async fn traces_of_deliveries_go_after_six_months_and_what_waits_stays(mut world: World) {
    let person = world.conversation().await;
    let slots = world.slots(12).await;
    let first = world.book(&person, &slots[8]).await;
    assert_eq!(world.sent_mails().await.len(), 2);
    let cancelled = world.store.cancel(&person, &first.id, world.now);
    cancelled.await.unwrap();
    let waiting = world.store.backlog(world.now).await.unwrap().mail;
    assert!(waiting > 0);
    world.advance(182 * DAY);
    let done = retain(&world).await;
    assert!(done.deliveries >= 2, "{done:?}");
    let still = world.store.backlog(world.now).await.unwrap().mail;
    assert_eq!(still, waiting, "a mail that waits is not lost");
}

async fn the_proof_of_an_erasure_goes_after_a_year(mut world: World) {
    let person = world.conversation().await;
    world.store.erase(&person, world.now).await.unwrap();
    world.advance(365 * DAY - 1);
    assert_eq!(retain(&world).await.proofs, 0);
    world.advance(1);
    assert_eq!(retain(&world).await.proofs, 1);
}
