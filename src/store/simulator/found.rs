//! What histories found, each as short as it gets.

use super::memory;
use super::versions::{Hidden, pretend};
use crate::domain::activity::{self, Activity};
use crate::domain::customer::{self, Customer};
use crate::domain::next_step::{self, NextStep};
use crate::domain::{Change, Deed, Id, Noun, Value};
use crate::store::Desk;
use crate::store::posting::Posting;

fn desk(number: u8) -> Desk {
    let mut origin = [number; 16];
    origin[0] = 0;
    memory::desk(Id::from_bytes([number; 16]), Id::from_bytes(origin)).unwrap()
}

fn customer(number: u8) -> Customer {
    Customer { id: Id::from_bytes([number; 16]), name: "Acme".into(), ..Customer::default() }
}

fn edited(name: &str) -> Change {
    let fields = vec![(customer::field::name, Value::Text(name.into()))];
    Change::new(Deed::Edit, name).set(Noun::Customer, customer(1).id, fields)
}

fn told(desk: &Desk) -> Vec<Posting> {
    let origins = desk.origins().unwrap();
    origins.iter().flat_map(|(origin, lo, hi)| desk.postings(*origin, *lo, *hi).unwrap()).collect()
}

#[test]
fn a_step_moved_to_another_customer_is_due_there() {
    let mut desk = desk(1);
    let step = NextStep {
        id: Id::from_bytes([9; 16]),
        customer: Some(customer(1).id),
        due_at: Some(5),
        ..NextStep::default()
    };
    let made = Change::new(Deed::AddCustomer, "two").add(&customer(1)).add(&customer(2)).add(&step);
    desk.commit(&made, 1).unwrap();
    let theirs = vec![(next_step::field::customer, Value::Ref(*customer(2).id.as_bytes()))];
    desk.commit(&Change::new(Deed::Edit, "moved").set(Noun::NextStep, step.id, theirs), 2).unwrap();
    assert!(desk.health().unwrap().sound());
    assert_eq!(desk.line(customer(2).id).unwrap().unwrap().next_at, Some(5));
}

#[test]
fn what_was_replaced_by_who_saw_it_waits_for_nobody_after_an_upgrade() {
    let (mut new, mut old) = (desk(1), desk(2));
    let rank = Customer { rank: "A".into(), ..customer(1) };
    new.commit(&Change::new(Deed::AddCustomer, "Acme").add(&rank), 1).unwrap();
    new.commit(&edited("Acme & Sons"), 2).unwrap();
    pretend(Some(Hidden::of(Noun::Deal, [(Noun::Customer, customer::field::rank); 2])));
    let brought = old.apply_postings(&told(&new)).unwrap();
    pretend(None);
    assert_eq!((brought.parked, old.get::<Customer>(rank.id).unwrap().unwrap().rank.as_str()), (1, ""));
    assert_eq!(old.unpark().unwrap(), 0);
    assert_eq!(old.get::<Customer>(rank.id).unwrap().unwrap().rank, "A");
    assert_eq!(old.review_count().unwrap(), 0);
}

/// Copies share what they call themselves, and their clocks.
#[test]
fn of_what_two_copies_wrote_at_one_moment_the_same_waits_everywhere() {
    let (mut one, mut copy, mut other, mut third) = (desk(1), desk(1), desk(2), desk(3));
    one.commit(&Change::new(Deed::AddCustomer, "Acme").add(&customer(1)), 1).unwrap();
    copy.become_copy_of(&one).unwrap();
    one.commit(&edited("Acme A"), 5).unwrap();
    copy.commit(&edited("Acme B"), 5).unwrap();
    // Somebody sees the one, and writes over it; the copy's comes later, or first.
    other.apply_postings(&told(&one)).unwrap();
    other.commit(&edited("Acme C"), 9).unwrap();
    third.apply_postings(&told(&copy)).unwrap();
    third.apply_postings(&told(&other)).unwrap();
    other.apply_postings(&told(&copy)).unwrap();
    copy.apply_postings(&told(&other)).unwrap();
    let waits = [&other, &third, &copy].map(|desk| desk.to_review(9).unwrap());
    assert_eq!(waits[0], waits[1]);
    assert_eq!(waits[0], waits[2]);
}

#[test]
fn a_customer_s_history_shows_a_correction_that_came_before_what_it_corrects() {
    let (mut one, mut other) = (desk(1), desk(2));
    let call =
        Activity { id: Id::from_bytes([8; 16]), customer: Some(customer(1).id), ..Activity::default() };
    one.commit(&Change::new(Deed::AddCustomer, "Acme").add(&customer(1)), 1).unwrap();
    one.commit(&Change::new(Deed::Log, "Acme").add(&call), 2).unwrap();
    let note = vec![(activity::field::note, Value::Text("back on Monday".into()))];
    one.commit(&Change::new(Deed::Edit, "Acme").set(Noun::Activity, call.id, note), 3).unwrap();
    let mut backwards = told(&one);
    backwards.reverse();
    for posting in backwards {
        other.apply_postings(&[posting]).unwrap();
    }
    let history = |desk: &Desk| desk.history(customer(1).id, 9).unwrap().len();
    assert_eq!((history(&one), history(&other)), (3, 3));
}
