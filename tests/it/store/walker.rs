//! A call list in memory: numbers that many share, blocks that end, days that pass, two desks.

use std::collections::HashSet;

use chrono::{DateTime, FixedOffset, NaiveTime};
use salesdesk::domain::activity::Activity;
use salesdesk::domain::block::Block;
use salesdesk::domain::call_list::{CallList, id_of};
use salesdesk::domain::contact_point::{self, ContactPoint};
use salesdesk::domain::entry::{self, Entry};
use salesdesk::domain::pacing::{self, Pacing};
use salesdesk::domain::{Change, Deed, Id, Trouble};
use salesdesk::store::{Desk, Error, Walker};

use crate::support::Book;

const NUMBER: &str = "+81312345678";

fn at(text: &str) -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339(&format!("2026-11-{text}:00+09:00")).unwrap()
}

fn list() -> CallList {
    CallList { id: id_of("L", None, 1), name: "L".into(), ..CallList::default() }
}

/// A list of so many customers with that number each, or one of their own.
fn walked(book: &mut Book, many: usize, shared: bool) -> Vec<Id> {
    let all: Vec<Id> = (0..many).map(|n| book.add(&format!("customer {n}"))).collect();
    for (nth, customer) in all.iter().enumerate() {
        let raw = if shared { NUMBER.to_owned() } else { format!("03-1234-{:04}", 5_000 + nth) };
        let point = contact_point::typed("phone", &raw, "JP");
        let point = ContactPoint { id: Id::mint(1), customer: Some(*customer), ..point };
        book.desk.commit(&Change::new(Deed::AddContactPoint, "").add(&point), 1).unwrap();
    }
    book.desk.commit(&list().made(&all), 1).unwrap();
    all
}

fn open(desk: &Desk, now: DateTime<FixedOffset>) -> Walker {
    Walker::open(desk, list().id, now, NaiveTime::from_hms_opt(10, 0, 0).unwrap(), &|_| true).unwrap()
}

fn call(desk: &mut Desk, customer: Id, number: &str, outcome: &str, now: DateTime<FixedOffset>) {
    let call = Activity {
        id: Id::mint(now.timestamp_millis()),
        customer: Some(customer),
        kind: "call".into(),
        at: Some(now.timestamp_millis()),
        outcome: outcome.into(),
        direction: "out".into(),
        number: number.into(),
        list: Some(list().id),
        ..Activity::default()
    };
    desk.commit(&Change::new(Deed::Log, "").add(&call), now.timestamp_millis()).unwrap();
}

/// Why each is not called, in the list's order; nothing for who is.
fn stand(walker: &Walker, now: DateTime<FixedOffset>) -> Vec<&'static str> {
    let code = |id| match walker.queue.standing(id, now).unwrap().key() {
        _ if walker.queue.standing(id, now).unwrap().state() == "ready" => "",
        (code, _) => code,
    };
    walker.queue.everybody().iter().map(|one| code(one.customer)).collect()
}

fn next(walker: &Walker, now: DateTime<FixedOffset>) -> Option<Id> {
    walker.queue.next(now, &HashSet::new()).map(|pick| pick.customer)
}

#[test]
fn once_a_number_was_rung_everybody_who_shares_it_waits_for_the_gap() {
    let mut book = Book::new();
    let all = walked(&mut book, 40, true);
    let mut walker = open(&book.desk, at("20T10:00"));
    assert_eq!(next(&walker, at("20T10:00")), Some(all[0]));
    call(&mut book.desk, all[0], NUMBER, "NA", at("20T10:00"));
    walker.catch_up(&book.desk, at("20T10:00")).unwrap();
    let mut waiting = vec!["gap"; 40];
    waiting[0] = "cooling";
    assert_eq!(stand(&walker, at("20T10:59")), waiting);
    assert_eq!(walker.queue.next_at(at("20T10:00")), Some(at("20T11:00").timestamp_millis()));
    assert_eq!(next(&walker, at("20T11:00")), Some(all[1]));
    call(&mut book.desk, all[1], NUMBER, "NA", at("20T11:00"));
    walker.catch_up(&book.desk, at("20T12:30")).unwrap();
    assert_eq!(stand(&walker, at("20T17:00"))[2..], ["per_day"; 38]);
    assert_eq!(next(&walker, at("24T09:00")), Some(all[2]), "after the weekend and the holiday");
}

