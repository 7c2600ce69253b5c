//! Holding, confirming, cancelling, moving.

use jiff::SignedDuration;
use tandem_engine::appointments::AppointmentStatus;
use tandem_engine::dialogue::{CentreReach, Outcome};
use tandem_store::{MailContext, MailJob};

use crate::support::{World, contract, lea, training};

contract![
    a_slot_is_held_confirmed_and_told_to_both,
    a_held_slot_is_offered_to_nobody_else,
    a_hold_runs_out_after_ten_minutes,
    a_double_press_is_one_booking,
    another_slot_gives_the_first_one_back,
    one_active_appointment_per_centre,
    cancelling_frees_the_slot_until_two_hours_before,
    moving_to_an_overlapping_slot_works_and_a_taken_one_changes_nothing,
    moving_ends_four_hours_before,
    a_centre_cancels_by_its_link_until_the_start_and_moves_nothing,
    a_centre_without_calendar_says_so,
    appointments_are_listed_in_order_and_only_to_their_person,
];

async fn a_slot_is_held_confirmed_and_told_to_both(world: World) {
    let person = world.conversation().await;
    let slots = world.slots(3).await;
    let view = world.book(&person, &slots[0]).await;
    assert_eq!(view.status, AppointmentStatus::Confirmed);
    assert_eq!(view.starts_at, "2026-11-23T08:00:00Z".parse().unwrap());
    assert_eq!(view.address, "1 rue Serpenoise, 57000 Metz");
    let mails = world.sent_mails().await;
    let [
        MailJob::AppointmentConfirmedToCentre { .. },
        MailJob::AppointmentConfirmedToCandidate { token, .. },
    ] = mails.as_slice()
    else {
        panic!("{mails:?}")
    };
    let Some(MailContext::Appointment(mail)) = world.store.mail_context(&mails[0]).await.unwrap()
    else {
        panic!("no context")
    };
    assert_eq!(mail.to, ["open@cfa.test", "alix@cfa.test"]);
    assert_eq!(mail.contact, Some(lea()));
    assert_eq!((mail.sequence, mail.kind.as_str()), (0, "Découverte"));
    let linked = world.store.appointment_by_token(token, world.now);
    let linked = linked.await.unwrap().unwrap();
    assert_eq!(linked.view.id, view.id);
    let unknown = world.store.appointment_by_token("0", world.now);
    assert!(unknown.await.unwrap().is_none());
}

async fn a_held_slot_is_offered_to_nobody_else(world: World) {
    let (one, other) = (world.conversation().await, world.conversation().await);
    let slot = world.slots(1).await.remove(0);
    assert!(matches!(world.hold(&one, &slot).await, Outcome::Held(_)));
    let Outcome::SlotTaken { others, time_zone } = world.hold(&other, &slot).await else {
        panic!("taken twice")
    };
    assert_eq!(time_zone, "Europe/Paris");
    assert_eq!(others.len(), 3);
    assert!(!others.contains(&slot));
    assert!(matches!(
        world.hold(&other, &others[0]).await,
        Outcome::Held(_)
    ));
}

async fn a_hold_runs_out_after_ten_minutes(mut world: World) {
    let (one, other) = (world.conversation().await, world.conversation().await);
    let slot = world.slots(2).await.remove(1);
    let Outcome::Held(held) = world.hold(&one, &slot).await else {
        panic!("not held")
    };
    world.advance(599);
    assert!(!world.slots(9).await.contains(&slot));
    world.advance(1);
    assert!(world.slots(9).await.contains(&slot));
    assert!(matches!(world.hold(&other, &slot).await, Outcome::Held(_)));
    assert_eq!(world.confirm(&one, &held.id).await, Outcome::HoldExpired);
    // the person is told once, by whichever saw it first
    assert!(world.store.is_thinking(&one).await.unwrap());
    let report = world
        .store
        .run_due_jobs(10, "test", None, world.now)
        .await
        .unwrap();
    assert_eq!((report.done, report.failed), (1, 0));
    assert_eq!(world.store.backlog(world.now).await.unwrap().inbox, 1);
}

