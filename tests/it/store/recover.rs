//! A book with a page destroyed: noticed, and made good from its copy, its own log and what was
//! published.
//!
//! A few pages belong to every run of the tests; `SALESDESK_PAGES=100 cargo test --test it recover`
//! makes the long run.

use std::fs;
use std::path::{Path, PathBuf};

use chrono::{DateTime, FixedOffset};
use salesdesk::domain::activity::Activity;
use salesdesk::domain::customer::Customer;
use salesdesk::domain::{Change, Deed, Id};
use salesdesk::exchange::bring_in::Watch;
use salesdesk::exchange::sync::{self, Options};
use salesdesk::store::{self, Desk, Recovered};

use crate::support::{Book, NOW};

const PAGE: usize = 4096;

fn now() -> DateTime<FixedOffset> {
    DateTime::from_timestamp_millis(NOW).unwrap().fixed_offset()
}

fn sync_with(desk: &mut Desk, dir: &Path) {
    let mut watch = Watch { progress: &mut |_, _| {}, stop: &|| false };
    let options = Options { init: true, ..Options::default() };
    sync::run(desk, dir, &options, NOW, &mut watch).unwrap();
}

/// A book of many pages with a copy of its first half, and a place it published everything to.
struct Published {
    folder: tempfile::TempDir,
    digest: String,
}

impl Published {
    fn new() -> Self {
        let mut book = Book::new();
        let place = book.folder.path().join("place");
        fs::create_dir(&place).unwrap();
        for half in 0..2 {
            for n in 0..90 {
                write(&mut book.desk, half * 90 + n);
            }
            if half == 0 {
                book.desk.keep_nightly(now()).unwrap();
            }
        }
        sync_with(&mut book.desk, &place);
        let digest = book.desk.digest().unwrap();
        let Book { folder, desk } = book;
        drop(desk);
        Self { folder, digest }
    }

    fn place(&self) -> PathBuf {
        self.folder.path().join("place")
    }

    fn pages(&self) -> usize {
        usize::try_from(fs::metadata(self.folder.path().join("book.db")).unwrap().len()).unwrap() / PAGE
    }

    /// The same book elsewhere with one page destroyed, and its copies unless told.
    fn damaged(&self, page: usize, copies: bool) -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let book = folder.path().join("book.db");
        let mut bytes = fs::read(self.folder.path().join("book.db")).unwrap();
        let mut noise = blake3::Hasher::new_derive_key("noise").update(&page.to_le_bytes()).finalize_xof();
        noise.fill(&mut bytes[page * PAGE..(page + 1) * PAGE]);
        fs::write(&book, bytes).unwrap();
        if copies {
            fs::create_dir(folder.path().join("backups")).unwrap();
            for copy in fs::read_dir(self.folder.path().join("backups")).unwrap() {
                let copy = copy.unwrap();
                fs::copy(copy.path(), folder.path().join("backups").join(copy.file_name())).unwrap();
            }
        }
        (folder, book)
    }
}

fn write(desk: &mut Desk, n: i64) {
    let id = Id::mint(NOW + n);
    let customer =
        Customer { id, name: format!("Customer {n}"), note: "words ".repeat(150), ..Customer::default() };
    let call = Activity {
        id: Id::mint(NOW + n),
        customer: Some(id),
        kind: "call".into(),
        at: Some(NOW + n),
        note: "said ".repeat(80),
        ..Activity::default()
    };
    let change = Change::new(Deed::AddCustomer, "one").add(&customer).add(&call);
    desk.commit(&change, NOW + n).unwrap();
}

fn noticed(book: &Path) -> bool {
    !Desk::open(book, "Kawai", NOW).is_ok_and(|desk| desk.look_over(NOW).is_ok())
}

fn recover(book: &Path) -> Recovered {
    store::recover(book, None, "Kawai", now()).unwrap().expect("it was damaged")
}

