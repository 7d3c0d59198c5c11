//! Every way out: the terminal is as it was, and what was being written is kept.

use std::fs::File;
use std::path::PathBuf;
use std::sync::mpsc::channel;
use std::time::{Duration, Instant};

use rustix::process::Signal;

use crate::support::home::{FIRST, Home, PROGRAM};
use crate::support::pty::{Pty, Seen};

/// How long leaving may take once nobody is there: about a second, and ten times that for a busy machine.
const LEAVING: Duration = Duration::from_secs(10);

/// The desk with a note half written to the first customer.
fn writing(home: &Home) -> Pty {
    let mut desk = Pty::demo(home);
    desk.keys("n");
    drop(desk.shows("\n >"));
    desk.keys("halfway");
    drop(desk.shows("halfway"));
    desk
}

/// A shell with the desk as its job.
fn shell(home: &Home) -> Pty {
    let mut shell = Pty::run(home, &["/bin/sh", "-i"], &[("PS1", "ready$ ")], (80, 24));
    prompted(&shell, 1);
    shell.keys(&format!("{PROGRAM} demo\n"));
    drop(shell.shows("─ timeline"));
    shell
}

/// Waits for the shell's prompt, the `nth` on the screen.
fn prompted(shell: &Pty, nth: usize) {
    let there =
        |seen: &Seen| !seen.screen().alternate_screen() && seen.text().matches("ready$").count() == nth;
    drop(shell.until("the shell's prompt", there));
}

/// Says in which order the modes of a terminal were first set and last reset.
fn modes(bytes: &[u8]) -> (Vec<String>, Vec<String>) {
    let text = String::from_utf8_lossy(bytes);
    let (mut set, mut reset): (Vec<String>, Vec<String>) = Default::default();
    for rest in text.split("\x1b[?").skip(1) {
        let number: String = rest.chars().take_while(char::is_ascii_digit).collect();
        let on = rest[number.len()..].starts_with('h');
        // The cursor is the one mode that a full screen switches off.
        if on == (number != "25") {
            if !set.contains(&number) {
                set.push(number);
            }
        } else {
            reset.retain(|known| *known != number);
            reset.push(number);
        }
    }
    (set, reset)
}

fn assert_given_back(seen: &Seen) {
    let (set, mut reset) = modes(&seen.bytes);
    reset.reverse();
    assert_eq!(set, ["1049", "2004", "25", "2026"]);
    assert_eq!(set, reset, "modes are reset in the opposite order");
    let screen = seen.screen();
    assert!(!screen.alternate_screen() && !screen.bracketed_paste() && !screen.hide_cursor());
}

fn assert_offered(home: &Home, draft: &str) {
    drop(Pty::run(home, &[PROGRAM, "demo"], &[], (80, 24)).shows(draft));
}

/// The files of that ending among all books' drafts.
fn in_drafts(home: &Home, ending: &str) -> Vec<PathBuf> {
    let inside = |folder: PathBuf| std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let books = inside(home.path().join("XDG_STATE_HOME/salesdesk/drafts")).filter(|path| path.is_dir());
    books.flat_map(inside).filter(|path| path.extension().is_some_and(|known| known == ending)).collect()
}

#[test]
fn a_terminal_that_is_gone_ends_the_desk_and_the_note_is_offered_again() {
    let home = Home::new();
    let mut desk = writing(&home);
    assert_eq!(desk.hang_up(LEAVING), 129);
    assert_offered(&home, "halfway");
}

