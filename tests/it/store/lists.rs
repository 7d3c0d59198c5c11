//! Call lists in the book: whom a name means, who is on one, what two desks make of the same.

use chrono::DateTime;
use proptest::prelude::*;
use salesdesk::domain::activity::Activity;
use salesdesk::domain::call_list::CallList;
use salesdesk::domain::rep::Rep;
use salesdesk::domain::{Change, Deed, Id, Trouble};
use salesdesk::exchange::pasted::{How, placed};
use salesdesk::store::{Desk, Error, Finder};

use crate::support::{Book, NOW};

const HOW: How<'_> = How { region: "JP", add_unknown: false, now: NOW };

fn list(desk: &Desk, name: &str) -> CallList {
    let id = desk.fresh_list(name, NOW).unwrap();
    CallList { id, name: name.into(), made_at: Some(NOW), ..CallList::default() }
}

fn make(desk: &mut Desk, name: &str, customers: &[Id]) -> CallList {
    let list = list(desk, name);
    desk.commit(&list.made(customers), NOW).unwrap();
    list
}

fn call(book: &mut Book, list: &CallList, customer: Id, at: i64, outcome: &str) {
    let call = Activity {
        id: Id::mint(at),
        customer: Some(customer),
        kind: "call".into(),
        at: Some(at),
        outcome: outcome.into(),
        list: Some(list.id),
        ..Activity::default()
    };
    book.desk.commit(&Change::new(Deed::Log, "").add(&call), at).unwrap();
}

fn members(desk: &Desk, list: &CallList) -> Vec<(Id, i64)> {
    let now = DateTime::from_timestamp_millis(NOW).unwrap().fixed_offset();
    desk.list_members(list.id, now, &|_| true).unwrap()
}

#[test]
fn a_list_is_meant_by_its_name_its_id_or_how_it_begins() {
    let mut book = Book::new();
    let who = book.add("Acme");
    let [one, two, ja] =
        ["Osaka makers", "Osaka", "東京　リスト"].map(|name| make(&mut book.desk, name, &[who]));
    let desk = &book.desk;
    for (name, id) in [
        ("Osaka", two.id),
        (" Osaka makers ", one.id),
        ("OSAKA M", one.id),
        ("ｏｓａｋａ", two.id),
        ("東京", ja.id),
        (&ja.id.to_string()[..9], ja.id),
    ] {
        assert_eq!(desk.call_list(name).unwrap(), id, "{name}");
    }
    let trouble = |name: &str| match desk.call_list(name) {
        Err(Error::Trouble(trouble)) => trouble,
        other => panic!("{other:?}"),
    };
    assert!(matches!(trouble("o"), Trouble::Ambiguous { candidates, .. } if candidates.len() == 2));
    assert!(matches!(trouble("Kobe"), Trouble::NotFound(_)) && matches!(trouble(" "), Trouble::NotFound(_)));
    book.desk.commit(&two.dropped(), NOW).unwrap();
    assert_eq!(book.desk.call_list("Osaka").unwrap(), one.id);
    assert_eq!(book.desk.call_lists().unwrap().len(), 2);
}

#[test]
fn a_deleted_customer_is_on_no_list() {
    let mut book = Book::new();
    let all = ["Acme", "Bolt", "Cog"].map(|name| book.add(name));
    let list = make(&mut book.desk, "L", &all);
    book.desk
        .commit(&Change::new(Deed::Delete, "").delete(salesdesk::domain::Noun::Customer, all[0]), NOW)
        .unwrap();
    assert_eq!(members(&book.desk, &list), [(all[1], 1), (all[2], 2)]);
    assert_eq!(book.desk.list_counts(list.id).unwrap(), (2, 0));
}

#[test]
fn the_last_call_from_a_list_decides_whom_it_left() {
    let mut book = Book::new();
    let all = ["Acme", "Bolt", "Cog", "Dart"].map(|name| book.add(name));
    let one = make(&mut book.desk, "L", &all);
    let other = make(&mut book.desk, "M", &all);
    for (list, who, at, outcome) in [
        (&one, 3, 1, "NA"),
        (&one, 1, 2, "NA"),
        (&one, 1, 3, "TALK"),
        (&one, 0, 5, "NA"),
        (&one, 0, 4, "TALK"),
        (&other, 2, 9, "NA"),
    ] {
        call(&mut book, list, all[who], NOW + at, outcome);
    }
    let left = |codes: &[&str]| {
        let codes: Vec<String> = codes.iter().map(|code| (*code).to_owned()).collect();
        book.desk.left_with(one.id, &codes).unwrap()
    };
    assert_eq!(left(&["NA"]), [all[0], all[3]]);
    assert_eq!(left(&["NA", "TALK"]), [all[0], all[1], all[3]]);
    assert_eq!(left(&["BUSY"]), []);
    assert_eq!(book.desk.list_counts(one.id).unwrap(), (4, 3));
}

