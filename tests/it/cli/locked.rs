//! Locked copies of a book: out by passphrase or for keys, back in, and nothing to read in between.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::process::Command;

use age::secrecy::ExposeSecret as _;

use super::{Home, text};
use crate::support::skipped;

const MARKER: &str = "Zebrafink Werkzeugbau";

/// A home with one customer, and a copy of its book locked with a passphrase.
fn locked() -> Home {
    let home = Home::new();
    home.add(MARKER);
    let mut backup =
        home.command(&["backup", "copy.age", "--encrypt", "passphrase", "--passphrase-fd", "0", "--json"]);
    backup.write_stdin("correct horse\n").assert().success();
    home
}

fn secret(home: &Home, name: &str, content: &str, mode: u32) {
    fs::write(home.path(name), content).unwrap();
    fs::set_permissions(home.path(name), fs::Permissions::from_mode(mode)).unwrap();
}

fn holds(bytes: &[u8], words: &str) -> bool {
    bytes.windows(words.len()).any(|some| some == words.as_bytes())
}

#[test]
fn a_locked_copy_comes_back_with_its_passphrase_and_shows_nothing_without() {
    let home = locked();
    let book = text(&home.json(&["paths"])["book"]);
    assert!(
        holds(&fs::read(&book).unwrap(), MARKER) || holds(&fs::read(book.clone() + "-wal").unwrap(), MARKER)
    );
    let copy = fs::read(home.path("copy.age")).unwrap();
    assert!(!holds(&copy, MARKER) && !holds(&copy, "SQLite"));
    assert_eq!(fs::metadata(home.path("copy.age")).unwrap().permissions().mode() & 0o777, 0o600);

    home.add("Somebody later");
    secret(&home, "word", "correct horse\n", 0o600);
    home.says(&["restore", "copy.age", "--yes", "--passphrase-file", "word"]);
    let names: Vec<_> =
        home.json(&["find"]).as_array().unwrap().iter().map(|row| text(&row["name"])).collect();
    assert_eq!(names, [MARKER]);
}

#[test]
fn nothing_open_is_left_of_a_locked_copy() {
    let home = locked();
    let book = std::path::PathBuf::from(text(&home.json(&["paths"])["book"]));
    for folder in [home.path(""), book.parent().unwrap().to_owned()] {
        let names: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        assert!(names.iter().all(|name| !name.to_string_lossy().starts_with('.')), "{names:?}");
    }
}

#[test]
fn a_wrong_passphrase_and_a_damaged_copy_change_nothing() {
    let home = locked();
    home.add("Somebody later");
    let before = home.says(&["digest"]);
    let restore = |file: &str, words: &str| {
        let mut restore = home.command(&["restore", file, "--yes", "--passphrase-fd", "0"]);
        let output = restore.write_stdin(words).output().unwrap();
        (output.status.code(), String::from_utf8(output.stderr).unwrap())
    };
    let (code, said) = restore("copy.age", "correct horse battery\n");
    assert!(code == Some(1) && said.contains("passphrase does not open it"), "{said}");
    let whole = fs::read(home.path("copy.age")).unwrap();
    fs::write(home.path("cut.age"), &whole[..whole.len() - 1]).unwrap();
    let (code, said) = restore("cut.age", "correct horse\n");
    assert!(code == Some(1) && said.contains("damaged or not whole"), "{said}");
    let mut flipped = whole;
    let middle = flipped.len() / 2;
    flipped[middle] ^= 1;
    fs::write(home.path("flipped.age"), flipped).unwrap();
    assert_eq!(restore("flipped.age", "correct horse\n").0, Some(1));
    assert_eq!(home.says(&["digest"]), before);
}

#[test]
fn where_nobody_can_be_asked_the_ways_to_give_a_passphrase_are_told() {
    let home = Home::new();
    home.add(MARKER);
    let (code, said) = home.fails(&["backup", "copy.age", "--encrypt", "passphrase", "--no-input"]);
    assert_eq!(code, 6, "{said}");
    for way in ["--passphrase-fd", "--passphrase-file", "--recipients"] {
        assert!(said.contains(way), "{said}");
    }
    assert!(!home.path("copy.age").exists());
    let (code, said) =
        home.fails(&["backup", "copy.age", "--encrypt", "passphrase", "--passphrase-fd", "77"]);
    assert!(code == 2 && said.contains("77"), "{said}");
    assert!(!home.path("copy.age").exists());
}

#[test]
fn no_flag_takes_a_passphrase_itself() {
    let home = Home::new();
    for verb in ["backup", "restore"] {
        let help = home.says(&[verb, "--help"]);
        let flags = help.lines().map(str::trim).filter(|line| line.starts_with("--passphrase"));
        let flags: Vec<_> = flags.collect();
        let of_place = |flag: &&str| {
            flag.starts_with("--passphrase-fd <N>") || flag.starts_with("--passphrase-file <FILE>")
        };
        assert!(flags.len() == 2 && flags.iter().all(of_place), "{flags:?}");
    }
}

#[test]
fn a_key_file_that_others_can_read_is_refused_with_the_way_out() {
    let home = locked();
    secret(&home, "word", "correct horse\n", 0o644);
    let (code, said) = home.fails(&["restore", "copy.age", "--yes", "--passphrase-file", "word"]);
    assert!(code == 1 && said.contains("chmod 600 word"), "{said}");
}

#[test]
fn a_copy_for_recipients_opens_with_their_key_file() {
    let home = Home::new();
    home.add(MARKER);
    let identity = age::x25519::Identity::generate();
    fs::write(home.path("team"), format!("# who may open it\n{}\n", identity.to_public())).unwrap();
    home.says(&["backup", "copy.age", "--recipients", "team"]);
    assert!(!holds(&fs::read(home.path("copy.age")).unwrap(), MARKER));
    let (code, said) = home.fails(&["restore", "copy.age", "--yes"]);
    assert!(code == 6 && said.contains("--key-file"), "{said}");
    secret(&home, "id", identity.to_string().expose_secret(), 0o600);
    home.says(&["restore", "copy.age", "--yes", "--key-file", "id"]);
    secret(&home, "letter", "Dear all\n", 0o600);
    let (code, said) = home.fails(&["restore", "copy.age", "--yes", "--key-file", "letter"]);
    assert!(code == 1 && said.contains("holds no key"), "{said}");
    fs::write(home.path("team"), "age1nobody\n").unwrap();
    let (code, said) = home.fails(&["backup", "other.age", "--recipients", "team"]);
    assert!(code == 1 && said.contains("line 1 is no recipient"), "{said}");
    assert!(!home.path("other.age").exists());
}

#[test]
fn an_ssh_key_opens_what_was_locked_for_it_also_under_a_passphrase_of_its_own() {
    for (name, own) in [("bare", ""), ("kept", "its own words")] {
        let home = Home::new();
        home.add(MARKER);
        let path = home.path(name).display().to_string();
        let made = Command::new("ssh-keygen").args(["-q", "-t", "ed25519", "-N", own, "-f", &path]).output();
        if !made.is_ok_and(|made| made.status.success()) {
            return skipped("ssh-keygen makes no keys here");
        }
        let copy = format!("{name}.age");
        home.says(&["backup", &copy, "--recipients", &format!("{name}.pub")]);
        let mut restore =
            home.command(&["restore", &copy, "--yes", "--key-file", name, "--passphrase-fd", "0"]);
        restore.write_stdin(format!("{own}\n")).assert().success();
    }
}
