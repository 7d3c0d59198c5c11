//! What a change of the rules is said to move is what it moves.

use chrono::{DateTime, FixedOffset, TimeZone};
use salesdesk::domain::activity::Activity;
use salesdesk::domain::call_list::CallList;
use salesdesk::domain::contact_point::{self, ContactPoint};
use salesdesk::domain::customer::Customer;
use salesdesk::domain::outcome::Outcome;
use salesdesk::domain::pacing::Pacing;
use salesdesk::domain::rulebook::Rulebook;
use salesdesk::domain::standing::Standing;
use salesdesk::domain::when::Habits;
use salesdesk::domain::{Change, Deed, Id};
use salesdesk::store::{Counter, Desk, Walker};

use crate::support::{Book, NOW};

const DAY: i64 = 24 * 3_600_000;
/// Tuesday at half past two: calls are made.
const THEN: i64 = NOW + 3 * DAY;

fn now() -> DateTime<FixedOffset> {
    FixedOffset::east_opt(9 * 3600).unwrap().timestamp_millis_opt(THEN).unwrap()
}

/// A list of so many, each called some way some time ago.
fn called(book: &mut Book, count: usize) -> CallList {
    let (mut people, mut calls, mut ids) =
        (Change::new(Deed::Import, ""), Change::new(Deed::Import, ""), Vec::new());
    let id = book.desk.fresh_list("L", NOW).unwrap();
    for n in 0..count {
        let customer = Customer { id: Id::mint(NOW), name: format!("Acme {n}"), ..Customer::default() };
        let point =
            contact_point::typed("phone", &format!("03-{:04}-{:04}", n / 10_000 + 1000, n % 10_000), "JP");
        let point = ContactPoint { id: Id::mint(NOW), customer: Some(customer.id), ..point };
        let number = point.normal.clone();
        people = people.add(&customer).add(&point);
        for (nth, outcome) in ["NA", "BUSY", "TALK", "NA", "DEAD", "VM"].iter().enumerate().take(n % 7) {
            let minutes = i64::try_from((n % 41) * 40 + (6 - nth) * 20 + 10).unwrap();
            let call = Activity {
                id: Id::mint(NOW),
                customer: Some(customer.id),
                kind: "call".into(),
                at: Some(THEN - minutes * 60_000),
                outcome: (*outcome).into(),
                number: number.clone(),
                list: Some(id),
                ..Activity::default()
            };
            calls = calls.add(&call);
        }
        ids.push(customer.id);
    }
    let list = CallList { id, name: "L".into(), made_at: Some(NOW), ..CallList::default() };
    for change in [people, list.made(&ids), calls] {
        book.desk.commit(&change, NOW).unwrap();
    }
    list
}

fn walker(desk: &Desk, list: &CallList) -> Walker {
    Walker::open(desk, list.id, now(), Habits::default().callback, &|_| true).unwrap()
}

fn standings(walker: &Walker) -> Vec<(Id, Option<Standing>)> {
    let all = walker.queue.everybody();
    let mut all: Vec<_> =
        all.iter().map(|one| (one.customer, walker.queue.standing(one.customer, now()))).collect();
    all.sort_by_key(|(id, _)| *id);
    all
}

fn moved(was: &Walker, becomes: &Walker) -> usize {
    let key = |(id, standing): (Id, Option<Standing>)| (id, standing.map(Standing::key));
    let pairs = standings(was).into_iter().zip(standings(becomes));
    pairs.filter(|(was, becomes)| key(*was) != key(*becomes)).count()
}

/// Changes of every kind of rule, on the desk and on the list.
fn changes(desk: &Desk, list: &CallList) -> Vec<Change> {
    let mut all = Vec::new();
    for book in [desk.rulebook(None).unwrap(), desk.rulebook(Some(list.id)).unwrap()] {
        let of = |book: &Rulebook, code: &str| book.outcome(code).unwrap().clone();
        let put = |becomes: Outcome| book.put(becomes, &[]).unwrap();
        all.push(put(Outcome { delay: Some(20), delays: String::new(), ..of(&book, "NA") }));
        all.push(put(Outcome { tries: Some(1), ..of(&book, "VM") }));
        all.push(put(Outcome { exempt: true, ..of(&book, "NA") }));
        all.push(put(Outcome { finished: true, ..of(&book, "BUSY") }));
        all.push(book.pace(&Pacing { gap: Some(200), ..book.pacing.clone() }).unwrap());
        all.push(book.pace(&Pacing { tries: Some(2), ..book.pacing.clone() }).unwrap());
        all.push(book.pace(&Pacing { opens: Some(15 * 60), ..book.pacing.clone() }).unwrap());
        all.push(book.pace(&Pacing { any_part: true, ..book.pacing.clone() }).unwrap());
    }
    all
}

#[test]
fn whom_a_change_is_said_to_move_it_moves_and_a_walk_under_way_sees_it() {
    let mut book = Book::new();
    let list = called(&mut book, 300);
    let mut under_way = walker(&book.desk, &list);
    let mut counter = Counter::default();
    for change in changes(&book.desk, &list) {
        let was = walker(&book.desk, &list);
        let said = was.moved_by(&book.desk, &change, now()).unwrap();
        let callback = Habits::default().callback;
        let everywhere = counter.moved(&book.desk, None, &change, now(), callback, &|_| true).unwrap();
        assert_eq!((said, said.of), (everywhere, 300), "{change:?}");
        assert!(said.count > 0, "{change:?}");
        book.desk.commit(&change, THEN).unwrap();
        let becomes = walker(&book.desk, &list);
        assert_eq!(moved(&was, &becomes), said.count, "{change:?}");
        under_way.catch_up(&book.desk, now()).unwrap();
        assert_eq!(standings(&under_way), standings(&becomes), "{change:?}");
        book.desk.undo(THEN).unwrap();
        assert_eq!(standings(&walker(&book.desk, &list)), standings(&was), "{change:?}");
        assert!(book.desk.rulebook(None).unwrap().pacing_given_back().is_none());
    }
}

#[test]
fn a_walk_under_way_sees_that_its_list_was_changed() {
    let mut book = Book::new();
    let list = called(&mut book, 5);
    let mut under_way = walker(&book.desk, &list);
    let renamed = list.turned(&CallList { name: "M".into(), ..list.clone() });
    book.desk.commit(&renamed, THEN).unwrap();
    under_way.catch_up(&book.desk, now()).unwrap();
    assert_eq!(under_way.list.name, "M");
}
