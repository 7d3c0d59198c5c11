//! Where a book may lie, and who may read it.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;

use salesdesk::domain::Trouble;
use salesdesk::store::Desk;

use crate::support::{Book, NOW};

fn mode(path: &std::path::Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}

#[test]
fn a_synchronised_folder_is_refused_unless_told_and_nothing_is_made_in_it() {
    let folder = tempfile::tempdir().unwrap();
    let inner = folder.path().join("work");
    fs::create_dir_all(folder.path().join(".stfolder")).unwrap();
    let path = inner.join("book.db");
    let refused = Desk::open(&path, "Kawai", NOW).err().unwrap().trouble("");
    assert!(matches!(refused, Trouble::Synchronised { by, .. } if by == "Syncthing"));
    assert!(!inner.exists());
    let desk = Desk::open_anyway(&path, "Kawai", NOW).unwrap();
    assert!(desk.is_alone() && path.exists() && !inner.join("book.db-wal").exists());
}

#[test]
fn a_book_read_out_where_it_is_loses_nothing_and_has_its_log_again_in_a_good_place() {
    let mut book = Book::new();
    book.add("Acme");
    let (path, folder) = (book.path(), book.folder.path().to_owned());
    drop(book.desk);
    fs::create_dir(folder.join(".dropbox.cache")).unwrap();
    let desk = Desk::open_anyway(&path, "Kawai", NOW).unwrap();
    assert_eq!(desk.customer_count().unwrap(), 1);
    let other = Desk::open_anyway(&path, "Kawai", NOW).err().unwrap().trouble("");
    assert_eq!(other, Trouble::Busy);
    desk.backup(&folder.join("copy")).unwrap();
    drop(desk);
    fs::remove_dir(folder.join(".dropbox.cache")).unwrap();
    let desk = Desk::open_anyway(&path, "Kawai", NOW).unwrap();
    assert!(!desk.is_alone());
    assert!(Desk::open_to_read(&path).unwrap().customer_count().unwrap() == 1);
}

#[test]
fn a_book_of_two_names_is_refused() {
    let book = Book::new();
    let (path, other) = (book.path(), book.folder.path().join("other.db"));
    drop(book.desk);
    fs::hard_link(&path, &other).unwrap();
    let refused = Desk::open(&path, "Kawai", NOW).err().unwrap().trouble("");
    assert!(matches!(refused, Trouble::Linked { names: 2, .. }));
    fs::remove_file(other).unwrap();
    Desk::open(&path, "Kawai", NOW).unwrap();
}

#[test]
fn a_link_is_followed_to_the_book_and_a_link_to_nothing_makes_none() {
    let mut book = Book::new();
    book.add("Acme");
    let elsewhere = tempfile::tempdir().unwrap();
    let link = elsewhere.path().join("link.db");
    std::os::unix::fs::symlink(book.path(), &link).unwrap();
    let desk = Desk::open(&link, "Kawai", NOW).unwrap();
    assert_eq!(desk.customer_count().unwrap(), 1);
    assert_eq!(fs::read_dir(elsewhere.path()).unwrap().count(), 1, "something lies beside the link");
    let lost = elsewhere.path().join("lost.db");
    std::os::unix::fs::symlink(elsewhere.path().join("nothing.db"), &lost).unwrap();
    assert!(Desk::open(&lost, "Kawai", NOW).is_err());
    assert!(!elsewhere.path().join("nothing.db").exists());
}

#[test]
fn rights_of_others_are_taken_away_and_that_is_said_once() {
    let book = Book::new();
    let path = book.path();
    assert_eq!(book.desk.widened(), None);
    drop(book.desk);
    fs::set_permissions(&path, Permissions::from_mode(0o644)).unwrap();
    let desk = Desk::open(&path, "Kawai", NOW).unwrap();
    assert_eq!((desk.widened(), mode(&path)), (Some(0o644), 0o600));
    drop(desk);
    assert_eq!(Desk::open(&path, "Kawai", NOW).unwrap().widened(), None);
}