async fn a_double_press_is_one_booking(world: World) {
    let person = world.conversation().await;
    let slot = world.slots(1).await.remove(0);
    let (Outcome::Held(first), Outcome::Held(second)) = (
        world.hold(&person, &slot).await,
        world.hold(&person, &slot).await,
    ) else {
        panic!("not held")
    };
    assert_eq!(first.id, second.id);
    let (Outcome::Confirmed(first), Outcome::Confirmed(second)) = (
        world.confirm(&person, &first.id).await,
        world.confirm(&person, &second.id).await,
    ) else {
        panic!("not confirmed")
    };
    assert_eq!(first, second);
    assert_eq!(world.sent_mails().await.len(), 2);
}

async fn another_slot_gives_the_first_one_back(world: World) {
    let person = world.conversation().await;
    let slots = world.slots(2).await;
    world.hold(&person, &slots[0]).await;
    world.hold(&person, &slots[1]).await;
    let free = world.slots(9).await;
    assert!(free.contains(&slots[0]) && !free.contains(&slots[1]));
    let held = world.store.appointments(&person, world.now).await.unwrap();
    assert_eq!(held.len(), 1);
    let released = world.store.release(&person, &held[0].id, world.now);
    assert!(matches!(released.await.unwrap(), Outcome::Cancelled(_)));
    assert_eq!(world.slots(2).await, slots);
}

async fn one_active_appointment_per_centre(world: World) {
    let person = world.conversation().await;
    let slots = world.slots(2).await;
    let booked = world.book(&person, &slots[0]).await;
    let again = world.hold(&person, &slots[1]).await;
    assert_eq!(again, Outcome::AlreadyBooked(booked.clone()));
    let cancelled = world.store.cancel(&person, &booked.id, world.now);
    // 9:00 in Metz is less than two hours away
    assert!(matches!(cancelled.await.unwrap(), Outcome::TooLate(_)));
}

async fn cancelling_frees_the_slot_until_two_hours_before(mut world: World) {
    let person = world.conversation().await;
    let slot = world.slots(12).await.remove(8);
    let booked = world.book(&person, &slot).await;
    world.sent_mails().await;
    world.now = slot.starts_at - SignedDuration::from_hours(2) + SignedDuration::from_secs(1);
    let late = world.store.cancel(&person, &booked.id, world.now).await;
    assert!(matches!(late.unwrap(), Outcome::TooLate(_)));
    world.now = slot.starts_at - SignedDuration::from_hours(2);
    let stranger = world.conversation().await;
    let foreign = world.store.cancel(&stranger, &booked.id, world.now).await;
    assert_eq!(foreign.unwrap(), Outcome::Refused);
    for _ in 0..2 {
        let done = world.store.cancel(&person, &booked.id, world.now).await;
        let Outcome::Cancelled(view) = done.unwrap() else {
            panic!("not cancelled")
        };
        assert_eq!(view.status, AppointmentStatus::CancelledByCandidate);
    }
    assert!(world.slots(20).await.contains(&slot));
    let mails = world.sent_mails().await;
    let [
        MailJob::AppointmentCancelledToCentre { .. },
        MailJob::AppointmentCancelledToCandidate { .. },
    ] = mails.as_slice()
    else {
        panic!("{mails:?}")
    };
    let Some(MailContext::Appointment(mail)) = world.store.mail_context(&mails[1]).await.unwrap()
    else {
        panic!("no context")
    };
    assert_eq!(
        (mail.sequence, mail.to.as_slice()),
        (1, &["lea@exemple.test".to_owned()][..])
    );
    assert!(matches!(world.hold(&person, &slot).await, Outcome::Held(_)));
}

