//! The sidecar beside the book: what concerns many at once, what is wrong with the file, and where none can be kept.

use std::fs;
use std::path::PathBuf;

use salesdesk::domain::block::Block;
use salesdesk::domain::contact_point::{self, ContactPoint};
use salesdesk::domain::customer::{self, Customer};
use salesdesk::domain::rep::{self, Rep};
use salesdesk::domain::{Change, Deed, Id, Noun, Value};
use salesdesk::store::{Answer, Finder, Made};

use crate::support::{Book, NOW, found};

fn file(book: &Book) -> PathBuf {
    book.folder.path().join("book.db-search")
}

fn on_sidecar(book: &Book) -> Finder {
    assert_eq!(book.desk.make_sidecar(&|_| true).unwrap(), Made::Published);
    Finder::on_sidecar(&book.desk).unwrap().unwrap()
}

fn names(finder: &mut Finder, book: &Book, line: &str) -> Vec<String> {
    found(finder, &book.desk, line).0.into_iter().map(|row| row.name).collect()
}

fn commit(book: &mut Book, change: &Change) {
    book.desk.commit(change, NOW).unwrap();
}

#[test]
fn a_block_on_a_number_is_found_at_once_on_everybody_who_has_it() {
    let mut book = Book::new();
    for name in ["Acme", "Acme Kobe", "Kestrel"] {
        let customer = Some(book.add(name));
        let raw = if name == "Kestrel" { "06-1111-2222" } else { "03-1234-5678" };
        let point = ContactPoint { id: Id::mint(NOW), customer, ..contact_point::typed("phone", raw, "JP") };
        commit(&mut book, &Change::new(Deed::AddContactPoint, name).add(&point));
    }
    let mut finder = on_sidecar(&book);
    assert_eq!(names(&mut finder, &book, "blocked:yes"), Vec::<String>::new());
    let block = Block { id: Id::mint(NOW), address: "+81312345678".into(), ..Block::default() };
    commit(&mut book, &Change::new(Deed::Block, "03-1234-5678").add(&block));
    assert_eq!(names(&mut finder, &book, "blocked:yes"), ["Acme", "Acme Kobe"]);
    assert_eq!(names(&mut on_sidecar(&book), &book, "blocked:yes acme"), ["Acme", "Acme Kobe"]);
    book.desk.undo(NOW).unwrap();
    assert_eq!(names(&mut finder, &book, "blocked:yes"), Vec::<String>::new());
}

#[test]
fn a_block_that_has_run_out_is_none_any_more() {
    let mut book = Book::new();
    let customer = Some(book.add("Acme"));
    let until = |moment| Block { id: Id::mint(NOW), customer, until: Some(moment), ..Block::default() };
    commit(&mut book, &Change::new(Deed::Block, "Acme").add(&until(NOW - 1)));
    assert_eq!(names(&mut on_sidecar(&book), &book, "blocked:yes"), Vec::<String>::new());
    commit(&mut book, &Change::new(Deed::Block, "Acme").add(&until(NOW + 1)));
    assert_eq!(names(&mut on_sidecar(&book), &book, "blocked:yes"), ["Acme"]);
}

#[test]
fn an_owner_is_found_by_a_new_name_at_once() {
    let mut book = Book::new();
    let rep = Rep { id: Id::mint(NOW), name: "Mori".into(), ..Rep::default() };
    let owned =
        Customer { id: Id::mint(NOW), name: "Acme".into(), owner: Some(rep.id), ..Customer::default() };
    commit(&mut book, &Change::new(Deed::AddCustomer, "Acme").add(&rep).add(&owned));
    let mut finder = on_sidecar(&book);
    assert_eq!(names(&mut finder, &book, "owner:mori"), ["Acme"]);
    let renamed = vec![(rep::field::name, Value::Text("Hayashi".into()))];
    commit(&mut book, &Change::new(Deed::Edit, "Mori").set(Noun::Rep, rep.id, renamed));
    assert_eq!(names(&mut finder, &book, "owner:haya"), ["Acme"]);
    assert_eq!(names(&mut finder, &book, "owner:mori"), Vec::<String>::new());
}

#[test]
fn a_number_that_moves_is_found_on_its_new_customer_alone() {
    let mut book = Book::new();
    let [one, two] = [book.add("Acme"), book.add("Kestrel")];
    let point = contact_point::typed("phone", "03-1234-5678", "JP");
    let point = ContactPoint { id: Id::mint(NOW), customer: Some(one), ..point };
    commit(&mut book, &Change::new(Deed::AddContactPoint, "Acme").add(&point));
    let mut finder = on_sidecar(&book);
    assert_eq!(names(&mut finder, &book, "031234"), ["Acme"]);
    let moved = vec![(contact_point::field::customer, Value::Ref(*two.as_bytes()))];
    commit(&mut book, &Change::new(Deed::Edit, "Acme").set(Noun::ContactPoint, point.id, moved));
    assert_eq!(names(&mut finder, &book, "031234"), ["Kestrel"]);
}

