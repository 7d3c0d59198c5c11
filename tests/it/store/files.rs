//! Files that are not a book of ours, or not one we may write, are named and left as they were.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use rusqlite::Connection;
use salesdesk::domain::Trouble;
use salesdesk::store::{Desk, Error};

use crate::support::{Book, NOW};

fn refusal(path: &std::path::Path) -> Trouble {
    match Desk::open(path, "Kawai", NOW) {
        Ok(_) => panic!("opened {}", path.display()),
        Err(error) => error.trouble(&path.display().to_string()),
    }
}

#[test]
fn a_book_is_readable_by_its_owner_alone() {
    let book = Book::new();
    let mode = fs::metadata(book.path()).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
}

#[test]
fn somebody_elses_database_is_refused_and_unchanged() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("other.db");
    Connection::open(&path).unwrap().execute_batch("CREATE TABLE theirs (a)").unwrap();
    let before = fs::read(&path).unwrap();
    assert!(matches!(refusal(&path), Trouble::Foreign(_)));
    assert_eq!(fs::read(&path).unwrap(), before);
}

#[test]
fn a_text_file_is_refused_and_unchanged() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("letter.txt");
    let words = "Dear all, ".repeat(500);
    fs::write(&path, &words).unwrap();
    assert!(matches!(refusal(&path), Trouble::Foreign(_)));
    assert_eq!(fs::read_to_string(&path).unwrap(), words);
}

#[test]
fn a_newer_book_is_refused_with_both_formats_named() {
    let book = Book::new();
    let path = book.path();
    drop(book.desk);
    Connection::open(&path).unwrap().execute_batch("PRAGMA user_version = 99").unwrap();
    assert!(matches!(refusal(&path), Trouble::Newer { theirs: 99, .. }));
}

#[test]
fn a_directory_is_not_a_book() {
    let folder = tempfile::tempdir().unwrap();
    assert!(matches!(refusal(folder.path()), Trouble::File { .. }));
}

#[test]
fn a_restored_backup_is_the_book_again_and_the_replaced_one_is_kept() {
    let mut book = Book::new();
    book.add("kept");
    let copy = book.folder.path().join("copy.db");
    book.desk.backup(&copy).unwrap();
    let digest = book.desk.digest().unwrap();
    book.add("lost");
    let path = book.path();
    let aside = book.desk.restore(&copy, NOW).unwrap();
    let restored = Desk::open(&path, "Kawai", NOW).unwrap();
    assert_eq!(restored.digest().unwrap(), digest);
    assert_eq!(Desk::open(&aside, "Kawai", NOW).unwrap().customer_count().unwrap(), 2);
}

#[test]
fn a_backup_never_overwrites() {
    let book = Book::new();
    let copy = book.folder.path().join("copy.db");
    fs::write(&copy, "precious").unwrap();
    assert!(matches!(book.desk.backup(&copy), Err(Error::Trouble(Trouble::File { .. }))));
    assert_eq!(fs::read_to_string(&copy).unwrap(), "precious");
}