#[test]
fn whatever_page_is_destroyed_it_is_noticed_and_what_was_published_comes_back() {
    let rounds: usize = std::env::var("SALESDESK_PAGES").map_or(9, |rounds| rounds.parse().unwrap());
    let published = Published::new();
    let pages = published.pages();
    assert!(pages > 100, "{pages}");
    let (mut whole, mut torn) = (0, 0);
    for round in 0..rounds {
        let page = round * 7919 % pages;
        let (folder, book) = published.damaged(page, true);
        let before = fs::read(&book).unwrap();
        assert!(noticed(&book), "page {page} of {pages}");
        let recovered = recover(&book);
        assert_eq!(fs::read(&recovered.aside).unwrap().len(), before.len());
        let mut desk = Desk::open(&book, "Kawai", NOW).unwrap();
        assert!(desk.health().unwrap().sound());
        if recovered.lost == 0 && !recovered.torn {
            whole += 1;
            assert_eq!(desk.digest().unwrap(), published.digest, "page {page}: {recovered:?}");
        } else {
            torn += 1;
        }
        sync_with(&mut desk, &published.place());
        assert_eq!(desk.digest().unwrap(), published.digest, "page {page}: {recovered:?}");
        drop(folder);
    }
    assert!(whole > 0 && whole + torn == rounds, "{whole} {torn}");
}

#[test]
fn without_a_copy_the_log_alone_gives_the_book_back() {
    let published = Published::new();
    // The last pages hold what was written last; none of the rows of the desk itself.
    let (_folder, book) = published.damaged(published.pages() - 2, false);
    assert!(noticed(&book));
    let recovered = recover(&book);
    assert_eq!(recovered.copy, None);
    assert!(recovered.brought > 60, "{recovered:?}");
    let mut desk = Desk::open(&book, "Kawai", NOW).unwrap();
    assert!(desk.health().unwrap().sound());
    sync_with(&mut desk, &published.place());
    assert_eq!(desk.digest().unwrap(), published.digest);
}

#[test]
fn a_log_with_holes_is_told_to_others_as_far_as_it_goes() {
    let published = Published::new();
    let holes = (1..published.pages()).rev().find_map(|page| {
        let (folder, book) = published.damaged(page, true);
        (recover(&book).lost > 0).then_some((folder, book))
    });
    let (folder, book) = holes.expect("some page holds the log's newest rows");
    let place = folder.path().join("another place");
    fs::create_dir(&place).unwrap();
    let mut desk = Desk::open(&book, "Kawai", NOW).unwrap();
    write(&mut desk, 1_000);
    sync_with(&mut desk, &place);
    let mut other = Book::new();
    sync_with(&mut other.desk, &place);
    assert_eq!(other.desk.digest().unwrap(), desk.digest().unwrap());
}

#[test]
fn a_recovered_book_is_a_desk_of_its_own_that_may_take_back_what_it_did() {
    let published = Published::new();
    let (_folder, book) = published.damaged(0, true);
    let recovered = recover(&book);
    assert!(recovered.copy.is_some());
    let mut desk = Desk::open(&book, "Kawai", NOW).unwrap();
    assert_eq!(desk.former_origins().unwrap(), 1);
    assert_eq!(desk.undo(NOW).unwrap().deed, Deed::AddCustomer);
}

#[test]
fn a_sound_book_is_left_alone_and_so_is_somebody_elses_file() {
    let book = Book::new();
    let path = book.path();
    drop(book.desk);
    let before = fs::read(&path).unwrap();
    assert_eq!(store::recover(&path, None, "Kawai", now()).unwrap(), None);
    assert_eq!(fs::read(&path).unwrap(), before);
    let letter = path.with_file_name("letter.txt");
    fs::write(&letter, "Dear all, ".repeat(500)).unwrap();
    assert!(store::recover(&letter, None, "Kawai", now()).is_err());
    assert_eq!(fs::read_to_string(&letter).unwrap(), "Dear all, ".repeat(500));
}