#[test]
fn a_call_or_a_next_step_moves_a_customer_among_equals_at_once() {
    let mut book = Book::new();
    let ids = ["Kestrel A", "Kestrel B", "Kestrel C"].map(|name| book.add(name));
    let mut finder = on_sidecar(&book);
    let step = salesdesk::domain::next_step::NextStep {
        id: Id::mint(NOW),
        customer: Some(ids[2]),
        due_at: Some(NOW + 1),
        ..Default::default()
    };
    commit(&mut book, &Change::new(Deed::AddNextStep, "C").add(&step));
    assert_eq!(names(&mut finder, &book, "kestrel"), ["Kestrel C", "Kestrel A", "Kestrel B"]);
    let renamed = vec![(customer::field::name, Value::Text("Kestrel 0".into()))];
    commit(&mut book, &Change::new(Deed::Edit, "B").set(Noun::Customer, ids[1], renamed));
    assert_eq!(names(&mut finder, &book, "kestrel"), ["Kestrel C", "Kestrel 0", "Kestrel A"]);
}

#[test]
fn a_sidecar_of_another_book_or_of_another_past_is_not_used() {
    let mut book = Book::new();
    book.add("Acme");
    let backup = book.folder.path().join("backup.db");
    book.desk.backup(&backup).unwrap();
    book.add("Kestrel");
    let mut finder = on_sidecar(&book);
    let mut other = Book::new();
    other.add("Mori");
    fs::copy(file(&book), file(&other)).unwrap();
    assert!(Finder::on_sidecar(&other.desk).unwrap().is_none());
    // The book goes back, and then on another way.
    let Book { folder, desk } = book;
    desk.restore(&backup, NOW).unwrap();
    let desk = salesdesk::store::Desk::open(&folder.path().join("book.db"), "Kawai", NOW).unwrap();
    let mut book = Book { folder, desk };
    for name in ["Hayashi", "Sato"] {
        book.add(name);
    }
    assert!(Finder::on_sidecar(&book.desk).unwrap().is_none());
    let now = chrono::DateTime::from_timestamp_millis(NOW).unwrap().fixed_offset();
    let answer = finder.find(&book.desk, "kestrel", 5, now, &|| true).unwrap();
    assert!(matches!(answer, Answer::Outdated), "{answer:?}");
}

#[test]
fn a_damaged_sidecar_is_noticed_and_dropped_or_does_no_harm() {
    let mut book = Book::new();
    let ids: Vec<Id> = (0..200).map(|n| book.add(&format!("Kestrel {n}"))).collect();
    drop(on_sidecar(&book));
    let whole = fs::read(file(&book)).unwrap();
    let text = whole.windows(10).position(|bytes| bytes == b"kestrel 77").unwrap();
    let now = chrono::DateTime::from_timestamp_millis(NOW).unwrap().fixed_offset();
    let mut noticed = 0;
    for at in [9, 5_000, text, whole.len() / 2, whole.len() - 1] {
        let mut damaged = whole.clone();
        damaged[at] ^= 0x10;
        fs::write(file(&book), damaged).unwrap();
        let Some(mut finder) = Finder::on_sidecar(&book.desk).unwrap() else {
            noticed += 1;
            continue;
        };
        match finder.find(&book.desk, "kestrel 77", 5, now, &|| true).unwrap() {
            Answer::Rows(rows, _) => assert_eq!(rows[0].id, ids[77], "byte {at}"),
            Answer::Outdated => {
                noticed += 1;
                assert!(!file(&book).exists(), "byte {at}");
            }
            Answer::Stopped => panic!("nobody said so"),
        }
    }
    assert!(noticed > 2, "{noticed}");
    fs::write(file(&book), &whole[..whole.len() - 1]).unwrap();
    assert!(Finder::on_sidecar(&book.desk).unwrap().is_none());
    fs::write(file(&book), b"").unwrap();
    assert!(Finder::on_sidecar(&book.desk).unwrap().is_none());
}

#[test]
fn a_sidecar_lies_there_whole_or_not_at_all_and_for_the_owner_alone() {
    use std::os::unix::fs::PermissionsExt;
    let mut book = Book::new();
    book.add("Acme");
    assert!(book.desk.make_sidecar(&|_| false).is_err());
    assert!(!file(&book).exists());
    drop(on_sidecar(&book));
    assert_eq!(fs::metadata(file(&book)).unwrap().permissions().mode() & 0o777, 0o600);
    let names: Vec<_> =
        fs::read_dir(book.folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert!(names.iter().all(|name| !name.to_string_lossy().ends_with(".new")), "{names:?}");
    book.desk.drop_sidecar().unwrap();
    book.desk.drop_sidecar().unwrap();
    assert!(!file(&book).exists());
}
