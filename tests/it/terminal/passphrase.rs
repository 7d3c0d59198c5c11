//! A passphrase at the terminal: asked for, and never shown.

use crate::support::home::{Home, PROGRAM};
use crate::support::pty::Pty;

/// Types a line once the terminal shows nothing of what is typed.
fn unseen(terminal: &mut Pty, after: &str, line: &str) {
    drop(terminal.shows(after));
    let hidden = (0..10_000_000).any(|_| terminal.is_raw());
    assert!(hidden, "what is typed would be shown");
    terminal.keys(line);
}

fn backup(home: &Home) -> Pty {
    let arguments = [PROGRAM, "backup", "copy.age", "--encrypt", "passphrase"];
    Pty::run(home, &arguments, &[], (80, 24))
}

#[test]
fn a_new_passphrase_is_asked_for_twice_and_never_shown() {
    let home = Home::new();
    let mut terminal = backup(&home);
    unseen(&mut terminal, "Passphrase for", "correct horse\r");
    unseen(&mut terminal, "The same again", "correct horse\r");
    assert_eq!(terminal.exit(), 0, "{:?}", terminal.seen());
    let arguments = [PROGRAM, "restore", "copy.age", "--yes"];
    let mut again = Pty::run(&home, &arguments, &[], (80, 24));
    unseen(&mut again, "Passphrase for copy.age", "correct horse\r");
    assert_eq!(again.exit(), 0, "{:?}", again.seen());
    for terminal in [terminal, again] {
        assert!(!String::from_utf8_lossy(&terminal.seen().bytes).contains("horse"));
    }
}

#[test]
fn a_locked_place_is_made_with_a_new_passphrase_and_asks_for_it_at_the_next_sync() {
    let home = Home::new();
    home.json(&["add", "Acme"]);
    std::fs::create_dir(home.path().join("place")).unwrap();
    let make = [PROGRAM, "sync", "place", "--init", "--encrypt", "passphrase"];
    let mut made = Pty::run(&home, &make, &[], (80, 24));
    unseen(&mut made, "Passphrase for place", "correct horse\r");
    unseen(&mut made, "The same again", "correct horse\r");
    assert_eq!(made.exit(), 0, "{:?}", made.seen());
    let mut wrong = Pty::run(&home, &[PROGRAM, "sync", "place"], &[], (80, 24));
    unseen(&mut wrong, "Passphrase for place", "horse\r");
    assert_eq!(wrong.exit(), 1, "{:?}", wrong.seen());
    let mut again = Pty::run(&home, &[PROGRAM, "sync", "place"], &[], (80, 24));
    unseen(&mut again, "Passphrase for place", "correct horse\r");
    assert_eq!(again.exit(), 0, "{:?}", again.seen());
    for terminal in [made, wrong, again] {
        assert!(!String::from_utf8_lossy(&terminal.seen().bytes).contains("horse"));
    }
}

#[test]
fn two_passphrases_that_differ_lock_nothing() {
    let home = Home::new();
    let mut terminal = backup(&home);
    unseen(&mut terminal, "Passphrase for", "correct horse\r");
    unseen(&mut terminal, "The same again", "correct house\r");
    assert_eq!(terminal.exit(), 1);
    assert!(!home.path().join("copy.age").exists());
}

#[test]
fn ctrl_c_at_the_question_ends_it_and_locks_nothing() {
    let home = Home::new();
    let mut terminal = backup(&home);
    unseen(&mut terminal, "Passphrase for", "\x03");
    assert_ne!(terminal.exit(), 0);
    assert!(!terminal.seen().text().contains("The same again"));
    assert!(!home.path().join("copy.age").exists());
}
