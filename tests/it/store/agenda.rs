//! The agenda: whose it is, what fell due, and live prospects without a next step.

use std::collections::BTreeSet;

use chrono::DateTime;
use salesdesk::domain::activity::Activity;
use salesdesk::domain::agenda::Whose;
use salesdesk::domain::block::Block;
use salesdesk::domain::contact_point::ContactPoint;
use salesdesk::domain::customer::{self, Customer};
use salesdesk::domain::deal::Deal;
use salesdesk::domain::next_step::NextStep;
use salesdesk::domain::page::Tally;
use salesdesk::domain::rep::Rep;
use salesdesk::domain::{Change, Deed, Id, Noun, Record, Value, demo};

use crate::support::{Book, NOW};

const HOUR: i64 = 3_600_000;

fn add(book: &mut Book, record: &impl Record) {
    book.desk.commit(&Change::new(Deed::Log, "").add(record), NOW).unwrap();
}

fn prospect(book: &mut Book, name: &str) -> Id {
    let (id, lifecycle) = (Id::mint(NOW), "prospect".to_owned());
    add(book, &Customer { id, name: name.into(), lifecycle, ..Customer::default() });
    id
}

fn call(customer: Id, hours_ago: i64, outcome: &str, reach: i64) -> Activity {
    Activity {
        id: Id::mint(NOW),
        customer: Some(customer),
        kind: "call".into(),
        at: Some(NOW - hours_ago * HOUR),
        outcome: outcome.into(),
        reach: Some(reach),
        ..Activity::default()
    }
}

fn step(customer: Id, due_at: Option<i64>, owner: Option<Id>) -> NextStep {
    NextStep { id: Id::mint(NOW), customer: Some(customer), due_at, owner, ..NextStep::default() }
}

fn orphans(book: &Book) -> Vec<String> {
    let (orphans, _) = book.desk.orphans(Whose::Everyones, NOW, 99).unwrap();
    orphans.into_iter().map(|orphan| orphan.line.name).collect()
}

#[test]
fn orphans_are_those_of_the_rule_in_a_whole_book() {
    let mut book = Book::new();
    let now = DateTime::from_timestamp_millis(NOW).unwrap().fixed_offset();
    let writes = demo::writes(now, book.desk.rep());
    book.desk.commit(&Change { writes, ..Change::new(Deed::Import, "demo") }, NOW).unwrap();
    let outcomes = book.desk.outcomes().unwrap();
    let everybody = book.desk.opening(9_999).unwrap();
    let page = |id| book.desk.page(id, 200).unwrap().unwrap();
    let by_rule: BTreeSet<Id> =
        everybody.iter().map(|line| line.id).filter(|id| page(*id).orphan(&outcomes, NOW)).collect();
    let (orphans, tally) = book.desk.orphans(Whose::Everyones, NOW, 999).unwrap();
    assert_eq!(orphans.iter().map(|orphan| orphan.line.id).collect::<BTreeSet<_>>(), by_rule);
    assert_eq!(tally, Tally::exactly(by_rule.len()));
    assert!(by_rule.len() > 10, "the demo shows some");
    let last: Vec<_> = orphans.iter().map(|orphan| orphan.line.last_at).collect();
    assert!(last.is_sorted_by(|one, next| one >= next), "the newest contact first");
}

#[test]
fn an_orphan_ends_with_a_step_a_block_a_rest_or_a_refusal() {
    let mut book = Book::new();
    let ids = ["step", "some time", "block", "number", "rest", "refused", "nobody", "left"].map(|name| {
        let id = prospect(&mut book, name);
        add(&mut book, &call(id, 5, "TALK", 3));
        id
    });
    assert_eq!(orphans(&book).len(), 8);
    add(&mut book, &step(ids[0], Some(NOW), None));
    add(&mut book, &step(ids[1], None, None));
    add(&mut book, &Block { id: Id::mint(NOW), customer: Some(ids[2]), ..Block::default() });
    let point = ContactPoint {
        id: Id::mint(NOW),
        customer: Some(ids[3]),
        normal: "+8135".into(),
        ..ContactPoint::default()
    };
    add(&mut book, &point);
    add(
        &mut book,
        &Block { id: Id::mint(NOW), address: "+8135".into(), channel: "call".into(), ..Block::default() },
    );
    let rest = vec![(customer::field::rest_until, Value::Int(NOW + 1))];
    book.desk.commit(&Change::new(Deed::Log, "").set(Noun::Customer, ids[4], rest), NOW).unwrap();
    add(&mut book, &call(ids[5], 1, "NQ", 2));
    add(&mut book, &call(ids[6], 2, "NA", 0));
    add(&mut book, &call(ids[7], 1, "LEFT", 1));
    assert_eq!(orphans(&book), ["left", "nobody"]);
}

