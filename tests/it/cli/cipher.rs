//! An encrypted book: nothing of it can be read on the disk, everything of it with its key.

use std::fs;
use std::path::{Path, PathBuf};

use salesdesk::domain::Trouble;
use salesdesk::store::{self, BookKey, Desk, key_file, set_key};

use super::{Home, text};
use crate::support::{Book, NOW};

const MARKER: &str = "Zebrafink Werkzeugbau";

/// A home with an encrypted book of one customer, its passphrase in the file `word`.
fn encrypted() -> (Home, PathBuf) {
    let home = Home::new();
    home.add(MARKER);
    fs::write(home.path("word"), "correct horse\n").unwrap();
    let private = std::os::unix::fs::PermissionsExt::from_mode(0o600);
    fs::set_permissions(home.path("word"), private).unwrap();
    home.says(&["encrypt", "--encrypt", "passphrase", "--passphrase-file", "word"]);
    let book = PathBuf::from(text(&home.json(&["paths"])["book"]));
    let aside = fs::read_dir(book.parent().unwrap()).unwrap().map(|entry| entry.unwrap().path());
    let aside: Vec<_> = aside.filter(|path| path.to_string_lossy().contains("before-encrypt")).collect();
    assert_eq!(aside.len(), 1);
    assert!(holds(&fs::read(&aside[0]).unwrap(), MARKER), "the book from before is not kept");
    fs::remove_file(&aside[0]).unwrap();
    (home, book)
}

fn holds(bytes: &[u8], words: &str) -> bool {
    bytes.windows(words.len()).any(|some| some == words.as_bytes())
}

/// Every file of a folder, and of the folders in it.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

#[test]
fn nothing_of_an_encrypted_book_can_be_read_on_the_disk() {
    let (home, book) = encrypted();
    let key = ["--book-passphrase-file", "word"];
    home.says(&[&["add", "Zweiter Zebrafink"], &key[..]].concat());
    let found = home.json(&[&["find"], &key[..]].concat());
    assert_eq!(found.as_array().unwrap().len(), 2);
    home.says(&[&["backup", "copy.db"], &key[..]].concat());
    let seen = files(&home.path(""));
    assert!(seen.contains(&book) && seen.contains(&home.path("copy.db")));
    for file in seen {
        let bytes = fs::read(&file).unwrap();
        assert!(!holds(&bytes, "Zebrafink") && !bytes.starts_with(b"SQLite format"), "{}", file.display());
    }
}

#[test]
fn an_encrypted_book_opens_with_its_key_alone() {
    let (home, book) = encrypted();
    let before = fs::read(&book).unwrap();
    let (code, said) = home.fails(&["find", "--no-input"]);
    assert!(code == 6 && said.contains("--passphrase-fd"), "{said}");
    let mut wrong = home.command(&["find", "--book-passphrase-fd", "0"]);
    let output = wrong.write_stdin("horse\n").output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(fs::read(&book).unwrap(), before);
}

#[test]
fn copies_of_an_encrypted_book_come_back_and_it_is_opened_again() {
    let (home, book) = encrypted();
    let key = ["--book-passphrase-file", "word"];
    let with = |args: &[&'static str]| home.says(&[args, &key[..]].concat());
    let digest = with(&["digest"]);
    with(&["backup", "copy.db"]);
    with(&["add", "Somebody later"]);
    with(&["restore", "copy.db", "--yes"]);
    assert_eq!(with(&["digest"]), digest);
    with(&["decrypt"]);
    assert!(fs::read(&book).unwrap().starts_with(b"SQLite format"));
    assert_eq!(home.says(&["digest"]), digest);
    assert_eq!(home.json(&["doctor"])["sound"], true);
}

#[test]
fn an_encrypted_book_has_no_search_file_beside_it() {
    let mut book = Book::new();
    book.add(MARKER);
    let path = book.path();
    book.desk.make_sidecar(&|_| true).unwrap();
    let key = BookKey::make().unwrap();
    book.desk.encrypt(&key, NOW).unwrap();
    fs::write(key_file(&path), "locked elsewhere").unwrap();
    set_key(key);
    let desk = Desk::open(&path, "Kawai", NOW).unwrap();
    let Err(store::Error::Trouble(why)) = desk.make_sidecar(&|_| true) else { panic!("it was made") };
    assert_eq!(why, Trouble::OpenBeside);
    assert!(!files(book.folder.path()).iter().any(|file| file.to_string_lossy().contains("-search")));
}

#[test]
fn a_book_that_somebody_has_open_is_not_encrypted_under_them() {
    let home = Home::new();
    home.add(MARKER);
    let book = text(&home.json(&["paths"])["book"]);
    fs::write(home.path("team"), format!("{}\n", age::x25519::Identity::generate().to_public())).unwrap();
    let other = rusqlite::Connection::open(&book).unwrap();
    let _: i64 = other.query_row("SELECT count(*) FROM customer", [], |row| row.get(0)).unwrap();
    let (code, said) = home.fails(&["encrypt", "--recipients", "team"]);
    assert_eq!(code, 5, "{said}");
    assert!(!Path::new(&(book.clone() + ".key")).exists());
    assert_eq!(home.json(&["find"]).as_array().unwrap().len(), 1);
    drop(other);
    home.says(&["encrypt", "--recipients", "team"]);
    assert!(Path::new(&(book + ".key")).exists());
}