#[test]
fn two_desks_that_did_the_same_are_the_same_and_each_step_goes_back() {
    let (mut one, mut two) = (Book::new(), Book::new());
    let reps = ["Mori", "Sato"].map(|name| Rep { id: Id::mint(NOW), name: name.into(), ..Rep::default() });
    let mut people = Change::new(Deed::Setup, "reps");
    for rep in &reps {
        people = people.add(rep);
    }
    let names: Vec<String> = (0..2_500).map(|n| format!("Acme {n}")).collect();
    let customers: Vec<_> = names
        .iter()
        .map(|name| salesdesk::domain::customer::Customer {
            id: Id::mint(NOW),
            name: name.clone(),
            ..Default::default()
        })
        .collect();
    let added = customers.iter().fold(Change::new(Deed::Import, "in.csv"), Change::add);
    let ids: Vec<Id> = customers.iter().map(|customer| customer.id).collect();
    let list = list(&one.desk, "L");
    for change in [people, added, list.made(&ids)] {
        for book in [&mut one, &mut two] {
            book.desk.commit(&change, NOW).unwrap();
        }
        assert_eq!(one.desk.digest().unwrap(), two.desk.digest().unwrap());
    }
    let entries = one.desk.entries(list.id).unwrap();
    assert_eq!(entries.iter().filter_map(|entry| entry.customer).collect::<Vec<_>>(), ids);
    let (split, shares) =
        list.split(&entries.iter().collect::<Vec<_>>(), &reps.each_ref().map(|rep| rep.id), 100, NOW);
    assert_eq!(reps.each_ref().map(|rep| shares[&rep.id]), [1300, 1200]);
    let steps = [
        list.claimed(&entries[..50], reps[0].id, NOW),
        split,
        list.let_go(&entries[9..20]),
        list.without(&ids[..7]),
        list.with(2_500, &ids[..3]),
        entries[0].put_off("Acme 0", "later", NOW),
        entries[1].taken_out("Acme 1", "", NOW),
        list.turned(&CallList { name: "M".into(), ..list.clone() }),
        list.dropped(),
    ];
    for change in &steps {
        let was = one.desk.digest().unwrap();
        for book in [&mut one, &mut two] {
            book.desk.commit(change, NOW).unwrap();
        }
        let is = one.desk.digest().unwrap();
        assert_eq!(is, two.desk.digest().unwrap(), "{:?}", change.deed);
        assert_ne!(is, was, "{:?}", change.deed);
        assert_eq!(one.desk.undo(NOW).unwrap().deed, change.deed);
        assert_eq!(one.desk.digest().unwrap(), was, "{:?}", change.deed);
        one.desk.redo(NOW).unwrap();
        assert_eq!(one.desk.digest().unwrap(), is, "{:?}", change.deed);
    }
}

#[test]
fn a_list_is_no_reason_for_a_search_to_read_its_customers_again() {
    let mut book = Book::new();
    let all: Vec<Id> = (0..30).map(|n| book.add(&format!("Acme {n}"))).collect();
    let seq = book.desk.newest().unwrap();
    make(&mut book.desk, "L", &all);
    let newest = book.desk.newest().unwrap();
    assert_eq!(book.desk.touched_between(seq, newest, 0).unwrap(), Some(Vec::new()));
    let now = DateTime::from_timestamp_millis(NOW).unwrap().fixed_offset();
    let found = Finder::everybody_once(&book.desk, "acme", now, &|_| true).unwrap();
    assert_eq!(found.len(), 30);
}

#[test]
fn ten_thousand_pasted_lines_are_looked_up_one_by_one_and_folded_together() {
    let mut book = Book::new();
    let known: Vec<Id> = (0..50).map(|n| book.add(&format!("株式会社アクメ{n:03}"))).collect();
    let lines: Vec<String> = (0..10_000)
        .map(|n| match n % 200 {
            known if known < 50 => format!("㈱ｱｸﾒ{known:03}\r\n"),
            other => format!("=cmd{other}|{n}\r\n"),
        })
        .collect();
    let placed = placed(&book.desk, &lines.concat(), HOW, &mut |_, _| {}).unwrap();
    assert_eq!(placed.customers, known);
    assert_eq!(placed.rejects.len(), 10_000 - 50);
    assert!(placed.new.is_empty());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn whatever_is_pasted_every_line_is_placed_once_or_told_of(
        words in proptest::collection::vec("[a-c0-9\",;\t' =+@:㈱（－０-９]{0,12}|Acme|03-1234-5678|\\PC{0,9}", 0..12),
        add_unknown in any::<bool>(),
    ) {
        let mut book = Book::new();
        book.add("Acme");
        let text = words.join("\n");
        let placed = placed(&book.desk, &text, How { add_unknown, ..HOW }, &mut |_, _| {}).unwrap();
        let told = placed.customers.len() + placed.rejects.len();
        let lines = text.split('\n').filter(|line| !line.trim().is_empty()).count();
        prop_assert!(told <= lines, "{told} of {lines}");
        let mut once = placed.customers.clone();
        once.sort_unstable();
        once.dedup();
        prop_assert_eq!(once.len(), placed.customers.len());
        let list = list(&book.desk, "L");
        let mut change = list.made(&placed.customers);
        change.writes.splice(0..0, placed.writes());
        let before = book.desk.digest().unwrap();
        book.desk.commit(&change, NOW).unwrap();
        prop_assert_eq!(members(&book.desk, &list).len(), placed.customers.len());
        book.desk.undo(NOW).unwrap();
        prop_assert_eq!(book.desk.digest().unwrap(), before);
    }
}