#[test]
fn a_terminal_that_is_gone_without_a_hang_up_ends_the_desk_too() {
    let home = Home::new();
    let setsid = "setsid --wait \"$0\" demo; exit";
    if std::process::Command::new("setsid").arg("--version").output().is_err() {
        eprintln!("skipped: no setsid here");
        return;
    }
    let mut desk = Pty::run(&home, &["sh", "-c", setsid, PROGRAM], &[], (80, 24));
    drop(desk.shows("─ timeline"));
    desk.keys("n");
    drop(desk.shows("\n >"));
    desk.keys("halfway");
    drop(desk.shows("halfway"));
    desk.hang_up(LEAVING);
    let lock = in_drafts(&home, "lock").pop();
    let lock = File::open(lock.expect("a session that was not ended by the rep keeps its lock")).unwrap();
    let (done, had) = channel();
    std::thread::spawn(move || done.send(lock.lock().is_ok()));
    assert_eq!(had.recv_timeout(LEAVING), Ok(true), "the session's lock is free once it is dead");
    assert_offered(&home, "halfway");
}

#[test]
fn signals_end_the_desk_with_their_own_codes_and_the_note_is_offered_again() {
    for (signal, code) in [(Signal::HUP, 129), (Signal::TERM, 143), (Signal::QUIT, 131)] {
        let home = Home::new();
        let desk = writing(&home);
        desk.signal(signal);
        assert_eq!(desk.exit(), code);
        assert_given_back(&desk.seen());
        assert_offered(&home, "halfway");
    }
}

#[test]
fn leaving_by_key_gives_the_terminal_back() {
    for keys in ["q", "\x03"] {
        let mut desk = Pty::demo(&Home::new());
        assert!(desk.is_raw());
        desk.keys(keys);
        assert_eq!(desk.exit(), 0);
        assert_given_back(&desk.seen());
        assert!(!desk.is_raw());
    }
}

#[test]
fn a_note_killed_without_warning_is_offered_again() {
    let home = Home::new();
    let desk = writing(&home);
    // The first pause writes the draft; nothing on the screen tells.
    let holds = |path: &PathBuf| std::fs::read_to_string(path).is_ok_and(|text| text.contains("halfway"));
    let started = Instant::now();
    while !in_drafts(&home, "json").iter().any(holds) {
        assert!(started.elapsed() < LEAVING, "the draft was never written");
        std::thread::yield_now();
    }
    desk.signal(Signal::KILL);
    desk.exit();
    assert_offered(&home, "halfway");
}

#[test]
fn a_call_logged_right_before_leaving_is_kept() {
    let home = Home::new();
    let mut desk = Pty::demo(&home);
    desk.keys("c1q");
    assert_eq!(desk.exit(), 0);
    assert_eq!(home.deeds(FIRST), ["log", "setup"]);
}

#[test]
fn a_stopped_desk_gives_the_terminal_to_the_shell_and_takes_it_back() {
    let mut shell = shell(&Home::new());
    shell.keys("\x1a");
    prompted(&shell, 2);
    assert_given_back(&shell.seen());
    shell.keys("fg\n");
    drop(shell.shows("─ timeline"));
    shell.keys("q");
    prompted(&shell, 3);
    assert_given_back(&shell.seen());
    shell.keys("echo $((40 + 2)) here\n");
    drop(shell.shows("42 here"));
}

#[test]
fn a_desk_continued_in_the_background_leaves_the_shell_alone() {
    let mut shell = shell(&Home::new());
    shell.keys("\x1a");
    prompted(&shell, 2);
    let mark = shell.mark();
    shell.keys("bg; wait; echo $((40 + 2)) here\n");
    drop(shell.shows("42 here"));
    assert!(!String::from_utf8_lossy(&shell.seen().bytes[mark..]).contains("\x1b[?"));
    shell.keys("fg\n");
    drop(shell.shows("─ timeline"));
    shell.keys("q");
    prompted(&shell, 4);
    shell.keys("echo $((42 + 1)) again\n");
    drop(shell.shows("43 again"));
}

#[test]
fn ctrl_z_where_no_shell_could_continue_the_desk_changes_nothing() {
    let mut desk = Pty::demo(&Home::new());
    desk.keys("\x1aG");
    drop(desk.until("another row", |seen| seen.selected().is_some_and(|row| row > 10)));
}
