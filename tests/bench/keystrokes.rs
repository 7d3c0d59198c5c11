//! How many keys a logged call takes until the next customer stands there: typed into the walk and
//! counted, beside what other tools ask for the same.

use std::collections::HashSet;
use std::io::{self, Write as _};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, ensure};
use chrono::DateTime;
use salesdesk::domain::Id;
use salesdesk::domain::page::Page;
use salesdesk::store::Desk;

use crate::book::Stock;
use crate::floor::Floor;
use crate::programs::walking;
use crate::pty::Screen;
use crate::table::Row;

const FEW: usize = 1000;
const QUIET: Duration = Duration::from_millis(400);

/// What is said of a call, ten characters, and when to call again.
const NOTE: &str = "sent quote";
const TIME: &str = " thu 2pm";
const DUE: &str = "2026-11-26T14:00:00+09:00";

/// The keystroke-level model: seconds for a key, and for a thought before each thing that is decided.
const KEY: f64 = 0.28;
const THOUGHT: f64 = 1.35;

/// Other tools: no answer, then the next; outcome, note and callback, then the next; how it is known.
/// What is closed could not be opened: clicks are estimates from the fields its documents name.
const OTHERS: &[[&str; 4]] = &[
    ["VICIdial, hot keys on", "1 key, ≈ 1.6 s", "≈ 8 clicks + note, ≈ 16 s", "estimate"],
    ["CALLTREE and the like", "≈ 3 clicks, ≈ 6 s", "≈ 7 clicks + note, ≈ 14 s", "estimate"],
    ["Close and other power diallers", "1–2 clicks", "≈ 6 clicks + note", "estimate"],
    ["HubSpot task queue", "≈ 5 clicks, ≈ 11 s", "≈ 8 clicks + note, ≈ 17 s", "estimate"],
    ["Salesforce Sales Engagement", "≈ 4 clicks", "≈ 8 clicks + note", "estimate"],
    ["EspoCRM, SuiteCRM", "≈ 7 clicks", "≈ 12 clicks + note", "estimate"],
    ["crm.cli 0.3.10", "≈ 70 keys", "≈ 131 keys, ≈ 37 s", "its commands, counted"],
    ["crm-cli (jdanielnd)", "≈ 70 keys", "≈ 123 keys, ≈ 34 s", "its commands, counted"],
    ["sophie (crm-tui)", "≥ 15 keys", "≥ 25 keys + note", "its source, counted"],
];

pub(crate) fn measure(stock: &Stock) -> Result<Vec<Row>> {
    let floor = Floor::of(&Stock::of(&stock.folder().join("few"), FEW)?)?;
    let mut screen = walking(&floor)?;
    screen.until_shown("why now")?;
    screen.settle(Instant::now(), Duration::from_secs(1))?;
    let (unanswered, page) = call(&floor, &mut screen, &["1"])?;
    ensure!(page.activities.iter().any(|call| call.outcome == "NA" && call.list == Some(floor.list)));
    let (talked, page) = call(&floor, &mut screen, &["t", NOTE, TIME, "\r"])?;
    let due = DateTime::parse_from_rfc3339(DUE)?.timestamp_millis();
    ensure!(
        page.activities.iter().any(|call| call.outcome == "TALK" && call.note == format!("{NOTE}{TIME}"))
    );
    ensure!(page.next_steps.iter().any(|step| step.open() && step.due_at == Some(due)), "a callback is due");
    let beyond = talked - NOTE.len() - TIME.len();
    print(unanswered, beyond)?;
    Ok(vec![
        Row::new("keystrokes: no answer → next customer", unanswered.to_string()).limit("1", unanswered == 1),
        Row::new("keystrokes: outcome + words → next customer, beyond the words", beyond.to_string())
            .limit("≤ 2", beyond <= 2),
    ])
}

/// Types a call; answers with how many keys that were, and with whom it was. The next one must have come.
fn call(floor: &Floor, screen: &mut Screen, keys: &[&str]) -> Result<(usize, Page)> {
    let (before, shown) = (called(floor)?, screen.text());
    for some in keys {
        screen.type_keys(some, QUIET)?;
    }
    ensure!(screen.shows("why now") && screen.text() != shown, "nobody came:\n{}", screen.text());
    let new: Vec<Id> = called(floor)?.difference(&before).map(|(customer, _)| *customer).collect();
    ensure!(new.len() == 1, "{} calls were logged", new.len());
    let page = floor.desk()?.page(new[0], 9)?.context("the customer is in the book")?;
    ensure!(!screen.text().lines().take(3).any(|line| line.contains(&page.customer.name)), "the same again");
    Ok((keys.iter().map(|some| some.chars().count()).sum(), page))
}

fn called(floor: &Floor) -> Result<HashSet<(Id, Id)>> {
    let calls = Desk::open_to_read(&floor.book())?.calls_on(floor.list)?;
    Ok(calls.into_iter().map(|call| (call.customer, call.id)).collect())
}

fn print(unanswered: usize, beyond: usize) -> Result<()> {
    let seconds = |keys: usize, thoughts: f64| -> Result<f64> {
        Ok(f64::from(u32::try_from(keys)?) * KEY + thoughts * THOUGHT)
    };
    let (words, time) = (NOTE.len(), TIME.len());
    let mut out = io::stdout().lock();
    writeln!(out, "| | no answer → next | outcome + note of {words} + callback → next | how it is known |")?;
    writeln!(out, "|---|---|---|---|")?;
    writeln!(
        out,
        "| **salesdesk** | {unanswered} key, {:.1} s | {beyond} keys + note and {time} of time, {:.1} s | typed and counted |",
        seconds(unanswered, 1.0)?,
        seconds(beyond + time, 2.0)?
    )?;
    for row in OTHERS {
        writeln!(out, "| {} |", row.join(" | "))?;
    }
    writeln!(out)?;
    Ok(())
}
