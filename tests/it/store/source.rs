//! What a search is told of each customer: all of it, and the same for one as for all.

use salesdesk::domain::{Change, Deed, Noun, demo};
use salesdesk::search::Source;

use crate::support::{Book, NOW};

fn all(book: &Book) -> Vec<Source> {
    let mut all = Vec::new();
    let take = |sources| {
        all.extend(sources);
        Ok(())
    };
    book.desk.sources(take).unwrap();
    all
}

fn demo_book() -> Book {
    let mut book = Book::new();
    let now = chrono::DateTime::from_timestamp_millis(NOW).unwrap().fixed_offset();
    let mut bulk = book.desk.bulk(Deed::Import, "demo", NOW).unwrap();
    bulk.push(&demo::writes(now, None)).unwrap();
    bulk.finish().unwrap();
    book
}

#[test]
fn one_customer_is_told_of_as_among_all() {
    let book = demo_book();
    let all = all(&book);
    assert_eq!(all.len(), demo::CUSTOMERS);
    for source in &all {
        assert_eq!(book.desk.sources_of(&[source.id]).unwrap(), std::slice::from_ref(source));
        assert_eq!(book.desk.line(source.id).unwrap().unwrap().blocked_until, source.blocked_until);
    }
    assert_eq!(all.iter().filter(|source| source.blocked_until.is_some()).count(), 1);
    assert!(all.iter().all(|source| !source.people.is_empty() && !source.numbers.is_empty()));
    assert!(all.iter().any(|source| source.notes.len() > 2 && !source.tags.is_empty()));
}

#[test]
fn a_deleted_customer_is_not_told_of_and_its_neighbours_keep_their_own() {
    let mut book = demo_book();
    let before = all(&book);
    let gone = Change::new(Deed::Delete, "").delete(Noun::Customer, before[100].id);
    book.desk.commit(&gone, NOW).unwrap();
    let after = all(&book);
    assert_eq!(after.len(), before.len() - 1);
    assert_eq!((&after[99], &after[100]), (&before[99], &before[101]));
    assert_eq!(book.desk.sources_of(&[before[100].id]).unwrap(), []);
}
