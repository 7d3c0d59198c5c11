//! Commits, undo, redo, history and the digest.

use salesdesk::domain::activity::Activity;
use salesdesk::domain::customer::{self, Customer};
use salesdesk::domain::next_step::NextStep;
use salesdesk::domain::outcome::{self, Outcome};
use salesdesk::domain::page::Tally;
use salesdesk::domain::tag::Tag;
use salesdesk::domain::{Change, Deed, Id, Noun, Trouble, Value};
use salesdesk::store::{Desk, Error, Finder};

use crate::support::{Book, NOW, found};

fn call(customer: Id, at: i64) -> Activity {
    let id = Id::mint(at);
    Activity {
        id,
        customer: Some(customer),
        kind: "call".into(),
        at: Some(at),
        outcome: "NA".into(),
        ..Activity::default()
    }
}

fn step(customer: Id, due_at: i64) -> NextStep {
    NextStep { id: Id::mint(NOW), customer: Some(customer), due_at: Some(due_at), ..NextStep::default() }
}

#[test]
fn what_was_committed_is_there_after_reopening() {
    let mut book = Book::new();
    let id = book.add("田中製作所");
    let book = book.reopen();
    let found: Customer = book.desk.get(id).unwrap().unwrap();
    assert_eq!(found.name, "田中製作所");
    assert_eq!(book.desk.customer_count().unwrap(), 1);
}

#[test]
fn one_undo_takes_back_the_call_its_next_step_and_the_dates_they_moved() {
    let mut book = Book::new();
    let id = book.add("Acme");
    let before = book.desk.digest().unwrap();
    let log = Change::new(Deed::Log, "Acme").add(&call(id, NOW)).add(&step(id, NOW + 5));
    book.desk.commit(&log, NOW).unwrap();
    let line = book.desk.line(id).unwrap().unwrap();
    assert_eq!((line.last_at, line.next_at), (Some(NOW), Some(NOW + 5)));

    let undone = book.desk.undo(NOW).unwrap();
    assert_eq!((undone.deed, undone.subject.as_str()), (Deed::Log, "Acme"));
    let line = book.desk.line(id).unwrap().unwrap();
    assert_eq!((line.last_at, line.next_at), (None, None));
    assert_eq!(book.desk.digest().unwrap(), before);
}

#[test]
fn undo_and_redo_walk_the_same_steps_across_restarts() {
    let mut book = Book::new();
    let mut digests = vec![book.desk.digest().unwrap()];
    for name in ["A", "B", "C"] {
        book.add(name);
        digests.push(book.desk.digest().unwrap());
    }
    for expected in digests.iter().rev().skip(1) {
        book = book.reopen();
        book.desk.undo(NOW).unwrap();
        assert_eq!(&book.desk.digest().unwrap(), expected);
    }
    assert!(matches!(book.desk.undo(NOW), Err(Error::Trouble(Trouble::Nothing("undo")))));
    for (expected, name) in digests[1..].iter().zip(["A", "B", "C"]) {
        book = book.reopen();
        assert_eq!(book.desk.redo(NOW).unwrap().subject, name);
        assert_eq!(&book.desk.digest().unwrap(), expected);
    }
    assert!(matches!(book.desk.redo(NOW), Err(Error::Trouble(Trouble::Nothing("redo")))));
}

#[test]
fn edits_of_one_field_are_taken_back_one_by_one_and_the_customer_at_last() {
    let mut book = Book::new();
    let mut digests = vec![book.desk.digest().unwrap()];
    let id = book.add("Acme");
    digests.push(book.desk.digest().unwrap());
    for city in ["Osaka", "Kobe", "Nara"] {
        let fields = vec![(customer::field::city, Value::Text(city.into()))];
        book.desk.commit(&Change::new(Deed::Edit, "Acme").set(Noun::Customer, id, fields), NOW).unwrap();
        digests.push(book.desk.digest().unwrap());
    }
    for expected in digests.iter().rev().skip(1) {
        assert_eq!(book.desk.undo(NOW).unwrap().kept, 0);
        assert_eq!(&book.desk.digest().unwrap(), expected);
    }
    for expected in &digests[1..] {
        assert_eq!(book.desk.redo(NOW).unwrap().kept, 0);
        assert_eq!(&book.desk.digest().unwrap(), expected);
    }
}

