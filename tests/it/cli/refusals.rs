//! What cannot be done is refused with the right code and a sentence that names it.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::process::{Command, Stdio};

use rusqlite::Connection;
use serde_json::json;

use super::{Home, NOW};

#[test]
fn an_unknown_customer_is_three_and_an_ambiguous_one_names_the_candidates() {
    let home = Home::new();
    let (first, second) = (home.add("Acme"), home.add("Bolt"));
    let (code, words) = home.fails(&["show", "nobody"]);
    assert_eq!(code, 3);
    assert!(words.contains("nobody"), "{words}");
    let (code, words) = home.fails(&["import", "undo", "ffff"]);
    assert_eq!(code, 3);
    assert!(words.contains("no import `ffff`"), "{words}");
    let shared = &first[..8];
    assert_eq!(shared, &second[..8], "made in the same moment");
    let (code, words) = home.fails(&["show", shared]);
    assert_eq!(code, 3);
    assert!(words.contains("Acme") && words.contains("Bolt"), "{words}");
}

#[test]
fn what_makes_no_sense_is_two_and_names_the_way_out() {
    let home = Home::new();
    let id = home.add("Acme");
    let before = home.json(&["digest"]);
    let wrong: [(&[&str], &str); 11] = [
        (&["add", " "], "name"),
        (&["add", "4111 1111 1111 1111"], "card"),
        (&["edit", &id, "--set", "name="], "name"),
        (&["edit", &id, "--set", "shoe_size=44"], "shoe_size"),
        (&["edit", &id, "--set", "employees=many"], "many"),
        (&["edit", &id, "--set", "rank=Z"], "Z"),
        (&["edit", &id, "--set", "note=4111 1111 1111 1111"], "card"),
        (&["log", "call", &id, "--outcome", "FOO"], "FOO"),
        (&["log", "mail", &id, "--outcome", "NA"], "mail"),
        (&["next", &id, "whenever"], "whenever"),
        (&["log", "call", &id, "--at", "tomorrow 9:00"], "tomorrow"),
    ];
    for (args, named) in wrong {
        let (code, words) = home.fails(args);
        assert_eq!(code, 2, "{args:?}: {words}");
        assert!(words.contains(named), "{args:?}: {words}");
    }
    assert_eq!(home.json(&["digest"]), before);
    assert_eq!(home.fails(&["frobnicate"]).0, 2);
    let clock = home.command(&["find"]).env("SALESDESK_NOW", "noon").output().unwrap();
    assert_eq!(clock.status.code(), Some(2));
}

#[test]
fn complaints_are_in_the_language_asked_for_and_results_are_not() {
    let home = Home::new();
    home.add("Acme");
    assert!(home.fails(&["--lang", "ja", "show", "nobody"]).1.contains("顧客がいません"));
    let locale = home.command(&["show", "nobody"]).env("LANG", "ja_JP.UTF-8").output().unwrap();
    assert!(String::from_utf8(locale.stderr).unwrap().contains("顧客がいません"));
    assert_eq!(home.json(&["--lang", "ja", "find"]), home.json(&["--lang", "en", "find"]));
}

#[test]
fn files_that_are_no_book_are_refused_as_they_are() {
    let home = Home::new();
    let theirs = home.path("theirs.db");
    Connection::open(&theirs).unwrap().execute_batch("CREATE TABLE theirs (a)").unwrap();
    let before = fs::read(&theirs).unwrap();
    let (code, words) = home.fails(&["--db", "theirs.db", "find"]);
    assert_eq!((code, words.contains("theirs.db")), (1, true), "{words}");
    assert_eq!(fs::read(&theirs).unwrap(), before);
    fs::create_dir(home.path("folder")).unwrap();
    for args in [["--db", "folder", "find"].as_slice(), &["import", "folder"], &["import", "none.csv"]] {
        let (code, words) = home.fails(args);
        assert_eq!(code, 1, "{args:?}: {words}");
    }
    assert_eq!(home.fails(&["restore", "--yes", "theirs.db"]).0, 1);
}

#[test]
fn a_folder_that_cannot_be_written_is_named() {
    let home = Home::new();
    let folder = home.path("locked");
    fs::create_dir(&folder).unwrap();
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o500)).unwrap();
    if fs::write(folder.join("probe"), "").is_ok() {
        println!("skipped: permissions do not bind this user");
        return;
    }
    let (code, words) = home.fails(&["--db", "locked/book.db", "add", "Acme"]);
    assert_eq!(code, 1);
    assert!(words.contains("locked/book.db"), "{words}");
}

#[test]
fn a_book_that_another_program_writes_is_busy() {
    let home = Home::new();
    let id = home.add("Acme");
    let book = super::text(&home.json(&["paths"])["book"]);
    let other = Connection::open(book).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    assert_eq!(home.fails(&["log", "note", &id, "--note", "x"]).0, 5);
    assert_eq!(home.json(&["find"])[0]["name"], json!("Acme"), "reading goes on");
}

#[test]
fn an_empty_variable_is_as_good_as_none() {
    let home = Home::new();
    for name in ["SALESDESK_DB", "SALESDESK_NOW", "LANG"] {
        assert!(home.command(&["find"]).env(name, "").output().unwrap().status.success(), "{name}");
    }
}

#[test]
fn without_a_terminal_the_desk_says_so() {
    let home = Home::new();
    let (code, words) = home.fails(&[]);
    assert_eq!((code, words.lines().count()), (2, 1), "{words}");
    assert!(words.contains("--help"));
}

#[test]
fn a_reader_that_has_seen_enough_is_no_failure() {
    let home = Home::new();
    home.says(&["demo", "--reset"]);
    let demo = super::text(&home.json(&["paths"])["demo"]);
    for args in
        [["find", "--limit", "200"].as_slice(), &["export", "--format", "jsonl"], &["export"], &["man"]]
    {
        let mut child = Command::new(assert_cmd::cargo::cargo_bin!("salesdesk"))
            .args(["--db", &demo])
            .args(args)
            .env("SALESDESK_NOW", NOW)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert!(output.status.success(), "{args:?}: {:?}", output.status);
        assert!(output.stderr.is_empty(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
    }
}

#[test]
fn nothing_out_of_the_book_reaches_the_terminal_as_a_command() {
    let home = Home::new();
    let id = home.add("Acme\u{9b}2J");
    home.json(&["log", "note", &id, "--note", "a\u{7f}b\u{202e}c"]);
    for args in [vec!["find"], vec!["show", &id], vec!["history", &id], vec!["show", &id, "--json"]] {
        let said = home.says(&args);
        let obeyed = |c: char| (c.is_control() && c != '\n') || c == '\u{202e}';
        assert!(!said.contains(obeyed), "{args:?}: {said:?}");
    }
    assert_eq!(home.json(&["show", &id])["activities"][0]["note"], json!("a\u{7f}b\u{202e}c"));
}