async fn moving_to_an_overlapping_slot_works_and_a_taken_one_changes_nothing(world: World) {
    let (person, other) = (world.conversation().await, world.conversation().await);
    let slots = world.slots(20).await;
    let booked = world.book(&person, &slots[12]).await;
    world.book(&other, &slots[14]).await;
    world.sent_mails().await;
    let taken = world
        .store
        .move_to(&person, &booked.id, &slots[14], world.now);
    let Outcome::SlotTaken { others, .. } = taken.await.unwrap() else {
        panic!("moved onto somebody")
    };
    assert!(!others.is_empty());
    assert!(!world.slots(20).await.contains(&slots[12]));
    // a quarter of an hour later: both times share slices
    let mut overlapping = slots[12].clone();
    overlapping.starts_at += SignedDuration::from_mins(15);
    overlapping.ends_at += SignedDuration::from_mins(15);
    let moved = world
        .store
        .move_to(&person, &booked.id, &overlapping, world.now);
    let Outcome::Moved(view) = moved.await.unwrap() else {
        panic!("not moved")
    };
    assert_eq!(
        (view.id, view.starts_at),
        (booked.id.clone(), overlapping.starts_at)
    );
    let details = world.store.appointment_details(&booked.id).await.unwrap();
    assert_eq!(details.unwrap().sequence, 1);
    let mails = world.sent_mails().await;
    assert!(matches!(
        mails.as_slice(),
        [
            MailJob::AppointmentMovedToCentre { from, .. },
            MailJob::AppointmentMovedToCandidate { .. }
        ] if *from == slots[12].starts_at
    ));
}

async fn moving_ends_four_hours_before(mut world: World) {
    let person = world.conversation().await;
    let slots = world.slots(40).await;
    let booked = world.book(&person, &slots[30]).await;
    let limit = slots[30].starts_at - SignedDuration::from_hours(4);
    let other = slots[39].clone();
    world.now = limit + SignedDuration::from_secs(1);
    let late = world.store.move_to(&person, &booked.id, &other, world.now);
    assert!(matches!(late.await.unwrap(), Outcome::TooLate(_)));
    let kept = world.store.appointments(&person, world.now).await.unwrap();
    assert_eq!(kept, std::slice::from_ref(&booked));
    world.now = limit;
    let stranger = world.conversation().await;
    let foreign = world
        .store
        .move_to(&stranger, &booked.id, &other, world.now);
    assert_eq!(foreign.await.unwrap(), Outcome::Refused);
    let moved = world.store.move_to(&person, &booked.id, &other, world.now);
    assert!(matches!(moved.await.unwrap(), Outcome::Moved(_)));
}

async fn a_centre_cancels_by_its_link_until_the_start_and_moves_nothing(mut world: World) {
    let person = world.conversation().await;
    let slots = world.slots(20).await;
    world.book(&person, &slots[10]).await;
    let mails = world.sent_mails().await;
    let MailJob::AppointmentConfirmedToCentre { token, .. } = &mails[0] else {
        panic!("{mails:?}")
    };
    let moved = world.store.move_by_token(token, &slots[12], world.now);
    assert_eq!(moved.await.unwrap(), Some(Outcome::Refused));
    // too late for the person, not for the centre
    world.now = slots[10].starts_at - SignedDuration::from_secs(1);
    let cancelled = world.store.cancel_by_token(token, world.now);
    let Some(Outcome::Cancelled(view)) = cancelled.await.unwrap() else {
        panic!("not cancelled")
    };
    assert_eq!(view.status, AppointmentStatus::CancelledByCentre);
    assert!(world.store.is_thinking(&person).await.unwrap(), "not told");
}

async fn a_centre_without_calendar_says_so(world: World) {
    let (closed, nowhere) = (training("closed").id, training("nowhere").id);
    let found = world.store.find_slots(&closed, None, None, 3, world.now);
    let Outcome::NoCalendar { phone, reach } = found.await.unwrap() else {
        panic!("slots of a centre without calendar")
    };
    assert_eq!(phone.as_deref(), Some("03 87 00 00 00"));
    assert_eq!(reach, CentreReach::Mail);
    let unknown = world.store.find_slots(&nowhere, None, None, 3, world.now);
    assert_eq!(unknown.await.unwrap(), Outcome::Refused);
    let bookable = world.store.bookable_centres().await.unwrap();
    assert_eq!(bookable.len(), 1);
}

async fn appointments_are_listed_in_order_and_only_to_their_person(mut world: World) {
    let (person, other) = (world.conversation().await, world.conversation().await);
    let slots = world.slots(2).await;
    let booked = world.book(&person, &slots[1]).await;
    let own = world.store.appointments(&person, world.now).await.unwrap();
    assert_eq!(own, [booked]);
    let others = world.store.appointments(&other, world.now).await.unwrap();
    assert!(others.is_empty());
    world.advance(24 * 3_600);
    let past = world.store.appointments(&person, world.now).await.unwrap();
    assert!(past.is_empty());
}