#[test]
fn nothing_can_be_redone_after_something_new_was_done() {
    let mut book = Book::new();
    book.add("A");
    book.desk.undo(NOW).unwrap();
    book.add("B");
    assert!(matches!(book.desk.redo(NOW), Err(Error::Trouble(Trouble::Nothing("redo")))));
}

#[test]
fn undoing_an_edit_leaves_what_another_desk_wrote_since() {
    let mut book = Book::new();
    let id = book.add("Acme");
    let set = |city: &str, rank: &str| {
        let fields = vec![
            (customer::field::city, Value::Text(city.into())),
            (customer::field::rank, Value::Text(rank.into())),
        ];
        Change::new(Deed::Edit, "Acme").set(Noun::Customer, id, fields)
    };
    book.desk.commit(&set("Osaka", "A"), NOW).unwrap();
    let mut other = Desk::open(&book.path(), "Kawai", NOW).unwrap();
    let fields = vec![(customer::field::rank, Value::Text("C".into()))];
    let theirs = Change::new(Deed::Setup, "Acme").set(Noun::Customer, id, fields);
    other.commit(&theirs, NOW).unwrap();

    book.desk.undo(NOW).unwrap();
    let found: Customer = book.desk.get(id).unwrap().unwrap();
    assert_eq!((found.city.as_str(), found.rank.as_str()), ("", "C"));
}

#[test]
fn an_undone_import_keeps_the_customer_who_was_called_since() {
    let mut book = Book::new();
    let customers: Vec<Customer> = ["A", "B", "C"]
        .map(|name| Customer { id: Id::mint(NOW), name: name.into(), ..Customer::default() })
        .into();
    let import = customers.iter().fold(Change::new(Deed::Import, "list.csv"), Change::add);
    let batch = book.desk.commit(&import, NOW).unwrap().action;
    book.desk.commit(&Change::new(Deed::Log, "B").add(&call(customers[1].id, NOW)), NOW).unwrap();

    let undone = book.desk.undo_import(&batch.to_string()[..8], NOW).unwrap();
    assert_eq!(undone.kept, 1);
    assert_eq!(book.desk.customer_count().unwrap(), 1);
    assert_eq!(book.desk.opening(9).unwrap()[0].name, "B");
    assert!(book.desk.undo_import(&batch.to_string(), NOW).is_err());
}

#[test]
fn a_tag_taken_off_and_put_on_again_is_one_record() {
    let mut book = Book::new();
    let id = book.add("Acme");
    let tag = Tag::on(id, "展示会");
    let put_on = || Change { writes: vec![tag.put_on()], ..Change::new(Deed::Tag, "Acme") };
    book.desk.commit(&put_on(), NOW).unwrap();
    book.desk.commit(&Change::new(Deed::Tag, "Acme").delete(Noun::Tag, tag.id), NOW).unwrap();
    assert!(book.desk.page(id, 9).unwrap().unwrap().tags.is_empty());
    book.desk.commit(&put_on(), NOW).unwrap();
    assert_eq!(book.desk.page(id, 9).unwrap().unwrap().tags, [tag]);
}

#[test]
fn history_tells_what_a_field_was() {
    let mut book = Book::new();
    let id = book.add("Acme");
    for city in ["Osaka", "Kobe"] {
        let fields = vec![(customer::field::city, Value::Text(city.into()))];
        book.desk.commit(&Change::new(Deed::Edit, "Acme").set(Noun::Customer, id, fields), NOW).unwrap();
    }
    let history = book.desk.history(id, 9).unwrap();
    assert_eq!(
        history.iter().map(|entry| entry.deed).collect::<Vec<_>>(),
        [Deed::Edit, Deed::Edit, Deed::AddCustomer]
    );
    let change = &history[0].changes[0];
    assert_eq!((change.field, change.was.text(), change.becomes.text()), ("city", "Osaka", "Kobe"));
    assert_eq!(history[0].rep, "Kawai");
}

