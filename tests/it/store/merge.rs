//! Groups in the store: of a thousand, in a file that comes in, in what an import looks for.

use salesdesk::domain::customer::Customer;
use salesdesk::domain::entry::Entry;
use salesdesk::domain::page::Page;
use salesdesk::domain::tag::Tag;
use salesdesk::domain::{Change, Deed, Id, Noun, Write, pair};
use salesdesk::store::Finder;

use crate::support::{Book, NOW, found};

fn join(book: &mut Book, one: Id, other: Id) {
    let change = book.desk.merge_plan(one, other).unwrap().unwrap().change();
    book.desk.commit(&change, NOW).unwrap();
}

#[test]
fn a_thousand_who_are_one_are_read_and_parted_like_two() {
    let mut book = Book::new();
    let ids: Vec<Id> = Id::run(NOW).take(1_000).collect();
    let customers =
        ids.iter().map(|id| Customer { id: *id, name: format!("Acme {id}"), ..Customer::default() });
    let added = customers.fold(Change::new(Deed::Import, "file"), |change, customer| change.add(&customer));
    book.desk.commit(&added, NOW).unwrap();
    let mut finder = Finder::fold(&book.desk, || true).unwrap();
    let pairs = ids.windows(2).map(|pair| pair::decided(pair[0], pair[1], pair::SAME)).collect();
    book.desk.commit(&Change { writes: pairs, ..Change::new(Deed::Merge, "all") }, NOW).unwrap();
    assert_eq!(book.desk.customer_count().unwrap(), 1);
    assert_eq!(book.desk.one_with(ids[999]).unwrap(), ids);
    assert_eq!(found(&mut finder, &book.desk, "acme").0.len(), 1);
    let parting = book.desk.unmerge_plan(ids[500], None).unwrap();
    assert_eq!((parting.parts.len(), &parting.joins[..]), (2, &[(ids[0], ids[501])][..]));
    book.desk.commit(&parting.change(), NOW).unwrap();
    assert_eq!(book.desk.customer_count().unwrap(), 2);
    assert_eq!(book.desk.one_with(ids[0]).unwrap().len(), 999);
    assert!(book.desk.health().unwrap().sound());
}

#[test]
fn a_pair_of_somebody_not_known_yet_joins_them_when_they_come() {
    let mut book = Book::new();
    let (known, coming) = (book.add("Acme"), Id::from_bytes([1; 16]));
    let pair =
        Change { writes: vec![pair::decided(known, coming, pair::SAME)], ..Change::new(Deed::Merge, "") };
    book.desk.commit(&pair, NOW).unwrap();
    assert_eq!(book.desk.face(known).unwrap(), known);
    let customer = Customer { id: coming, name: "Acme Ltd".into(), ..Customer::default() };
    book.desk.commit(&Change::new(Deed::Import, "file").add(&customer), NOW).unwrap();
    assert_eq!(book.desk.face(known).unwrap(), coming);
    assert_eq!(book.desk.customer_count().unwrap(), 1);
    assert!(book.desk.health().unwrap().sound());
}

#[test]
fn a_deleted_face_still_shows_while_one_of_them_lives_and_deleting_the_group_deletes_all() {
    let mut book = Book::new();
    let mut ids = [book.add("Acme"), book.add("Acme Ltd")];
    ids.sort();
    let deleted = |id| Change::new(Deed::Delete, "").delete(Noun::Customer, id);
    book.desk.commit(&deleted(ids[0]), NOW).unwrap();
    let pair =
        Change { writes: vec![pair::decided(ids[0], ids[1], pair::SAME)], ..Change::new(Deed::Merge, "") };
    book.desk.commit(&pair, NOW).unwrap();
    assert_eq!(book.desk.line(ids[1]).unwrap().unwrap().id, ids[0]);
    book.desk.commit(&deleted(ids[0]), NOW).unwrap();
    assert_eq!(book.desk.line(ids[1]).unwrap(), None);
    assert_eq!(book.desk.customer_count().unwrap(), 0);
    book.desk.undo(NOW).unwrap();
    assert_eq!(book.desk.customer_count().unwrap(), 1);
}

#[test]
fn a_tag_of_both_and_an_entry_of_both_go_with_one_stroke() {
    let mut book = Book::new();
    let ids = [book.add("Acme"), book.add("Acme Ltd")];
    let list = Id::from_bytes([7; 16]);
    let both = ids.iter().flat_map(|id| [Tag::on(*id, "vip").put_on(), Entry::of(list, *id, 1).put_on()]);
    let writes: Vec<Write> = both.collect();
    book.desk.commit(&Change { writes, ..Change::new(Deed::Tag, "") }, NOW).unwrap();
    join(&mut book, ids[0], ids[1]);
    let page: Page = book.desk.page(ids[1], 9).unwrap().unwrap();
    assert_eq!((page.tags.len(), book.desk.entries(list).unwrap().len()), (1, 1));
    book.desk.commit(&Change::new(Deed::Tag, "").delete(Noun::Tag, page.tags[0].id), NOW).unwrap();
    let off =
        Change { writes: vec![Entry::taken_off(list, page.customer.id)], ..Change::new(Deed::EditList, "") };
    book.desk.commit(&off, NOW).unwrap();
    assert!(book.desk.page(ids[1], 9).unwrap().unwrap().tags.is_empty());
    assert!(book.desk.entries(list).unwrap().is_empty());
}

#[test]
fn an_import_knows_a_group_again_by_what_any_of_them_was_called() {
    let mut book = Book::new();
    let ids = [book.add("Acme"), book.add("Acme Ltd")];
    join(&mut book, ids[0], ids[1]);
    let mut known = Vec::new();
    book.desk.view().everybody(|customer, _, _| known.push((customer.id, customer.name.clone()))).unwrap();
    known.sort_by(|one, other| one.1.cmp(&other.1));
    let face = ids[0].min(ids[1]);
    assert_eq!(known, [(face, "Acme".to_owned()), (face, "Acme Ltd".to_owned())]);
    assert_eq!(book.desk.view().card(ids[1]).unwrap().unwrap().customer.id, face);
    assert_eq!(book.desk.customers_named("Acme Ltd").unwrap(), [face]);
    assert_eq!(book.desk.beginning_with("Acme L", 9).unwrap().len(), 1);
}
