//! A walk in a real terminal, killed at any instant and gone on with: nothing is lost, nothing is there twice.
//!
//! Forty calls belong to every run of the tests; `SALESDESK_CALLS=300 cargo test --release --test it walk_that`
//! makes the long run.

use std::collections::HashMap;
use std::env;
use std::fmt::Write as _;
use std::fs;
use std::thread;
use std::time::Duration;

use rustix::process::Signal;

use crate::support::home::{Home, PROGRAM};
use crate::support::pty::Pty;

/// A working day within calling hours.
const MORNING: (&str, &str) = ("SALESDESK_NOW", "2026-11-20T10:30:00+09:00");
/// Longer than it takes to keep a half-written note.
const KEPT: Duration = Duration::from_millis(1_500);

/// A book with so many customers, all on one list.
fn list_of(count: usize) -> Home {
    let home = Home::new();
    let mut csv = String::from("name,phone\n");
    for n in 0..count {
        let _ = writeln!(csv, "Customer {n:04},03-0000-{n:04}");
    }
    let file = home.path().join("customers.csv");
    fs::write(&file, csv).unwrap();
    home.json(&["import", &file.display().to_string()]);
    home.json(&["list", "new", "Round", "customer"]);
    home
}

fn walk(home: &Home) -> Pty {
    Pty::run(home, &[PROGRAM, "walk", "Round"], &[MORNING], (110, 30))
}

/// How many were called, as the header says.
fn called(desk: &Pty, of: usize) -> usize {
    let says = |text: &str| {
        let (before, _) = text.split_once(&format!(" of {of} called"))?;
        before.rsplit(' ').next()?.parse().ok()
    };
    let seen = desk.until("how many were called", |seen| says(&seen.text()).is_some());
    says(&seen.text()).unwrap()
}

/// Some instant, the same in every run.
fn instant(round: usize) -> Duration {
    Duration::from_micros((round as u64 * 7919) % 9_000)
}

#[test]
fn a_walk_that_is_killed_at_any_instant_goes_on_and_loses_or_doubles_nothing() {
    let calls: usize = env::var("SALESDESK_CALLS").map_or(40, |calls| calls.parse().unwrap());
    let of = calls + 5;
    let home = list_of(of);
    let mut desk = walk(&home);
    let mut done = called(&desk, of);
    let mut round = 0;
    while done < calls {
        round += 1;
        desk.keys("1");
        if round % 4 != 0 {
            drop(desk.shows(&format!("{} of {of} called", done + 1)));
            done += 1;
            continue;
        }
        thread::sleep(instant(round));
        desk.signal(Signal::KILL);
        desk = walk(&home);
        let now = called(&desk, of);
        assert!(now == done || now == done + 1, "{done} were called, and after a kill {now}");
        done = now;
    }
    drop(desk);
    let mut times: HashMap<String, usize> = HashMap::new();
    let list = home.json(&["list", "show", "Round"]);
    for entry in list["entries"].as_array().unwrap() {
        let attempts = usize::try_from(entry["attempts"].as_u64().unwrap()).unwrap();
        assert!(attempts <= 1, "called twice: {entry}");
        *times.entry(entry["state"].as_str().unwrap().to_owned()).or_default() += attempts;
    }
    assert_eq!(times.values().sum::<usize>(), done);
}

#[test]
fn a_note_half_written_on_the_walk_is_there_again_after_a_kill_with_the_same_customer() {
    let home = list_of(6);
    let mut desk = walk(&home);
    drop(desk.shows("0 of 6 called"));
    desk.keys("1]");
    drop(desk.shows("1 of 6 called"));
    desk.keys("t");
    drop(desk.shows("\n >"));
    desk.keys("wants 20 units");
    let whom = |desk: &Pty| desk.shows("wants 20 units").text().lines().nth(1).unwrap().trim().to_owned();
    let before = whom(&desk);
    thread::sleep(KEPT);
    desk.signal(Signal::KILL);
    let mut desk = walk(&home);
    drop(desk.shows("1 unfinished"));
    desk.keys("\r");
    drop(desk.shows("\n >"));
    assert_eq!(whom(&desk), before);
    desk.keys(" soon\r");
    drop(desk.shows("2 of 6 called"));
    let all = home.json(&["find", "note:units"]);
    assert_eq!(all.as_array().unwrap().len(), 1);
    let page = home.json(&["show", all[0]["id"].as_str().unwrap()]);
    assert_eq!(page["activities"][0]["note"], "wants 20 units soon");
    assert_eq!(page["activities"][0]["outcome"], "TALK");
    assert!(before.starts_with(page["name"].as_str().unwrap()));
}