#[test]
fn a_commit_of_another_process_is_told_to_a_search() {
    let mut book = Book::new();
    let reader = Desk::open_to_read(&book.path()).unwrap();
    let seq = reader.newest().unwrap();
    let id = book.add("Acme");
    let newest = reader.newest().unwrap();
    assert_eq!(reader.touched_between(seq, newest, 9).unwrap(), Some(vec![id]));
    assert_eq!(reader.touched_between(seq, newest, 0).unwrap(), None);
    book.desk.commit(&Change::new(Deed::Log, "Acme").add(&call(id, NOW)), NOW).unwrap();
    assert_eq!(reader.touched_between(newest, reader.newest().unwrap(), 9).unwrap(), Some(vec![id]));
}

#[test]
fn the_opening_list_starts_with_what_is_due_first() {
    let mut book = Book::new();
    let [quiet, later, soon] = ["quiet", "later", "soon"].map(|name| book.add(name));
    book.desk
        .commit(&Change::new(Deed::AddNextStep, "").add(&step(later, NOW + 9)).add(&step(soon, NOW + 1)), NOW)
        .unwrap();
    let names: Vec<Id> = book.desk.opening(9).unwrap().iter().map(|line| line.id).collect();
    assert_eq!(names, [soon, later, quiet]);
    assert!(book.desk.health().unwrap().sound());
}

#[test]
fn a_book_filled_from_anothers_export_alone_is_the_same_book() {
    let mut book = Book::new();
    book.add("Acme");
    let mut other = Book::new();
    let mut writes = Vec::new();
    for noun in Noun::ALL {
        let copy = |id: Id, values: &[Value]| {
            let fields = noun.fields().iter().map(|field| field.code).zip(values.iter().cloned());
            let fields = fields.filter(|(_, value)| !value.is_null()).collect();
            writes.push(salesdesk::domain::Write { noun: *noun, id, new: true, fields });
            Ok(())
        };
        book.desk.each(*noun, copy).unwrap();
    }
    other.desk.commit(&Change { writes, ..Change::new(Deed::Import, "book.jsonl") }, NOW).unwrap();
    assert_eq!(other.desk.digest().unwrap(), book.desk.digest().unwrap());
}

#[test]
fn a_search_is_right_after_an_import_of_thousands() {
    let mut book = Book::new();
    let mut finder = Finder::fold(&book.desk, || true).unwrap();
    let customers = (0..2_500).map(|n| {
        let name = format!("Kestrel {n}");
        Customer { id: Id::mint(NOW), name, ..Customer::default() }
    });
    let import = customers.fold(Change::new(Deed::Import, "list.csv"), |change, one| change.add(&one));
    book.desk.commit(&import, NOW).unwrap();
    assert_eq!(found(&mut finder, &book.desk, "kestrel").1, Tally::exactly(2_500));
    book.desk.undo(NOW).unwrap();
    assert_eq!(found(&mut finder, &book.desk, "kestrel").1, Tally::exactly(0));
}

#[test]
fn a_call_list_has_outcomes_of_its_own_over_the_desks() {
    let mut book = Book::new();
    let list = Id::mint(NOW);
    let na = || book_outcome("NA");
    let desks = Outcome { tries: Some(4), key: "N".into(), ..na() };
    let lists = Outcome { id: outcome::id_on(list, "NA"), list: Some(list), tries: Some(2), ..na() };
    let writes = vec![desks.put_on(), lists.put_on()];
    book.desk.commit(&Change { writes, ..Change::new(Deed::EditRules, "NA") }, NOW).unwrap();
    let tries =
        |all: Vec<Outcome>| all.iter().find(|one| one.code == "NA").map(|one| (one.tries, one.key.clone()));
    assert_eq!(tries(book.desk.outcomes().unwrap()), Some((Some(4), "N".into())));
    assert_eq!(tries(book.desk.outcomes_on(list).unwrap()), Some((Some(2), "1".into())));
    assert_eq!(tries(book.desk.outcomes_on(Id::mint(NOW)).unwrap()), Some((Some(4), "N".into())));
}

fn book_outcome(code: &str) -> Outcome {
    outcome::standard().into_iter().find(|outcome| outcome.code == code).unwrap()
}
