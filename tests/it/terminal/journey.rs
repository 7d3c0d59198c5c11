//! A rep's ways through the desk, seen from outside: on the screen, on the disk, on the clipboard.

use std::os::unix::fs::PermissionsExt;

use rustix::process::Signal;

use crate::support::home::{FIRST, Home};
use crate::support::pty::Pty;

#[test]
fn a_customer_is_found_called_and_the_call_taken_back() {
    let home = Home::new();
    let mut desk = Pty::demo(&home);
    desk.keys("/tan");
    let name = {
        let seen =
            desk.until("hits", |seen| seen.selected().is_some_and(|row| seen.rows()[row].contains("田中")));
        let page = seen.rows()[1].split('│').nth(1).unwrap_or_default().trim().to_owned();
        page.split("  ").next().unwrap_or_default().to_owned()
    };
    desk.keys("\rc1");
    drop(desk.shows("Saved"));
    assert_eq!(home.deeds(&name)[0], "log", "what the screen calls saved, another program reads");
    drop(desk.shows("1 call today"));
    desk.keys("u");
    drop(desk.shows("Taken back"));
    drop(desk.shows("0 calls today"));
    assert_ne!(home.deeds(&name)[0], "log");
}

#[test]
fn keys_typed_ahead_of_the_answers_mean_what_they_were_typed_at() {
    let home = Home::new();
    let mut desk = Pty::demo(&home);
    desk.keys("/tan\rc1jc2u");
    drop(desk.shows("Taken back"));
    drop(desk.shows("1 call today"));
    assert_eq!(home.deeds("田中 拓也")[0], "log");
    assert_eq!(home.deeds(FIRST), ["setup"]);
}

#[test]
fn a_call_logged_on_one_desk_shows_on_the_other() {
    let home = Home::new();
    let mut one = Pty::demo(&home);
    let other = Pty::demo(&home);
    drop(other.shows("0 calls today"));
    one.keys("c1");
    drop(one.shows("Saved"));
    drop(other.shows("1 call today"));
    drop(other.shows("21 Nov 14:32  call  No answer"));
}

#[test]
fn a_number_called_on_a_remote_shell_is_sent_to_the_terminals_clipboard() {
    const SENT: &[u8] = b"\x1b]52;c;";
    const THROUGH_TMUX: &[u8] = b"\x1bPtmux;\x1b\x1b]52;c;";
    let ssh = ("SSH_CONNECTION", "192.0.2.1 50000 192.0.2.2 22");
    for (env, tmux) in [(vec![ssh], false), (vec![ssh, ("TMUX", "/tmp/tmux-0/default,1,0")], true)] {
        let mut desk = Pty::demo_with(&Home::new(), &env, (80, 24));
        desk.keys("c");
        let seen = desk
            .until("the number's bytes", |seen| has(&seen.bytes, SENT) && seen.text().contains("clipboard"));
        assert_eq!(has(&seen.bytes, THROUGH_TMUX), tmux);
    }
}

fn has(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

#[test]
fn a_note_goes_to_the_editor_and_comes_back() {
    let home = Home::new();
    let editor =
        editor(&home, "stty -a </dev/tty | grep -c -w -- -icanon >raw\nsed -i 's/Monday/Tuesday/' \"$1\"");
    let mut desk = Pty::demo_with(&home, &[("EDITOR", &editor)], (80, 24));
    desk.keys("n");
    drop(desk.shows("\n >"));
    desk.keys("call Monday");
    drop(desk.shows("call Monday"));
    desk.keys("\x0f");
    drop(desk.shows("call Tuesday"));
    let raw = std::fs::read_to_string(home.path().join("raw")).unwrap();
    assert_eq!(raw.trim(), "0", "the editor has the terminal as the shell left it");
    desk.keys("\r");
    drop(desk.shows("Saved"));
    assert_eq!(home.deeds(FIRST)[0], "log");
}

#[test]
fn an_editor_that_is_interrupted_leaves_the_note_open() {
    let home = Home::new();
    let editor = editor(&home, "trap 'exit 1' INT\necho editing\nwhile :; do read -r line; done");
    let mut desk = Pty::demo_with(&home, &[("EDITOR", &editor)], (80, 24));
    desk.keys("n");
    drop(desk.shows("\n >"));
    desk.keys("unfinished");
    drop(desk.shows("unfinished"));
    desk.keys("\x0f");
    drop(desk.shows("editing"));
    desk.keys("\x03");
    drop(desk.shows("unfinished"));
    desk.keys("!");
    drop(desk.shows("unfinished!"));
}

#[test]
fn an_editor_that_is_stopped_stops_the_desk_with_it() {
    let home = Home::new();
    let editor = editor(&home, "echo editing\nread -r line\nsed -i \"2s/$/ $line/\" \"$1\"");
    let mut shell = Pty::run(&home, &["/bin/sh", "-i"], &[("PS1", "ready$ "), ("EDITOR", &editor)], (80, 24));
    drop(shell.shows("ready$"));
    shell.keys(&format!("{} demo\n", crate::support::home::PROGRAM));
    drop(shell.shows("─ timeline"));
    shell.keys("n");
    drop(shell.shows("\n >"));
    shell.keys("call");
    drop(shell.shows("> call"));
    shell.keys("\x0f");
    drop(shell.shows("editing"));
    shell.keys("\x1a");
    // Stopping throws away what is typed at the same time.
    drop(shell.until("the prompt", |seen| seen.text().matches("ready$").count() == 2));
    shell.keys("fg\nback\n");
    drop(shell.shows("> call back"));
}

#[test]
fn a_desk_that_was_stopped_for_a_while_is_drawn_whole_again() {
    let desk = Pty::demo(&Home::new());
    let mark = desk.mark();
    desk.signal(Signal::STOP);
    desk.signal(Signal::CONT);
    let seen = desk.until("a whole frame", |seen| {
        String::from_utf8_lossy(&seen.bytes[mark..]).contains("Brackenby Tooling")
            && seen.frames_since(mark) > 0
    });
    assert!(seen.screen().alternate_screen() && seen.text().contains("─ timeline"));
}

/// A shell script that is to be the rep's editor.
fn editor(home: &Home, script: &str) -> String {
    let path = home.path().join("editor");
    std::fs::write(&path, format!("#!/bin/sh\n{script}\n")).unwrap();
    std::fs::set_permissions(&path, PermissionsExt::from_mode(0o755)).unwrap();
    path.display().to_string()
}
