//! A paste is text, whatever it holds and wherever it lands.

use crate::support::home::{FIRST, Home};
use crate::support::pty::Pty;

#[test]
fn a_hostile_paste_into_the_list_only_fills_the_search_line() {
    let home = Home::new();
    let mut desk = Pty::demo(&home);
    desk.paste(&"dd:q\r\n\x1b[2J\x1bc\x1b]52;c;eA==\x07u\r\n".repeat(200));
    drop(desk.shows("/ dd:q"));
    desk.keys("\x1b");
    drop(desk.until("the whole list", |seen| !seen.text().contains("dd:q")));
    assert_eq!(home.deeds(FIRST), ["setup"]);
}

#[test]
fn a_paste_of_lines_into_a_note_never_saves_it() {
    let home = Home::new();
    let mut desk = Pty::demo(&home);
    desk.keys("n");
    drop(desk.shows("\n >"));
    desk.paste("first line\r\nlast line\r");
    drop(desk.shows("first line"));
    desk.keys("!");
    drop(desk.shows("!"));
    assert!(desk.seen().text().contains("last line"), "{:?}", desk.seen());
    desk.keys("\r");
    drop(desk.hides("\n >"));
    drop(desk.shows("note  first line"));
    assert_eq!(home.deeds(FIRST), ["log", "setup"]);
}

#[test]
fn a_terminal_that_marks_no_pastes_saves_nothing_either() {
    let home = Home::new();
    let mut desk = Pty::demo(&home);
    desk.keys("090-1234-5678\rq\rdd\r:q\rcall them all tomorrow\r");
    drop(desk.shows("/ 090-1234-5678"));
}
