//! Where there is no screen: pipes that close, terminals that cannot draw, nobody at the keys.

use std::io::{BufRead, BufReader};
use std::process::Stdio;

use crate::support::home::{Home, PROGRAM};
use crate::support::pty::Pty;

fn with_demo() -> Home {
    let home = Home::new();
    assert!(home.run(&["demo", "--json"]).status.success());
    home
}

#[test]
fn a_reader_that_has_seen_enough_ends_a_search_quietly() {
    let home = with_demo();
    let mut find = home.command(&["--db", &home.demo_book(), "find", "--limit", "200", "--json"]);
    let mut find = find.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(find.stdout.take());
    let output = find.wait_with_output().unwrap();
    assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(0), &b""[..]));
}

#[test]
fn the_first_line_of_a_search_can_be_taken_alone() {
    let home = with_demo();
    let mut find = home.command(&["--db", &home.demo_book(), "find"]);
    let mut find = find.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut line = String::new();
    BufReader::new(find.stdout.take().unwrap()).read_line(&mut line).unwrap();
    assert!(line.contains("Brackenby"), "{line}");
    let output = find.wait_with_output().unwrap();
    assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(0), &b""[..]));
}

#[test]
fn without_a_terminal_the_desk_says_so_in_one_sentence() {
    let home = Home::new();
    let closed = format!("exec {PROGRAM} <&-");
    for mut command in [home.command(&[]), {
        let mut shell = std::process::Command::new("sh");
        shell.args(["-c", &closed]).env_clear().envs(home.env());
        shell
    }] {
        let output = command.output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!((output.status.code(), said.lines().count()), (Some(2), 1), "{said}");
        assert!(output.stdout.is_empty());
    }
}

#[test]
fn a_terminal_that_cannot_draw_is_told_so_in_one_sentence() {
    for term in ["dumb", ""] {
        let home = Home::new();
        let desk = Pty::run(&home, &[PROGRAM], &[("TERM", term)], (80, 24));
        assert_eq!(desk.exit(), 2);
        let seen = desk.seen();
        assert!(!seen.bytes.contains(&0x1b), "no escapes to a terminal that shows them");
        assert_eq!(seen.text().lines().count(), 1, "{seen:?}");
    }
}