#[test]
fn an_open_deal_is_enough_and_a_prospect_never_reached_is_not() {
    let mut book = Book::new();
    for (name, stage) in [("open", "quote"), ("held", "hold"), ("lost", "lost"), ("won", "won"), ("none", "")]
    {
        let id = prospect(&mut book, name);
        add(&mut book, &call(id, 5, "NA", 0));
        let deal = Deal { id: Id::mint(NOW), customer: Some(id), stage: stage.into(), ..Deal::default() };
        add(&mut book, &deal);
    }
    assert_eq!(
        orphans(&book).into_iter().collect::<BTreeSet<_>>(),
        ["held", "none", "open"].map(String::from).into()
    );
}

#[test]
fn more_orphans_than_are_asked_for_are_counted() {
    let mut book = Book::new();
    for n in 0..5 {
        let id = prospect(&mut book, "Acme");
        add(&mut book, &call(id, n, "TALK", 3));
    }
    let (orphans, tally) = book.desk.orphans(Whose::Mine, NOW, 2).unwrap();
    assert_eq!((orphans.len(), tally), (2, Tally::exactly(5)));
}

#[test]
fn mine_is_mine_and_nobodys() {
    let mut book = Book::new();
    let (me, sato) = (book.desk.rep(), Rep { id: Id::mint(1), initials: "SAT".into(), ..Rep::default() });
    add(&mut book, &sato);
    let id = book.add("Acme");
    for (minutes, owner) in [(1, me), (2, None), (3, Some(sato.id))] {
        add(&mut book, &step(id, Some(NOW - minutes * 60_000), owner));
        add(&mut book, &step(id, None, owner));
    }
    let initials = |whose| {
        let due = book.desk.agenda(whose, 99).unwrap().into_iter();
        due.map(|due| due.initials).collect::<Vec<_>>()
    };
    assert_eq!(initials(Whose::Mine), [""; 4]);
    assert_eq!(initials(Whose::Everyones).iter().filter(|initials| *initials == "SAT").count(), 2);
    assert_eq!(initials(Whose::Of(sato.id)), ["SAT"; 2]);
    assert_eq!(book.desk.due_count(NOW).unwrap(), 2);
    assert_eq!(book.desk.fell_due(NOW - HOUR, NOW, 9).unwrap().len(), 2);
    let of_sato = Customer {
        id: Id::mint(NOW),
        lifecycle: "prospect".into(),
        owner: Some(sato.id),
        ..Customer::default()
    };
    add(&mut book, &of_sato);
    add(&mut book, &call(of_sato.id, 1, "TALK", 3));
    assert!(book.desk.orphans(Whose::Mine, NOW, 9).unwrap().0.is_empty());
    assert_eq!(book.desk.orphans(Whose::Of(sato.id), NOW, 9).unwrap().0[0].initials, "SAT");
}

#[test]
fn what_fell_due_is_after_one_moment_and_not_after_another() {
    let mut book = Book::new();
    let id = book.add("Acme");
    for minutes in [-2, -1, 0, 1] {
        add(&mut book, &step(id, Some(NOW + minutes * 60_000), None));
    }
    let fell = book.desk.fell_due(NOW - 2 * 60_000, NOW, 9).unwrap();
    let times: Vec<_> = fell.iter().map(|due| due.step.due_at.unwrap() - NOW).collect();
    assert_eq!(times, [0, -60_000]);
    assert_eq!(book.desk.due_count(NOW).unwrap(), 3);
    assert_eq!(book.desk.next_due(NOW).unwrap(), Some(NOW + 60_000));
    assert_eq!(book.desk.next_due(NOW + 60_000).unwrap(), None);
}
