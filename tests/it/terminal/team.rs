//! Two reps and a folder, on a real terminal: what came, the other side of it, and back.

use std::fs;

use crate::support::home::{Home, PROGRAM};
use crate::support::pty::Pty;

/// A home whose desk meets its team in `shared`, every so many minutes.
fn member(every: u32) -> (Home, String) {
    let home = Home::new();
    let place = home.path().join("shared");
    fs::create_dir(&place).unwrap();
    let dir = place.display().to_string();
    fs::create_dir_all(home.path().join("XDG_CONFIG_HOME/salesdesk")).unwrap();
    let config = format!("[sync]\nfolder = \"{dir}\"\nevery = {every}\n");
    fs::write(home.path().join("XDG_CONFIG_HOME/salesdesk/config.toml"), config).unwrap();
    (home, dir)
}

#[test]
fn what_was_done_is_told_as_the_desk_is_left() {
    let ((home, dir), other) = (member(15), Home::new());
    home.json(&["add", "Acme"]);
    home.json(&["sync", "--init"]);
    let mut desk = Pty::run(&home, &[PROGRAM], &[], (80, 24));
    drop(desk.shows("1 customer"));
    desk.keys("nasks for a quote\r");
    drop(desk.shows("Saved"));
    desk.keys("q");
    assert_eq!(desk.exit(), 0);
    let came = other.json(&["sync", &dir]);
    assert_eq!(came["imported"], 2, "{came}");
}

#[test]
fn a_place_that_is_not_there_is_a_quiet_word_and_leaving_does_not_wait_for_it() {
    let (home, dir) = member(15);
    fs::remove_dir(&dir).unwrap();
    home.json(&["add", "Acme"]);
    let mut desk = Pty::run(&home, &[PROGRAM], &[], (80, 24));
    drop(desk.shows("not synced:"));
    drop(desk.shows("1 customer"));
    desk.keys("q");
    assert_eq!(desk.exit(), 0);
}

#[test]
fn what_a_colleague_wrote_comes_on_a_key_and_the_other_side_is_taken_and_taken_back() {
    let ((home, dir), other) = (member(0), Home::new());
    let id = home.json(&["add", "Acme"])["id"].as_str().unwrap().to_owned();
    home.json(&["sync", "--init"]);
    other.json(&["sync", &dir]);
    home.json(&["edit", &id, "--set", "rank=A"]);
    other.json(&["edit", &id, "--set", "rank=B"]);
    other.json(&["add", "Brought"]);
    other.json(&["sync", &dir]);
    let rank = || home.json(&["show", &id])["rank"].as_str().unwrap().to_owned();

    let mut desk = Pty::run(&home, &[PROGRAM], &[], (80, 24));
    drop(desk.shows("1 customer"));
    desk.keys("S");
    drop(desk.shows(&dir));
    desk.keys("s");
    drop(desk.shows("new changes: 3"));
    drop(desk.shows("2 customers"));
    desk.keys("V");
    drop(desk.shows("1 of 1"));
    let stood = rank();
    desk.keys("o");
    drop(desk.shows("Nothing waits for a look"));
    assert_ne!(rank(), stood);
    desk.keys("u");
    drop(desk.shows("1 of 1"));
    assert_eq!(rank(), stood);
    desk.keys("\x1b");
    drop(desk.until("the desk's own keys", |seen| seen.text().contains("last sync")));
    desk.keys("q");
    drop(desk.shows("Brought"));
    desk.keys("q");
    assert_eq!(desk.exit(), 0);
}