#[test]
fn a_block_that_ends_while_the_list_is_open_frees_whom_it_covered() {
    for (whole, dead) in [(true, false), (false, false), (false, true)] {
        let mut book = Book::new();
        let all = walked(&mut book, 1, true);
        if dead {
            let other = contact_point::typed("phone", "06-1234-5678", "JP");
            let other = ContactPoint {
                id: Id::mint(1),
                customer: Some(all[0]),
                position: Some(9),
                state: "dead".into(),
                ..other
            };
            book.desk.commit(&Change::new(Deed::AddContactPoint, "").add(&other), 1).unwrap();
        }
        let block = Block {
            id: Id::mint(1),
            customer: whole.then_some(all[0]),
            address: if whole { String::new() } else { NUMBER.into() },
            until: Some(at("20T14:00").timestamp_millis()),
            ..Block::default()
        };
        book.desk.commit(&Change::new(Deed::Block, "").add(&block), 1).unwrap();
        let mut walker = open(&book.desk, at("20T10:00"));
        assert_eq!(stand(&walker, at("20T13:59")), ["blocked"]);
        assert_eq!(walker.queue.next_at(at("20T10:00")), Some(at("20T14:00").timestamp_millis()));
        walker.catch_up(&book.desk, at("20T14:00")).unwrap();
        assert_eq!(next(&walker, at("20T14:00")), Some(all[0]), "{whole} {dead}");
        assert_eq!(stand(&walker, at("20T11:00")), ["blocked"], "the clock was put back");
    }
}

#[test]
fn a_new_day_begins_for_a_list_left_open_over_night() {
    let mut book = Book::new();
    let all = walked(&mut book, 2, true);
    let mut walker = open(&book.desk, at("19T09:00"));
    for hour in ["19T09:00", "19T10:00"] {
        call(&mut book.desk, all[0], NUMBER, "VM", at(hour));
    }
    walker.catch_up(&book.desk, at("19T17:00")).unwrap();
    assert_eq!(stand(&walker, at("19T17:00")), ["cooling", "per_day"]);
    assert_eq!(walker.queue.next_at(at("19T17:00")), Some(at("20T09:00").timestamp_millis()));
    walker.catch_up(&book.desk, at("20T09:00")).unwrap();
    assert_eq!(next(&walker, at("20T09:00")), Some(all[1]));
}

#[test]
fn the_gap_holds_over_midnight_where_nights_are_called() {
    let mut book = Book::new();
    walked(&mut book, 2, true);
    let nights = Pacing {
        id: pacing::id_of(None),
        nights: true,
        opens: Some(0),
        closes: Some(24 * 60),
        ..Pacing::default()
    };
    book.desk.commit(&Change::new(Deed::Edit, "").add(&nights), 1).unwrap();
    let all: Vec<Id> =
        open(&book.desk, at("19T23:50")).queue.everybody().iter().map(|one| one.customer).collect();
    call(&mut book.desk, all[0], NUMBER, "NA", at("19T23:50"));
    for walker in [open(&book.desk, at("19T23:55")), open(&book.desk, at("20T00:10"))] {
        assert_eq!(stand(&walker, at("20T00:10"))[1], "gap");
    }
}

#[test]
fn the_last_of_two_calls_at_one_moment_is_the_one_made_last() {
    for (first, last, stands) in [("NI", "NA", "cooling"), ("NA", "NQ", "done"), ("NQ", "NA", "cooling")] {
        let mut book = Book::new();
        let all = walked(&mut book, 1, false);
        for outcome in [first, last] {
            call(&mut book.desk, all[0], "x", outcome, at("20T10:00"));
        }
        assert_eq!(stand(&open(&book.desk, at("20T10:00")), at("20T10:00")), [stands], "{first} {last}");
    }
}

#[test]
fn two_desks_on_one_file_are_never_sent_to_the_same_customer_by_what_one_has_claimed_or_logged() {
    let mut book = Book::new();
    let all = walked(&mut book, 3, false);
    let mut other = Desk::open(&book.path(), "Sato", 1).unwrap();
    let now = at("20T10:00");
    let (mut here, mut there) = (open(&book.desk, now), open(&other, now));
    call(&mut book.desk, all[0], "x", "NA", now);
    there.catch_up(&other, now).unwrap();
    assert_eq!(next(&there, now), Some(all[1]));
    let entry = other.get::<Entry>(entry::id_of(list().id, all[1])).unwrap().unwrap();
    other.commit(&list().claimed([&entry], Id::mint(9), 2), 2).unwrap();
    here.catch_up(&book.desk, now).unwrap();
    assert_eq!(next(&here, now), Some(all[2]));
    assert_eq!(stand(&here, now), ["cooling", "claimed", ""]);
    other.commit(&list().without(&[all[2]]), 3).unwrap();
    here.catch_up(&book.desk, now).unwrap();
    assert_eq!((next(&here, now), here.queue.everybody().len()), (None, 2));
    other.undo(4).unwrap();
    here.catch_up(&book.desk, now).unwrap();
    assert_eq!(next(&here, now), Some(all[2]));
    other.commit(&list().dropped(), 5).unwrap();
    assert!(matches!(here.catch_up(&book.desk, now), Err(Error::Trouble(Trouble::NotFound(_)))));
}
