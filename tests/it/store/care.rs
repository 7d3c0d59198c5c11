//! What the desk does for its book while nothing else happens: a copy a day, a look at the pages.

use std::fs;
use std::os::unix::fs::FileExt;
use std::sync::{Arc, Mutex};

use chrono::{DateTime, Duration, NaiveTime};
use salesdesk::app::msg::Reply;
use salesdesk::domain::Trouble;
use salesdesk::store::{self, Desk};
use salesdesk::work::{Bench, copies};

use crate::support::{Book, NOW};

/// Who looks after a book some days on, and what they had to say.
fn bench(book: &Book, days: i64) -> (Bench, Arc<Mutex<Vec<Trouble>>>) {
    let now = DateTime::from_timestamp_millis(NOW).unwrap().fixed_offset() + Duration::days(days);
    let said = Arc::new(Mutex::new(Vec::new()));
    let heard = Arc::clone(&said);
    let bench = Bench {
        book: book.path(),
        region: "JP".into(),
        currency: "JPY".into(),
        callback: NaiveTime::MIN,
        clock: Arc::new(move || now),
        send: Arc::new(move |reply| {
            if let Reply::Failed { trouble, .. } = reply {
                heard.lock().unwrap().push(trouble);
            }
            true
        }),
        own: Arc::default(),
        shown: 0,
    };
    (bench, said)
}

fn copies_of(book: &Book) -> usize {
    store::kept(&book.path(), DateTime::from_timestamp_millis(NOW).unwrap().fixed_offset()).len()
}

#[test]
fn a_copy_is_made_once_a_day_and_none_of_a_book_nothing_was_done_in() {
    let mut book = Book::new();
    copies::care(&bench(&book, 0).0, &book.desk, false);
    assert_eq!(copies_of(&book), 0);
    book.add("Acme");
    for (days, copies) in [(0, 1), (0, 1), (1, 2), (3, 3)] {
        let (bench, said) = bench(&book, days);
        copies::care(&bench, &book.desk, false);
        assert_eq!((copies_of(&book), said.lock().unwrap().len()), (copies, 0), "day {days}");
    }
}

#[test]
fn a_copy_that_cannot_be_made_is_told_by_doctor_and_in_nobodys_way() {
    let mut book = Book::new();
    book.add("Acme");
    let backups = book.folder.path().join("backups");
    fs::write(&backups, "a file where the folder should be").unwrap();
    let (careful, said) = bench(&book, 0);
    copies::care(&careful, &book.desk, false);
    assert!(said.lock().unwrap().is_empty());
    assert!(book.desk.health().unwrap().uncopied.unwrap().contains("backups"));
    fs::remove_file(backups).unwrap();
    copies::care(&careful, &book.desk, false);
    assert_eq!((copies_of(&book), book.desk.health().unwrap().uncopied), (1, None));
}

#[test]
fn a_damaged_page_is_said_with_the_way_out_and_no_copy_is_made_of_it() {
    let mut book = Book::new();
    for n in 0..60 {
        book.add(&format!("Customer {n}"));
    }
    let book = book.reopen();
    let pages = fs::metadata(book.path()).unwrap().len() / 4096;
    let file = fs::OpenOptions::new().write(true).open(book.path()).unwrap();
    file.write_all_at(&[0x5a; 4096], (pages - 2) * 4096).unwrap();
    let (bench, said) = bench(&book, 0);
    copies::care(&bench, &Desk::open(&book.path(), "", NOW).unwrap(), true);
    assert!(matches!(said.lock().unwrap().as_slice(), [Trouble::Damaged(_)]));
    assert_eq!(copies_of(&book), 0);
}

#[test]
fn a_desk_that_was_not_left_in_order_is_known_the_next_time_and_one_that_is_open_is_not_mistaken_for_it() {
    let book = Book::new();
    assert!(!book.desk.begin_use().unwrap());
    // It is this very process that has it open.
    assert!(!book.desk.begin_use().unwrap());
    let ended = std::process::Command::new("true").spawn().map(|mut child| {
        child.wait().unwrap();
        child.id()
    });
    let conn = rusqlite::Connection::open(book.path()).unwrap();
    let sql = "UPDATE desk SET value = ?1 WHERE name = 'in use'";
    assert_eq!(conn.execute(sql, [ended.unwrap().to_string()]).unwrap(), 1);
    assert!(book.desk.begin_use().unwrap());
    book.desk.end_use().unwrap();
    assert!(!book.desk.begin_use().unwrap());
}
