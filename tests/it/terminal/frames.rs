//! What is sent to the terminal: the right frame, few bytes, and none when nothing changes.

use std::time::Duration;

use crate::support::home::Home;
use crate::support::pty::{Pty, Seen};

/// A row's attributes, cell by cell.
fn look(seen: &Seen, row: usize) -> Vec<(bool, bool, bool)> {
    let cell = |column| seen.screen().cell(u16::try_from(row).unwrap(), column).unwrap();
    (2..20).map(cell).map(|cell| (cell.inverse(), cell.bold(), cell.underline())).collect()
}

fn is_plain(seen: &Seen) -> bool {
    let (rows, columns) = seen.screen().size();
    let cells = (0..rows.get()).flat_map(|row| (0..columns.get()).map(move |column| (row, column)));
    cells
        .filter_map(|(row, column)| seen.screen().cell(row, column))
        .all(|cell| (cell.fgcolor(), cell.bgcolor()) == (vt100::Color::Default, vt100::Color::Default))
}

#[test]
fn without_colour_the_selected_row_still_stands_out() {
    let desk = Pty::demo_with(&Home::new(), &[("NO_COLOR", "1")], (80, 24));
    let seen = desk.seen();
    let row = seen.selected().unwrap();
    assert!(is_plain(&seen));
    assert_ne!(look(&seen, row), look(&seen, row + 1));
    assert!(look(&seen, row).iter().all(|(inverse, ..)| *inverse));
}

#[test]
fn with_colour_there_is_colour() {
    assert!(!is_plain(&Pty::demo(&Home::new()).seen()));
}

#[test]
fn twenty_keys_typed_ahead_end_in_one_right_frame() {
    let mut desk = Pty::demo_with(&Home::new(), &[], (120, 40));
    let top = desk.seen().selected().unwrap();
    let title = desk.seen().rows()[top + 10].split_whitespace().next().unwrap().to_owned();
    let mark = desk.mark();
    desk.keys("jjjjjjjjjjkkkkkjjjjj");
    let there = |seen: &Seen| {
        seen.selected() == Some(top + 10)
            && seen.rows()[1].split('│').nth(1).is_some_and(|page| page.contains(&title))
    };
    let seen = desk.until("the tenth row and its page", there);
    let (bytes, frames) = (seen.bytes.len() - mark, seen.frames_since(mark));
    drop(seen);
    assert!(frames <= 10, "{frames} frames");
    assert!(bytes <= 10_000, "{bytes} bytes in {frames} frames");
}

#[test]
fn a_move_of_the_selection_costs_few_bytes() {
    let mut desk = Pty::demo_with(&Home::new(), &[], (120, 40));
    // What comes of the start is none of a move's.
    while !desk.is_quiet_for(Duration::from_millis(500)) {}
    let top = desk.seen().selected().unwrap();
    let mut costs = Vec::new();
    for row in top + 1..top + 11 {
        let mark = desk.mark();
        desk.keys("j");
        drop(desk.until("the next row", |seen| seen.selected() == Some(row) && seen.frames_since(mark) > 0));
        while !desk.is_quiet_for(Duration::from_millis(300)) {}
        let seen = desk.seen();
        costs.push((seen.bytes.len() - mark, seen.frames_since(mark)));
    }
    // Nearly all of it is the next customer's page, with sales and a contract on every third. One that a
    // slow build reads late is drawn by itself.
    let at_once: Vec<usize> =
        costs.iter().filter(|(_, frames)| *frames == 1).map(|(bytes, _)| *bytes).collect();
    let enough = at_once.len() * 2 > costs.len();
    let average = at_once.iter().sum::<usize>() / at_once.len().max(1);
    assert!(enough && average <= 2_400, "bytes and frames of each: {costs:?}");
}

#[test]
fn an_idle_desk_sends_nothing() {
    let desk = Pty::demo(&Home::new());
    // Two frames may still be on their way: the counts, and the search that is ready.
    let settled = (0..20).any(|_| desk.is_quiet_for(Duration::from_millis(500)));
    assert!(settled && desk.is_quiet_for(Duration::from_secs(3)), "{:?}", desk.seen());
}

#[test]
fn a_terminal_of_one_cell_and_back_shows_the_same() {
    let mut desk = Pty::demo(&Home::new());
    drop(desk.shows("calls today"));
    while !desk.is_quiet_for(Duration::from_millis(500)) {}
    // A cell that was blanked and one that never held anything look the same.
    let rows = |text: &str| text.lines().map(|row| row.trim_end().to_owned()).collect::<Vec<_>>();
    let before = rows(&desk.seen().text());
    for size in [(1, 1), (40, 10), (200, 60), (1, 30), (300, 1)] {
        let mark = desk.mark();
        desk.resize(size);
        drop(desk.until("a frame", |seen| seen.frames_since(mark) > 0));
    }
    desk.resize((80, 24));
    drop(desk.until("the same screen", |seen| rows(&seen.text()) == before));
    desk.keys("q");
    assert_eq!(desk.exit(), 0);
}
